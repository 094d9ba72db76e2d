package rapport.briefing;

import java.util.List;
import rapport.relationships.RelationshipCard;

/**
 * Everything that one person has to know today.
 *
 * @param moves what waits for the person themselves, across all relationships, worst first
 * @param briefs one for each relationship that has not ended, the soonest 1:1 first
 * @param unreadable those of which something was recorded that cannot be read any more, so that there is no brief
 */
public record Today(List<Move> moves, List<Brief> briefs, List<RelationshipCard> unreadable) {

    /** An open item that is the viewer's own move, and the brief that it stands in. */
    public record Move(Brief brief, OpenItem item) {}
}
