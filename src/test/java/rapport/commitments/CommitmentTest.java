package rapport.commitments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.commitments.Commitment.Status.CLAIMED;
import static rapport.commitments.Commitment.Status.DECLINED;
import static rapport.commitments.Commitment.Status.KEPT;
import static rapport.commitments.Commitment.Status.OPEN;
import static rapport.commitments.Commitment.Status.RELEASED;
import static rapport.commitments.Commitment.Status.WITHDRAWN;
import static rapport.commitments.Story.BECAUSE;
import static rapport.commitments.Story.DUE;
import static rapport.commitments.Story.MONDAY;
import static rapport.commitments.Story.PROMISE;
import static rapport.commitments.Story.SOMETHING;
import static rapport.commitments.Story.accept;
import static rapport.commitments.Story.ada_promises;
import static rapport.commitments.Story.assertRefused;
import static rapport.commitments.Story.confirm;
import static rapport.commitments.Story.decline;
import static rapport.commitments.Story.dispute;
import static rapport.commitments.Story.disputeDate;
import static rapport.commitments.Story.grace_was_told_by_ada;
import static rapport.commitments.Story.keep;
import static rapport.commitments.Story.keepOn;
import static rapport.commitments.Story.make;
import static rapport.commitments.Story.miss;
import static rapport.commitments.Story.missOn;
import static rapport.commitments.Story.promised;
import static rapport.commitments.Story.propose;
import static rapport.commitments.Story.refuse;
import static rapport.commitments.Story.release;
import static rapport.commitments.Story.withdraw;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.commitments.Commitment.Miss;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.CommitmentReleased;
import rapport.commitments.CommitmentEvent.CommitmentWithdrawn;
import rapport.commitments.CommitmentEvent.DateDisputed;
import rapport.commitments.CommitmentEvent.KeepingConfirmed;
import rapport.commitments.CommitmentEvent.KeepingDisputed;
import rapport.commitments.CommitmentEvent.NewDateAccepted;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.commitments.CommitmentEvent.NewDateRefused;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.commitments.CommitmentEvent.ReleaseDisputed;
import rapport.parties.Side;
import rapport.words.Words;

/** The rules on promises, each seen accepted and seen refused. In every story Ada promises something to Grace. */
class CommitmentTest {

    private static final LocalDate DAY_AFTER = DUE.plusDays(1);
    private static final LocalDate LATER = DUE.plusDays(7);

    @Nested
    class Making {

        @Test
        void a_promise_is_recorded_with_its_words_its_plan_and_its_date() {
            var plan = sealed("an hour on Thursday");
            var act = new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, plan, DUE, null);

            assertThat(Commitment.make(act, THEIRS, ADA_HERSELF, MONDAY))
                    .isEqualTo(new CommitmentMade(
                            THEIRS, ADA_HERSELF, PROMISE, Side.REPORT, SOMETHING, plan, DUE, MONDAY, null));
        }

        @Test
        void either_side_may_record_it() {
            assertThat(ada_promises().commitment().made().by()).isEqualTo(ADA_HERSELF);
            assertThat(grace_was_told_by_ada().commitment().made().by()).isEqualTo(GRACE_HERSELF);
        }

        @Test
        void it_starts_open_with_the_manager_or_the_report_as_promisor() {
            var act = new MakeCommitment(PROMISE, Side.MANAGER, SOMETHING, null, DUE, null);
            var commitment = Commitment.after(null, Commitment.make(act, THEIRS, ADA_HERSELF, MONDAY));

            assertThat(commitment.status()).isEqualTo(OPEN);
            assertThat(commitment.promisor()).isEqualTo(Side.MANAGER);
            assertThat(commitment.promisee()).isEqualTo(Side.REPORT);
        }

        @Test
        void blank_words_never_get_as_far_as_an_act() {
            assertThatExceptionOfType(Words.NotWords.class).isThrownBy(() -> new Words(" \n\t "));
        }

