package rapport.ruptures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.parties.Side.MANAGER;
import static rapport.parties.Side.REPORT;
import static rapport.ruptures.Rupture.Stage.DECLINED;
import static rapport.ruptures.Rupture.Stage.DISPUTED;
import static rapport.ruptures.Rupture.Stage.LET_GO;
import static rapport.ruptures.Rupture.Stage.NAMED;
import static rapport.ruptures.Rupture.Stage.OFFERED;
import static rapport.ruptures.Rupture.Stage.REBUILDING;
import static rapport.ruptures.Rupture.Stage.REPAIRED;
import static rapport.ruptures.Story.ANOTHER_PROMISE;
import static rapport.ruptures.Story.ANOTHER_REPAIR;
import static rapport.ruptures.Story.CHANGE;
import static rapport.ruptures.Story.DAY_AFTER;
import static rapport.ruptures.Story.DUE;
import static rapport.ruptures.Story.FRIDAY;
import static rapport.ruptures.Story.FRIDAY_BEFORE;
import static rapport.ruptures.Story.MONDAY;
import static rapport.ruptures.Story.OWNED;
import static rapport.ruptures.Story.PROMISE;
import static rapport.ruptures.Story.REPAIR;
import static rapport.ruptures.Story.RUPTURE;
import static rapport.ruptures.Story.THURSDAY;
import static rapport.ruptures.Story.TUESDAY;
import static rapport.ruptures.Story.WEDNESDAY;
import static rapport.ruptures.Story.WHAT_HAPPENED;
import static rapport.ruptures.Story.WORDS;
import static rapport.ruptures.Story.accept;
import static rapport.ruptures.Story.acceptAs;
import static rapport.ruptures.Story.ada_names;
import static rapport.ruptures.Story.assertRefused;
import static rapport.ruptures.Story.decline;
import static rapport.ruptures.Story.dispute;
import static rapport.ruptures.Story.grace_names_her_own;
import static rapport.ruptures.Story.held;
import static rapport.ruptures.Story.heldOn;
import static rapport.ruptures.Story.held_on_three_days;
import static rapport.ruptures.Story.impact;
import static rapport.ruptures.Story.letGo;
import static rapport.ruptures.Story.nameIt;
import static rapport.ruptures.Story.noon;
import static rapport.ruptures.Story.offer;
import static rapport.ruptures.Story.offerAnew;
import static rapport.ruptures.Story.offerDue;
import static rapport.ruptures.Story.rebuilding;
import static rapport.ruptures.Story.reopen;
import static rapport.ruptures.Story.repair;
import static rapport.ruptures.Story.repaired;
import static rapport.ruptures.Story.slip;
import static rapport.words.SealedWords.sealed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.ruptures.Rupture.Said;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.ruptures.RuptureEvent.ChangeNoted;
import rapport.ruptures.RuptureEvent.ImpactDescribed;
import rapport.ruptures.RuptureEvent.RepairAccepted;
import rapport.ruptures.RuptureEvent.RepairDeclined;
import rapport.ruptures.RuptureEvent.RepairOffered;
import rapport.ruptures.RuptureEvent.RuptureDisputed;
import rapport.ruptures.RuptureEvent.RuptureLetGo;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.ruptures.RuptureEvent.RuptureReopened;
import rapport.ruptures.RuptureEvent.RuptureRepaired;
import rapport.words.Sealed;
import tools.jackson.databind.json.JsonMapper;

class RuptureTest {

    @Nested
    class Naming {

        @Test
        void by_the_one_who_was_hurt() {
            assertThat(Rupture.name(nameIt(FRIDAY_BEFORE), THEIRS, ADA_HERSELF, MONDAY))
                    .isEqualTo(new RuptureNamed(
                            THEIRS,
                            ADA_HERSELF,
                            RUPTURE,
                            MANAGER,
                            RuptureKind.INTERRUPTED_OR_DISMISSED,
                            WHAT_HAPPENED,
                            FRIDAY_BEFORE,
                            null));
        }

