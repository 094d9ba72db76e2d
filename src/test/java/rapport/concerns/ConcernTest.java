package rapport.concerns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.concerns.Concern.Status.ANSWERED;
import static rapport.concerns.Concern.Status.SETTLED;
import static rapport.concerns.Concern.Status.UNANSWERED;
import static rapport.concerns.Concern.Status.WITHDRAWN;
import static rapport.concerns.ConcernActKind.ANSWER;
import static rapport.concerns.ConcernActKind.HEAR;
import static rapport.concerns.ConcernActKind.REOPEN;
import static rapport.concerns.ConcernActKind.SETTLE;
import static rapport.concerns.ConcernActKind.WITHDRAW;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.concerns.Concern.Answer;
import rapport.concerns.ConcernAct.AnswerConcern;
import rapport.concerns.ConcernAct.HearConcern;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.concerns.ConcernAct.ReopenConcern;
import rapport.concerns.ConcernAct.SettleConcern;
import rapport.concerns.ConcernAct.WithdrawConcern;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernHeard;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;
import tools.jackson.databind.json.JsonMapper;

/** The rules on concerns, each seen accepted and seen refused. Ada raises one with Grace; each step takes an hour. */
class ConcernTest {

    private static final EntryId CONCERN = new EntryId(new UUID(4, 1));
    private static final EntryId ANOTHER = new EntryId(new UUID(4, 2));
    private static final EntryId PROMISE = new EntryId(new UUID(3, 1));
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Sealed WORRY = sealed("I am never asked");
    private static final Sealed REPLY = sealed("I will ask");
    private static final Sealed BECAUSE = sealed("because");

    @Nested
    class Raising {

        @Test
        void either_party_raises_one_with_the_other() {
            assertThat(Concern.raise(raise(), THEIRS, ADA_HERSELF))
                    .isEqualTo(new ConcernRaised(THEIRS, ADA_HERSELF, CONCERN, WORRY));
            assertThat(raised_by(GRACE_HERSELF).concern().answerer()).isEqualTo(Side.REPORT);
        }

        @Test
        void it_waits_for_an_answer_from_the_day_it_was_raised() {
            var concern = ada_is_worried().is(UNANSWERED).concern();

            assertThat(concern.id()).isEqualTo(CONCERN);
            assertThat(concern.by()).isEqualTo(ADA_HERSELF);
            assertThat(concern.text()).isEqualTo(WORRY);
            assertThat(concern.raiser()).isEqualTo(Side.REPORT);
            assertThat(concern.answerer()).isEqualTo(Side.MANAGER);
            assertThat(concern.raisedAt()).isEqualTo(NINE);
            assertThat(concern.openedAt()).isEqualTo(NINE);
            assertThat(concern.heardAt()).isNull();
            assertThat(concern.answeredAt()).isNull();
            assertThat(concern.answer()).isNull();
        }

        @Test
        void its_id_is_taken_then() {
            ada_is_worried().refuses_ada(raise(), "id-taken").refuses_grace(raise(), "id-taken");
        }

        @Test
        void the_same_again_is_the_same_but_for_its_words() {
            var concern = ada_is_worried().concern();

            assertThat(concern.isSameButForItsWords(new RaiseConcern(CONCERN, sealed("sealed anew"))))
                    .isTrue();
            assertThat(concern.isSameButForItsWords(new RaiseConcern(ANOTHER, WORRY)))
                    .isFalse();
        }
    }

    @Nested
    class Hearing {

        @Test
        void the_other_party_says_that_they_heard_it() {
            assertThat(ada_is_worried().when_grace(hear()))
                    .isEqualTo(new ConcernHeard(THEIRS, GRACE_HERSELF, CONCERN, REPLY));
        }

        @Test
        void heard_is_not_answered() {
            var heard = ada_is_worried().grace(hear());

            heard.is(UNANSWERED).refuses_ada(settle(), "not-answered");
            assertThat(heard.concern().heardAt()).isEqualTo(at(1));
            assertThat(heard.concern().openedAt()).isEqualTo(NINE);
        }

