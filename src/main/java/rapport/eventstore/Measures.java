package rapport.eventstore;

import java.util.List;

/** Somebody who counts acts and measures what they wait for. Told on the thread that acts, so they must be quick and throw nothing. */
public interface Measures {

    /** What came of an act. */
    enum Outcome {
        RECORDED,
        /** It had been recorded before, by the same request. */
        REPEATED,
        /** A rule was against it. */
        REFUSED,
        /** There is nothing to act on, or not for whoever asks. */
        NOT_THERE,
        /** Somebody else was quicker; it is decided again. */
        RACED,
        /** Anything else. */
        FAILED
    }

    /** What an act waits for. */
    enum Step {
        /** Its events are written, within its transaction. */
        APPEND,
        /** A flush to the disk, for everybody who waits. */
        FLUSH,
        /** Somebody waits until a flush is through. */
        AWAIT_FLUSH
    }

    /** A command that says of what kind its acts are, in words of ours. */
    interface Kinds {
        List<String> kinds();
    }

    /** Nobody measures. */
    Measures NONE = new Measures() {
        @Override
        public void acted(List<String> kinds, Outcome outcome, long nanos) {
            // nobody asked
        }

        @Override
        public void took(Step step, long nanos) {
            // nobody asked
        }
    };

    /** Acts of these kinds, all in one command, ended like this after so long. */
    void acted(List<String> kinds, Outcome outcome, long nanos);

    /** A step took so long, whether or not it worked. */
    void took(Step step, long nanos);

    /** Runs a step and says how long it took. */
    default void measured(Step step, Runnable run) {
        var begun = System.nanoTime();
        try {
            run.run();
        } finally {
            took(step, System.nanoTime() - begun);
        }
    }
}
