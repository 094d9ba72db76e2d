package rapport.eventstore;

/** The promise behind every acknowledgement: what was committed is on disk. */
public interface Durability {

    /**
     * Returns once everything that this thread has committed would survive a crash of the process and of the machine.
     *
     * @throws NotDurable if that could not be made sure; what was committed may or may not survive
     */
    void await();

    /** Disk and database could not be brought to say that the last commit is safe. */
    final class NotDurable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotDurable(Throwable cause) {
            super("the last commit could not be flushed to disk", cause);
        }
    }
}
