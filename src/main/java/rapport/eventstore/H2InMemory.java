package rapport.eventstore;

import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** H2 databases in memory: nothing of them ever reaches a disk, and no other process can open them. */
public final class H2InMemory implements Databases {

    // Two contexts in one process are two worlds.
    private final UUID world = UUID.randomUUID();

    @Override
    public boolean exists(String name) {
        return false;
    }

    @Override
    public H2Pool open(String name, int connections) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + "-" + world + ";DB_CLOSE_ON_EXIT=FALSE");
        source.setUser("sa");
        source.setPassword("");
        try {
            return H2Pool.toMemory(source, name, connections);
        } catch (SQLException e) {
            throw new IllegalStateException("a database in memory could not be made", e);
        }
    }
}
