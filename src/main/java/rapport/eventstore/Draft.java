package rapport.eventstore;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a view holds of one stream, made in memory, so that the tables are touched only where they say otherwise. */
public interface Draft {

    /** Takes in the next event of the stream. */
    void take(Recorded<?> event);

    /** What the tables must hold after all events that it has taken in. */
    List<Filled> tables();

    /**
     * The rows of one table that are of the stream.
     *
     * @param streamColumn the column that says of which stream a row is
     * @param key the column that tells the rows of a stream apart; null if there is at most one
     * @param columns all the others that follow from the stream
     * @param rows each with the key, if there is one, and the columns in their order
     */
    record Filled(
            String table,
            String streamColumn,
            @Nullable String key,
            List<String> columns,
            Collection<@Nullable Object[]> rows) {}
}
