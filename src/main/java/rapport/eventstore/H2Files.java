package rapport.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import rapport.shared.CannotStart;
import rapport.shared.Home;

/** H2 database files in the data directory: opened, flushed to disk, and explained when they cannot be opened. */
public final class H2Files {

    /**
     * Commits reach the file when {@link #flush} says so; nothing is acknowledged before that. What the file holds is
     * never written over while it is open: after a crash H2 2.5.252 can come upon room used again where it looks for what
     * was there before (docs/adr/0006).
     */
    private static final String OPTIONS =
            ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;REUSE_SPACE=FALSE";

    private H2Files() {}

    /** True if the database has been made. */
    public static boolean exists(Home home, String name) {
        return Files.exists(home.file(name + ".mv.db"));
    }

    /**
     * Opens a database, making it if it is not there.
     *
     * @throws CannotStart if another process has it open, or if it is damaged or from another version
     */
    public static HikariDataSource open(Home home, String name, int connections) {
        var source = unpooled(home, name);
        try (var _ = source.getConnection()) {
            // the first connection opens the file; the pool below then finds it open
            var config = new HikariConfig();
            config.setDataSource(source);
            config.setPoolName(name);
            config.setMaximumPoolSize(connections);
            config.setMinimumIdle(1);
            return new HikariDataSource(config);
        } catch (SQLException e) {
            throw explained(home, name, e);
        }
    }

    static JdbcDataSource unpooled(Home home, String name) {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + home.file(name) + OPTIONS);
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    private static CannotStart explained(Home home, String name, SQLException e) {
        if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return new CannotStart(
                    "Another program has the database " + home.file(name + ".mv.db")
                            + " open; most likely Rapport is already running.",
                    "Use the one that runs, or stop it first. To run a second one beside it, give it another data "
                            + "directory in RAPPORT_HOME and another port.",
                    e);
        }
        return new CannotStart(
                "The database " + home.file(name + ".mv.db") + " cannot be opened (H2 error " + e.getErrorCode() + ").",
                "Copy the data directory to a safe place before anything else, then put the file back from a backup.",
                e);
    }

    /** Forces everything committed so far onto the disk, or throws. */
    public static void flush(DataSource source) {
        try (var connection = source.getConnection()) {
            flush(connection);
        } catch (SQLException e) {
            throw new Durability.NotDurable(e);
        }
    }

    // By itself CHECKPOINT SYNC does not wait for what H2's background writer has taken up and not yet written: it
    // finds nothing left to write, and syncs a file that lacks it.
    static void flush(Connection connection) throws SQLException {
        var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        var store = session.getDatabase().getStore().getMvStore();
        store.commit();
        store.executeFilestoreOperation(() -> {});
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
    }
}
