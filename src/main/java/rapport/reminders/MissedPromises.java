package rapport.reminders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import rapport.briefing.Briefing;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.relationships.Relationships;

/**
 * The sweep: once a promise's due day has ended in its relationship's zone and nobody has said anything, a miss is
 * recorded by the system. Views never wait for it, and running it twice, here or on another node, records nothing
 * twice: the relationship itself decides.
 */
@Component
public class MissedPromises {

    private static final Logger LOG = LoggerFactory.getLogger(MissedPromises.class);

    private final Briefing briefing;
    private final Relationships relationships;

    private final Nodes nodes;

    MissedPromises(Briefing briefing, Relationships relationships, Nodes nodes) {
        this.briefing = briefing;
        this.nodes = nodes;
        this.relationships = relationships;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "${rapport.sweep.every:PT1M}")
    void sweepInTurn() {
        nodes.inTurn(Work.MISSED_PROMISES, this::sweep);
    }

    /** Records what is overdue by now. */
    public void sweep() {
        for (var overdue : briefing.overdue()) {
            try {
                relationships.recordOverdue(overdue.relationship(), overdue.commitment());
            } catch (RuntimeException e) {
                // One that fails must not keep the others from being recorded; it is tried again at the next sweep.
                LOG.error("a missed promise could not be recorded ({})", e.getClass());
            }
        }
    }
}
