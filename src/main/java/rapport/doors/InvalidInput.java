package rapport.doors;

import java.util.LinkedHashMap;
import java.util.Map;

/** Fields that cannot be taken as they are: for each a sentence that says why, never the value itself. */
public final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> errors;

    InvalidInput(Map<String, String> errors) {
        super("invalid input", null, false, false);
        this.errors = new LinkedHashMap<>(errors);
    }

    /** Field name to sentence, in the order in which they were found. */
    public Map<String, String> errors() {
        return errors;
    }
}
