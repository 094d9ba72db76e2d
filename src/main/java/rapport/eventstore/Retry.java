package rapport.eventstore;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.axonframework.messaging.annotation.MessageHandlerInvocationException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Tries an act again when somebody else was quicker. Each attempt loads afresh; nothing but losing such a race is
 * tried again, a broken rule least of all. Axon has a name of its own for losing the race for the first place of a stream.
 */
public final class Retry {

    private static final int ATTEMPTS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 50;

    private Retry() {}

    /** Runs the act until it does not lose a race, at most twenty times. */
    public static <T> T onConflict(Supplier<T> act) {
        for (var attempt = 1; ; attempt++) {
            try {
                return act.get();
            } catch (RuntimeException lost) {
                if (attempt == ATTEMPTS || !isAboutARace(lost)) {
                    throw lost;
                }
                pause(attempt);
            }
        }
    }

    // Axon wraps what happens while an event is applied.
    static boolean isAboutARace(RuntimeException failure) {
        var meant = failure instanceof MessageHandlerInvocationException ? failure.getCause() : failure;
        return meant instanceof ConcurrencyException
                || meant instanceof AggregateStreamCreationException
                || meant instanceof DuplicateKeyException;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, Math.min(LONGEST_PAUSE_MILLIS, 2L << attempt)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
