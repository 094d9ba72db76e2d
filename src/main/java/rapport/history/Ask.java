package rapport.history;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rapport.parties.Side;

/**
 * What somebody wants to see of the history.
 *
 * @param kind of the entry; null for all
 * @param side the one that recorded it; null for both, and for the system
 * @param matching what else must hold; only the edge can tell what words say, so it brings this
 * @param before where the page before this one ended; null for the newest
 * @param most how many lines, at least 1
 */
public record Ask(
        @Nullable Kind kind,
        @Nullable Side side,
        Predicate<Line> matching,
        @Nullable Position before,
        int most) {

    boolean fits(Line line) {
        return (kind == null || line.is(kind)) && (side == null || isBy(side, line)) && matching.test(line);
    }

    private static boolean isBy(Side side, Line line) {
        var by = line.event().by();
        return by != null && by.side() == side;
    }
}
