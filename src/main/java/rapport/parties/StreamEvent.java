package rapport.parties;

import org.jspecify.annotations.Nullable;

/** Anything recorded on a relationship's stream. Stored for ever; see docs/events.md. */
public interface StreamEvent {

    RelationshipId relationship();

    /** Who recorded it; null only for what the system recorded. */
    @Nullable
    By by();
}
