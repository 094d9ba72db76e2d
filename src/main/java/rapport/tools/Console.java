package rapport.tools;

/** Where a tool speaks: a terminal, perhaps of another process that is connected to the running server. */
public interface Console {

    /** Says a plain line. */
    void say(String sentence);

    /** Shows how far something is, once it takes longer than a moment: in place on a terminal, now and then elsewhere. */
    void progress(String what, long done, long of);

    /** The one line that somebody types in answer; empty where nobody can answer. */
    String ask(String question);

    /** One that nobody reads, and nobody answers on. */
    static Console unheard() {
        return Unheard.INSTANCE;
    }
}
