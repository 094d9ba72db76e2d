package rapport.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page shows it.
 *
 * @param key what tells it from the other forms of a page
 * @param title what it is for; also the button's text
 * @param main true for the act most likely meant
 * @param refused what was wrong when it was sent before
 */
public record FormView(
        String key,
        String action,
        Map<String, String> hidden,
        List<Input> inputs,
        String title,
        String button,
        boolean main,
        @Nullable String refused) {

    /** True if there is nothing to fill in. */
    public boolean isOneClick() {
        return inputs.isEmpty();
    }

    @Override
    public String toString() {
        return "FormView[" + key + "]";
    }
}
