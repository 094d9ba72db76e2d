package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.ADA_FOR_GRACE;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.EDSGER;
import static rapport.parties.Cast.GRACE;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.relationships.Beginning.BECAUSE;
import static rapport.relationships.Beginning.BERLIN;
import static rapport.relationships.Beginning.DAY_AFTER_DUE;
import static rapport.relationships.Beginning.DUE;
import static rapport.relationships.Beginning.ENDED;
import static rapport.relationships.Beginning.JOINED;
import static rapport.relationships.Beginning.MADE;
import static rapport.relationships.Beginning.MAKE;
import static rapport.relationships.Beginning.MONDAY;
import static rapport.relationships.Beginning.MONDAY_NOON;
import static rapport.relationships.Beginning.PROMISE;
import static rapport.relationships.Beginning.SOMETHING;
import static rapport.relationships.Beginning.START;
import static rapport.relationships.Beginning.STARTED;
import static rapport.relationships.Beginning.endOn;
import static rapport.relationships.Beginning.on;
import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentEvent.CommitmentMissed;
import rapport.commitments.CommitmentEvent.RecordedBy;
import rapport.commitments.CommitmentId;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.HandOver;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** Who may act, for whom and when. Grace starts the relationship; Ada has not joined unless a test says so. */
class RelationshipStateTest {

    private static final JoinRelationship JOIN = new JoinRelationship(Side.REPORT);
    private static final JoinRelationship JOIN_AS_MANAGER = new JoinRelationship(Side.MANAGER);
    private static final KeepCommitment KEEP = new KeepCommitment(PROMISE, null, null);

    @Nested
    class Starting {

        @Test
        void by_the_manager() {
            assertThat(new RelationshipState().start(START)).isEqualTo(STARTED);
        }

        @Test
        void by_the_report() {
            assertThat(new RelationshipState().start(new StartRelationship(THEIRS, ADA, GRACE, ADA, BERLIN)))
                    .isEqualTo(new RelationshipStarted(THEIRS, ADA_HERSELF, GRACE, ADA, BERLIN));
        }

        @Test
        void not_with_oneself() {
            assertRefused(
                    "same-person",
                    () -> new RelationshipState().start(new StartRelationship(THEIRS, GRACE, GRACE, GRACE, BERLIN)));
        }

        @Test
        void not_between_two_others() {
            assertNotThere(
                    () -> new RelationshipState().start(new StartRelationship(THEIRS, EDSGER, GRACE, ADA, BERLIN)));
        }

        @Test
        void not_under_an_id_that_is_taken() {
            assertRefused("id-taken", () -> given(STARTED).start(START));
        }

        @Test
        void nothing_happens_before_it() {
            assertNotThere(() -> new RelationshipState().decide(JOIN, ADA, false, MONDAY_NOON));
            assertNotThere(() -> new RelationshipState().decide(on(MAKE), GRACE, false, MONDAY_NOON));
            assertThat(new RelationshipState().overdue(PROMISE, MONDAY_NOON)).isEmpty();
        }
    }

    @Nested
    class Joining {

        @Test
        void by_the_one_who_did_not_start_it() {
            assertThat(given(STARTED).decide(JOIN, ADA, false, MONDAY_NOON)).containsExactly(JOINED);
        }

        @Test
        void by_the_manager_where_the_report_started_it() {
            var startedByAda = new RelationshipStarted(THEIRS, ADA_HERSELF, GRACE, ADA, BERLIN);

            assertThat(given(startedByAda).decide(JOIN_AS_MANAGER, GRACE, false, MONDAY_NOON))
                    .containsExactly(new PartyJoined(THEIRS, GRACE_HERSELF, Side.MANAGER));
        }

        @Test
        void once() {
            assertRefused("already-joined", () -> given(STARTED, JOINED).decide(JOIN, ADA, false, MONDAY_NOON));
        }

        @Test
        void the_starter_has_joined_from_the_beginning() {
            assertRefused("already-joined", () -> given(STARTED).decide(JOIN_AS_MANAGER, GRACE, false, MONDAY_NOON));
        }

