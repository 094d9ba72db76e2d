package rapport.parties;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A relationship, and so the stream that holds its history. */
public record RelationshipId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RelationshipId {}

    /** A new id that no one has used. */
    public static RelationshipId random() {
        return new RelationshipId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
