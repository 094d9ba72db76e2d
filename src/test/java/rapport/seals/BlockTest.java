package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of a block is hashed and signed. */
class BlockTest {

    private static final byte[] ONE = Hash.tagged("one").value();
    private static final byte[] TWO = Hash.tagged("two").value();

    private static Block block(long number, long at, byte[] previous, byte[] root, byte[] extent) {
        return new Block(number, at, previous, root, extent);
    }

    @Test
    void everything_in_it_is_bound() {
        var hash = block(1, 5_000, ONE, ONE, ONE).hash();

        for (var other : List.of(
                block(2, 5_000, ONE, ONE, ONE),
                block(1, 6_000, ONE, ONE, ONE),
                block(1, 5_000, TWO, ONE, ONE),
                block(1, 5_000, ONE, TWO, ONE),
                block(1, 5_000, ONE, ONE, TWO))) {
            assertThat(other.hash()).isNotEqualTo(hash);
        }
        assertThat(block(1, 5_000, ONE, ONE, ONE).hash()).isEqualTo(hash);
        assertThat(Block.beginning(ONE)).isNotEqualTo(Block.beginning(TWO));
    }

    @Test
    void how_far_it_reaches_and_what_is_kept_of_each_event_is_bound_and_tells_nothing() {
        var extent = Block.extent(ONE, 7, new byte[] {1});

        assertThat(Block.extent(ONE, 8, new byte[] {1})).isNotEqualTo(extent);
        assertThat(Block.extent(ONE, 7, new byte[] {2})).isNotEqualTo(extent);
        assertThat(Block.extent(TWO, 7, new byte[] {1}))
                .as("blinded by the salt")
                .isNotEqualTo(extent);
    }

    @Test
    void what_is_kept_of_events_is_read_as_it_was_written() {
        var entries =
                List.of(new Entry(-5, new UUID(1, 2), 0, ONE), new Entry(Long.MAX_VALUE, new UUID(-1, -2), 77, TWO));

        var again = Entry.unpacked(Entry.packed(entries));

        assertThat(again).usingRecursiveComparison().isEqualTo(entries);
        assertThat(Entry.unpacked(java.util.Arrays.copyOf(Entry.packed(entries), 100)))
                .hasSize(1);
    }
}
