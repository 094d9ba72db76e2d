package rapport.eventstore;

/** Where the databases lie: in files of the data directory, in memory, gone when the process ends, or on a PostgreSQL server. */
public interface Databases {

    /** True if this database was made before. */
    boolean exists(String name);

    /**
     * Opens a database, making it if it is not there.
     *
     * @throws rapport.shared.CannotStart if it cannot be opened
     */
    Pool open(String name, int connections);

    /** True if they lie on a database server, where other processes may use them as well. */
    default boolean areShared() {
        return false;
    }
}
