package rapport.relationships;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.parties.RelationshipId;

/** What makes a relationship be loaded in one way or another, for benchmarks. */
public final class Parking {

    private Parking() {}

    /** The next load reads the stream from its first event on. */
    public static void forgetEverything(ApplicationContext served, RelationshipId id) {
        var known = served.getBean(KnownRelationships.class);
        known.settle();
        known.forgetParked();
        served.getBean(JdbcClient.class)
                .sql("delete from snapshot_event where aggregate_identifier = ?")
                .param(id.toString())
                .update();
    }

    /** The next load has nothing in memory, but a trail, if the stream is long enough for one. */
    public static void forgetParked(ApplicationContext served) {
        var known = served.getBean(KnownRelationships.class);
        known.settle();
        known.forgetParked();
    }
}