        @Test
        void it_may_be_said_again_and_does_not_lose_an_answer() {
            var story = ada_is_worried().grace(hear()).grace(answer()).grace(hear());

            story.is(ANSWERED);
            assertThat(story.concern().heardAt()).isEqualTo(at(3));
            assertThat(story.concern().answeredAt()).isEqualTo(at(2));
            assertThat(story.concern().answer()).isEqualTo(new Answer(REPLY, null));
        }

        @Test
        void not_by_the_one_who_raised_it() {
            ada_is_worried().refuses_ada(hear(), "only-other-party");
        }

        @Test
        void not_by_the_other_in_the_raisers_name() {
            ada_is_worried().refuses(GRACE_FOR_ADA, hear(), "only-other-party");
        }

        @Test
        void not_once_it_is_settled() {
            settled().refuses_grace(hear(), "settled");
        }

        @Test
        void not_once_it_is_withdrawn() {
            withdrawn().refuses_grace(hear(), "withdrawn");
        }
    }

    @Nested
    class Answering {

        @Test
        void the_other_party_answers() {
            assertThat(ada_is_worried().when_grace(answer()))
                    .isEqualTo(new ConcernAnswered(THEIRS, GRACE_HERSELF, CONCERN, REPLY, null));
            answered().is(ANSWERED);
        }

        @Test
        void an_answer_may_come_with_a_commitment() {
            var withPromise = new AnswerConcern(CONCERN, REPLY, PROMISE);

            assertThat(ada_is_worried().when_grace(withPromise))
                    .isEqualTo(new ConcernAnswered(THEIRS, GRACE_HERSELF, CONCERN, REPLY, PROMISE));
            assertThat(ada_is_worried().grace(withPromise).concern().answer()).isEqualTo(new Answer(REPLY, PROMISE));
        }

        @Test
        void it_may_be_answered_again_and_the_latest_answer_shows() {
            var again = sealed("and every week from now on");
            var concern = answered()
                    .grace(new AnswerConcern(CONCERN, again, PROMISE))
                    .is(ANSWERED)
                    .concern();

            assertThat(concern.answer()).isEqualTo(new Answer(again, PROMISE));
        }

        @Test
        void a_second_answer_does_not_make_the_raisers_move_younger() {
            assertThat(answered().grace(answer()).grace(answer()).concern().answeredAt())
                    .isEqualTo(at(1));
        }

        @Test
        void it_may_be_answered_on_behalf_of_the_other_party() {
            ada_is_worried().by(ADA_FOR_GRACE, answer()).is(ANSWERED);
        }

        @Test
        void not_by_the_one_who_raised_it() {
            ada_is_worried().refuses_ada(answer(), "only-other-party");
        }

        @Test
        void not_once_it_is_settled() {
            settled().refuses_grace(answer(), "settled");
        }

        @Test
        void not_once_it_is_withdrawn() {
            withdrawn().refuses_grace(answer(), "withdrawn");
        }
    }

    @Nested
    class Settling {

        @Test
        void the_raiser_is_content_with_the_answer() {
            assertThat(answered().when_ada(settle())).isEqualTo(new ConcernSettled(THEIRS, ADA_HERSELF, CONCERN));
            settled().is(SETTLED);
            assertThat(settled().concern().answer()).isEqualTo(new Answer(REPLY, null));
            assertThat(settled().concern().unverified()).isFalse();
        }

        @Test
        void on_the_raisers_behalf_it_is_unverified() {
            assertThat(answered().by(GRACE_FOR_ADA, settle()).concern().unverified())
                    .isTrue();
        }

        @Test
        void said_in_the_raisers_name_it_is_verified_by_saying_it_again_in_person() {
            var settled = answered().by(GRACE_FOR_ADA, settle());

            assertThat(settled.ada(settle()).is(SETTLED).concern().unverified()).isFalse();
            settled.ada(settle()).refuses_ada(settle(), "settled");
            settled.refuses(GRACE_FOR_ADA, settle(), "settled");
        }

