package rapport.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;

/**
 * That the words of a relationship are to be erased, or were.
 *
 * @param withdrawnAt when it was taken back; null if it was not
 * @param carriedOutAt when nothing was left of the keys; null before
 */
public record Erasure(
        UUID id,
        RelationshipId relationship,
        ErasureBasis basis,
        Instant announcedAt,
        @Nullable Instant withdrawnAt,
        @Nullable Instant carriedOutAt) {

    /** How long it waits for people who do not look (docs/adr/0036). */
    public static final Duration WAITS = Duration.ofDays(30);

    /** The instant from which on it can be done even if not both have seen it. */
    public Instant possibleFrom() {
        return announcedAt.plus(WAITS);
    }

    boolean isOpen() {
        return withdrawnAt == null;
    }
}
