package rapport.web;

import java.time.LocalDate;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.Stage;
import rapport.commitments.Commitment;

/** The edge that tells a state by its shape: torn, stitched, plain or whole. */
public enum Seam {
    BROKEN,
    WAITING,
    DUE,
    KEPT,
    CLOSED;

    static Seam of(OpenItem item) {
        var rupture = item.rupture();
        // What is being mended is stitched; until somebody offers to, it is torn.
        if (rupture != null && (rupture.stage() == Stage.OFFERED || rupture.stage() == Stage.REBUILDING)) {
            return WAITING;
        }
        return of(item.kind());
    }

    private static Seam of(Kind kind) {
        return switch (kind) {
            case BROKEN_PROMISE, UNREPAIRED_RUPTURE -> BROKEN;
            case UNANSWERED_CONCERN,
                    LANDED_HARD,
                    AWAITING_VERDICT,
                    DATE_PROPOSED,
                    FEEDBACK_OWED,
                    UNHEARD_GUIDANCE,
                    UNSETTLED_CONCERN -> WAITING;
            case DUE_BY_NEXT, TOPIC, FLAGGED_NOTE -> DUE;
        };
    }

    static Seam of(Commitment promise, LocalDate today) {
        return switch (promise.status()) {
            case OPEN -> {
                if (promise.isBroken(today)) {
                    yield BROKEN;
                }
                yield promise.hasLiveProposal(today) ? WAITING : DUE;
            }
            case CLAIMED -> WAITING;
            case KEPT -> KEPT;
            case RELEASED, WITHDRAWN, DECLINED -> CLOSED;
        };
    }

    /** The name of its class in the style sheets. */
    public String style() {
        return switch (this) {
            case BROKEN -> "seam--broken";
            case WAITING -> "seam--waiting";
            case DUE -> "seam--due";
            case KEPT -> "seam--kept";
            case CLOSED -> "seam--closed";
        };
    }
}
