package rapport.erasure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Finishes at the next start what a crash cut off: what is said to be erased must not be readable any more. */
@Component
class Resumption implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final Erasures erasures;

    Resumption(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var finished = erasures.resume();
        if (finished > 0) {
            LOG.info("finished {} erasures that were begun before", finished);
        }
    }
}
