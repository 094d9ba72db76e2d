package rapport.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.parties.Viewer;
import rapport.relationships.RelationshipCard;

/**
 * A part of the history, for a viewer who may see it.
 *
 * @param next where older lines go on; null if there are none
 */
public record Timeline(
        RelationshipCard relationship,
        Viewer viewer,
        List<Line> lines,
        @Nullable Position next) {}
