package rapport.ruptures;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.ruptures.Story.ada_names;
import static rapport.ruptures.Story.entry;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.parties.Side;

class SightingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

    @Test
    void the_same_by_the_same_side_before_it_is_a_repeat() {
        assertThat(repeatsAmong(blamed(2, Side.MANAGER, DAY.minusDays(1)))).isEqualTo(1);
        assertThat(repeatsAmong(
                        blamed(2, Side.MANAGER, DAY.minusDays(1)),
                        blamed(3, Side.MANAGER, DAY.minusDays(40)),
                        blamed(4, Side.MANAGER, DAY.minusDays(90))))
                .isEqualTo(3);
    }

    @Test
    void the_180th_day_before_still_counts_and_the_181st_does_not() {
        assertThat(repeatsAmong(blamed(2, Side.MANAGER, DAY.minusDays(180)))).isEqualTo(1);
        assertThat(repeatsAmong(blamed(2, Side.MANAGER, DAY.minusDays(181)))).isZero();
    }

    @Test
    void what_happened_the_same_day_or_later_does_not_count() {
        assertThat(repeatsAmong(blamed(2, Side.MANAGER, DAY), blamed(3, Side.MANAGER, DAY.plusDays(1))))
                .isZero();
    }

    @Test
    void it_does_not_repeat_itself() {
        assertThat(repeatsAmong(blamed(1, Side.MANAGER, DAY))).isZero();
    }

    @Test
    void the_other_side_or_another_kind_is_no_repeat() {
        assertThat(repeatsAmong(
                        blamed(2, Side.REPORT, DAY.minusDays(1)),
                        new Sighting(entry(3), Side.MANAGER, RuptureKind.SHARP_TONE, DAY.minusDays(1))))
                .isZero();
    }

    @Test
    void what_has_no_name_of_its_own_never_repeats() {
        var other = new Sighting(entry(1), Side.MANAGER, RuptureKind.OTHER, DAY);
        var before = new Sighting(entry(2), Side.MANAGER, RuptureKind.OTHER, DAY.minusDays(1));

        assertThat(Sighting.repeats(other, List.of(other, before))).isZero();
    }

    @Test
    void a_rupture_gives_its_own_sighting() {
        assertThat(ada_names().rupture().sighting())
                .isEqualTo(new Sighting(
                        Story.RUPTURE, Side.MANAGER, RuptureKind.INTERRUPTED_OR_DISMISSED, Story.FRIDAY_BEFORE));
    }

    private static int repeatsAmong(Sighting... others) {
        return Sighting.repeats(blamed(1, Side.MANAGER, DAY), List.of(others));
    }

    private static Sighting blamed(int number, Side causedBy, LocalDate day) {
        return new Sighting(entry(number), causedBy, RuptureKind.BLAMED, day);
    }
}
