package rapport.eventstore;

/**
 * How far the history is settled. Events get their place before they are committed, so a place can be filled after a
 * later one was, and one whose transaction was rolled back never is. Up to here nothing can be filled any more.
 */
@FunctionalInterface
public interface Settled {

    /** The highest place (global index) at or below which no event can appear any more; 0 if there are no events. */
    long upTo();

    /** Places are given out upwards, so while nobody records every later one gets a place above the highest. */
    static Settled in(Pool pool) {
        return () -> pool.undisturbed(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select max(global_index) from domain_event")) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }
}