        @Test
        void by_the_one_who_caused_it_as_well() {
            var hers = grace_names_her_own().is(NAMED).owed_by(MANAGER).rupture();

            assertThat(hers.by()).isEqualTo(GRACE_HERSELF);
            assertThat(hers.harmed()).isEqualTo(REPORT);
        }

        @Test
        void today_at_the_latest() {
            assertThatCode(() -> Rupture.name(nameIt(MONDAY), THEIRS, ADA_HERSELF, MONDAY))
                    .doesNotThrowAnyException();
            assertRefused("in-the-future", () -> Rupture.name(nameIt(TUESDAY), THEIRS, ADA_HERSELF, MONDAY));
        }

        @Test
        void an_id_that_is_taken_is_refused() {
            ada_names().refuses_ada(nameIt(FRIDAY_BEFORE), "id-taken");
        }

        @Test
        void a_broken_promise_is_caused_by_its_promisor() {
            assertThatCode(() -> Rupture.mustFitPromiseOf(MANAGER, about(RuptureKind.BROKEN_PROMISE, MANAGER)))
                    .doesNotThrowAnyException();
            assertRefused(
                    "not-the-promisor",
                    () -> Rupture.mustFitPromiseOf(MANAGER, about(RuptureKind.BROKEN_PROMISE, REPORT)));
        }

        @Test
        void another_kind_about_a_promise_may_be_caused_by_either_side() {
            assertThatCode(() -> Rupture.mustFitPromiseOf(MANAGER, about(RuptureKind.OVERCOMMITTED_ME, REPORT)))
                    .doesNotThrowAnyException();
        }

        @Test
        void the_same_again_is_told_from_another() {
            var rupture = ada_names().rupture();

            assertThat(rupture.isSameButForItsWords(nameIt(FRIDAY_BEFORE))).isTrue();
            assertThat(rupture.isSameButForItsWords(like(RUPTURE, MANAGER, sealed("other"), null)))
                    .isTrue();
            assertThat(rupture.isSameButForItsWords(nameIt(MONDAY))).isFalse();
            assertThat(rupture.isSameButForItsWords(like(REPAIR, MANAGER, WORDS, null)))
                    .isFalse();
            assertThat(rupture.isSameButForItsWords(like(RUPTURE, REPORT, WORDS, null)))
                    .isFalse();
            assertThat(rupture.isSameButForItsWords(like(RUPTURE, MANAGER, WORDS, PROMISE)))
                    .isFalse();
            assertThat(rupture.isSameButForItsWords(about(RuptureKind.INTERRUPTED_OR_DISMISSED, MANAGER)))
                    .isFalse();
        }

        private static NameRupture like(EntryId id, Side causedBy, Sealed text, @Nullable EntryId about) {
            return new NameRupture(id, causedBy, RuptureKind.INTERRUPTED_OR_DISMISSED, text, FRIDAY_BEFORE, about);
        }

        private static NameRupture about(RuptureKind kind, Side causedBy) {
            return new NameRupture(RUPTURE, causedBy, kind, WHAT_HAPPENED, FRIDAY_BEFORE, PROMISE);
        }
    }

    @Nested
    class Impact {

        @Test
        void described_by_the_one_who_was_hurt_any_number_of_times() {
            var story = ada_names();

            assertThat(story.when_ada(impact())).isEqualTo(new ImpactDescribed(THEIRS, ADA_HERSELF, RUPTURE, WORDS));
            assertThat(story.ada(impact())
                            .on(TUESDAY)
                            .ada(impact())
                            .is(NAMED)
                            .rupture()
                            .impacts())
                    .containsExactly(
                            new Said(ADA_HERSELF, WORDS, noon(MONDAY)), new Said(ADA_HERSELF, WORDS, noon(TUESDAY)));
        }

        @Test
        void at_every_stage_before_it_is_closed() {
            ada_names().grace(dispute()).ada(impact()).is(DISPUTED);
            ada_names().grace(offer()).ada(impact()).is(OFFERED);
            ada_names().grace(offer()).ada(decline()).ada(impact()).is(DECLINED);
            rebuilding().ada(impact()).is(REBUILDING);
        }

        @Test
        void not_by_the_one_who_caused_it() {
            ada_names().refuses_grace(impact(), "only-harmed-side");
        }
    }

