package rapport.eventstore;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that lies in the store and cannot be read: damaged, or of a kind that nobody here knows. It names the event and
 * quotes nothing.
 */
@SuppressWarnings("serial")
public final class Unreadable extends RuntimeException {

    private final String stream;
    private final long sequence;
    private final String id;
    private final Instant at;

    Unreadable(String stream, long sequence, String id, Instant at, RuntimeException cause) {
        super("event " + sequence + " of " + stream + " cannot be read", cause);
        this.stream = stream;
        this.sequence = sequence;
        this.id = id;
        this.at = at;
    }

    /** What went wrong, if it was that an event cannot be read, however often it was wrapped. */
    public static Optional<Unreadable> in(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof Unreadable unreadable) {
                return Optional.of(unreadable);
            }
        }
        return Optional.empty();
    }

    public String stream() {
        return stream;
    }

    /** Its place in the stream, from 0. */
    public long sequence() {
        return sequence;
    }

    /** The event's own id. */
    public String id() {
        return id;
    }

    /** When it was recorded. */
    public Instant at() {
        return at;
    }
}
