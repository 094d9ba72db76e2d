package rapport.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;

/**
 * A part of the history, for a viewer who may see it.
 *
 * @param side the viewer's own
 * @param next where older lines go on; null if there are none
 */
public record Timeline(
        RelationshipCard relationship,
        Side side,
        List<Line> lines,
        @Nullable Position next) {}
