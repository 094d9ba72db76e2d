package rapport.health;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.nodes.Nodes;

/** Whether the history can be read, on a connection from among those that everybody uses. */
final class DatabaseHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

    private final JdbcClient sql;
    private final Nodes nodes;

    DatabaseHealth(JdbcClient sql, Nodes nodes) {
        this.sql = sql;
        this.nodes = nodes;
    }

    @Override
    public Health health() {
        if (nodes.isCutOff()) {
            return Health.down().build();
        }
        try {
            // A table, since a database that has closed its file still answers what needs none.
            var _ = sql.sql("select count(*) from set_up").query(Long.class).single();
            return Health.up().build();
        } catch (RuntimeException e) {
            LOG.debug("the database does not answer ({})", e.getClass());
            return Health.down().build();
        }
    }
}
