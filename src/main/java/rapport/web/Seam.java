package rapport.web;

import rapport.briefing.OpenItem.Kind;
import rapport.commitments.Commitment.Status;

/** The edge that tells a state by its shape: torn, stitched, plain or whole. */
public enum Seam {
    BROKEN,
    WAITING,
    DUE,
    KEPT,
    CLOSED;

    static Seam of(Kind kind) {
        return switch (kind) {
            case BROKEN_PROMISE -> BROKEN;
            case AWAITING_VERDICT, DATE_PROPOSED -> WAITING;
            case DUE_BY_NEXT -> DUE;
        };
    }

    static Seam of(Status status, boolean broken) {
        return switch (status) {
            case OPEN -> broken ? BROKEN : DUE;
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
