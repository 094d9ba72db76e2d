package rapport.history;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.eventstore.Streams;
import rapport.parties.Visibility;

/**
 * Two streams read backwards as one: what was recorded later first, of two at the same instant that of the
 * relationship. Each stream keeps its own order, whatever the clock did, so a place in both is a place in the whole.
 */
final class Merged {

    private final Backwards shared;
    private final @Nullable Backwards own;

    private Merged(Backwards shared, @Nullable Backwards own) {
        this.shared = shared;
        this.own = own;
    }

    static Merged of(Streams streams, UUID relationship, @Nullable UUID notebook, Position before) {
        return new Merged(
                new Backwards(streams, relationship, Visibility.SHARED, before.shared()),
                notebook == null ? null : new Backwards(streams, notebook, Visibility.PRIVATE, before.own()));
    }

    boolean hasMore() {
        return shared.head() != null || (own != null && own.head() != null);
    }

    /** The next line, which must be there. */
    Line take() {
        var both = shared.head();
        var mine = own == null ? null : own.head();
        return own != null && mine != null && (both == null || mine.at().isAfter(both.at()))
                ? own.take()
                : shared.take();
    }

    // One who has no notebook yet has nothing before this place in it, even once there is one.
    Position position() {
        return new Position(shared.position(), own == null ? 0 : own.position());
    }
}
