package rapport.eventstore;

/** Where the databases lie: in files of the data directory, or in memory, gone when the process ends. */
public interface Databases {

    /** True if this database was made before. */
    boolean exists(String name);

    /**
     * Opens a database, making it if it is not there.
     *
     * @throws rapport.shared.CannotStart if it cannot be opened
     */
    H2Pool open(String name, int connections);
}
