package rapport.eventstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import rapport.shared.CannotStart;
import rapport.shared.Home;

/** H2 database files in the data directory: opened, and explained when they cannot be opened. */
public final class H2Files {

    /**
     * Nothing is written in the background: commits reach the file when {@link H2Pool#flush} says so. And what the file
     * holds is never written over while it is open: after a crash H2 2.5.252 can come upon room used again where it looks
     * for what was there before (docs/adr/0006).
     */
    private static final String OPTIONS =
            ";QUERY_CACHE_SIZE=128;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0"
                    + ";WRITE_DELAY=1000000000;AUTO_COMPACT_FILL_RATE=0;REUSE_SPACE=FALSE";

    private H2Files() {}

    /** The databases in this data directory. */
    public static Databases in(Home home) {
        return new Databases() {
            @Override
            public boolean exists(String name) {
                return H2Files.exists(home, name);
            }

            @Override
            public H2Pool open(String name, int connections) {
                return H2Files.open(home, name, connections);
            }
        };
    }

    /** True if the database has been made. */
    public static boolean exists(Home home, String name) {
        return Files.exists(home.file(name + ".mv.db"));
    }

    /**
     * Opens a database, making it if it is not there.
     *
     * @throws CannotStart if another process has it open, or if it is damaged or from another version
     */
    public static H2Pool open(Home home, String name, int connections) {
        var source = unpooled(home, name);
        CompactCopy.removeLeft(home.file(name + ".mv.db"));
        try {
            var pool = H2Pool.toFile(source, home.file(name + ".mv.db"), name, connections);
            try (var connection = pool.getConnection()) {
                connection.getMetaData();
            }
            makePrivate(home.file(name + ".mv.db"));
            return pool;
        } catch (SQLException e) {
            throw explained(home, name, e);
        }
    }

    // H2 makes it for whoever the system lets read new files.
    private static void makePrivate(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException _) {
            // it lies in a directory that is its owner's alone
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
}
