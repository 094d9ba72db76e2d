package rapport.eventstore;

import java.util.List;
import java.util.UUID;

/** Tells whether the rows made from a stream can be trusted, or the stream must be folded instead. */
@FunctionalInterface
public interface Staleness {

    /** True if some view's rows of one of these streams are not to be trusted at the moment. */
    boolean isStale(List<UUID> streams);
}
