package rapport.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Reads whole streams, in their order. */
public final class Streams {

    private final EventStorageEngine engine;

    Streams(EventStorageEngine engine) {
        this.engine = engine;
    }

    /** Every event of a stream, oldest first; none if there is no such stream. */
    public List<Recorded<Object>> read(String stream) {
        return engine.readEvents(stream, 0).asStream().map(Streams::recorded).toList();
    }

    /**
     * The stream as it stood at an instant: the events before the first one recorded later. A clock that was set back
     * thus hides what came after, rather than tearing a hole.
     */
    public List<Recorded<Object>> readUpTo(String stream, Instant instant) {
        return until(instant, engine.readEvents(stream, 0).asStream().map(Streams::recorded))
                .toList();
    }

    /** Reads the events of a stream from a place on, oldest first, a few at a time, and keeps none of them. */
    void each(String stream, long first, Consumer<Recorded<Object>> reader) {
        engine.readEvents(stream, first).asStream().map(Streams::recorded).forEachOrdered(reader);
    }

    /** The events of a stream from a place on, oldest first. */
    public List<Recorded<Object>> readFrom(String stream, long first) {
        return engine.readEvents(stream, first)
                .asStream()
                .map(Streams::recorded)
                .toList();
    }

    /** How many events a stream holds; 0 if there is no such stream. */
    public long length(String stream) {
        return 1 + engine.lastSequenceNumberFor(stream).orElse(-1L);
    }

    /** The events of a stream at so many places from one on, oldest first. */
    List<Recorded<Object>> readPage(String stream, long first, int places) {
        return engine.readEvents(stream, first)
                .asStream()
                // Both: past the last place, or where places are missing, nothing more is to be fetched or handed out.
                .limit(places)
                .takeWhile(message -> message.getSequenceNumber() < first + places)
                .map(Streams::recorded)
                .toList();
    }

    /**
     * Some of the events of a stream that stand before a place, the newest of them first.
     *
     * @param before at most its length
     */
    public List<Recorded<Object>> readBackwards(String stream, long before, int most) {
        var first = Math.max(0, before - most);
        return readPage(stream, first, Math.toIntExact(before - first)).reversed();
    }

    private static Stream<Recorded<Object>> until(Instant instant, Stream<Recorded<Object>> events) {
        return events.takeWhile(event -> !event.at().isAfter(instant));
    }

    /** @throws Unreadable if nobody can tell what it says */
    static Recorded<Object> recorded(DomainEventMessage<?> message) {
        Object payload;
        try {
            payload = message.getPayload();
        } catch (Unreadable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Unreadable(
                    message.getAggregateIdentifier(),
                    message.getSequenceNumber(),
                    message.getIdentifier(),
                    message.getTimestamp(),
                    e);
        }
        return new Recorded<>(message.getSequenceNumber(), message.getTimestamp(), payload);
    }
}
