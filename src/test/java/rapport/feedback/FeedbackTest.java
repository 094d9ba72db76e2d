package rapport.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.HearFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;
import tools.jackson.databind.json.JsonMapper;

/** The rules on feedback, each seen accepted and seen refused. Grace gives it to Ada, where Ada perhaps asked. */
class FeedbackTest {

    private static final EntryId FEEDBACK = new EntryId(new UUID(4, 1));
    private static final EntryId REQUEST = new EntryId(new UUID(4, 2));
    private static final EntryId ANOTHER = new EntryId(new UUID(4, 3));

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Instant ASKED = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-02T18:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T11:00:00Z");

    private static final Sealed SOMETHING = sealed("you let Bo finish");
    private static final Sealed SITUATION = sealed("in the review");
    private static final Sealed ABOUT = sealed("how I run the review");

    @Nested
    class Giving {

        @Test
        void it_is_recorded_with_its_words_and_its_situation() {
            var act = new GiveFeedback(FEEDBACK, FeedbackKind.APPRECIATION, SITUATION, SOMETHING, null);

            assertThat(Feedback.give(act, null, THEIRS, GRACE_HERSELF))
                    .isEqualTo(new FeedbackGiven(
                            THEIRS, GRACE_HERSELF, FEEDBACK, FeedbackKind.APPRECIATION, SITUATION, SOMETHING, null));
        }

        @Test
        void it_is_given_to_the_other_party() {
            assertThat(guidance().giver()).isEqualTo(Side.MANAGER);
            assertThat(guidance().receiver()).isEqualTo(Side.REPORT);
            assertThat(given(guide(null), ADA_HERSELF).receiver()).isEqualTo(Side.MANAGER);
        }

        @Test
        void recorded_on_behalf_it_is_the_other_sides_feedback() {
            assertThat(given(guide(null), ADA_FOR_GRACE).receiver()).isEqualTo(Side.REPORT);
        }

        @Test
        void it_starts_without_a_word_on_how_it_landed() {
            var feedback = guidance();

            assertThat(feedback.id()).isEqualTo(FEEDBACK);
            assertThat(feedback.by()).isEqualTo(GRACE_HERSELF);
            assertThat(feedback.text()).isEqualTo(SOMETHING);
            assertThat(feedback.situation()).isNull();
            assertThat(feedback.givenAt()).isEqualTo(NOON);
            assertThat(feedback.landing()).isNull();
            assertThat(feedback.heardAt()).isNull();
            assertThat(feedback.unverified()).isFalse();
        }

        @Test
        void its_id_is_taken_then() {
            assertRefused("id-taken", () -> guidance().decide(guide(null), GRACE_HERSELF, MONDAY));
            assertRefused(
                    "id-taken", () -> guidance().decide(new RequestFeedback(FEEDBACK, ABOUT), ADA_HERSELF, MONDAY));
        }
    }

    @Nested
    class GivingAgain {

        @Test
        void the_same_is_the_same_whatever_its_words_look_like_sealed() {
            assertThat(guidance().isSameButForItsWords(guide(null))).isTrue();
            assertThat(guidance()
                            .isSameButForItsWords(new GiveFeedback(
                                    FEEDBACK, FeedbackKind.GUIDANCE, null, sealed("sealed anew"), null)))
                    .isTrue();
        }

        @Test
        void another_kind_request_situation_or_id_is_not_the_same() {
            assertThat(guidance().isSameButForItsWords(appreciate())).isFalse();
            assertThat(guidance().isSameButForItsWords(guide(REQUEST))).isFalse();
            assertThat(guidance()
                            .isSameButForItsWords(
                                    new GiveFeedback(FEEDBACK, FeedbackKind.GUIDANCE, SITUATION, SOMETHING, null)))
                    .isFalse();
            assertThat(guidance()
                            .isSameButForItsWords(
                                    new GiveFeedback(ANOTHER, FeedbackKind.GUIDANCE, null, SOMETHING, null)))
                    .isFalse();
        }
    }

    @Nested
    class Hearing {

        @Test
        void the_receiver_says_how_it_landed() {
            var words = sealed("that helped");

            assertThat(guidance().decide(new HearFeedback(FEEDBACK, Landing.WELL, words), ADA_HERSELF, MONDAY))
                    .isEqualTo(new FeedbackHeard(THEIRS, ADA_HERSELF, FEEDBACK, Landing.WELL, words));
        }

        @Test
        void the_giver_cannot_say_how_it_landed() {
            assertRefused("only-receiver", () -> guidance().decide(hear(Landing.WELL), GRACE_HERSELF, MONDAY));
        }

