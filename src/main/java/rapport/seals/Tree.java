package rapport.seals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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

    /** The numbers of the nodes that are not empty, level by level from the leaves to the root, each level in order. */
    private final int[][] numbers = new int[DEPTH + 1][];

    private final byte[][][] hashes = new byte[DEPTH + 1][][];

    /** @param leaves at most {@link #PLACES} */
    Tree(byte[] salt, List<byte[]> leaves) {
        this.salt = salt;
        this.places = lots(salt, leaves.size());
        var ordered = IntStream.range(0, places.length)
                .mapToLong(leaf -> (long) (PLACES + places[leaf]) << Integer.SIZE | leaf)
                .sorted()
                .toArray();
        numbers[0] = LongStream.of(ordered)
                .mapToInt(both -> (int) (both >> Integer.SIZE))
                .toArray();
        hashes[0] =
                LongStream.of(ordered).mapToObj(both -> leaves.get((int) both)).toArray(byte[][]::new);
        for (var level = 1; level <= DEPTH; level++) {
            numbers[level] = parents(numbers[level - 1]);
            hashes[level] = new byte[numbers[level].length][];
            for (var i = 0; i < numbers[level].length; i++) {
                var left = 2 * numbers[level][i];
                hashes[level][i] = Hash.tagged(NODE)
                        .with(node(level - 1, left))
                        .with(node(level - 1, left + 1))
                        .value();
            }
        }
    }

    private static int[] parents(int[] ordered) {
        var parents = new int[ordered.length];
        var count = 0;
        for (var number : ordered) {
            if (count == 0 || parents[count - 1] != number >> 1) {
                parents[count++] = number >> 1;
            }
        }
        return Arrays.copyOf(parents, count);
    }

    byte[] root() {
        return node(DEPTH, 1);
    }

    /** Where the leaf of this number hangs. */
    int place(int leaf) {
        return places[leaf];
    }

    /** What stands beside the way from a leaf to the root, from the bottom up. */
    List<byte[]> way(int leaf) {
        var way = new ArrayList<byte[]>(DEPTH);
        var number = PLACES + places[leaf];
        for (var level = 0; level < DEPTH; level++) {
            way.add(node(level, number ^ 1));
            number >>= 1;
        }
        return way;
    }

    private byte[] node(int level, int number) {
        var at = Arrays.binarySearch(numbers[level], number);
        return at >= 0
                ? hashes[level][at]
                : Hash.tagged(EMPTY).with(salt).with(number).value();
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
