package rapport.seals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The hash tree of a block. All trees are of one size, whatever they hold; each event hangs at a place drawn by lot, and
 * where none hangs is filled with what looks the same. So the way from one event to the root tells nothing about how many
 * others there are (docs/adr/0033).
 */
final class Tree {

    static final int DEPTH = 16;
    private static final int PLACES = 1 << DEPTH;
    private static final int NODE = 1;
    private static final int EMPTY = 2;
    private static final int LOT = 3;

    private final byte[] salt;
    private final int[] places;
    private final Map<Integer, byte[]> nodes = new HashMap<>();

    /** @param leaves at most {@link #PLACES} */
    Tree(byte[] salt, List<byte[]> leaves) {
        this.salt = salt;
        this.places = lots(salt, leaves.size());
        for (var i = 0; i < places.length; i++) {
            nodes.put(PLACES + places[i], leaves.get(i));
        }
        var full = IntStream.of(places).map(place -> PLACES + place).toArray();
        while (full.length > 0 && full[0] > 1) {
            full = IntStream.of(full).map(node -> node >> 1).distinct().toArray();
            for (var node : full) {
                nodes.put(
                        node,
                        Hash.tagged(NODE)
                                .with(node(2 * node))
                                .with(node(2 * node + 1))
                                .value());
            }
        }
    }

    byte[] root() {
        return node(1);
    }

    /** Where the leaf of this number hangs. */
    int place(int leaf) {
        return places[leaf];
    }

    /** What stands beside the way from a leaf to the root, from the bottom up. */
    List<byte[]> way(int leaf) {
        var way = new ArrayList<byte[]>(DEPTH);
        for (var node = PLACES + places[leaf]; node > 1; node >>= 1) {
            way.add(node(node ^ 1));
        }
        return way;
    }

    private byte[] node(int node) {
        var full = nodes.get(node);
        return full != null ? full : Hash.tagged(EMPTY).with(salt).with(node).value();
    }

    // The first steps of a shuffle of all places; only those that were touched are held.
    private static int[] lots(byte[] salt, int count) {
        var moved = new HashMap<Integer, Integer>();
        var lots = new int[count];
        var random = ByteBuffer.allocate(0);
        for (var i = 0; i < count; i++) {
            if (!random.hasRemaining()) {
                random = ByteBuffer.wrap(Hash.tagged(LOT).with(salt).with(i).value());
            }
            var other = i + (int) Long.remainderUnsigned(random.getLong(), PLACES - i);
            lots[i] = moved.getOrDefault(other, other);
            moved.put(other, moved.getOrDefault(i, i));
        }
        return lots;
    }
}