        @Test
        void not_by_the_one_who_answered() {
            answered().refuses_grace(settle(), "only-raiser");
        }

        @Test
        void not_before_an_answer() {
            ada_is_worried().refuses_ada(settle(), "not-answered");
        }

        @Test
        void not_by_an_answer_from_before_it_was_reopened() {
            var story = answered().ada(reopen()).refuses_ada(settle(), "not-answered");

            story.grace(answer()).ada(settle()).is(SETTLED);
        }

        @Test
        void not_twice() {
            settled().refuses_ada(settle(), "settled");
        }

        @Test
        void not_once_it_is_withdrawn() {
            withdrawn().refuses_ada(settle(), "withdrawn");
            answered().ada(withdraw()).refuses_ada(settle(), "withdrawn");
        }
    }

    @Nested
    class Reopening {

        @Test
        void after_an_answer() {
            assertThat(answered().when_ada(reopen()))
                    .isEqualTo(new ConcernReopened(THEIRS, ADA_HERSELF, CONCERN, BECAUSE));
            answered().ada(reopen()).is(UNANSWERED);
        }

        @Test
        void after_a_settling() {
            settled().ada(reopen()).is(UNANSWERED);
        }

        @Test
        void it_waits_for_an_answer_anew_from_that_day() {
            var concern =
                    ada_is_worried().grace(hear()).grace(answer()).ada(reopen()).concern();

            assertThat(concern.raisedAt()).isEqualTo(NINE);
            assertThat(concern.openedAt()).isEqualTo(at(3));
            assertThat(concern.heardAt()).isNull();
            assertThat(concern.answeredAt()).isNull();
            assertThat(concern.answer()).as("still there to read").isEqualTo(new Answer(REPLY, null));
        }

        @Test
        void the_next_answer_is_the_first_since() {
            assertThat(answered().ada(reopen()).grace(answer()).concern().answeredAt())
                    .isEqualTo(at(3));
        }

        @Test
        void an_unverified_settling_is_gone_with_it() {
            assertThat(answered()
                            .by(GRACE_FOR_ADA, settle())
                            .ada(reopen())
                            .concern()
                            .unverified())
                    .isFalse();
        }

        @Test
        void not_by_the_one_who_answered() {
            settled().refuses_grace(reopen(), "only-raiser");
        }

        @Test
        void not_while_it_waits_for_an_answer() {
            ada_is_worried().refuses_ada(reopen(), "nothing-to-reopen");
            ada_is_worried().grace(hear()).refuses_ada(reopen(), "nothing-to-reopen");
            answered().ada(reopen()).refuses_ada(reopen(), "nothing-to-reopen");
        }

        @Test
        void not_once_it_is_withdrawn() {
            withdrawn().refuses_ada(reopen(), "withdrawn");
            answered().ada(withdraw()).refuses_ada(reopen(), "withdrawn");
        }
    }

    @Nested
    class Withdrawing {

        @Test
        void the_raiser_takes_it_back() {
            assertThat(ada_is_worried().when_ada(withdraw()))
                    .isEqualTo(new ConcernWithdrawn(THEIRS, ADA_HERSELF, CONCERN, null));
            withdrawn().is(WITHDRAWN);
        }

        @Test
        void also_after_an_answer_or_a_reopening() {
            answered().ada(withdraw()).is(WITHDRAWN);
            settled().ada(reopen()).ada(withdraw()).is(WITHDRAWN);
        }

        @Test
        void not_by_the_other_party() {
            ada_is_worried().refuses_grace(withdraw(), "only-raiser");
        }

        @Test
        void not_once_it_is_settled() {
            settled().refuses_ada(withdraw(), "settled");
        }

        @Test
        void not_twice() {
            withdrawn().refuses_ada(withdraw(), "withdrawn");
        }
    }

    @Nested
    class Offering {

        @Test
        void while_it_waits_for_an_answer() {
            ada_is_worried().offers_grace(HEAR, ANSWER).offers_ada(WITHDRAW);
        }

