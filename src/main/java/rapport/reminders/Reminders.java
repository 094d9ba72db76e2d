package rapport.reminders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import rapport.nodes.Nodes;
import rapport.nodes.Work;
import rapport.shared.Traced;

/** Looks every few seconds at what is due by now: briefs, what came up on the day, and attempts to deliver them. */
@Component
public class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    private final Briefs briefs;
    private final FollowUps followUps;
    private final Deliveries deliveries;
    private final Nodes nodes;

    Reminders(Briefs briefs, FollowUps followUps, Deliveries deliveries, Nodes nodes) {
        this.briefs = briefs;
        this.followUps = followUps;
        this.deliveries = deliveries;
        this.nodes = nodes;
    }

    @Scheduled(
            initialDelayString = "${rapport.reminders.first:PT3S}",
            fixedDelayString = "${rapport.reminders.every:PT10S}")
    void lookInTurn() {
        nodes.inTurn(Work.BRIEFS, () -> each("briefs", briefs::look));
        nodes.inTurn(Work.FOLLOW_UPS, () -> each("follow-ups", followUps::look));
        nodes.inTurn(Work.DELIVERIES, () -> each("deliveries", deliveries::send));
    }

    /** Does what is due by now, whoever's turn it is. Doing it twice, here or on another node, does nothing twice. */
    public void look() {
        each("briefs", briefs::look);
        each("follow-ups", followUps::look);
        each("deliveries", deliveries::send);
    }

    // One that fails must not keep the others from their turn.
    private static void each(String what, Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            LOG.error("{} could not be looked at; they are again in a moment", what, new Traced(e));
        }
    }
}
