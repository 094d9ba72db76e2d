package rapport.nodes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does what, worked out by every node from the names of those that live, and by all alike: each work goes to the node
 * that it is nearest to among those that have room, so that nobody has more than a fair share and little moves when one
 * comes or goes.
 */
final class Shares {

    private Shares() {}

    /** The works of one node; none if it is not among the living. */
    static Set<Work> of(String node, Collection<String> living) {
        var own = EnumSet.noneOf(Work.class);
        if (living.contains(node)) {
            var room = Math.ceilDiv(Work.values().length, living.size());
            var loads = new HashMap<String, Integer>();
            for (var work : Work.values()) {
                var chosen = nearest(work, living, loads, room);
                loads.merge(chosen, 1, Integer::sum);
                if (chosen.equals(node)) {
                    own.add(work);
                }
            }
        }
        return own;
    }

    private static String nearest(Work work, Collection<String> living, Map<String, Integer> loads, int room) {
        @Nullable String nearest = null;
        for (var node : living) {
            if (loads.getOrDefault(node, 0) < room && (nearest == null || isNearer(work, node, nearest))) {
                nearest = node;
            }
        }
        if (nearest == null) {
            throw new IllegalStateException("there is room for all works");
        }
        return nearest;
    }

    private static boolean isNearer(Work work, String one, String other) {
        var difference = Long.compareUnsigned(score(work, one), score(work, other));
        return difference == 0 ? one.compareTo(other) > 0 : difference > 0;
    }

    private static long score(Work work, String node) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((work.name() + " " + node).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
