package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    @Test
    void what_axon_names_messages_by_begins_with_the_time() {
        var before = System.currentTimeMillis();
        var id = UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void later_ones_are_greater_as_text() {
        var millis = 1_790_000_000_000L;
        assertThat(TimeOrderedIds.at(millis + 1).toString())
                .isGreaterThan(TimeOrderedIds.at(millis).toString());
        assertThat(TimeOrderedIds.at(millis + 65_536).toString())
                .isGreaterThan(TimeOrderedIds.at(millis + 1).toString());
    }

    @Test
    void those_of_one_moment_differ_in_every_bit_but_those_of_the_time_and_the_form() {
        var all = new HashSet<UUID>();
        var ones = new long[2];
        var zeros = new long[2];
        IntStream.range(0, 1_000).forEach(_ -> {
            var id = TimeOrderedIds.at(1_790_000_000_000L);
            all.add(id);
            ones[0] |= id.getMostSignificantBits();
            ones[1] |= id.getLeastSignificantBits();
            zeros[0] |= ~id.getMostSignificantBits();
            zeros[1] |= ~id.getLeastSignificantBits();
        });
        assertThat(all).hasSize(1_000);
        assertThat(ones[0] & zeros[0]).isEqualTo(0x0fffL);
        assertThat(ones[1] & zeros[1]).isEqualTo(0x3fff_ffff_ffff_ffffL);
    }
}
