package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tree of a block binds what hangs in it and where, and tells nothing of how much that is. */
class TreeTest {

    private static final byte[] SALT = bytes(1);
    private static final byte[] OTHER_SALT = bytes(2);

    private static byte[] bytes(int seed) {
        var bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count).mapToObj(i -> bytes(100 + i)).toList();
    }

    private static byte[] root(int... seeds) {
        return new Tree(SALT, IntStream.of(seeds).mapToObj(TreeTest::bytes).toList()).root();
    }

    /** As docs/adr/0033 has it, done once more by hand. */
    private static byte[] climb(byte[] leaf, int place, List<byte[]> way) {
        var hash = leaf;
        for (var beside : way) {
            hash = place % 2 == 0
                    ? Hash.tagged(1).with(hash).with(beside).value()
                    : Hash.tagged(1).with(beside).with(hash).value();
            place /= 2;
        }
        return hash;
    }

    @Test
    void every_leaf_has_its_own_place_and_a_way_to_the_root() {
        var leaves = leaves(3_000);
        var tree = new Tree(SALT, leaves);
        var places = new HashSet<Integer>();
        for (var i = 0; i < leaves.size(); i++) {
            assertThat(places.add(tree.place(i))).isTrue();
            assertThat(tree.way(i)).hasSize(Tree.DEPTH);
            assertThat(climb(leaves.get(i), tree.place(i), tree.way(i))).isEqualTo(tree.root());
        }
    }

    @Test
    void what_hangs_in_it_how_often_and_in_which_order_changes_the_root() {
        var roots = List.of(
                root(),
                root(1),
                root(2),
                root(1, 1),
                root(1, 2),
                root(2, 1),
                root(1, 2, 2),
                root(1, 2, 3),
                root(2, 1, 3));

        for (var i = 0; i < roots.size(); i++) {
            for (var j = 0; j < i; j++) {
                assertThat(roots.get(i)).as(i + " and " + j).isNotEqualTo(roots.get(j));
            }
        }
    }

    /** Else two hashes of the tree, put beside each other, could be shown as an event. */
    @Test
    void a_node_is_never_a_leaf() {
        var tree = new Tree(SALT, leaves(1));
        var way = tree.way(0);
        var one = tree.place(0) % 2 == 0 ? leaves(1).getFirst() : way.getFirst();
        var two = tree.place(0) % 2 == 0 ? way.getFirst() : leaves(1).getFirst();

        assertThat(Hash.tagged(0).with(one).with(two).value())
                .isNotEqualTo(Hash.tagged(1).with(one).with(two).value());
        assertThat(climb(Hash.tagged(0).with(one).with(two).value(), tree.place(0) / 2, way.subList(1, Tree.DEPTH)))
                .isNotEqualTo(tree.root());
    }

    @Test
    void places_are_drawn_by_lot_for_each_block_anew() {
        var here = places(SALT);
        var there = places(OTHER_SALT);

        assertThat(here).isNotEqualTo(there);
        // In order they would say who came first, and below a few hundred how many there are.
        assertThat(here.stream().sorted().toList()).isNotEqualTo(here);
        assertThat(here.stream().mapToInt(Integer::intValue).max().orElse(0)).isGreaterThan(1 << (Tree.DEPTH - 2));
    }

    private static List<Integer> places(byte[] salt) {
        var tree = new Tree(salt, leaves(50));
        return IntStream.range(0, 50).mapToObj(tree::place).toList();
    }

    /** Whoever could tell an empty place would see where the others hang. */
    @Test
    void where_nothing_hangs_looks_different_everywhere_and_in_every_block() {
        var seen = new ArrayList<byte[]>();
        for (var salt : List.of(SALT, OTHER_SALT)) {
            seen.addAll(new Tree(salt, leaves(1)).way(0));
        }

        for (var i = 0; i < seen.size(); i++) {
            for (var j = 0; j < i; j++) {
                assertThat(Arrays.equals(seen.get(i), seen.get(j)))
                        .as(i + " and " + j)
                        .isFalse();
            }
        }
        // By the number of its node alone it could be worked out, whatever the salt: it must not.
        var ways = List.of(new Tree(SALT, leaves(1)), new Tree(OTHER_SALT, leaves(1)));
        for (var level = Tree.DEPTH - 1; level > 0; level--) {
            var one = (1 << (Tree.DEPTH - level)) + ((ways.get(0).place(0) >> level) ^ 1);
            var two = (1 << (Tree.DEPTH - level)) + ((ways.get(1).place(0) >> level) ^ 1);
            if (one == two) {
                assertThat(ways.get(0).way(0).get(level))
                        .isNotEqualTo(ways.get(1).way(0).get(level));
            }
            assertThat(ways.get(0).way(0).get(level))
                    .isNotEqualTo(Hash.tagged(2).with(one).value());
        }
    }
}