        @Test
        void nor_can_the_receiver_in_the_givers_name() {
            assertRefused("only-receiver", () -> guidance().decide(hear(Landing.WELL), ADA_FOR_GRACE, MONDAY));
        }

        @Test
        void it_may_be_said_again_and_the_latest_word_counts() {
            var hard = heard(guidance(), ADA_HERSELF, Landing.HARD, EVENING);
            var later = heard(hard, ADA_HERSELF, Landing.MIXED, TUESDAY);

            assertThat(hard.landing()).isEqualTo(Landing.HARD);
            assertThat(hard.heardAt()).isEqualTo(EVENING);
            assertThat(later.landing()).isEqualTo(Landing.MIXED);
            assertThat(later.heardAt()).isEqualTo(TUESDAY);
            assertThat(later.givenAt()).isEqualTo(NOON);
        }

        @Test
        void the_latest_words_take_the_place_of_earlier_ones() {
            var words = sealed("it stung");
            var first = Feedback.after(
                    guidance(), new FeedbackHeard(THEIRS, ADA_HERSELF, FEEDBACK, Landing.HARD, words), EVENING);

            assertThat(first.heardText()).isEqualTo(words);
            assertThat(heard(first, ADA_HERSELF, Landing.WELL, TUESDAY).heardText())
                    .isNull();
        }

        @Test
        void on_the_receivers_behalf_it_is_unverified_until_they_say_so_themselves() {
            var onBehalf = heard(guidance(), GRACE_FOR_ADA, Landing.WELL, EVENING);

            assertThat(onBehalf.unverified()).isTrue();
            assertThat(heard(onBehalf, ADA_HERSELF, Landing.WELL, TUESDAY).unverified())
                    .isFalse();
        }

        @Test
        void it_is_offered_to_the_receiver_only_and_as_often_as_they_like() {
            var heard = heard(guidance(), ADA_HERSELF, Landing.HARD, EVENING);

            assertThat(guidance().allows(FeedbackActKind.HEAR, ADA_HERSELF, MONDAY))
                    .isTrue();
            assertThat(heard.allows(FeedbackActKind.HEAR, ADA_HERSELF, MONDAY)).isTrue();
            assertThat(heard.allows(FeedbackActKind.HEAR, GRACE_HERSELF, MONDAY))
                    .isFalse();
        }
    }

    @Nested
    class WhatStaysOpen {

        @Test
        void feedback_that_landed_hard_until_another_landing() {
            var hard = heard(guidance(), ADA_HERSELF, Landing.HARD, EVENING);

            assertThat(guidance().landedHard()).isFalse();
            assertThat(hard.landedHard()).isTrue();
            assertThat(heard(hard, ADA_HERSELF, Landing.MIXED, TUESDAY).landedHard())
                    .isFalse();
        }

        @Test
        void guidance_until_its_receiver_says_how_it_landed() {
            assertThat(guidance().waitsToBeHeard()).isTrue();
            assertThat(heard(guidance(), ADA_HERSELF, Landing.HARD, EVENING).waitsToBeHeard())
                    .isFalse();
        }

        @Test
        void but_not_appreciation() {
            assertThat(given(appreciate(), GRACE_HERSELF).waitsToBeHeard()).isFalse();
        }
    }

    @Nested
    class Requesting {

        @Test
        void one_party_asks_the_other() {
            assertThat(FeedbackRequest.ask(new RequestFeedback(REQUEST, ABOUT), THEIRS, ADA_HERSELF))
                    .isEqualTo(new FeedbackRequested(THEIRS, ADA_HERSELF, REQUEST, ABOUT));
            assertThat(request().asked()).isEqualTo(Side.MANAGER);
            assertThat(request().id()).isEqualTo(REQUEST);
            assertThat(request().by()).isEqualTo(ADA_HERSELF);
            assertThat(request().text()).isEqualTo(ABOUT);
            assertThat(request().requestedAt()).isEqualTo(ASKED);
        }

        @Test
        void the_one_asked_answers_by_feedback_that_names_it() {
            assertThat(Feedback.give(guide(REQUEST), request(), THEIRS, GRACE_HERSELF))
                    .isEqualTo(new FeedbackGiven(
                            THEIRS, GRACE_HERSELF, FEEDBACK, FeedbackKind.GUIDANCE, null, SOMETHING, REQUEST));
            assertThat(answered().answeredBy()).isEqualTo(FEEDBACK);
        }

        @Test
        void it_may_be_answered_on_behalf_of_the_one_asked() {
            assertThat(Feedback.give(guide(REQUEST), request(), THEIRS, ADA_FOR_GRACE))
                    .isInstanceOf(FeedbackGiven.class);
        }