    @Nested
    class Disputing {

        @Test
        void by_the_one_who_caused_it_and_both_accounts_stand() {
            var story = ada_names();

            assertThat(story.when_grace(dispute()))
                    .isEqualTo(new RuptureDisputed(THEIRS, GRACE_HERSELF, RUPTURE, WORDS));

            var disputed =
                    story.grace(dispute()).is(DISPUTED).owed_by(MANAGER, REPORT).rupture();
            assertThat(disputed.text()).isEqualTo(WHAT_HAPPENED);
            assertThat(disputed.disputed()).isEqualTo(new Said(GRACE_HERSELF, WORDS, noon(MONDAY)));
            assertThat(disputed.open()).isTrue();
        }

        @Test
        void not_by_the_one_who_was_hurt() {
            ada_names().refuses_ada(dispute(), "only-causing-side");
        }

        @Test
        void once() {
            ada_names().grace(dispute()).refuses_grace(dispute(), "already-disputed");
        }

        @Test
        void not_once_a_repair_was_ever_offered() {
            ada_names()
                    .grace(offer())
                    .refuses_grace(dispute(), "already-offered")
                    .ada(decline())
                    .refuses_grace(dispute(), "already-offered");
            rebuilding().ada(slip()).is(NAMED).refuses_grace(dispute(), "already-offered");
        }

        @Test
        void ends_when_a_repair_is_offered_but_stays_on_record() {
            var offered =
                    ada_names().grace(dispute()).grace(offer()).is(OFFERED).owed_by(REPORT);

            assertThat(offered.rupture().disputed()).isNotNull();
        }
    }

    @Nested
    class Offering {

        @Test
        void by_the_one_who_caused_it_with_both_parts_and_a_day() {
            var story = ada_names();

            assertThat(story.when_grace(offer()))
                    .isEqualTo(new RepairOffered(THEIRS, GRACE_HERSELF, RUPTURE, REPAIR, OWNED, CHANGE, DUE));

            var offered =
                    story.on(TUESDAY).grace(offer()).is(OFFERED).owed_by(REPORT).rupture();
            assertThat(offered.repair())
                    .isEqualTo(new Rupture.Repair(
                            REPAIR, GRACE_HERSELF, OWNED, CHANGE, DUE, noon(TUESDAY), null, null, null));
            assertThat(offered.firstOfferedAt()).isEqualTo(noon(TUESDAY));
            assertThat(offered.stageAt()).isEqualTo(noon(TUESDAY));
            assertThat(offered.namedAt()).isEqualTo(noon(MONDAY));
            assertThat(offered.commitment()).isNull();
        }

        @Test
        void not_by_the_one_who_was_hurt() {
            ada_names().refuses_ada(offer(), "only-causing-side");
        }

        @Test
        void not_while_another_waits_for_an_answer() {
            ada_names().grace(offer()).on(DUE).refuses_grace(offerAnew(DUE), "offer-open");
        }

        @Test
        void again_once_the_day_of_the_unanswered_one_has_passed() {
            var anew = ada_names()
                    .grace(offer())
                    .on(DAY_AFTER)
                    .grace(offerAnew(DAY_AFTER))
                    .is(OFFERED);

            assertThat(repairOf(anew).id()).isEqualTo(ANOTHER_REPAIR);
            assertThat(anew.rupture().firstOfferedAt()).isEqualTo(noon(MONDAY));
        }

        @Test
        void again_after_it_was_declined() {
            ada_names()
                    .grace(offer())
                    .ada(decline())
                    .grace(offerAnew(DUE))
                    .is(OFFERED)
                    .owed_by(REPORT);
        }

        @Test
        void not_while_the_accepted_one_is_being_lived_up_to() {
            rebuilding().refuses_grace(offerAnew(DUE), "rebuilding");
            rebuilding().on(DAY_AFTER).refuses_grace(offerAnew(DAY_AFTER), "rebuilding");
        }

        @Test
        void for_today_at_the_earliest() {
            ada_names().refuses_grace(offerDue(MONDAY.minusDays(1)), "due-in-the-past");
            ada_names().grace(offerDue(MONDAY)).is(OFFERED);
        }

