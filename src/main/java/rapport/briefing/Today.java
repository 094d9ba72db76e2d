package rapport.briefing;

import java.util.List;

/**
 * Everything that one person has to know today.
 *
 * @param moves what waits for the person themselves, across all relationships, worst first
 * @param briefs one for each relationship that has not ended, the soonest 1:1 first
 */
public record Today(List<Move> moves, List<Brief> briefs) {

    /** An open item that is the viewer's own move, and the brief that it stands in. */
    public record Move(Brief brief, OpenItem item) {}
}
