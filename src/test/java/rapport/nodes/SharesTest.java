package rapport.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static List<String> nodes(int count) {
        var names = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            names.add("rapport-" + UUID.randomUUID());
        }
        return names;
    }

    @Test
    void every_work_is_one_nodes_and_no_other() {
        for (var count = 1; count <= 9; count++) {
            var living = nodes(count);
            var all = new ArrayList<Work>();
            living.forEach(node -> all.addAll(Shares.of(node, living)));
            assertThat(all).as("%d nodes", count).containsExactlyInAnyOrder(Work.values());
        }
    }

    @Test
    void nobody_has_more_than_a_fair_share_and_whoever_comes_gets_one() {
        var fair = Math.ceilDiv(Work.values().length, 3);
        for (var round = 0; round < 50; round++) {
            var living = nodes(3);
            assertThat(living)
                    .allSatisfy(node -> assertThat(Shares.of(node, living)).hasSizeBetween(1, fair));
        }
    }

    @Test
    void all_work_it_out_alike_in_whatever_order_they_were_told_the_names() {
        var living = nodes(4);
        var backwards = living.reversed();
        assertThat(living)
                .allSatisfy(node -> assertThat(Shares.of(node, backwards)).isEqualTo(Shares.of(node, living)));
    }

    @Test
    void whoever_does_not_live_has_nothing_to_do() {
        assertThat(Shares.of("gone", nodes(2))).isEmpty();
        assertThat(Shares.of("gone", Set.of())).isEmpty();
    }
}
