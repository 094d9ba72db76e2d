package rapport.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A connection of its own for flushing, so that a flush never waits for the writers that wait for it. Used by one
 * thread at a time.
 */
final class FlushConnection implements AutoCloseable {

    private final DataSource source;
    private @Nullable Connection connection;

    FlushConnection(DataSource source) {
        this.source = source;
    }

    synchronized void flush() throws SQLException {
        var open = connection;
        if (open == null || open.isClosed()) {
            open = source.getConnection();
            connection = open;
        }
        H2Files.flush(open);
    }

    @Override
    public synchronized void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
