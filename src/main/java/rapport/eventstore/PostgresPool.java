package rapport.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import rapport.shared.CannotStart;

/**
 * The connections to one schema of a PostgreSQL database that other processes write to as well. A commit is on disk when
 * it returns: {@link Postgres} sees to it that the server is set so.
 */
public final class PostgresPool extends HikariDataSource implements Pool {

    /** How long recording may have to wait for a look, and a look for those who record. */
    private static final String PATIENCE = "set local lock_timeout = '10s'";

    /** Held by whoever does what no two processes should do at once; any number that nobody else uses. */
    private static final long ONE_AT_A_TIME = 0x7261_7070_6f72_7431L;

    /** Held by whoever makes views again; likewise. */
    private static final long ONE_MAKER = 0x7261_7070_6d61_6b65L;

    /**
     * After this the server gives up a transaction whose process says nothing any more, because it hangs or was cut off: what
     * it holds would hold up everybody.
     */
    private static final String SILENCE = "idle_in_transaction_session_timeout = ";

    private static final String SHORT = "'15s'";
    private static final String LONG = "'5min'";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final DriverManagerDataSource source;
    private final ProcessName process;
    private final Opened opened;

    PostgresPool(DriverManagerDataSource source, ProcessName process, String name, int connections, long waitMillis) {
        this.source = source;
        this.process = process;
        this.opened = new Opened(source);
        setConnectionInitSql("set " + SILENCE + SHORT);
        setDataSource(opened);
        setPoolName(name);
        setMaximumPoolSize(connections);
        setMinimumIdle(Math.min(2, connections));
        setConnectionTimeout(waitMillis);
        // A server that went away is noticed at the next use, and one that came back is used again at once.
        setKeepaliveTime(30_000);
        setInitializationFailTimeout(-1);
    }

    @Override
    public void flush() {
        // a commit waited for the disk itself
    }

    @Override
    public <T> T undisturbed(Look<T> look) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(PATIENCE);
                statement.execute("set local " + SILENCE + SHORT);
                // Whoever records holds a lock against this one until the end of the transaction, and has taken it
                // before a place was given out.
                statement.execute("lock table domain_event in share mode");
            }
            var seen = look.at(connection);
            connection.commit();
            return seen;
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be looked at (" + e.getSQLState() + ")", e);
        }
    }

    @Override
    public void withViewsOf(String stream, Runnable work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local " + SILENCE + LONG);
            }
            try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, lockOf(stream));
                lock.execute();
            }
            work.run();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("a stream could not be locked (" + e.getSQLState() + ")", e);
        }
    }

    @Override
    public void writesViewsOf(String stream) {
        JdbcClient.create(this)
                .sql("select 1 from pg_advisory_xact_lock_shared(?)")
                .param(lockOf(stream))
                .query(Integer.class)
                .optional();
    }

    @Override
    public void takesViewsOf(String stream) {
        var sql = JdbcClient.create(this);
        sql.sql(PATIENCE).update();
        sql.sql("select 1 from pg_advisory_xact_lock(?)")
                .param(lockOf(stream))
                .query(Integer.class)
                .optional();
    }

    // Streams that share a number wait for each other now and then, and nothing else.
    private static long lockOf(String stream) {
        return UUID.fromString(stream).getMostSignificantBits();
    }

    @Override
    public Connection snapshot() throws SQLException {
        var connection = source.getConnection();
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                // From here on, and not only from the first question on.
                statement.execute("select 1");
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * A connection of its own beside those that acts share, for what must go on while all of them are taken; whoever asks for
     * it closes it.
     *
     * @param patience how long it waits for an answer before it gives up
     */
    public Connection apart(Duration patience) throws SQLException {
        var properties = new Properties();
        var usual = source.getConnectionProperties();
        if (usual != null) {
            properties.putAll(usual);
        }
        var seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "3");
        properties.setProperty("socketTimeout", seconds);
        var apart = new DriverManagerDataSource(
                Objects.requireNonNull(source.getUrl()),
                Objects.requireNonNullElse(source.getUsername(), ""),
                Objects.requireNonNullElse(source.getPassword(), ""));
        apart.setConnectionProperties(properties);
        return apart.getConnection();
    }

    /**
     * Hangs up on the server, because it does not answer any more: who waits for it on one of these connections fails now and
     * not in a minute. Connections are opened anew when they are needed.
     */
    public void abandon() {
        opened.abort();
    }

    /** Remembers which connections are open, also those that are in use. */
    private static final class Opened extends DelegatingDataSource {

        private final Set<Connection> open = ConcurrentHashMap.newKeySet();

        Opened(DriverManagerDataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            open.removeIf(Opened::isClosed);
            var connection = super.getConnection();
            open.add(connection);
            return connection;
        }

        private static boolean isClosed(Connection connection) {
            try {
                return connection.isClosed();
            } catch (SQLException _) {
                return true;
            }
        }

        void abort() {
            for (var connection : open) {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException _) {
                    // it is gone already
                }
            }
            open.removeIf(Opened::isClosed);
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isUsedByOthers() {
        return others().findAny().isPresent();
    }

    @Override
    public void refuseOtherVersions() {
        var other = others().filter(name -> !name.version().equals(process.version()))
                .findAny();
        if (other.isPresent()) {
            throw new CannotStart(
                    "This version of Rapport has to change what is in the database, and version "
                            + other.get().version() + " still runs on it.",
                    "Stop every Rapport that uses this database, then start this one, then the others in this version.");
        }
    }

    // Every connection says by its name whose it is.
    private Stream<ProcessName> others() {
        return JdbcClient.create(source)
                .sql("select distinct application_name from pg_stat_activity where datname = current_database()")
                // Of a role that is none of ours the server may not say it.
                .query((row, _) -> Objects.requireNonNullElse(row.getString(1), ""))
                .list()
                .stream()
                .flatMap(name -> ProcessName.read(name).stream())
                .filter(other -> other.schema().equals(process.schema())
                        && !other.process().equals(process.process()));
    }

    @Override
    public void oneProcessAtATime(Runnable work) {
        oneAtATime(ONE_AT_A_TIME, work);
    }

    @Override
    public void oneMakerAtATime(Runnable work) {
        oneAtATime(ONE_MAKER, work);
    }

    // Asks again and again: a connection that waits for long is given up as lost.
    private void oneAtATime(long what, Runnable work) {
        try (var connection = source.getConnection()) {
            while (!isAlone(connection, what)) {
                Thread.sleep(BETWEEN_LOOKS);
            }
            // With this connection, however it ends, the lock goes.
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be locked (" + e.getSQLState() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another process was at it", e);
        }
    }

    private static boolean isAlone(Connection connection, long what) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_try_advisory_lock(? + hashtext(current_schema()))")) {
            lock.setLong(1, what);
            try (var row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public boolean hasFile() {
        return false;
    }

    @Override
    public long size() {
        return JdbcClient.create(this)
                .sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
    }

    @Override
    public long copyTo(OutputStream target) throws IOException {
        throw new UnsupportedOperationException("PostgreSQL's own tools copy it");
    }

    /**
     * Has the server write each table into a new file. Nobody can use a table while it is written, so this is for small
     * ones. What the write-ahead log, its archive and standbys hold is not touched by it.
     */
    @Override
    public void rewrite() throws IOException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '10s'");
            for (var table : tables(connection)) {
                statement.execute("vacuum (full) " + table);
            }
        } catch (SQLException e) {
            throw new IOException("the tables could not be written anew (" + e.getSQLState() + ")", e);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select quote_ident(tablename) from pg_tables"
                        + " where schemaname = current_schema() and tableowner = current_user order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
