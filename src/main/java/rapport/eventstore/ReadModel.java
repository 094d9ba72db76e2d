package rapport.eventstore;

import java.util.List;
import java.util.Optional;

/**
 * What is kept ready in tables so that a page need not read whole streams. Takes in each event in the transaction that
 * records it, and can be thrown away and made again from the streams at any time.
 */
public interface ReadModel {

    /** Its name in {@code view_version} and {@code stale_view}; for ever. */
    String name();

    /** Raised whenever the tables must hold something else than before; they are then made again at the next start. */
    int version();

    /**
     * True if an event is to be recorded even where this model cannot take it in. It is then marked stale, and whoever
     * reads it must fold the stream instead.
     */
    boolean mayFallBehind();

    /**
     * A table that it fills.
     *
     * @param streamColumn the column that says of which stream a row is
     */
    record Table(String name, String streamColumn) {}

    /** The tables whose rows follow from the streams alone, so that they can be compared with them. */
    default List<Table> tables() {
        return List.of();
    }

    /**
     * Rows of one stream to be made in memory, of which only what differs is then written. Without it, the rows are
     * removed and the events taken in again one by one while nobody else writes, which is good for few of them only.
     */
    default Optional<Draft> draft(String stream) {
        return Optional.empty();
    }

    /** Removes all rows of one stream. */
    void forget(String stream);

    /** Takes in one event of a stream, in its order. */
    void take(String stream, Recorded<?> event);
}
