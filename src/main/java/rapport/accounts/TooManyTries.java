package rapport.accounts;

import java.time.Duration;

/** Somebody has to wait before they may try again; nothing was looked at. */
public final class TooManyTries extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyTries(Duration wait) {
        super("too many tries", null, false, false);
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** How long to wait, at least 1. */
    public long seconds() {
        return seconds;
    }

    /** The sentence for a person. */
    public String sentence() {
        return "That was wrong too often. Please wait " + (seconds == 1 ? "a second" : seconds + " seconds")
                + " and try again.";
    }
}
