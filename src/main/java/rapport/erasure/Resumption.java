package rapport.erasure;

import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import rapport.shared.Traced;

/** Finishes at the next start what a crash cut off: what is said to be erased must not be readable any more. */
@Component
class Resumption implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /** Before the web server begins to listen, and after whoever follows the events has begun to. */
    private static final int BEFORE_ANYBODY_IS_SERVED = DEFAULT_PHASE - 4096;

    private final Erasures erasures;
    private volatile boolean running;

    Resumption(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public void start() {
        try {
            var finished = erasures.resume();
            if (finished > 0) {
                LOG.info("finished {} erasures that were begun before", finished);
            }
        } catch (UncheckedIOException e) {
            LOG.error(
                    "an erasure could not be finished: the file of the keys could not be written anew, perhaps because the"
                            + " disk is full; the next start, or rapport erase, goes on with it",
                    new Traced(e));
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_ANYBODY_IS_SERVED;
    }
}
