package rapport.eventstore;

import java.util.UUID;

/** Tells whether a read model's rows can be trusted, or its stream must be folded instead. */
@FunctionalInterface
public interface Staleness {

    /** True if this view's rows of a relationship are not to be trusted at the moment. */
    boolean isStale(String view, UUID relationship);
}
