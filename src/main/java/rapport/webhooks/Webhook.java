package rapport.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that a person has told when something is open.
 *
 * @param place the name of where it is reached, and the end of the rest
 * @param withWords true if it is told what people wrote, too
 * @param last what came of the last message; null if there was none
 */
public record Webhook(
        UUID id,
        String name,
        Format format,
        String place,
        boolean withWords,
        State state,
        @Nullable Last last) {

    /** Whether it is told anything. */
    public enum State {
        /** Not before a trial has gone through. */
        NEW,
        ON,
        /** Switched off by its person. */
        OFF,
        /** Switched off by Rapport, because nothing arrives there. */
        STOPPED
    }

    /**
     * What came of a message.
     *
     * @param status of the answer; 0 if there was none
     */
    public record Last(Result result, int status, Instant at) {}

    /** True if its messages are signed. */
    public boolean isSigned() {
        return format.isSigned();
    }

    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