        @Test
        void at_most_five_years_ahead() {
            ada_names().grace(offerDue(MONDAY.plusYears(5))).is(OFFERED);
            ada_names().refuses_grace(offerDue(MONDAY.plusYears(5).plusDays(1)), "due-too-far");
        }
    }

    @Nested
    class Answering {

        @Test
        void accepting_makes_it_a_promise_and_starts_the_rebuilding() {
            var story = ada_names().grace(offer()).on(TUESDAY);

            assertThat(story.when_ada(acceptAs(PROMISE)))
                    .isEqualTo(new RepairAccepted(THEIRS, ADA_HERSELF, RUPTURE, WORDS, PROMISE, TUESDAY));

            var rebuilding = story.ada(accept()).is(REBUILDING);
            assertThat(rebuilding.rupture().commitment()).isEqualTo(PROMISE);
            assertThat(repairOf(rebuilding).acceptedOn()).isEqualTo(TUESDAY);
            assertThat(repairOf(rebuilding).change()).isEqualTo(CHANGE);
        }

        @Test
        void declining_says_what_is_missing_and_makes_no_promise() {
            var story = ada_names().grace(offer());

            assertThat(story.when_ada(decline())).isEqualTo(new RepairDeclined(THEIRS, ADA_HERSELF, RUPTURE, WORDS));

            var declined = story.ada(decline()).is(DECLINED).owed_by(MANAGER);
            assertThat(repairOf(declined).missing()).isEqualTo(WORDS);
            assertThat(declined.rupture().commitment()).isNull();
        }

        @Test
        void only_by_the_one_who_was_hurt() {
            ada_names()
                    .grace(offer())
                    .refuses_grace(accept(), "only-harmed-side")
                    .refuses_grace(decline(), "only-harmed-side");
        }

        @Test
        void only_while_an_offer_waits() {
            ada_names().refuses_ada(accept(), "no-offer").refuses_ada(decline(), "no-offer");
            ada_names()
                    .grace(offer())
                    .ada(decline())
                    .refuses_ada(accept(), "no-offer")
                    .refuses_ada(decline(), "no-offer");
            rebuilding().refuses_ada(accept(), "no-offer").refuses_ada(decline(), "no-offer");
        }

        @Test
        void accepting_up_to_the_day_of_the_offer() {
            ada_names().grace(offer()).on(DUE).ada(accept()).is(REBUILDING);
            ada_names().grace(offer()).on(DAY_AFTER).refuses_ada(accept(), "offer-past");
        }

        @Test
        void declining_also_after_it() {
            ada_names().grace(offer()).on(DAY_AFTER).ada(decline()).is(DECLINED);
        }
    }

    @Nested
    class Rebuilding {

        @Test
        void the_one_who_was_hurt_notes_whether_the_change_held() {
            var story = rebuilding();

            assertThat(story.when_ada(held()))
                    .isEqualTo(new ChangeNoted(THEIRS, ADA_HERSELF, RUPTURE, true, MONDAY, null));
            assertThat(story.ada(held()).is(REBUILDING).rupture().held()).isEqualTo(1);
            assertThat(held_on_three_days().rupture().heldOn()).containsExactly(MONDAY, TUESDAY, WEDNESDAY);
        }

        @Test
        void not_the_one_who_caused_it() {
            rebuilding().refuses_grace(held(), "only-harmed-side").refuses_grace(slip(), "only-harmed-side");
        }

        @Test
        void only_once_a_repair_is_accepted() {
            ada_names().refuses_ada(held(), "not-rebuilding").grace(offer()).refuses_ada(held(), "not-rebuilding");
            rebuilding().ada(slip()).on(TUESDAY).refuses_ada(held(), "not-rebuilding");
        }

        @Test
        void at_most_once_for_a_day() {
            rebuilding()
                    .ada(held())
                    .refuses_ada(held(), "already-noted")
                    .refuses_ada(slip(), "already-noted")
                    .on(TUESDAY)
                    .refuses_ada(heldOn(MONDAY), "already-noted")
                    .ada(held());
        }

