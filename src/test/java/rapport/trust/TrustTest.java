package rapport.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.shared.RuleBroken;
import rapport.trust.Trust.Note;

/** What Ada may learn once Grace has noted something about trust too. */
class TrustTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T11:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant WEDNESDAY = MONDAY.plus(Duration.ofDays(2));
    private static final Instant THURSDAY = MONDAY.plus(Duration.ofDays(3));

    private static final TrustNumbers ADAS = new TrustNumbers(5, 3);
    private static final TrustNumbers GRACES = new TrustNumbers(4, 1);

    @Nested
    class What_is_shown {

        @ParameterizedTest
        @CsvSource({"2, LOWER", "3, EQUAL", "4, HIGHER"})
        void is_how_the_others_own_number_compares_with_my_guess(int graces, Comparison seen) {
            var noted = new TrustNumbers(graces, 1);

            assertThat(Trust.compare(noted(MONDAY, ADAS), noted(TUESDAY, noted), List.of()))
                    .contains(seen);
        }

        @Test
        void hangs_neither_on_my_own_number_nor_on_what_the_other_guessed() {
            for (var number = 1; number <= 5; number++) {
                var mine = new TrustNumbers(number, 3);
                var others = new TrustNumbers(4, number);

                assertThat(Trust.compare(noted(MONDAY, mine), noted(TUESDAY, others), List.of()))
                        .contains(Comparison.HIGHER);
            }
        }
    }

    @Test
    void only_the_first_note_since_the_1_on_1_counts_or_guessing_again_would_find_the_number() {
        var early = new Note(MONDAY, new TrustNumbers(1, 1));
        var first = new Note(WEDNESDAY, new TrustNumbers(5, 3));
        var again = new Note(THURSDAY, new TrustNumbers(5, 4));

        assertThat(Trust.compare(List.of(early, first, again), noted(THURSDAY, GRACES), List.of(TUESDAY)))
                .contains(Comparison.HIGHER);
        assertThat(Trust.compare(
                        noted(THURSDAY, GRACES), List.of(early, first, new Note(THURSDAY, GRACES)), List.of(TUESDAY)))
                .contains(Comparison.HIGHER);
    }

    @Test
    void nothing_is_shown_until_both_have_noted() {
        assertThat(Trust.compare(noted(MONDAY, ADAS), List.of(), List.of())).isEmpty();
        assertThat(Trust.compare(List.of(), noted(MONDAY, ADAS), List.of())).isEmpty();
    }

    private static List<Note> noted(Instant at, TrustNumbers numbers) {
        return List.of(new Note(at, numbers));
    }

    @Nested
    class Both_have_noted_since_the_same_1_on_1 {

        @Test
        void before_there_was_any() {
            assertThat(Trust.compare(noted(TUESDAY, ADAS), noted(MONDAY, GRACES), List.of(WEDNESDAY)))
                    .isPresent();
        }

        @Test
        void after_it_in_either_order() {
            assertThat(Trust.compare(noted(TUESDAY, ADAS), noted(WEDNESDAY, GRACES), List.of(MONDAY)))
                    .isPresent();
            assertThat(Trust.compare(noted(WEDNESDAY, ADAS), noted(TUESDAY, GRACES), List.of(MONDAY)))
                    .isPresent();
        }

        @Test
        void after_the_last_of_several_whatever_their_order() {
            assertThat(Trust.compare(
                            noted(THURSDAY, ADAS), noted(THURSDAY, GRACES), List.of(WEDNESDAY, MONDAY, TUESDAY)))
                    .isPresent();
        }

        @Test
        void not_with_a_1_on_1_between_them() {
            assertThat(Trust.compare(noted(MONDAY, ADAS), noted(WEDNESDAY, GRACES), List.of(TUESDAY)))
                    .isEmpty();
            assertThat(Trust.compare(noted(WEDNESDAY, ADAS), noted(MONDAY, GRACES), List.of(TUESDAY)))
                    .isEmpty();
        }

        @Test
        void not_with_another_1_on_1_between_them_than_the_first() {
            assertThat(Trust.compare(noted(TUESDAY, ADAS), noted(THURSDAY, GRACES), List.of(MONDAY, WEDNESDAY)))
                    .isEmpty();
        }

        @Test
        void not_if_one_noted_in_the_very_instant_of_the_1_on_1_and_the_other_after_it() {
            assertThat(Trust.compare(noted(MONDAY, ADAS), noted(TUESDAY, GRACES), List.of(MONDAY)))
                    .isEmpty();
        }
    }

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({"1, 5", "5, 1", "3, 3"})
        void lie_between_1_and_5(int own, int guess) {
            assertThat(new TrustNumbers(own, guess).own()).isEqualTo(own);
        }

        @ParameterizedTest
        @CsvSource({"0, 3", "6, 3", "3, 0", "3, 6", "-1, 3"})
        void do_not_lie_elsewhere(int own, int guess) {
            assertThatExceptionOfType(RuleBroken.class)
                    .isThrownBy(() -> new TrustNumbers(own, guess))
                    .satisfies(broken -> assertThat(broken.rule()).isEqualTo("trust-out-of-range"));
        }

        @Test
        void never_show_themselves() {
            assertThat(ADAS.toString()).doesNotContain("5").doesNotContain("3");
        }
    }
}