        @Test
        void once_it_is_answered() {
            answered().offers_grace(HEAR, ANSWER).offers_ada(SETTLE, REOPEN, WITHDRAW);
        }

        @Test
        void once_it_is_settled() {
            settled().offers_grace().offers_ada(REOPEN);
        }

        @Test
        void once_it_is_withdrawn() {
            withdrawn().offers_grace().offers_ada();
        }
    }

    @Test
    void it_survives_being_written_as_json() {
        var json = JsonMapper.builder().build();
        var bare = ada_is_worried().concern();
        var full = ada_is_worried()
                .grace(hear())
                .grace(new AnswerConcern(CONCERN, REPLY, PROMISE))
                .by(GRACE_FOR_ADA, settle())
                .concern();

        assertThat(json.readValue(json.writeValueAsBytes(bare), Concern.class)).isEqualTo(bare);
        assertThat(json.readValue(json.writeValueAsBytes(full), Concern.class)).isEqualTo(full);
    }

    /** The life of one concern; each step answers the story as it goes on, an hour later. */
    private record Story(Concern concern, int hours) {

        Story ada(ConcernAct act) {
            return by(ADA_HERSELF, act);
        }

        Story grace(ConcernAct act) {
            return by(GRACE_HERSELF, act);
        }

        Story by(By by, ConcernAct act) {
            return new Story(Concern.after(concern, concern.decide(act, by, MONDAY), at(hours)), hours + 1);
        }

        ConcernEvent when_ada(ConcernAct act) {
            return concern.decide(act, ADA_HERSELF, MONDAY);
        }

        ConcernEvent when_grace(ConcernAct act) {
            return concern.decide(act, GRACE_HERSELF, MONDAY);
        }

        Story refuses_ada(ConcernAct act, String rule) {
            return refuses(ADA_HERSELF, act, rule);
        }

        Story refuses_grace(ConcernAct act, String rule) {
            return refuses(GRACE_HERSELF, act, rule);
        }

        Story refuses(By by, ConcernAct act, String rule) {
            assertThatExceptionOfType(RuleBroken.class)
                    .isThrownBy(() -> concern.decide(act, by, MONDAY))
                    .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                    .satisfies(broken -> assertThat(broken.sentence()).isNotBlank());
            return this;
        }

        Story is(Concern.Status status) {
            assertThat(concern.status()).isEqualTo(status);
            return this;
        }

        Story offers_ada(ConcernActKind... kinds) {
            return offers(ADA_HERSELF, kinds);
        }

        Story offers_grace(ConcernActKind... kinds) {
            return offers(GRACE_HERSELF, kinds);
        }

        private Story offers(By by, ConcernActKind... kinds) {
            assertThat(Arrays.stream(ConcernActKind.values()).filter(kind -> concern.allows(kind, by, MONDAY)))
                    .containsExactly(kinds);
            return this;
        }
    }

    private static Story ada_is_worried() {
        return raised_by(ADA_HERSELF);
    }

    private static Story raised_by(By by) {
        return new Story(Concern.after(null, Concern.raise(raise(), THEIRS, by), NINE), 1);
    }

    private static Story answered() {
        return ada_is_worried().grace(answer());
    }

    private static Story settled() {
        return answered().ada(settle());
    }

    private static Story withdrawn() {
        return ada_is_worried().ada(withdraw());
    }

    private static Instant at(int hours) {
        return NINE.plus(Duration.ofHours(hours));
    }

    private static RaiseConcern raise() {
        return new RaiseConcern(CONCERN, WORRY);
    }

    private static HearConcern hear() {
        return new HearConcern(CONCERN, REPLY);
    }

    private static AnswerConcern answer() {
        return new AnswerConcern(CONCERN, REPLY, null);
    }

    private static SettleConcern settle() {
        return new SettleConcern(CONCERN);
    }

    private static ReopenConcern reopen() {
        return new ReopenConcern(CONCERN, BECAUSE);
    }

    private static WithdrawConcern withdraw() {
        return new WithdrawConcern(CONCERN, null);
    }
}
