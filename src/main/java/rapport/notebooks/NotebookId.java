package rapport.notebooks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One party's notebook beside one relationship, and so the stream that only its author ever reads. */
public record NotebookId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NotebookId {}

    /** A new id that no one has used. */
    public static NotebookId random() {
        return new NotebookId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