        @Test
        void from_the_day_of_acceptance_to_today() {
            var story = ada_names().grace(offer()).on(TUESDAY).ada(accept()).on(THURSDAY);

            story.refuses_ada(heldOn(MONDAY), "before-acceptance").refuses_ada(heldOn(FRIDAY), "in-the-future");
            assertThat(story.ada(heldOn(TUESDAY))
                            .ada(heldOn(THURSDAY))
                            .rupture()
                            .held())
                    .isEqualTo(2);
        }

        @Test
        void a_slip_opens_it_again_and_is_counted() {
            var slipped = held_on_three_days()
                    .on(THURSDAY)
                    .ada(slip())
                    .is(NAMED)
                    .owed_by(MANAGER)
                    .rupture();

            assertThat(slipped.slips()).isEqualTo(1);
            assertThat(slipped.held()).isZero();
            assertThat(slipped.repair()).isNull();
            assertThat(slipped.commitment()).isNull();
        }

        @Test
        void after_a_slip_a_new_repair_starts_from_nothing() {
            var again = rebuilding()
                    .ada(held())
                    .on(TUESDAY)
                    .ada(slip())
                    .grace(offerAnew(DUE))
                    .on(WEDNESDAY)
                    .ada(acceptAs(ANOTHER_PROMISE))
                    .is(REBUILDING);

            assertThat(again.rupture().held()).isZero();
            assertThat(again.rupture().slips()).isEqualTo(1);
            assertThat(again.rupture().commitment()).isEqualTo(ANOTHER_PROMISE);
            again.refuses_ada(heldOn(TUESDAY), "before-acceptance");
            assertThat(again.ada(slip()).rupture().slips()).isEqualTo(2);
        }

        @Test
        void the_day_of_a_slip_does_not_count_for_the_next_repair() {
            rebuilding()
                    .ada(slip())
                    .grace(offerAnew(DUE))
                    .ada(acceptAs(ANOTHER_PROMISE))
                    .refuses_ada(held(), "already-noted")
                    .on(TUESDAY)
                    .ada(held());
        }
    }

    @Nested
    class Repairing {

        @Test
        void once_the_promise_is_kept_and_the_change_was_seen_on_three_days() {
            var story = held_on_three_days().with_kept(PROMISE);

            assertThat(story.when_ada(repair())).isEqualTo(new RuptureRepaired(THEIRS, ADA_HERSELF, RUPTURE));

            var repaired = story.ada(repair()).is(REPAIRED).owed_by().rupture();
            assertThat(repaired.open()).isFalse();
            assertThat(repaired.unverified()).isFalse();
            assertThat(repaired.stageAt()).isEqualTo(noon(WEDNESDAY));
        }

        @Test
        void not_by_the_one_who_caused_it() {
            held_on_three_days().with_kept(PROMISE).refuses_grace(repair(), "only-harmed-side");
        }

        @Test
        void not_before_a_repair_is_accepted() {
            ada_names().refuses_ada(repair(), "not-rebuilding");
            ada_names().grace(offer()).refuses_ada(repair(), "not-rebuilding");
            held_on_three_days().with_kept(PROMISE).on(THURSDAY).ada(slip()).refuses_ada(repair(), "not-rebuilding");
        }

        @Test
        void not_while_the_promise_is_not_kept() {
            held_on_three_days().refuses_ada(repair(), "change-not-kept");
        }

        @Test
        void not_for_the_promise_of_a_repair_that_slipped() {
            rebuilding()
                    .ada(slip())
                    .grace(offerAnew(DUE))
                    .ada(acceptAs(ANOTHER_PROMISE))
                    .on(FRIDAY)
                    .ada(heldOn(TUESDAY))
                    .ada(heldOn(WEDNESDAY))
                    .ada(heldOn(THURSDAY))
                    .with_kept(PROMISE)
                    .refuses_ada(repair(), "change-not-kept")
                    .with_kept(ANOTHER_PROMISE)
                    .ada(repair())
                    .is(REPAIRED);
        }

