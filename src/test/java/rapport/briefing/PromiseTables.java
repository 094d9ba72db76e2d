package rapport.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Streams;
import rapport.parties.RelationshipId;

/** Compares the rows of the promises with what their streams say. */
public final class PromiseTables {

    private PromiseTables() {}

    /** Fails unless every row of every stream is what folding the stream gives. */
    public static void assertEqualToTheFold(JdbcClient sql, Streams streams, List<String> relationships) {
        var table = new PromiseTable(sql);
        for (var stream : relationships) {
            var id = new RelationshipId(UUID.fromString(stream));
            var fold = PromiseFold.of(streams.read(stream));
            var rows = new HashMap<Object, Promise>();
            table.all(id).forEach(row -> rows.put(row.commitment().id(), row));
            assertThat(rows).as("promises of %s", stream).isEqualTo(fold.promises());
            assertThat(table.steps(id)).as("steps of %s", stream).isEqualTo(fold.steps());
        }
        assertThat(sql.sql("select count(*) from stale_view").query(Long.class).single())
                .as("stale views")
                .isZero();
    }
}
