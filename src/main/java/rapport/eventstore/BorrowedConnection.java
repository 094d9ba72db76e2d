package rapport.eventstore;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an H2 file as somebody has it in hand, within one thread. It is taken from a pool with the first
 * question to it, and from which one, and which lock it holds until it is given back, depends on that question: a single
 * query changes nothing and goes on beside a flush; everything else holds up the next flush, and waits while one begins.
 */
final class BorrowedConnection implements InvocationHandler {

    @FunctionalInterface
    interface Source {
        Connection take() throws SQLException;
    }

    private final Source forQueries;
    private final ReentrantReadWriteLock queries;
    private final Source forAnything;
    private final ReentrantReadWriteLock use;
    private @Nullable Connection real;
    private @Nullable Lock held;
    private boolean closed;

    private BorrowedConnection(
            Source forQueries, ReentrantReadWriteLock queries, Source forAnything, ReentrantReadWriteLock use) {
        this.forQueries = forQueries;
        this.queries = queries;
        this.forAnything = forAnything;
        this.use = use;
    }

    /**
     * A connection that holds the read lock of {@code queries} while it answers queries, and that of {@code use} from the
     * first other thing on that it is asked for. Who has {@code use} in any way never waits for {@code queries}.
     */
    static Connection from(
            Source forQueries, ReentrantReadWriteLock queries, Source forAnything, ReentrantReadWriteLock use) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new BorrowedConnection(forQueries, queries, forAnything, use));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "toString" -> "a connection";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "isClosed" -> closed;
            case "close" -> {
                closed = true;
                giveBack();
                yield null;
            }
            case "getAutoCommit" -> isInUse() ? answered(method, arguments, false) : true;
            case "prepareStatement" -> answered(method, arguments, isQuery(String.valueOf(arguments[0])));
            default -> answered(method, arguments, false);
        };
    }

    private @Nullable Object answered(Method method, @Nullable Object[] arguments, boolean query) throws Throwable {
        if (closed) {
            throw new SQLException("the connection was given back");
        }
        try {
            return method.invoke(query && !isInUseByThisThread() ? forQuery() : forAnything(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Whether it surely changes nothing: what begins as a query may also count on, lock rows or even insert some. */
    private static boolean isQuery(String statement) {
        var sql = statement.strip().toLowerCase(Locale.ROOT);
        return sql.startsWith("select")
                && !sql.contains("for update")
                && !sql.contains("next value")
                && !sql.contains("nextval")
                && !sql.contains(" table (");
    }

    private boolean isInUse() {
        return held == use.readLock();
    }

    private boolean isInUseByThisThread() {
        return use.getReadHoldCount() > 0 || use.isWriteLockedByCurrentThread();
    }

    private Connection forQuery() throws SQLException {
        return real == null ? taken(forQueries, queries.readLock()) : real;
    }

    private Connection forAnything() throws SQLException {
        if (real != null && isInUse()) {
            return real;
        }
        // Never waits for a lock with a connection in hand, which others may need who have the lock.
        giveBack();
        return taken(forAnything, use.readLock());
    }

    private Connection taken(Source source, Lock lock) throws SQLException {
        lock.lock();
        Connection connection = null;
        try {
            connection = source.take();
            real = connection;
            held = lock;
            return connection;
        } finally {
            if (connection == null) {
                lock.unlock();
            }
        }
    }

    private void giveBack() throws SQLException {
        var connection = real;
        var lock = held;
        real = null;
        held = null;
        try {
            if (connection != null) {
                connection.close();
            }
        } finally {
            if (lock != null) {
                lock.unlock();
            }
        }
    }
}
