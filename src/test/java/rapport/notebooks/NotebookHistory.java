package rapport.notebooks;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import rapport.corrections.CorrectionEvent;
import rapport.parties.By;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** The real decisions in one notebook, for tests in other parts that make histories out of them. */
public final class NotebookHistory {

    private final NotebookId id;
    private final NotebookState state = new NotebookState();

    public NotebookHistory(NotebookId id) {
        this.id = id;
    }

    public NotebookId id() {
        return id;
    }

    /**
     * What an act comes to.
     *
     * @throws RuleBroken with the rule that refused it
     * @throws NotThere if what is acted on does not exist
     */
    public List<StreamEvent> decide(NotebookAct act, RelationshipId relationship, By by, ZoneId zone, Instant at) {
        try {
            return state.decide(new Write(id, relationship, by, zone, at, act));
        } catch (AlreadyRecorded _) {
            throw new RuleBroken("already-recorded", "This was recorded before.");
        }
    }

    /** Applies an event of the stream. */
    public void evolve(StreamEvent event, Instant at) {
        switch (event) {
            case NotebookEvent own -> state.evolve(own, at);
            case CorrectionEvent correction -> state.evolve(correction, at);
            default -> {}
        }
    }
}