        @Test
        void whoever_was_invited_is_on_that_side_from_then_on() {
            var joined = given(STARTED).decide(JOIN, EDSGER, false, MONDAY_NOON);

            assertThat(joined)
                    .containsExactly(new PartyJoined(THEIRS, new By(EDSGER, Side.REPORT, false), Side.REPORT));
            var theirs = given(STARTED, MADE, joined.getFirst());
            assertNotThere(() -> theirs.decide(on(KEEP), ADA, false, MONDAY_NOON));
            assertThat(theirs.decide(on(KEEP), EDSGER, false, MONDAY_NOON)).isNotEmpty();
        }

        @Test
        void never_on_both_sides() {
            assertRefused("same-person", () -> given(STARTED).decide(JOIN, GRACE, false, MONDAY_NOON));
        }

        @Test
        void not_for_somebody_else() {
            assertRefused("only-for-oneself", () -> given(STARTED).decide(JOIN, GRACE, true, MONDAY_NOON));
        }
    }

    @Nested
    class Ending {

        @Test
        void by_either_party_today_or_on_a_day_before() {
            assertThat(given(STARTED).decide(endOn(MONDAY), GRACE, false, MONDAY_NOON))
                    .containsExactly(ENDED);
            assertThat(given(STARTED, JOINED).decide(endOn(MONDAY.minusDays(1)), ADA, false, MONDAY_NOON))
                    .containsExactly(new RelationshipEnded(THEIRS, ADA_HERSELF, BECAUSE, MONDAY.minusDays(1)));
        }

        @Test
        void not_on_a_day_to_come() {
            assertRefused(
                    "in-the-future", () -> given(STARTED).decide(endOn(MONDAY.plusDays(1)), GRACE, false, MONDAY_NOON));
        }

        @Test
        void not_for_somebody_else() {
            assertRefused("only-for-oneself", () -> given(STARTED).decide(endOn(MONDAY), GRACE, true, MONDAY_NOON));
        }

        @Test
        void nobody_acts_afterwards() {
            var ended = given(STARTED, MADE, ENDED);

            assertRefused("ended", () -> ended.decide(JOIN, ADA, false, MONDAY_NOON));
            assertRefused("ended", () -> ended.decide(endOn(MONDAY), GRACE, false, MONDAY_NOON));
            assertRefused("ended", () -> ended.decide(on(makeAnother()), GRACE, false, MONDAY_NOON));
            assertRefused("ended", () -> ended.decide(on(KEEP), GRACE, false, MONDAY_NOON));
            assertRefused("ended", () -> ended.decide(on(KEEP), GRACE, true, MONDAY_NOON));
        }

        @Test
        void the_system_records_nothing_afterwards() {
            assertThat(given(STARTED, MADE).overdue(PROMISE, DAY_AFTER_DUE)).isPresent();
            assertThat(given(STARTED, MADE, ENDED).overdue(PROMISE, DAY_AFTER_DUE))
                    .isEmpty();
        }
    }

    /** The keys go right after it. */
    @Nested
    class Once_erased {

        private final RelationshipState erased =
                given(STARTED, JOINED, MADE, new RelationshipErased(THEIRS, ErasureBasis.RETENTION_OVER));

        @Test
        void nobody_acts() {
            assertRefused("relationship-erased", () -> erased.decide(on(MAKE), ADA, false, MONDAY_NOON));
            assertRefused("relationship-erased", () -> erased.decide(on(MAKE), GRACE, false, MONDAY_NOON));
            assertRefused(
                    "relationship-erased",
                    () -> erased.decide(new EndRelationship(BECAUSE, MONDAY), ADA, false, MONDAY_NOON));
            assertRefused("relationship-erased", () -> erased.decide(new HandOver(0, 0, 0), ADA, false, MONDAY_NOON));
        }

        @Test
        void nobody_joins() {
            var waiting = given(STARTED, new RelationshipErased(THEIRS, ErasureBasis.OTHER));

            assertRefused(
                    "relationship-erased",
                    () -> waiting.decide(new JoinRelationship(Side.REPORT), ADA, false, MONDAY_NOON));
        }

        @Test
        void nobody_opens_it_to_read() {
            assertRefused(
                    "relationship-erased",
                    () -> erased.open(new OpenHistory(THEIRS, EDSGER, ReaderRole.AUDITOR, BECAUSE, MONDAY_NOON)));
        }

        @Test
        void nothing_becomes_overdue() {
            var muchLater = MONDAY_NOON.plus(Duration.ofDays(1_000));

            assertThat(given(STARTED, JOINED, MADE).overdue(PROMISE, muchLater)).isPresent();
            assertThat(erased.overdue(PROMISE, muchLater)).isEmpty();
        }

