package rapport.tools;

/** What a tool's exit codes mean, for scripts. */
public final class Exit {

    /** All is well. */
    public static final int WELL = 0;

    /** Something is wrong and was named: a check failed, or an act was refused. */
    public static final int WRONG = 1;

    /** The command line could not be understood. */
    public static final int USAGE = 2;

    /** It could not be done now: the data are locked, the disk is full, the server cannot be reached. */
    public static final int NOT_NOW = 3;

    private Exit() {}
}
