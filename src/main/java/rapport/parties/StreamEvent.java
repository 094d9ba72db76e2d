package rapport.parties;

import org.jspecify.annotations.Nullable;

/** Anything recorded on a relationship's stream. Stored for ever; see docs/events.md. */
public interface StreamEvent {

    RelationshipId relationship();

    /** Who recorded it, for which side; null where it speaks for neither: the system's, and those of a reader. */
    @Nullable
    By by();

    /** The person who recorded it; null only for what the system recorded. */
    default @Nullable PersonId recorder() {
        var by = by();
        return by == null ? null : by.person();
    }
}