        @Test
        void it_is_erased_once_on_the_first_basis() {
            assertThat(erased.erase(new EraseRelationship(THEIRS, ErasureBasis.ORDERED)))
                    .isEmpty();
            assertThat(given(STARTED, ENDED).erase(new EraseRelationship(THEIRS, ErasureBasis.ORDERED)))
                    .contains(new RelationshipErased(THEIRS, ErasureBasis.ORDERED));
            assertNotThere(() -> new RelationshipState().erase(new EraseRelationship(THEIRS, ErasureBasis.ORDERED)));
        }
    }

    @Nested
    class Handing_over {

        private static final HandOver ACT = new HandOver(1, 2, 3);

        @Test
        void is_for_the_report_alone() {
            assertThat(given(STARTED, JOINED).decide(ACT, ADA, false, MONDAY_NOON))
                    .containsExactly(new ItemsHandedOver(THEIRS, ADA_HERSELF, 1, 2, 3));
            assertNotThere(() -> given(STARTED, JOINED).decide(ACT, GRACE, false, MONDAY_NOON));
            assertNotThere(() -> given(STARTED, JOINED).decide(ACT, EDSGER, false, MONDAY_NOON));
        }

        @Test
        void is_for_oneself() {
            assertRefused("only-for-oneself", () -> given(STARTED).decide(ACT, GRACE, true, MONDAY_NOON));
        }

        @Test
        void is_possible_after_the_end() {
            assertThat(given(STARTED, JOINED, ENDED).decide(ACT, ADA, false, MONDAY_NOON))
                    .containsExactly(new ItemsHandedOver(THEIRS, ADA_HERSELF, 1, 2, 3));
        }

        @Test
        void is_done_once() {
            var done = given(STARTED, JOINED, new ItemsHandedOver(THEIRS, ADA_HERSELF, 0, 0, 0));

            assertRefused("handed-over", () -> done.decide(ACT, ADA, false, MONDAY_NOON));
        }
    }

    /** Edsger is neither of the two. */
    @Nested
    class Reading_by_somebody_else {

        private static final HistoryOpened OPENED = new HistoryOpened(THEIRS, EDSGER, ReaderRole.AUDITOR, BECAUSE);

        private StreamEvent open(RelationshipState state, PersonId person, Duration later) {
            return state.open(new OpenHistory(THEIRS, person, ReaderRole.AUDITOR, BECAUSE, MONDAY_NOON.plus(later)));
        }

        @Test
        void is_recorded_with_who_in_which_role_and_why() {
            assertThat(open(given(STARTED, MADE), EDSGER, Duration.ZERO)).isEqualTo(OPENED);
            assertThat(OPENED.by()).isNull();
            assertThat(OPENED.recorder()).isEqualTo(EDSGER);
        }

        @Test
        void is_possible_after_the_end() {
            assertThat(open(given(STARTED, MADE, ENDED), EDSGER, Duration.ZERO)).isEqualTo(OPENED);
        }

        @Test
        void is_asked_for_again_after_eight_hours() {
            assertThat(open(given(STARTED, OPENED), EDSGER, Duration.ofHours(8)))
                    .isEqualTo(OPENED);
        }

        @Test
        void is_not_asked_for_again_before_that() {
            var opened = given(STARTED, OPENED);

            assertRefused("already-open", () -> open(opened, EDSGER, Duration.ZERO));
            assertRefused(
                    "already-open",
                    () -> open(opened, EDSGER, Duration.ofHours(8).minusMillis(1)));
        }

        @Test
        void by_one_lets_no_other_in() {
            var another = new PersonId(new UUID(1, 9));

            assertThat(open(given(STARTED, OPENED), another, Duration.ZERO))
                    .isEqualTo(new HistoryOpened(THEIRS, another, ReaderRole.AUDITOR, BECAUSE));
        }

        @Test
        void is_not_for_the_two_themselves() {
            assertRefused("party-reads-anyway", () -> open(given(STARTED, JOINED), ADA, Duration.ZERO));
            assertRefused("party-reads-anyway", () -> open(given(STARTED), GRACE, Duration.ZERO));
        }

        @Test
        void cannot_be_kept_off_by_naming_the_auditor_as_one_of_the_two() {
            assertThat(open(given(STARTED), ADA, Duration.ZERO))
                    .isEqualTo(new HistoryOpened(THEIRS, ADA, ReaderRole.AUDITOR, BECAUSE));
        }