        @Test
        void not_before_the_change_was_seen_on_three_days() {
            rebuilding()
                    .with_kept(PROMISE)
                    .refuses_ada(repair(), "change-not-seen")
                    .ada(held())
                    .on(TUESDAY)
                    .ada(held())
                    .refuses_ada(repair(), "change-not-seen");
        }

        @Test
        void the_days_before_a_slip_do_not_count() {
            held_on_three_days()
                    .on(THURSDAY)
                    .ada(slip())
                    .grace(offerAnew(DUE))
                    .ada(acceptAs(PROMISE))
                    .on(FRIDAY)
                    .ada(held())
                    .with_kept(PROMISE)
                    .refuses_ada(repair(), "change-not-seen");
        }

        @Test
        void in_the_name_of_the_one_who_was_hurt_it_is_unverified() {
            var repaired = held_on_three_days()
                    .with_kept(PROMISE)
                    .by(GRACE_FOR_ADA, repair())
                    .is(REPAIRED)
                    .rupture();

            assertThat(repaired.unverified()).isTrue();
        }

        @Test
        void an_earlier_act_in_her_name_leaves_her_own_verdict_verified() {
            assertThat(ada_names()
                            .grace(offer())
                            .by(GRACE_FOR_ADA, accept())
                            .ada(letGo())
                            .rupture()
                            .unverified())
                    .isFalse();
        }
    }

    @Nested
    class LettingGo {

        @Test
        void by_the_one_who_was_hurt_at_any_stage_before_it_is_repaired() {
            assertThat(ada_names().when_ada(letGo())).isEqualTo(new RuptureLetGo(THEIRS, ADA_HERSELF, RUPTURE, null));
            ada_names().ada(letGo()).is(LET_GO).owed_by();
            ada_names().grace(dispute()).ada(letGo()).is(LET_GO);
            ada_names().grace(offer()).ada(letGo()).is(LET_GO);
            ada_names().grace(offer()).ada(decline()).ada(letGo()).is(LET_GO);
            rebuilding().ada(letGo()).is(LET_GO);
        }

        @Test
        void not_by_the_one_who_caused_it() {
            ada_names().refuses_grace(letGo(), "only-harmed-side");
            grace_names_her_own().refuses_grace(letGo(), "only-harmed-side");
        }

        @Test
        void in_the_name_of_the_one_who_was_hurt_it_is_unverified() {
            assertThat(ada_names().by(GRACE_FOR_ADA, letGo()).rupture().unverified())
                    .isTrue();
        }

        @Test
        void in_the_name_of_the_one_who_caused_it_is_refused_as_well() {
            ada_names().refuses(ADA_FOR_GRACE, letGo(), "only-harmed-side");
        }
    }

    @Nested
    class Closed {

        @Test
        void a_repaired_rupture_cannot_be_let_go() {
            repaired().refuses_ada(letGo(), "closed");
        }

        @Test
        void nothing_can_be_done_to_one_that_is_repaired_or_let_go() {
            for (var closed : List.of(repaired(), ada_names().ada(letGo()))) {
                closed.refuses_ada(impact(), "closed")
                        .refuses_grace(dispute(), "closed")
                        .refuses_grace(offer(), "closed")
                        .refuses_ada(accept(), "closed")
                        .refuses_ada(decline(), "closed")
                        .refuses_ada(held(), "closed")
                        .refuses_ada(repair(), "closed")
                        .refuses_ada(letGo(), "closed");
            }
        }
    }

    /** Grace records for Ada, who has not joined; then Ada speaks for herself. */
    @Nested
    class InTheNameOfTheOneWhoWasHurt {

        private static Story repairedForAda() {
            return held_on_three_days().with_kept(PROMISE).for_ada(repair());
        }

        @Test
        void repaired_or_let_go_may_be_opened_again_in_person() {
            for (var closed : List.of(repairedForAda(), rebuilding().for_ada(letGo()))) {
                assertThat(closed.when_ada(reopen()))
                        .isEqualTo(new RuptureReopened(THEIRS, ADA_HERSELF, RUPTURE, WORDS));
                var open = closed.ada(reopen()).is(NAMED).owed_by(MANAGER);
                assertThat(open.rupture().unverified()).isFalse();
                assertThat(open.rupture().repair()).isNull();
                assertThat(open.rupture().slips()).isZero();
            }
        }

