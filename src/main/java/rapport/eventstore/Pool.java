package rapport.eventstore;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The connections to one database, with what its kind does in its own way: an H2 file, memory, or PostgreSQL. */
public interface Pool extends DataSource, AutoCloseable {

    /**
     * Returns when all that was committed is on the disk.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    void flush();

    /** A look at what is committed. */
    @FunctionalInterface
    interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    /**
     * Looks while nobody, in this process or another, is in the middle of recording something: whatever is recorded later
     * gets a place behind all that are there. Everybody who records waits meanwhile, so a look must be a short one.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    <T> T undisturbed(Look<T> look);

    /**
     * Makes the views of a stream again, or compares them, with nobody writing them meanwhile. It runs in transactions of its
     * own.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    void withViewsOf(String stream, Runnable work);

    /**
     * Has work done that takes the place of views in the tables, within transactions of its own. On a file nobody uses a
     * connection meanwhile, so it must be short.
     *
     * @throws IllegalStateException if this thread still holds a connection
     */
    default void shortly(Runnable work) {
        work.run();
    }

    /** Within such a transaction, and until it ends: nobody else writes views of this stream. */
    default void takesViewsOf(String stream) {}

    /** Makes views again while no other process does so; the second one waits. */
    default void oneMakerAtATime(Runnable work) {
        work.run();
    }

    /** Within a transaction that has recorded something on a stream: waits until nobody makes its views again. */
    void writesViewsOf(String stream);

    /**
     * A connection for reading all tables as they stood at one instant, however long that takes. It writes nothing and
     * holds up nobody; whoever asks for it closes it.
     */
    Connection snapshot() throws SQLException;

    /** True if the database is a file of the data directory, which Rapport can copy and write anew. */
    boolean hasFile();

    /** True if it lies on a database server, where other processes may use it as well and its own tools copy it. */
    default boolean isShared() {
        return false;
    }

    /** True if its file could not be written, so that nothing more can be done until the next start. */
    default boolean isBroken() {
        return false;
    }

    /** True if another process that runs Rapport uses it now. */
    default boolean isUsedByOthers() {
        return false;
    }

    /**
     * To be asked before tables or views are changed for a new version: an older one that still runs would go on
     * writing them as it knows them.
     *
     * @throws rapport.shared.CannotStart if a process of another version uses it now
     */
    default void refuseOtherVersions() {}

    /** Does something that no two processes should do at once; the second one waits. */
    default void oneProcessAtATime(Runnable work) {
        work.run();
    }

    /** How many bytes the database takes on disk; 0 if none. */
    long size() throws IOException;

    /**
     * Copies the file as it stands when this is called, with everything that was committed by then and nothing else.
     *
     * @return how many bytes that were
     * @throws UnsupportedOperationException if there is no file
     */
    long copyTo(OutputStream target) throws IOException;

    /**
     * Writes the file anew with nothing in it but what the tables hold now, or what a server keeps its tables in; does
     * nothing in memory.
     *
     * @throws IOException if it could not be done; then the old file stays in use
     */
    void rewrite() throws IOException;

    @Override
    void close();
}