        @Test
        void lets_nobody_act() {
            assertNotThere(() -> given(STARTED, OPENED).decide(on(MAKE), EDSGER, false, MONDAY_NOON));
            assertNotThere(() -> given(STARTED, OPENED).decide(on(MAKE), EDSGER, true, MONDAY_NOON));
        }

        @Test
        void has_to_be_of_something_that_is_there() {
            assertNotThere(() -> open(new RelationshipState(), EDSGER, Duration.ZERO));
        }
    }

    @Nested
    class WhoMayAct {

        @Test
        void each_party_for_their_own_side() {
            var made = given(STARTED, JOINED, MADE);

            assertThat(made.decide(on(KEEP), ADA, false, MONDAY_NOON))
                    .containsExactly(new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, MONDAY, null));
            assertThat(made.decide(on(KEEP), GRACE, false, MONDAY_NOON))
                    .containsExactly(new CommitmentKept(THEIRS, GRACE_HERSELF, PROMISE, MONDAY, null));
        }

        @Test
        void for_the_other_side_until_it_has_joined() {
            assertThat(given(STARTED, MADE).decide(on(KEEP), GRACE, true, MONDAY_NOON))
                    .containsExactly(new CommitmentKept(THEIRS, GRACE_FOR_ADA, PROMISE, MONDAY, null));
            assertRefused(
                    "side-has-joined", () -> given(STARTED, JOINED, MADE).decide(on(KEEP), GRACE, true, MONDAY_NOON));
        }

        @Test
        void the_one_who_has_not_joined_cannot_speak_for_the_one_who_started() {
            assertRefused("side-has-joined", () -> given(STARTED, MADE).decide(on(KEEP), ADA, true, MONDAY_NOON));
        }

        @Test
        void a_report_who_started_it_speaks_for_the_manager_who_has_not_joined() {
            var startedByAda = new RelationshipStarted(THEIRS, ADA_HERSELF, GRACE, ADA, BERLIN);

            assertThat(given(startedByAda, MADE).decide(on(KEEP), ADA, true, MONDAY_NOON))
                    .containsExactly(new CommitmentKept(THEIRS, ADA_FOR_GRACE, PROMISE, MONDAY, null));
        }

        @Test
        void for_anyone_else_there_is_nothing_there() {
            var made = given(STARTED, MADE);

            assertNotThere(() -> made.decide(endOn(MONDAY), EDSGER, false, MONDAY_NOON));
            assertNotThere(() -> made.decide(on(MAKE), EDSGER, false, MONDAY_NOON));
            assertNotThere(() -> made.decide(on(KEEP), EDSGER, false, MONDAY_NOON));
            assertNotThere(() -> made.decide(on(KEEP), EDSGER, true, MONDAY_NOON));
        }

        @Test
        void a_stranger_learns_nothing_from_an_ended_one_either() {
            assertNotThere(() -> given(STARTED, MADE, ENDED).decide(on(MAKE), EDSGER, false, MONDAY_NOON));
        }

