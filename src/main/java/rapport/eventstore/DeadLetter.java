package rapport.eventstore;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a view could not take in of a stream. Until it could, the stream is folded instead, so that nobody sees anything wrong.
 *
 * @param failure the class of what went wrong; null if it is not known
 * @param eventId the event's own id; null if it is not known
 * @param sequence the event's place in its stream; null if it is not known
 * @param tries how often it was tried again
 * @param nextTry when it is tried again by itself
 */
public record DeadLetter(
        String view,
        UUID stream,
        Instant since,
        @Nullable String failure,
        @Nullable String eventId,
        @Nullable Long sequence,
        int tries,
        @Nullable Instant nextTry) {}
