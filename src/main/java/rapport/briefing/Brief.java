package rapport.briefing;

import java.util.Map;
import rapport.commitments.CommitmentId;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;

/**
 * One relationship for one viewer, before the next 1:1.
 *
 * @param side the viewer's own
 * @param promises those on which somebody still has a move, by id; the open items refer to them
 */
public record Brief(
        RelationshipCard relationship, Side side, OpenItems openItems, Map<CommitmentId, Promise> promises) {}
