package rapport.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.parties.PersonId;

/**
 * An API token without its secret, which nobody knows but the one it was shown to.
 *
 * @param person in whose name a program acts with it
 * @param name what its owner calls it
 * @param lastUsedAt to the minute; null if it was never used
 */
public record Token(
        UUID id,
        PersonId person,
        String name,
        Scope scope,
        Instant madeAt,
        @Nullable Instant lastUsedAt) {

    /** What a program may do with a token. */
    public enum Scope {
        /** Whatever its person may do through the API. */
        RECORD,
        /** Look at what its person may look at, and record nothing. */
        READ
    }

    public boolean isReadOnly() {
        return scope == Scope.READ;
    }

    @Override
    public String toString() {
        return "Token[" + id + "]";
    }
}
