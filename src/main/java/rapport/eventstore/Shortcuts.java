package rapport.eventstore;

import java.util.Optional;

/**
 * Knows aggregates as their streams had left them at some event, so that loading one need not begin at its first. What
 * stands in the stream behind that event is read in any case, so nothing that is taken from here is ever out of date.
 */
@FunctionalInterface
public interface Shortcuts {

    /**
     * An aggregate as its stream left it.
     *
     * @param type the aggregate's, as stored with its events
     * @param sequence of the last event that is in it
     * @param aggregate whoever takes it owns it
     */
    record Known(String type, long sequence, Object aggregate) {}

    /** The newest that is known of a stream; empty if it has to be read from its first event on. */
    Optional<Known> take(String stream);
}