        @Test
        void the_one_who_asked_cannot_answer() {
            assertRefused("only-the-one-asked", () -> Feedback.give(guide(REQUEST), request(), THEIRS, ADA_HERSELF));
        }

        @Test
        void it_is_answered_once() {
            assertRefused("already-answered", () -> Feedback.give(guide(REQUEST), answered(), THEIRS, GRACE_HERSELF));
        }

        @Test
        void more_feedback_may_follow_that_does_not_name_it() {
            assertThat(Feedback.give(guide(null), null, THEIRS, GRACE_HERSELF)).isInstanceOf(FeedbackGiven.class);
        }

        @Test
        void feedback_that_names_no_request_or_another_one_does_not_answer_it() {
            var unasked =
                    new FeedbackGiven(THEIRS, GRACE_HERSELF, FEEDBACK, FeedbackKind.GUIDANCE, null, SOMETHING, null);
            var elsewhere =
                    new FeedbackGiven(THEIRS, GRACE_HERSELF, FEEDBACK, FeedbackKind.GUIDANCE, null, SOMETHING, ANOTHER);

            assertThat(FeedbackRequest.after(request(), unasked, NOON)).isEqualTo(request());
            assertThat(FeedbackRequest.after(request(), elsewhere, NOON)).isEqualTo(request());
        }

        @Test
        void hearing_the_answer_leaves_it_answered() {
            var heard = new FeedbackHeard(THEIRS, ADA_HERSELF, FEEDBACK, Landing.WELL, null);

            assertThat(FeedbackRequest.after(answered(), heard, EVENING)).isEqualTo(answered());
        }

        @Test
        void once_its_answer_is_retracted_it_may_be_answered_again() {
            var open = answered().withoutAnswer();

            assertThat(open).isEqualTo(request());
            assertThat(Feedback.give(guide(REQUEST), open, THEIRS, GRACE_HERSELF))
                    .isInstanceOf(FeedbackGiven.class);
        }

        @Test
        void it_waits_for_the_one_asked_and_only_until_they_answer() {
            assertThat(request().awaits(Side.MANAGER)).isTrue();
            assertThat(request().awaits(Side.REPORT)).isFalse();
            assertThat(answered().awaits(Side.MANAGER)).isFalse();
        }

        @Test
        void asking_again_under_its_id_is_the_same_but_for_its_words() {
            assertThat(request().isSameButForItsWords(new RequestFeedback(REQUEST, sealed("sealed anew"))))
                    .isTrue();
            assertThat(request().isSameButForItsWords(new RequestFeedback(ANOTHER, ABOUT)))
                    .isFalse();
        }
    }

    @Test
    void both_survive_being_written_as_json() {
        var json = JsonMapper.builder().build();
        var heard = heard(guidance(), GRACE_FOR_ADA, Landing.HARD, EVENING);

        assertThat(json.readValue(json.writeValueAsBytes(guidance()), Feedback.class))
                .isEqualTo(guidance());
        assertThat(json.readValue(json.writeValueAsBytes(heard), Feedback.class))
                .isEqualTo(heard);
        assertThat(json.readValue(json.writeValueAsBytes(answered()), FeedbackRequest.class))
                .isEqualTo(answered());
    }

    private static Feedback guidance() {
        return given(guide(null), GRACE_HERSELF);
    }

    private static Feedback given(GiveFeedback act, By by) {
        return Feedback.after(null, Feedback.give(act, null, THEIRS, by), NOON);
    }

    private static Feedback heard(Feedback feedback, By by, Landing landing, Instant at) {
        return Feedback.after(feedback, feedback.decide(hear(landing), by, MONDAY), at);
    }

    private static FeedbackRequest request() {
        var asked = FeedbackRequest.ask(new RequestFeedback(REQUEST, ABOUT), THEIRS, ADA_HERSELF);
        return FeedbackRequest.after(null, asked, ASKED);
    }

    private static FeedbackRequest answered() {
        var answer = Feedback.give(guide(REQUEST), request(), THEIRS, GRACE_HERSELF);
        return FeedbackRequest.after(request(), answer, NOON);
    }

    private static GiveFeedback guide(@Nullable EntryId answers) {
        return new GiveFeedback(FEEDBACK, FeedbackKind.GUIDANCE, null, SOMETHING, answers);
    }

    private static GiveFeedback appreciate() {
        return new GiveFeedback(FEEDBACK, FeedbackKind.APPRECIATION, null, SOMETHING, null);
    }

    private static HearFeedback hear(Landing landing) {
        return new HearFeedback(FEEDBACK, landing, null);
    }

    private static void assertRefused(String rule, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(act)
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).isNotBlank());
    }
}
