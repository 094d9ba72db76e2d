package rapport.tools;

/** A tool does not do what it was asked to: a sentence that says why, and what would help. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exit;

    private Refused(int exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    /** Something is wrong, and trying again will not help. */
    public static Refused wrong(String sentence) {
        return new Refused(Exit.WRONG, sentence);
    }

    /** It cannot be done now; later, or once something was mended, it can. */
    public static Refused notNow(String sentence) {
        return new Refused(Exit.NOT_NOW, sentence);
    }

    /** The exit code that goes with it, one of {@link Exit}. */
    public int exit() {
        return exit;
    }
}