        @Test
        void an_act_on_a_promise_that_was_never_made_finds_nothing_there() {
            assertNotThere(() -> given(STARTED).decide(on(KEEP), GRACE, false, MONDAY_NOON));
            assertThat(given(STARTED).overdue(PROMISE, DAY_AFTER_DUE)).isEmpty();
        }
    }

    @Nested
    class RepeatingACreation {

        @Test
        void the_same_again_is_already_recorded() {
            assertAlreadyRecorded(given(STARTED, MADE), MAKE);
        }

        @Test
        void words_are_for_the_edge_to_compare() {
            assertAlreadyRecorded(
                    given(STARTED, MADE), new MakeCommitment(PROMISE, Side.REPORT, BECAUSE, null, DUE, null));
        }

        @Test
        void the_day_it_was_made_may_be_given_or_not() {
            assertAlreadyRecorded(
                    given(STARTED, MADE), new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, null, DUE, MONDAY));
            assertTaken(new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, null, DUE, MONDAY.minusDays(1)));
        }

        @Test
        void anything_else_under_the_same_id_is_refused() {
            assertTaken(new MakeCommitment(PROMISE, Side.MANAGER, SOMETHING, null, DUE, null));
            assertTaken(new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, null, DUE.plusDays(1), null));
            assertTaken(new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, sealed("a plan"), DUE, null));
        }

        @Test
        void the_same_by_somebody_else_or_on_behalf_is_refused() {
            assertRefused("id-taken", () -> given(STARTED, MADE).decide(on(MAKE), ADA, false, MONDAY_NOON));
            assertRefused("id-taken", () -> given(STARTED, MADE).decide(on(MAKE), GRACE, true, MONDAY_NOON));
        }

        @Test
        void still_succeeds_when_the_other_joined_or_the_relationship_ended_meanwhile() {
            var forAda =
                    new CommitmentMade(THEIRS, GRACE_FOR_ADA, PROMISE, Side.REPORT, SOMETHING, null, DUE, MONDAY, null);

            assertThatExceptionOfType(AlreadyRecorded.class)
                    .isThrownBy(() -> given(STARTED, forAda, JOINED).decide(on(MAKE), GRACE, true, MONDAY_NOON));
            assertAlreadyRecorded(given(STARTED, MADE, ENDED), MAKE);
        }

        @Test
        void still_succeeds_when_the_due_day_has_passed() {
            assertThatExceptionOfType(AlreadyRecorded.class)
                    .isThrownBy(() -> given(STARTED, MADE).decide(on(MAKE), GRACE, false, DAY_AFTER_DUE));
        }

        void assertAlreadyRecorded(RelationshipState state, MakeCommitment again) {
            assertThatExceptionOfType(AlreadyRecorded.class)
                    .isThrownBy(() -> state.decide(on(again), GRACE, false, MONDAY_NOON))
                    .satisfies(
                            already -> assertThat(already.repeated().recorded()).isEqualTo(MADE));
        }

        void assertTaken(MakeCommitment other) {
            assertRefused("id-taken", () -> given(STARTED, MADE).decide(on(other), GRACE, false, MONDAY_NOON));
        }
    }

    @Nested
    class TheDay {

        @Test
        void is_that_of_the_relationships_zone() {
            var endOfMondayInBerlin = Instant.parse("2026-03-02T22:59:59.999Z");

            assertThat(madeOn(BERLIN, endOfMondayInBerlin)).isEqualTo(MADE);
            assertThat(madeOn(BERLIN, endOfMondayInBerlin.plusMillis(1)).madeOn())
                    .isEqualTo(MONDAY.plusDays(1));
            assertThat(madeOn(ZoneId.of("Pacific/Kiritimati"), MONDAY_NOON).madeOn())
                    .isEqualTo(MONDAY.plusDays(1));
            assertThat(madeOn(ZoneId.of("Pacific/Pago_Pago"), Instant.parse("2026-03-02T10:59:59Z"))
                            .madeOn())
                    .isEqualTo(MONDAY.minusDays(1));
        }

        @Test
        void ends_for_the_system_at_midnight_in_that_zone() {
            assertThat(given(STARTED, MADE).overdue(PROMISE, DAY_AFTER_DUE.minusMillis(1)))
                    .isEmpty();
            assertThat(given(STARTED, MADE).overdue(PROMISE, DAY_AFTER_DUE))
                    .contains(new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null));
        }

        CommitmentMade madeOn(ZoneId zone, Instant at) {
            var state = given(new RelationshipStarted(THEIRS, GRACE_HERSELF, GRACE, ADA, zone));
            return (CommitmentMade) state.decide(on(MAKE), GRACE, false, at).getFirst();
        }
    }

    @Test
    void deciding_changes_nothing() {
        var state = given(STARTED);

        assertThat(state.decide(on(MAKE), GRACE, false, MONDAY_NOON)).containsExactly(MADE);
        assertThat(state.decide(on(MAKE), GRACE, false, MONDAY_NOON)).containsExactly(MADE);
    }

    private static MakeCommitment makeAnother() {
        return new MakeCommitment(new CommitmentId(new UUID(3, 2)), Side.REPORT, SOMETHING, null, DUE, null);
    }

    private static RelationshipState given(StreamEvent... events) {
        var state = new RelationshipState();
        for (var event : events) {
            state.evolve(event, MONDAY_NOON);
        }
        return state;
    }

    private static void assertRefused(String rule, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(act)
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule));
    }

    private static void assertNotThere(ThrowingCallable act) {
        assertThatExceptionOfType(NotThere.class).isThrownBy(act);
    }
}
