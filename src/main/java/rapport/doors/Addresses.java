package rapport.doors;

import java.util.UUID;
import java.util.regex.Pattern;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.shared.NotThere;

/** Ids as they stand in an address; what is no id leads nowhere, like an id that does not exist. */
public final class Addresses {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    private Addresses() {}

    /** @throws NotThere if it is no id */
    public static RelationshipId relationship(String part) {
        return new RelationshipId(id(part));
    }

    /** @throws NotThere if it is no id */
    public static CommitmentId commitment(String part) {
        return new CommitmentId(id(part));
    }

    /** @throws NotThere if it is no id */
    public static EntryId entry(String part) {
        return new EntryId(id(part));
    }

    /** @throws NotThere if it is no id */
    public static UUID token(String part) {
        return id(part);
    }

    /** A place in a stream. @throws NotThere if it is none */
    public static long sequence(String part) {
        if (!SEQUENCE.matcher(part).matches()) {
            throw new NotThere();
        }
        return Long.parseLong(part);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @throws NotThere if it is no id */
    public static UUID id(String part) {
        if (!isId(part)) {
            throw new NotThere();
        }
        return UUID.fromString(part);
    }
}