        @Test
        void making_it_again_is_refused() {
            ada_promises().refuses_ada(make(DUE, null), "id-taken");
        }
    }

    @Nested
    class Dates {

        @Test
        void it_may_be_due_today() {
            assertThat(dueOnOf(make(MONDAY, null))).isEqualTo(MONDAY);
        }

        @Test
        void it_cannot_be_due_yesterday() {
            assertMakingRefused("due-in-the-past", make(MONDAY.minusDays(1), null), MONDAY);
        }

        @Test
        void said_earlier_it_may_already_have_been_due() {
            assertThat(dueOnOf(make(MONDAY.minusDays(2), MONDAY.minusDays(2)))).isEqualTo(MONDAY.minusDays(2));
        }

        @Test
        void it_cannot_be_due_before_the_day_it_was_made() {
            assertMakingRefused("due-in-the-past", make(MONDAY.minusDays(3), MONDAY.minusDays(2)), MONDAY);
        }

        @Test
        void it_cannot_have_been_made_tomorrow() {
            assertThat(dueOnOf(make(DUE, MONDAY))).isEqualTo(DUE);
            assertMakingRefused("in-the-future", make(DUE, MONDAY.plusDays(1)), MONDAY);
        }

        @Test
        void it_is_due_within_five_years_of_the_day_it_is_recorded() {
            assertThat(dueOnOf(make(MONDAY.plusYears(5), null))).isEqualTo(MONDAY.plusYears(5));
            assertMakingRefused("due-too-far", make(MONDAY.plusYears(5).plusDays(1), null), MONDAY);
        }

        @Test
        void an_earlier_saying_does_not_move_the_five_years() {
            var said = MONDAY.minusYears(1);

            assertThat(dueOnOf(make(MONDAY.plusYears(5), said))).isEqualTo(MONDAY.plusYears(5));
        }

        @Test
        void five_years_after_a_leap_day_are_the_end_of_february() {
            var leapDay = LocalDate.of(2028, 2, 29);
            var furthest = LocalDate.of(2033, 2, 28);

            assertThat(Commitment.make(make(furthest, null), THEIRS, ADA_HERSELF, leapDay))
                    .isInstanceOf(CommitmentMade.class);
            assertMakingRefused("due-too-far", make(furthest.plusDays(1), null), leapDay);
        }

        @Test
        void it_may_be_due_on_a_leap_day_less_than_five_years_ahead() {
            assertThat(dueOnOf(make(LocalDate.of(2028, 2, 29), null))).isEqualTo(LocalDate.of(2028, 2, 29));
        }

        LocalDate dueOnOf(MakeCommitment act) {
            return Commitment.after(null, Commitment.make(act, THEIRS, ADA_HERSELF, MONDAY))
                    .dueOn();
        }

        void assertMakingRefused(String rule, MakeCommitment act, LocalDate today) {
            assertRefused(rule, () -> Commitment.make(act, THEIRS, ADA_HERSELF, today));
        }
    }

    @Nested
    class Declining {

        @Test
        void what_the_promisee_recorded_may_be_declined_on_the_due_day() {
            var story = grace_was_told_by_ada().on(DUE);

            assertThat(story.when_ada(decline()))
                    .isEqualTo(new CommitmentDeclined(THEIRS, ADA_HERSELF, PROMISE, BECAUSE));
            story.ada(decline()).is(DECLINED);
        }

        @Test
        void the_history_keeps_both_accounts() {
            var declined = grace_was_told_by_ada().ada(decline()).commitment();

            assertThat(declined.made().text()).isEqualTo(SOMETHING);
            assertThat(declined.made().by()).isEqualTo(GRACE_HERSELF);
        }

        @Test
        void not_after_the_due_day() {
            grace_was_told_by_ada().on(DAY_AFTER).refuses_ada(decline(), "past-due");
        }

        @Test
        void not_what_one_recorded_oneself() {
            ada_promises().refuses_ada(decline(), "own-promise");
        }

        @Test
        void what_the_promisee_recorded_in_the_promisors_name_may_be_declined_too() {
            promised(GRACE_FOR_ADA).ada(decline()).is(DECLINED);
        }

        @Test
        void what_the_promisor_recorded_in_the_promisees_name_may_be_declined_by_the_letter_of_the_rule() {
            promised(ADA_FOR_GRACE).ada(decline()).is(DECLINED);
        }

        @Test
        void only_by_the_promisor() {
            grace_was_told_by_ada().refuses_grace(decline(), "only-promisor");
        }

        @Test
        void an_early_miss_does_not_stand_in_the_way() {
            grace_was_told_by_ada().ada(miss()).ada(decline()).is(DECLINED);
        }

        @Test
        void not_while_it_is_claimed() {
            grace_was_told_by_ada().ada(keep()).refuses_ada(decline(), "not-open");
        }
    }

    @Nested
    class NewDates {

        @Test
        void proposed_by_the_promisor_up_to_the_due_day() {
            var story = ada_promises().on(DUE);

            assertThat(story.when_ada(propose(LATER)))
                    .isEqualTo(new NewDateProposed(THEIRS, ADA_HERSELF, PROMISE, LATER, BECAUSE));
            assertThat(story.ada(propose(LATER)).commitment().proposedDueOn()).isEqualTo(LATER);
        }

        @Test
        void the_old_date_stands_until_the_promisee_accepts() {
            var proposed = ada_promises().ada(propose(LATER));

            assertThat(proposed.commitment().dueOn()).isEqualTo(DUE);
            assertThat(proposed.grace(accept()).commitment().dueOn()).isEqualTo(LATER);
            assertThat(proposed.grace(accept()).commitment().proposedDueOn()).isNull();
        }

        @Test
        void not_proposed_by_the_promisee() {
            ada_promises().refuses_grace(propose(LATER), "only-promisor");
        }

        @Test
        void not_proposed_after_the_due_day() {
            ada_promises().on(DAY_AFTER).refuses_ada(propose(LATER), "past-due");
        }

        @Test
        void not_proposed_once_it_is_missed() {
            ada_promises().ada(miss()).refuses_ada(propose(LATER), "missed");
        }

        @Test
        void not_proposed_while_another_one_waits() {
            ada_promises().ada(propose(LATER)).refuses_ada(propose(LATER.plusDays(1)), "proposal-open");
        }

        @Test
        void proposed_again_after_a_refusal_or_an_acceptance() {
            assertThat(ada_promises()
                            .ada(propose(LATER))
                            .grace(refuse())
                            .ada(propose(DAY_AFTER))
                            .commitment()
                            .proposedDueOn())
                    .isEqualTo(DAY_AFTER);
            assertThat(ada_promises()
                            .ada(propose(LATER))
                            .grace(accept())
                            .ada(propose(DUE))
                            .commitment()
                            .proposedDueOn())
                    .isEqualTo(DUE);
        }

        @Test
        void an_earlier_date_may_be_proposed_but_not_one_in_the_past() {
            var story = ada_promises().on(MONDAY.plusDays(3));

            assertThat(story.when_ada(propose(story.today()))).isInstanceOf(NewDateProposed.class);
            story.refuses_ada(propose(story.today().minusDays(1)), "due-in-the-past");
        }

        @Test
        void no_further_than_five_years_ahead() {
            assertThat(ada_promises().when_ada(propose(MONDAY.plusYears(5)))).isInstanceOf(NewDateProposed.class);
            ada_promises().refuses_ada(propose(MONDAY.plusYears(5).plusDays(1)), "due-too-far");
        }

        @Test
        void not_the_date_that_stands() {
            ada_promises().refuses_ada(propose(DUE), "same-date");
        }

        @Test
        void accepted_up_to_the_old_due_day() {
            var story = ada_promises().ada(propose(LATER)).on(DUE);

            assertThat(story.when_grace(accept())).isEqualTo(new NewDateAccepted(THEIRS, GRACE_HERSELF, PROMISE));
            story.on(DAY_AFTER).refuses_grace(accept(), "past-due");
        }

        @Test
        void only_the_promisee_answers() {
            ada_promises()
                    .ada(propose(LATER))
                    .refuses_ada(accept(), "only-promisee")
                    .refuses_ada(refuse(), "only-promisee");
        }

        @Test
        void there_is_nothing_to_answer_before_one_is_proposed() {
            ada_promises().refuses_grace(accept(), "no-proposal").refuses_grace(refuse(), "no-proposal");
        }

        @Test
        void a_proposed_date_that_has_itself_passed_can_be_refused_but_not_accepted() {
            var story = ada_promises().ada(propose(MONDAY.plusDays(1)));

            assertThat(story.on(MONDAY.plusDays(1)).when_grace(accept())).isInstanceOf(NewDateAccepted.class);
            story.on(MONDAY.plusDays(2)).refuses_grace(accept(), "due-in-the-past");
            assertThat(story.on(MONDAY.plusDays(2)).when_grace(refuse())).isInstanceOf(NewDateRefused.class);
        }

        @Test
        void refused_with_the_old_date_standing() {
            var story = ada_promises().ada(propose(LATER)).on(DUE);

            assertThat(story.when_grace(refuse())).isEqualTo(new NewDateRefused(THEIRS, GRACE_HERSELF, PROMISE, null));
            var refused = story.grace(refuse()).commitment();
            assertThat(refused.dueOn()).isEqualTo(DUE);
            assertThat(refused.proposedDueOn()).isNull();
        }

        @Test
        void an_unanswered_one_lapses_when_the_due_day_has_ended() {
            var story = ada_promises().ada(propose(LATER));

            assertThat(story.commitment().hasLiveProposal(DUE)).isTrue();
            assertThat(story.commitment().hasLiveProposal(DAY_AFTER)).isFalse();
            story.on(DAY_AFTER)
                    .refuses_grace(accept(), "past-due")
                    .refuses_grace(refuse(), "past-due")
                    .refuses_ada(propose(LATER), "past-due");
        }

        @Test
        void a_miss_ends_an_unanswered_one() {
            var story = ada_promises().ada(propose(LATER)).ada(miss());

            assertThat(story.commitment().hasLiveProposal(MONDAY)).isFalse();
            story.refuses_grace(accept(), "no-proposal");
        }

        @Test
        void a_claim_ends_an_unanswered_one_even_when_it_is_disputed() {
            var story = ada_promises().ada(propose(LATER)).ada(keep()).grace(dispute());

            assertThat(story.commitment().hasLiveProposal(MONDAY)).isFalse();
            story.refuses_grace(accept(), "no-proposal");
        }

        @Test
        void the_accepted_date_is_the_one_that_counts_from_then_on() {
            var story = ada_promises().ada(propose(LATER)).grace(accept()).on(LATER);

            assertThat(story.commitment().isBroken(LATER)).isFalse();
            assertThat(story.commitment().isBroken(LATER.plusDays(1))).isTrue();
            assertThat(story.when_ada(propose(LATER.plusDays(1)))).isInstanceOf(NewDateProposed.class);
        }
    }

    @Nested
    class Keeping {

        @Test
        void said_by_the_promisor_it_is_a_claim() {
            var story = ada_promises().ada(keep()).is(CLAIMED);

            assertThat(story.commitment().keptOn()).isEqualTo(MONDAY);
        }

        @Test
        void said_by_the_promisee_it_is_kept_at_once() {
            ada_promises().grace(keep()).is(KEPT);
        }

        @Test
        void said_on_behalf_it_counts_for_the_side_it_speaks_for() {
            promised(GRACE_HERSELF).by(GRACE_FOR_ADA, keep()).is(CLAIMED);
            promised(ADA_HERSELF).by(ADA_FOR_GRACE, keep()).is(KEPT);
        }

        @Test
        void the_day_is_today_unless_it_is_given() {
            assertThat(ada_promises().on(DUE).when_ada(keep()))
                    .isEqualTo(new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, DUE, null));
            assertThat(ada_promises().on(DUE).when_ada(new KeepCommitment(PROMISE, MONDAY, SOMETHING)))
                    .isEqualTo(new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, MONDAY, SOMETHING));
        }

        @Test
        void not_on_a_day_to_come() {
            assertThat(ada_promises().on(DUE).when_ada(keepOn(DUE))).isInstanceOf(CommitmentKept.class);
            ada_promises().on(DUE).refuses_ada(keepOn(DAY_AFTER), "in-the-future");
        }

        @Test
        void on_the_due_day_it_is_in_time_and_a_day_after_it_is_late() {
            assertThat(ada_promises().on(DUE).ada(keep()).commitment().isKeptLate())
                    .isFalse();
            assertThat(ada_promises().on(DAY_AFTER).ada(keep()).commitment().isKeptLate())
                    .isTrue();
            assertThat(ada_promises()
                            .on(DAY_AFTER)
                            .ada(keepOn(DUE))
                            .commitment()
                            .isKeptLate())
                    .isFalse();
        }

        @Test
        void a_missed_one_may_be_kept_late() {
            ada_promises()
                    .on(DAY_AFTER)
                    .swept()
                    .ada(keep())
                    .is(CLAIMED)
                    .grace(confirm())
                    .is(KEPT);
        }

        @Test
        void only_while_it_is_open() {
            ada_promises().ada(keep()).refuses_ada(keep(), "not-open").refuses_grace(keep(), "not-open");
        }

        @Test
        void the_promisee_confirms_a_claim() {
            var story = ada_promises().ada(keep());

            assertThat(story.when_grace(confirm())).isEqualTo(new KeepingConfirmed(THEIRS, GRACE_HERSELF, PROMISE));
            assertThat(story.on(DUE).grace(confirm()).is(KEPT).commitment().keptOn())
                    .isEqualTo(MONDAY);
        }

        @Test
        void the_promisor_neither_confirms_nor_disputes() {
            ada_promises().ada(keep()).refuses_ada(confirm(), "only-promisee").refuses_ada(dispute(), "only-promisee");
        }

        @Test
        void without_a_claim_there_is_nothing_to_confirm_or_dispute() {
            ada_promises().refuses_grace(confirm(), "not-claimed").refuses_grace(dispute(), "not-claimed");
        }

        @Test
        void a_dispute_opens_it_again() {
            var story = ada_promises().ada(keep());

            assertThat(story.when_grace(dispute()))
                    .isEqualTo(new KeepingDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE));
            assertThat(story.grace(dispute()).is(OPEN).commitment().keptOn()).isNull();
        }

        @Test
        void after_a_dispute_it_may_be_claimed_again() {
            ada_promises().ada(keep()).grace(dispute()).ada(keep()).is(CLAIMED);
        }

        @Test
        void a_dispute_restores_the_miss_that_stood_before_the_claim() {
            var disputed = ada_promises()
                    .on(DAY_AFTER)
                    .swept()
                    .ada(keep())
                    .on(LATER)
                    .grace(dispute())
                    .is(OPEN);

            assertThat(disputed.commitment().miss()).isEqualTo(new Miss(DUE, RecordedBy.SYSTEM));
            disputed.refuses_ada(miss(), "already-missed");
        }
    }

    /** Ada records for Grace, who has not joined; then Grace speaks for herself. */
    @Nested
    class InTheNameOfThePromisee {

        @Test
        void kept_is_unverified_until_the_promisee_confirms_it_in_person() {
            var kept = ada_promises().for_grace(keep()).is(KEPT);

            assertThat(kept.commitment().unverified()).isTrue();
            assertThat(kept.when_grace(confirm())).isEqualTo(new KeepingConfirmed(THEIRS, GRACE_HERSELF, PROMISE));
            var confirmed = kept.on(LATER).grace(confirm()).is(KEPT);
            assertThat(confirmed.commitment().unverified()).isFalse();
            assertThat(confirmed.commitment().keptOn()).isEqualTo(MONDAY);
            confirmed.refuses_grace(dispute(), "not-claimed").refuses_grace(confirm(), "not-claimed");
        }

        @Test
        void kept_or_confirmed_may_be_disputed_in_person_and_is_open_again_with_its_miss() {
            var missed = ada_promises().on(DAY_AFTER).swept();
            for (var kept : List.of(missed.for_grace(keep()), missed.ada(keep()).for_grace(confirm()))) {
                assertThat(kept.when_grace(dispute()))
                        .isEqualTo(new KeepingDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE));
                var disputed = kept.grace(dispute()).is(OPEN).commitment();
                assertThat(disputed.miss()).isEqualTo(new Miss(DUE, RecordedBy.SYSTEM));
                assertThat(disputed.keptOn()).isNull();
                assertThat(disputed.unverified()).isFalse();
                assertThat(disputed.isBroken(DAY_AFTER)).isTrue();
            }
        }

        @Test
        void what_the_promisee_said_in_person_is_not_disputed() {
            ada_promises().grace(keep()).refuses_grace(dispute(), "not-claimed");
            ada_promises().ada(keep()).grace(confirm()).refuses_grace(dispute(), "not-claimed");
            ada_promises().grace(release()).refuses_grace(dispute(), "not-claimed");
        }

        @Test
        void only_the_promisee_contests_it_and_only_in_person() {
            for (var said :
                    List.of(ada_promises().for_grace(keep()), ada_promises().for_grace(release()))) {
                said.refuses_ada(dispute(), "only-promisee").refuses(ADA_FOR_GRACE, dispute(), "only-for-oneself");
            }
            ada_promises().for_grace(keep()).refuses(ADA_FOR_GRACE, confirm(), "not-claimed");
            ada_promises().for_grace(release()).refuses(ADA_FOR_GRACE, release(), "not-open");
        }

        @Test
        void a_release_may_be_disputed_in_person_and_the_promise_is_open_again() {
            var released = ada_promises().on(DAY_AFTER).swept().for_grace(release());

            assertThat(released.when_grace(dispute()))
                    .isEqualTo(new ReleaseDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE));
            var disputed = released.grace(dispute()).is(OPEN).commitment();
            assertThat(disputed.miss()).isEqualTo(new Miss(DUE, RecordedBy.SYSTEM));
            assertThat(disputed.unverified()).isFalse();
        }

        @Test
        void a_release_is_verified_by_saying_it_again_in_person() {
            var released = ada_promises().for_grace(release()).is(RELEASED);

            assertThat(released.commitment().unverified()).isTrue();
            var again = released.grace(release()).is(RELEASED);
            assertThat(again.commitment().unverified()).isFalse();
            again.refuses_grace(release(), "not-open").refuses_grace(dispute(), "not-claimed");
        }

        @Test
        void a_new_date_may_be_disputed_in_person_and_the_one_before_it_stands_again() {
            var moved = ada_promises().ada(propose(LATER)).for_grace(accept());

            assertThat(moved.commitment().dueOn()).isEqualTo(LATER);
            assertThat(moved.commitment().isDateUnverified()).isTrue();
            assertThat(moved.when_grace(disputeDate()))
                    .isEqualTo(new DateDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE));
            var disputed = moved.on(DAY_AFTER).grace(disputeDate()).is(OPEN);
            assertThat(disputed.commitment().dueOn()).isEqualTo(DUE);
            assertThat(disputed.commitment().isBroken(DAY_AFTER)).isTrue();
            assertThat(disputed.swept().commitment().miss()).isEqualTo(new Miss(DUE, RecordedBy.SYSTEM));
            disputed.refuses_grace(disputeDate(), "nothing-to-dispute");
        }

        @Test
        void however_often_it_was_moved_the_last_date_that_the_promisee_knows_of_stands_again() {
            var moved = ada_promises()
                    .ada(propose(DUE.plusDays(1)))
                    .grace(accept())
                    .ada(propose(DUE.plusDays(2)))
                    .for_grace(accept())
                    .ada(propose(DUE.plusDays(3)))
                    .for_grace(accept());

            assertThat(moved.grace(disputeDate()).commitment().dueOn()).isEqualTo(DUE.plusDays(1));
        }

        @Test
        void a_proposal_that_waits_ends_with_the_date_that_is_disputed() {
            var disputed = ada_promises()
                    .ada(propose(LATER))
                    .for_grace(accept())
                    .ada(propose(DUE))
                    .grace(disputeDate());

            disputed.refuses_grace(accept(), "no-proposal");
            assertThat(disputed.ada(propose(LATER)).commitment().proposedDueOn())
                    .isEqualTo(LATER);
        }

        @Test
        void a_date_is_verified_by_agreeing_to_it_in_person() {
            var moved = ada_promises().ada(propose(LATER)).for_grace(accept());
            var agreed = moved.grace(accept());

            assertThat(agreed.commitment().dueOn()).isEqualTo(LATER);
            assertThat(agreed.commitment().isDateUnverified()).isFalse();
            agreed.refuses_grace(disputeDate(), "nothing-to-dispute").refuses_grace(accept(), "no-proposal");
            moved.ada(propose(DUE.plusDays(9))).grace(accept()).refuses_grace(disputeDate(), "nothing-to-dispute");
        }

        @Test
        void a_date_is_disputed_by_the_promisee_in_person_while_open_or_claimed() {
            var moved = ada_promises().ada(propose(LATER)).for_grace(accept());

            ada_promises().ada(propose(LATER)).grace(accept()).refuses_grace(disputeDate(), "nothing-to-dispute");
            moved.refuses_ada(disputeDate(), "only-promisee")
                    .refuses(ADA_FOR_GRACE, disputeDate(), "only-for-oneself")
                    .refuses(ADA_FOR_GRACE, accept(), "no-proposal");
            moved.grace(keep()).refuses_grace(disputeDate(), "not-open");
            moved.grace(release()).refuses_grace(disputeDate(), "not-open");
            var late = moved.on(DAY_AFTER).ada(keep()).grace(disputeDate()).is(CLAIMED);
            assertThat(late.commitment().isKeptLate()).isTrue();
        }

        @Test
        void that_it_was_not_kept_is_contested_by_saying_that_it_was() {
            ada_promises()
                    .ada(keep())
                    .for_grace(dispute())
                    .is(OPEN)
                    .grace(keep())
                    .is(KEPT);
        }

        @Test
        void that_the_old_date_stands_is_contested_by_agreeing_to_one_proposed_again() {
            ada_promises()
                    .ada(propose(LATER))
                    .for_grace(refuse())
                    .ada(propose(LATER))
                    .grace(accept())
                    .refuses_grace(disputeDate(), "nothing-to-dispute");
        }

        @Test
        void a_promise_recorded_in_the_name_of_its_promisor_may_be_declined() {
            promised(GRACE_FOR_ADA).on(DUE).ada(decline()).is(DECLINED);
        }
    }

    @Nested
    class Missing {

        @Test
        void the_promisor_owns_it_before_the_due_day() {
            var story = ada_promises();

            assertThat(story.when_ada(miss()))
                    .isEqualTo(new CommitmentMissed(THEIRS, ADA_HERSELF, PROMISE, MONDAY, RecordedBy.PARTY, null));
            assertThat(story.ada(miss()).is(OPEN).commitment().miss()).isEqualTo(new Miss(MONDAY, RecordedBy.PARTY));
        }

        @Test
        void the_promisee_records_it_from_the_day_after_the_due_day() {
            ada_promises().on(DUE).refuses_grace(miss(), "not-yet-due");

            assertThat(ada_promises().on(DAY_AFTER).when_grace(miss())).isInstanceOf(CommitmentMissed.class);
        }

        @Test
        void the_promisor_records_it_after_the_due_day_as_well() {
            assertThat(ada_promises().on(DAY_AFTER).when_ada(missOn(DUE)))
                    .isEqualTo(new CommitmentMissed(THEIRS, ADA_HERSELF, PROMISE, DUE, RecordedBy.PARTY, null));
        }

        @Test
        void not_on_a_day_to_come() {
            ada_promises().refuses_ada(missOn(MONDAY.plusDays(1)), "in-the-future");
        }

        @Test
        void a_second_one_is_refused_to_either_party() {
            ada_promises()
                    .ada(miss())
                    .on(DAY_AFTER)
                    .refuses_ada(miss(), "already-missed")
                    .refuses_grace(miss(), "already-missed");
        }

        @Test
        void not_while_it_is_claimed() {
            ada_promises().ada(keep()).on(DAY_AFTER).refuses_ada(miss(), "not-open");
        }
    }

    @Nested
    class TheSystem {

        @Test
        void records_a_miss_on_the_due_day_once_that_day_has_ended() {
            var commitment = ada_promises().commitment();

            assertThat(commitment.overdue(DUE)).isEmpty();
            assertThat(commitment.overdue(DAY_AFTER))
                    .contains(new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null));
            assertThat(commitment.overdue(LATER))
                    .contains(new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null));
        }

        @Test
        void records_nothing_a_second_time() {
            assertThat(ada_promises().on(DAY_AFTER).swept().commitment().overdue(LATER))
                    .isEmpty();
        }

        @Test
        void records_nothing_after_a_partys_own_miss() {
            assertThat(ada_promises().ada(miss()).commitment().overdue(DAY_AFTER))
                    .isEmpty();
        }

        @Test
        void records_nothing_while_it_is_claimed_but_does_after_a_dispute() {
            var claimed = ada_promises().ada(keep());

            assertThat(claimed.commitment().overdue(DAY_AFTER)).isEmpty();
            assertThat(claimed.grace(dispute()).commitment().overdue(DAY_AFTER)).isPresent();
        }

        @Test
        void records_nothing_on_what_is_closed() {
            assertThat(ada_promises().grace(keep()).commitment().overdue(DAY_AFTER))
                    .isEmpty();
            assertThat(ada_promises().grace(release()).commitment().overdue(DAY_AFTER))
                    .isEmpty();
            assertThat(ada_promises().ada(withdraw()).commitment().overdue(DAY_AFTER))
                    .isEmpty();
            assertThat(grace_was_told_by_ada().ada(decline()).commitment().overdue(DAY_AFTER))
                    .isEmpty();
        }

        @Test
        void goes_by_the_date_that_was_agreed_last() {
            var moved = ada_promises().ada(propose(LATER)).grace(accept()).commitment();

            assertThat(moved.overdue(LATER)).isEmpty();
            assertThat(moved.overdue(LATER.plusDays(1)))
                    .contains(new CommitmentMissed(THEIRS, null, PROMISE, LATER, RecordedBy.SYSTEM, null));
        }

        @Test
        void does_not_wait_for_an_unanswered_proposal() {
            assertThat(ada_promises().ada(propose(LATER)).commitment().overdue(DAY_AFTER))
                    .isPresent();
        }
    }

    @Nested
    class Releasing {

        @Test
        void by_the_promisee_at_any_time_missed_or_not() {
            assertThat(ada_promises().when_grace(release()))
                    .isEqualTo(new CommitmentReleased(THEIRS, GRACE_HERSELF, PROMISE, null));
            ada_promises().grace(release()).is(RELEASED);
            ada_promises().on(LATER).grace(release()).is(RELEASED);
            ada_promises().on(LATER).swept().grace(release()).is(RELEASED);
        }

        @Test
        void not_by_the_promisor() {
            ada_promises().refuses_ada(release(), "only-promisee");
        }

        @Test
        void not_while_it_is_claimed() {
            ada_promises().ada(keep()).refuses_grace(release(), "not-open");
        }
    }

    @Nested
    class Withdrawing {

        @Test
        void by_the_promisor_up_to_the_due_day() {
            assertThat(ada_promises().on(DUE).when_ada(withdraw()))
                    .isEqualTo(new CommitmentWithdrawn(THEIRS, ADA_HERSELF, PROMISE, BECAUSE));
            ada_promises().on(DUE).ada(withdraw()).is(WITHDRAWN);
        }

        @Test
        void not_after_the_due_day() {
            ada_promises().on(DAY_AFTER).refuses_ada(withdraw(), "past-due");
        }

        @Test
        void not_once_it_is_missed() {
            ada_promises().ada(miss()).refuses_ada(withdraw(), "missed");
        }

        @Test
        void not_by_the_promisee() {
            ada_promises().refuses_grace(withdraw(), "only-promisor");
        }

        @Test
        void not_while_it_is_claimed() {
            ada_promises().ada(keep()).refuses_ada(withdraw(), "not-open");
        }
    }

    @Nested
    class BrokenPromises {

        @Test
        void from_the_day_after_the_due_day() {
            assertThat(ada_promises().commitment().isBroken(DUE)).isFalse();
            assertThat(ada_promises().commitment().isBroken(DAY_AFTER)).isTrue();
        }

        @Test
        void from_the_moment_a_miss_is_recorded() {
            assertThat(ada_promises().ada(miss()).commitment().isBroken(MONDAY)).isTrue();
        }

        @Test
        void not_while_a_claim_stands_nor_once_it_is_closed() {
            var missed = ada_promises().on(DAY_AFTER).swept();

            assertThat(missed.ada(keep()).commitment().isBroken(LATER)).isFalse();
            assertThat(missed.grace(keep()).commitment().isBroken(LATER)).isFalse();
            assertThat(missed.grace(release()).commitment().isBroken(LATER)).isFalse();
        }

        @Test
        void again_once_the_claim_is_disputed() {
            assertThat(ada_promises()
                            .ada(miss())
                            .ada(keep())
                            .grace(dispute())
                            .commitment()
                            .isBroken(MONDAY))
                    .isTrue();
        }
    }
}
