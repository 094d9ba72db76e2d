package rapport.shared;

/**
 * What was asked for does not exist, or is not for the one who asks. Both are one answer, so that nobody can learn
 * from it what exists.
 */
public final class NotThere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotThere() {
        super("There is nothing here under this address, or it is not yours to see.", null, false, false);
    }
}
