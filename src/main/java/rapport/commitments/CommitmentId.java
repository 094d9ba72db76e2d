package rapport.commitments;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import rapport.parties.EntryId;

/** A commitment, unique within its relationship. */
public record CommitmentId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CommitmentId {}

    /** A new id that no one has used. */
    public static CommitmentId random() {
        return new CommitmentId(UUID.randomUUID());
    }

    /** The same id, as that of any entry. */
    public EntryId entry() {
        return new EntryId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
