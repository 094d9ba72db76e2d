package rapport.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one H2 file, and the only hand that writes it. H2 takes what it writes from one table after
 * another while others go on: written in the middle of a transaction, and killed before the next time, a file comes up
 * with half of it. So it writes only when told to, and is told to only while no connection is in use.
 */
public final class H2Pool extends HikariDataSource {

    private final @Nullable MVStore store;
    private final Connection keeper;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock(true);

    private H2Pool(Connection keeper, @Nullable MVStore store) {
        this.keeper = keeper;
        this.store = store;
    }

    /** Connections to a file, which is written when told to. */
    static H2Pool toFile(DataSource source, String name, int connections) throws SQLException {
        return over(source, name, connections, H2Pool::storeOf);
    }

    /** Connections to what lies in memory alone, where there is nothing to write. */
    static H2Pool toMemory(DataSource source, String name, int connections) throws SQLException {
        return over(source, name, connections, _ -> null);
    }

    private static H2Pool over(DataSource source, String name, int connections, Stored stored) throws SQLException {
        // It stays beside the pool. H2 closes a database with its last connection, and a pool renews the only one that
        // it has by closing it first: the file would come back as another one, and the store be closed.
        var keeper = source.getConnection();
        try {
            var pool = new H2Pool(keeper, stored.in(keeper));
            pool.setDataSource(source);
            pool.setPoolName(name);
            pool.setMaximumPoolSize(connections);
            pool.setMinimumIdle(1);
            return pool;
        } catch (SQLException | RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    private interface Stored {
        @Nullable
        MVStore in(Connection connection) throws SQLException;
    }

    private static MVStore storeOf(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }

    @Override
    public void close() {
        super.close();
        try {
            keeper.close();
        } catch (SQLException _) {
            // gone with the process at the latest
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        use.readLock().lock();
        Connection connection = null;
        try {
            connection = super.getConnection();
        } finally {
            if (connection == null) {
                use.readLock().unlock();
            }
        }
        return freeing(connection);
    }

    private Connection freeing(Connection real) {
        var closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("close") && closed.compareAndSet(false, true)) {
                            use.readLock().unlock();
                        }
                    }
                });
    }

    /** A look at what is committed. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    /**
     * Looks while no other connection is in use, so that no transaction is open. Everybody else waits meanwhile: a look
     * must be a short one.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    public <T> T alone(Look<T> look) {
        if (use.getReadHoldCount() > 0) {
            throw new IllegalStateException("looked in the middle of a transaction");
        }
        use.writeLock().lock();
        try (var connection = getConnection()) {
            return look.at(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be looked at", e);
        } finally {
            use.writeLock().unlock();
        }
    }

    /**
     * Returns when all that was committed is on the disk.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    public void flush() {
        if (use.getReadHoldCount() > 0) {
            throw new IllegalStateException("flushed in the middle of a transaction");
        }
        var file = store;
        if (file == null) {
            return;
        }
        use.writeLock().lock();
        try {
            file.commit();
            // What H2 has handed to a thread of its own must have reached the file before the file is synced.
            file.executeFilestoreOperation(() -> {});
        } finally {
            use.writeLock().unlock();
        }
        file.sync();
    }
}
