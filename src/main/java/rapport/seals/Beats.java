package rapport.seals;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.shared.Traced;

/**
 * Seals at fixed times, whatever was recorded in between: when a server starts, then every hour, and when it is told to stop,
 * after the last request was answered. Not in an operator's command, which has no web server.
 */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "rapport.scheduled", matchIfMissing = true)
class Beats implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

    private final Sealer sealer;
    private final Checks checks;
    private final Nodes nodes;
    private volatile boolean running;

    Beats(Sealer sealer, Checks checks, Nodes nodes) {
        this.nodes = nodes;
        this.sealer = sealer;
        this.checks = checks;
    }

    @EventListener(ApplicationReadyEvent.class)
    void first() {
        seal();
    }

    // Nobody but whoever has the files could change them while nothing runs; what is sealed then, they change visibly.
    @Override
    public void stop() {
        running = false;
        seal();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Web servers stop at far higher phases, which come first; the database is closed with the beans, later. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Scheduled(initialDelayString = "${rapport.seals.every:PT1H}", fixedRateString = "${rapport.seals.every:PT1H}")
    void sealInTurn() {
        nodes.inTurn(Work.SEALS, this::seal);
    }

    void seal() {
        try {
            sealer.seal();
        } catch (RuntimeException e) {
            LOG.error("the history could not be sealed; it is tried again next time", new Traced(e));
        }
    }

    @Scheduled(
            initialDelayString = "${rapport.seals.first-check:PT10M}",
            fixedDelayString = "${rapport.seals.check-every:P1D}")
    void check() {
        nodes.inTurn(Work.CHECKS, () -> {
            var _ = checks.start();
        });
    }
}
