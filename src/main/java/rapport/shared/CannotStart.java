package rapport.shared;

/** Rapport refuses to start: what is wrong, and what the person who runs it can do about it. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String whatToDo;

    public CannotStart(String whatIsWrong, String whatToDo) {
        super(whatIsWrong);
        this.whatToDo = whatToDo;
    }

    public CannotStart(String whatIsWrong, String whatToDo, Throwable cause) {
        super(whatIsWrong, cause);
        this.whatToDo = whatToDo;
    }

    /** One or two sentences on how to mend it. */
    public String whatToDo() {
        return whatToDo;
    }
}
