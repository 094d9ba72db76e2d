package rapport.corrections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.corrections.CorrectionActKind.RETRACT;
import static rapport.corrections.CorrectionActKind.REWORD;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;
import tools.jackson.databind.json.JsonMapper;

/** The rules on corrections, each seen accepted and seen refused. Ada recorded the entry at noon, of whatever kind. */
class CorrectionsTest {

    private static final EntryId ENTRY = new EntryId(new UUID(4, 1));
    private static final EntryId OTHER_ENTRY = new EntryId(new UUID(4, 2));
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));
    private static final Instant LAST_MOMENT = NOON.plus(Duration.ofHours(24));
    private static final Instant TOO_LATE = LAST_MOMENT.plusMillis(1);
    private static final Sealed BETTER = sealed("in better words");
    private static final Sealed BECAUSE = sealed("because");

    private static final RewordEntry REWORDING = new RewordEntry(ENTRY, BETTER, null);
    private static final RetractEntry RETRACTING = new RetractEntry(ENTRY, BECAUSE);

    /** What happened to an entry of some kind that this part does not know. */
    private record Happened(
            RelationshipId relationship, @Nullable By by, EntryId entry, List<EntryId> alsoOn) implements EntryEvent {}

    @Nested
    class Rewording {

        @Test
        void the_author_says_it_in_other_words() {
            var act = new RewordEntry(ENTRY, BETTER, BECAUSE);

            assertThat(by(ADA_HERSELF).decide(act, THEIRS, ADA_HERSELF, LATER))
                    .isEqualTo(new EntryReworded(THEIRS, ADA_HERSELF, ENTRY, BETTER, BECAUSE));
        }

        @Test
        void the_newest_words_count() {
            var newest = sealed("in the best words");
            var twice = reworded(reworded(by(ADA_HERSELF), BETTER, LATER), newest, LAST_MOMENT);

            assertThat(by(ADA_HERSELF).reworded()).isNull();
            assertThat(by(ADA_HERSELF).rewordedAt()).isNull();
            assertThat(twice.reworded()).isEqualTo(newest);
            assertThat(twice.rewordedAt()).isEqualTo(LAST_MOMENT);
            assertThat(twice.author()).isEqualTo(ADA_HERSELF);
            assertThat(twice.recordedAt()).isEqualTo(NOON);
        }

        @Test
        void also_years_later_and_after_the_other_has_acted_on_it() {
            var touched = after(by(ADA_HERSELF), GRACE_HERSELF);

            assertThat(touched.decide(REWORDING, THEIRS, ADA_HERSELF, NOON.plus(Duration.ofDays(900))))
                    .isInstanceOf(EntryReworded.class);
        }

        @Test
        void not_by_the_other() {
            assertRefused("only-author", () -> by(ADA_HERSELF).decide(REWORDING, THEIRS, GRACE_HERSELF, LATER));
        }

        @Test
        void not_once_it_is_retracted() {
            assertRefused("retracted", () -> retracted().decide(REWORDING, THEIRS, ADA_HERSELF, LATER));
        }
    }

    @Nested
    class OnBehalf {

        @Test
        void what_was_recorded_on_behalf_is_its_recorders_to_correct() {
            assertThat(by(GRACE_FOR_ADA).decide(REWORDING, THEIRS, GRACE_HERSELF, LATER))
                    .isEqualTo(new EntryReworded(THEIRS, GRACE_HERSELF, ENTRY, BETTER, null));
        }

        @Test
        void and_not_of_the_one_it_speaks_for_who_has_joined_since() {
            assertRefused("only-author", () -> by(GRACE_FOR_ADA).decide(REWORDING, THEIRS, ADA_HERSELF, LATER));
            assertRefused("only-author", () -> by(GRACE_FOR_ADA).decide(RETRACTING, THEIRS, ADA_HERSELF, LATER));
        }

        @Test
        void nobody_corrects_on_behalf_of_the_other_side() {
            assertRefused("only-for-oneself", () -> by(GRACE_FOR_ADA).decide(REWORDING, THEIRS, GRACE_FOR_ADA, LATER));
            assertRefused("only-for-oneself", () -> by(GRACE_HERSELF).decide(RETRACTING, THEIRS, ADA_FOR_GRACE, LATER));
        }
    }

    @Nested
    class Retracting {

        @Test
        void the_author_takes_it_out_of_the_views() {
            assertThat(by(ADA_HERSELF).decide(RETRACTING, THEIRS, ADA_HERSELF, LATER))
                    .isEqualTo(new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE));
            assertThat(by(ADA_HERSELF).retracted()).isNull();
            assertThat(retracted().retracted()).isEqualTo(LATER);
        }

        @Test
        void it_keeps_the_newest_words_for_the_history() {
            var words = reworded(by(ADA_HERSELF), BETTER, LATER);
            var retracted =
                    Corrections.after(words, new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE), LAST_MOMENT);

            assertThat(retracted.reworded()).isEqualTo(BETTER);
            assertThat(retracted.rewordedAt()).isEqualTo(LATER);
        }

        @Test
        void exactly_24_hours_after_it_was_recorded() {
            assertThat(by(ADA_HERSELF).decide(RETRACTING, THEIRS, ADA_HERSELF, LAST_MOMENT))
                    .isInstanceOf(EntryRetracted.class);
        }

        @Test
        void not_a_millisecond_more() {
            assertRefused(
                    "too-late-to-retract", () -> by(ADA_HERSELF).decide(RETRACTING, THEIRS, ADA_HERSELF, TOO_LATE));
        }

        @Test
        void rewording_it_does_not_give_more_time() {
            var words = reworded(by(ADA_HERSELF), BETTER, LAST_MOMENT);

            assertRefused("too-late-to-retract", () -> words.decide(RETRACTING, THEIRS, ADA_HERSELF, TOO_LATE));
        }

        @Test
        void not_by_the_other() {
            assertRefused("only-author", () -> by(ADA_HERSELF).decide(RETRACTING, THEIRS, GRACE_HERSELF, LATER));
        }

        @Test
        void not_once_the_other_has_acted_on_it() {
            var touched = after(by(ADA_HERSELF), GRACE_HERSELF);

            assertRefused("others-acted", () -> touched.decide(RETRACTING, THEIRS, ADA_HERSELF, LATER));
        }

        @Test
        void not_once_the_other_has_acted_on_it_in_the_authors_name() {
            var touched = after(by(ADA_HERSELF), GRACE_FOR_ADA);

            assertRefused("others-acted", () -> touched.decide(RETRACTING, THEIRS, ADA_HERSELF, LATER));
        }

        @Test
        void not_once_the_other_has_recorded_something_about_it() {
            var about = new Happened(THEIRS, GRACE_HERSELF, OTHER_ENTRY, List.of(ENTRY));
            var touched = by(ADA_HERSELF).touched(about);

            assertThat(touched.touchedByOther()).isTrue();
            assertRefused("others-acted", () -> touched.decide(RETRACTING, THEIRS, ADA_HERSELF, LATER));
        }

        @Test
        void still_after_the_author_has_acted_on_it_for_either_side_or_recorded_something_about_it() {
            var ownAct = after(after(by(ADA_HERSELF), ADA_HERSELF), ADA_FOR_GRACE);
            var about = ownAct.touched(new Happened(THEIRS, ADA_HERSELF, OTHER_ENTRY, List.of(ENTRY)));

            assertThat(about.decide(RETRACTING, THEIRS, ADA_HERSELF, LATER)).isInstanceOf(EntryRetracted.class);
        }

        @Test
        void still_after_the_system_has_acted_on_it() {
            var swept = after(by(ADA_HERSELF), null);

            assertThat(swept.touchedByOther()).isFalse();
            assertThat(swept.decide(RETRACTING, THEIRS, ADA_HERSELF, LATER)).isInstanceOf(EntryRetracted.class);
        }

        @Test
        void what_the_other_did_stays_done_whatever_follows() {
            var touched = after(after(by(ADA_HERSELF), GRACE_HERSELF), ADA_HERSELF);

            assertThat(reworded(touched, BETTER, LATER).touchedByOther()).isTrue();
        }

        @Test
        void not_twice() {
            assertRefused("retracted", () -> retracted().decide(RETRACTING, THEIRS, ADA_HERSELF, LATER));
        }
    }

    @Nested
    class AfterRetracting {

        @Test
        void nothing_is_done_to_it_any_more() {
            assertThatCode(by(ADA_HERSELF)::isNotRetracted).doesNotThrowAnyException();
            assertRefused("retracted", retracted()::isNotRetracted);
        }
    }

    @Nested
    class Offering {

        @Test
        void both_to_the_author_in_time() {
            assertThat(offered(by(ADA_HERSELF), ADA_HERSELF, LAST_MOMENT)).containsExactly(REWORD, RETRACT);
        }

        @Test
        void only_rewording_later_or_once_the_other_has_acted() {
            assertThat(offered(by(ADA_HERSELF), ADA_HERSELF, TOO_LATE)).containsExactly(REWORD);
            assertThat(offered(after(by(ADA_HERSELF), GRACE_HERSELF), ADA_HERSELF, LATER))
                    .containsExactly(REWORD);
        }

        @Test
        void nothing_to_anybody_else_or_once_it_is_retracted() {
            assertThat(offered(by(ADA_HERSELF), GRACE_HERSELF, LATER)).isEmpty();
            assertThat(offered(retracted(), ADA_HERSELF, LATER)).isEmpty();
        }

        private List<CorrectionActKind> offered(Corrections corrections, By by, Instant now) {
            return Arrays.stream(CorrectionActKind.values())
                    .filter(kind -> corrections.allows(kind, by, now))
                    .toList();
        }
    }

    @Test
    void it_survives_being_written_as_json() {
        var json = JsonMapper.builder().build();
        var full = reworded(after(retracted(), GRACE_HERSELF), BETTER, LATER);

        assertThat(json.readValue(json.writeValueAsBytes(by(ADA_HERSELF)), Corrections.class))
                .isEqualTo(by(ADA_HERSELF));
        assertThat(json.readValue(json.writeValueAsBytes(full), Corrections.class))
                .isEqualTo(full);
    }

    private static Corrections by(By author) {
        return Corrections.after(null, new Happened(THEIRS, author, ENTRY, List.of()), NOON);
    }

    private static Corrections after(Corrections before, @Nullable By by) {
        return Corrections.after(before, new Happened(THEIRS, by, ENTRY, List.of()), LATER);
    }

    private static Corrections reworded(Corrections before, Sealed words, Instant at) {
        return Corrections.after(before, new EntryReworded(THEIRS, ADA_HERSELF, ENTRY, words, null), at);
    }

    private static Corrections retracted() {
        return Corrections.after(by(ADA_HERSELF), new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE), LATER);
    }

    private static void assertRefused(String rule, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(act)
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).isNotBlank());
    }
}
