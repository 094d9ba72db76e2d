package rapport.briefing;

import java.time.LocalDate;
import java.util.List;
import rapport.relationships.RelationshipCard;

/**
 * A promise with its whole history and the acts that the viewer may take on it now.
 *
 * @param today the day on which this was asked, in the relationship's zone
 */
public record PromiseLife(
        RelationshipCard relationship,
        Promise promise,
        LocalDate today,
        List<PromiseStep> steps,
        List<OfferedAct> acts) {

    /** True if it is a broken promise today. */
    public boolean isBroken() {
        return promise.commitment().isBroken(today);
    }
}