        @Test
        void a_repair_taken_may_be_given_back_in_person_without_a_slip() {
            var open = ada_names()
                    .grace(offer())
                    .for_ada(accept())
                    .is(REBUILDING)
                    .ada(reopen())
                    .is(NAMED);

            assertThat(open.rupture().slips()).isZero();
            assertThat(open.rupture().commitment()).isNull();
            open.refuses_ada(held(), "not-rebuilding").refuses_ada(accept(), "no-offer");
            open.grace(offerAnew(DUE)).ada(acceptAs(ANOTHER_PROMISE)).is(REBUILDING);
        }

        @Test
        void slips_stay_and_a_noted_day_stays_noted_when_it_is_opened_again() {
            var open = rebuilding()
                    .ada(slip())
                    .grace(offerAnew(DUE))
                    .for_ada(acceptAs(ANOTHER_PROMISE))
                    .on(TUESDAY)
                    .for_ada(held())
                    .ada(reopen());

            assertThat(open.rupture().slips()).isOne();
            assertThat(open.rupture().held()).isZero();
            open.grace(offerAnew(DUE))
                    .ada(acceptAs(PROMISE))
                    .refuses_ada(held(), "already-noted")
                    .on(WEDNESDAY)
                    .ada(held());
        }

        @Test
        void days_noted_are_enough_to_give_a_repair_back() {
            rebuilding().for_ada(held()).ada(reopen()).is(NAMED);
        }

        @Test
        void whoever_goes_on_with_the_repair_in_person_stands_by_it() {
            var story = ada_names().grace(offer()).for_ada(accept()).ada(held());

            assertThat(story.rupture().unverified()).isFalse();
            story.refuses_ada(reopen(), "nothing-to-reopen");
        }

        @Test
        void repaired_or_let_go_is_verified_by_saying_it_again_in_person() {
            var repaired = repairedForAda().ada(repair()).is(REPAIRED);
            var letGo = ada_names().for_ada(letGo()).ada(letGo()).is(LET_GO);

            for (var verified : List.of(repaired, letGo)) {
                assertThat(verified.rupture().unverified()).isFalse();
                verified.refuses_ada(reopen(), "closed")
                        .refuses_ada(repair(), "closed")
                        .refuses_ada(letGo(), "closed");
            }
            repairedForAda().refuses_ada(letGo(), "closed").refuses(GRACE_FOR_ADA, repair(), "closed");
            ada_names().for_ada(letGo()).refuses_ada(repair(), "closed").refuses(GRACE_FOR_ADA, letGo(), "closed");
        }

        @Test
        void repaired_is_not_verified_once_its_promise_no_longer_counts_as_kept() {
            repairedForAda().with_kept(ANOTHER_PROMISE).refuses_ada(repair(), "change-not-kept");
        }

        @Test
        void a_declined_offer_is_still_theirs_to_answer_up_to_its_day() {
            var declined = ada_names().grace(offer()).for_ada(decline());

            assertThat(declined.rupture().unverified()).isTrue();
            var taken = declined.on(DUE).ada(accept()).is(REBUILDING);
            assertThat(taken.rupture().unverified()).isFalse();
            assertThat(declined.on(DAY_AFTER)
                            .ada(decline())
                            .is(Rupture.Stage.DECLINED)
                            .rupture()
                            .unverified())
                    .isFalse();
            declined.on(DAY_AFTER).refuses_ada(accept(), "offer-past");
            declined.refuses(GRACE_FOR_ADA, accept(), "no-offer").refuses_ada(reopen(), "nothing-to-reopen");
            ada_names().grace(offer()).ada(decline()).refuses_ada(accept(), "no-offer");
        }

        @Test
        void only_by_the_one_who_was_hurt_and_only_in_person() {
            for (var said : List.of(
                    repairedForAda(),
                    ada_names().for_ada(letGo()),
                    ada_names().grace(offer()).for_ada(accept()))) {
                said.refuses_grace(reopen(), "only-harmed-side").refuses(GRACE_FOR_ADA, reopen(), "only-for-oneself");
            }
        }

