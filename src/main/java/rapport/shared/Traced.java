package rapport.shared;

/**
 * A failure as it may stand in a log: where it happened and of which class it and its causes are, but none of their
 * messages, which can quote what they stumbled over.
 */
public final class Traced extends Exception {

    private static final long serialVersionUID = 1L;

    public Traced(Throwable failure) {
        super(
                failure.getClass().getName(),
                failure.getCause() == null ? null : new Traced(failure.getCause()),
                false,
                true);
        setStackTrace(failure.getStackTrace());
    }
}
