package rapport.relationships;

/**
 * Why the words of a relationship are erased. A code and never a text of somebody's: what stands in a stream can never
 * be erased again. Stored for ever by these names.
 */
public enum ErasureBasis {

    /** Both people asked for it. */
    BOTH_ASKED("both of the two asked for it"),

    /** One of the two asked for it. */
    ONE_ASKED("one of the two asked for it"),

    /** The time for which it was to be kept is over. */
    RETENTION_OVER("the time for which it was to be kept is over"),

    /** A law or a court demands it. */
    ORDERED("a law or a court demands it"),

    /** Anything else, which the operator tells the two in person. */
    OTHER("for another reason, which whoever runs this server can tell");

    private final String because;

    ErasureBasis(String because) {
        this.because = because;
    }

    /** The same within a sentence, after a colon. */
    public String because() {
        return because;
    }
}