        @Test
        void what_she_said_in_person_is_not_opened_again() {
            repaired().refuses_ada(reopen(), "closed");
            ada_names().ada(letGo()).refuses_ada(reopen(), "closed");
            rebuilding().refuses_ada(reopen(), "nothing-to-reopen");
            ada_names().refuses_ada(reopen(), "nothing-to-reopen");
        }
    }

    @Nested
    class WhoseMove {

        @Test
        void the_causing_sides_while_named_or_declined() {
            ada_names().owed_by(MANAGER);
            ada_names().grace(offer()).ada(decline()).owed_by(MANAGER);
        }

        @Test
        void the_harmed_sides_while_an_offer_waits_also_once_its_day_has_passed() {
            ada_names().grace(offer()).on(DUE).owed_by(REPORT).on(DAY_AFTER).owed_by(REPORT);
        }

        @Test
        void while_rebuilding_the_causing_sides_until_the_promise_is_claimed_or_kept() {
            rebuilding().owed_by(MANAGER).with_kept(PROMISE).owed_by(REPORT);
        }
    }

    @Nested
    class Offered {

        @Test
        void to_the_one_who_was_hurt() {
            assertThat(offeredTo(ADA_HERSELF, ada_names()))
                    .containsExactly(RuptureActKind.DESCRIBE_IMPACT, RuptureActKind.LET_GO);
            assertThat(offeredTo(ADA_HERSELF, ada_names().grace(offer())))
                    .containsExactly(
                            RuptureActKind.DESCRIBE_IMPACT,
                            RuptureActKind.ACCEPT_REPAIR,
                            RuptureActKind.DECLINE_REPAIR,
                            RuptureActKind.LET_GO);
            assertThat(offeredTo(ADA_HERSELF, held_on_three_days().on(THURSDAY).with_kept(PROMISE)))
                    .containsExactly(
                            RuptureActKind.DESCRIBE_IMPACT,
                            RuptureActKind.NOTE_CHANGE,
                            RuptureActKind.MARK_REPAIRED,
                            RuptureActKind.LET_GO);
        }

        @Test
        void to_the_one_who_caused_it() {
            assertThat(offeredTo(GRACE_HERSELF, ada_names()))
                    .containsExactly(RuptureActKind.DISPUTE, RuptureActKind.OFFER_REPAIR);
            assertThat(offeredTo(GRACE_HERSELF, ada_names().grace(offer()))).isEmpty();
            assertThat(offeredTo(GRACE_HERSELF, rebuilding())).isEmpty();
        }

        @Test
        void noting_while_a_day_since_the_acceptance_is_not_noted_yet() {
            var noted = rebuilding().ada(held());

            assertThat(noted.offers(RuptureActKind.NOTE_CHANGE, ADA_HERSELF)).isFalse();
            assertThat(noted.on(WEDNESDAY).ada(held()).offers(RuptureActKind.NOTE_CHANGE, ADA_HERSELF))
                    .isTrue();
        }

        @Test
        void nothing_once_it_is_closed() {
            assertThat(offeredTo(ADA_HERSELF, repaired())).isEmpty();
            assertThat(offeredTo(GRACE_HERSELF, repaired())).isEmpty();
        }

        private static List<RuptureActKind> offeredTo(By by, Story story) {
            var kinds = new ArrayList<RuptureActKind>();
            for (var kind : RuptureActKind.values()) {
                if (story.offers(kind, by)) {
                    kinds.add(kind);
                }
            }
            return kinds;
        }
    }

    @Test
    void its_state_survives_being_written_down() {
        var json = JsonMapper.shared();
        var disputed = ada_names().ada(impact()).grace(dispute());

        for (var story : List.of(disputed, repaired(), disputed.grace(offer()).ada(decline()))) {
            assertThat(json.readValue(json.writeValueAsString(story.rupture()), Rupture.class))
                    .isEqualTo(story.rupture());
        }
    }

    private static Rupture.Repair repairOf(Story story) {
        return Objects.requireNonNull(story.rupture().repair());
    }
}
