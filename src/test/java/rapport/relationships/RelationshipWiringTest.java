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
import static rapport.relationships.Beginning.START;
import static rapport.relationships.Beginning.STARTED;
import static rapport.relationships.Beginning.endOn;
import static rapport.relationships.Beginning.on;
import static rapport.relationships.Told.act;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.AxonAssertionError;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import rapport.commitments.CommitmentAct.AcceptNewDate;
import rapport.commitments.CommitmentAct.ConfirmKeeping;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MissCommitment;
import rapport.commitments.CommitmentEvent.CommitmentDeclined;
import rapport.commitments.CommitmentEvent.CommitmentKept;
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
import rapport.concerns.ConcernAct.AnswerConcern;
import rapport.concerns.ConcernAct.SettleConcern;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernHeard;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.StoredType;
import rapport.feedback.FeedbackAct.HearFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.DropTopic;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.UnflagNote;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipAct.HandOver;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.ruptures.RuptureAct.DeclineRepair;
import rapport.ruptures.RuptureAct.DisputeRupture;
import rapport.ruptures.RuptureAct.NoteChange;
import rapport.ruptures.RuptureAct.OfferRepair;
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
import rapport.ruptures.RuptureKind;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/** That Axon finds a handler for every command and every event, and that each does what the state says. */
class RelationshipWiringTest {

    private static final RelationshipAct JOIN = new JoinRelationship(Side.REPORT);
    private static final RelationshipAct KEEP = on(new KeepCommitment(PROMISE, null, null));
    private static final RelationshipAct CONFIRM = on(new ConfirmKeeping(PROMISE));
    private static final RelationshipAct ACCEPT = on(new AcceptNewDate(PROMISE));
    private static final RelationshipAct MISS = on(new MissCommitment(PROMISE, null, null));

    private static final CommitmentKept CLAIMED = new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, MONDAY, null);
    private static final CommitmentMissed MISSED =
            new CommitmentMissed(THEIRS, ADA_HERSELF, PROMISE, MONDAY, RecordedBy.PARTY, null);
    private static final NewDateProposed PROPOSED =
            new NewDateProposed(THEIRS, ADA_HERSELF, PROMISE, DUE.plusDays(7), BECAUSE);

    private static final EntryId ENTRY = new EntryId(new UUID(3, 2));
    private static final EntryId ANOTHER = new EntryId(new UUID(3, 3));
    private static final LocalDateTime NEXT_WEEK = LocalDateTime.of(2026, 3, 9, 10, 0);

    private static final RequestFeedback ASK = new RequestFeedback(ENTRY, BECAUSE);
    private static final RelationshipAct HEAR = act(new HearFeedback(ENTRY, Landing.WELL, null));
    private static final RelationshipAct ANSWER = act(new AnswerConcern(ENTRY, BECAUSE, null));
    private static final RelationshipAct SETTLE = act(new SettleConcern(ENTRY));
    private static final RelationshipAct OFFER = act(new OfferRepair(ENTRY, ANOTHER, BECAUSE, BECAUSE, DUE));
    private static final RelationshipAct DECLINE = act(new DeclineRepair(ENTRY, BECAUSE));
    private static final RelationshipAct DISPUTE = act(new DisputeRupture(ENTRY, BECAUSE));
    private static final RelationshipAct HELD = act(new NoteChange(ENTRY, true, null, null));
    private static final RelationshipAct CANCEL = act(new CancelOneOnOne(NEXT_WEEK, null));
    private static final RelationshipAct HOLD = act(new HoldOneOnOne(null, MONDAY, null));
    private static final RelationshipAct DROP = act(new DropTopic(ENTRY, null));
    private static final RelationshipAct UNFLAG = act(new UnflagNote(ENTRY));

    private static final StreamEvent ASKED = new FeedbackRequested(THEIRS, ADA_HERSELF, ENTRY, BECAUSE);
    private static final StreamEvent GIVEN =
            new FeedbackGiven(THEIRS, ADA_HERSELF, ENTRY, FeedbackKind.GUIDANCE, null, BECAUSE, null);
    private static final StreamEvent FELT = new FeedbackHeard(THEIRS, GRACE_HERSELF, ENTRY, Landing.HARD, null);
    private static final StreamEvent RAISED = new ConcernRaised(THEIRS, ADA_HERSELF, ENTRY, BECAUSE);
    private static final StreamEvent ANSWERED = new ConcernAnswered(THEIRS, GRACE_HERSELF, ENTRY, BECAUSE, null);
    private static final StreamEvent NAMED = named(ADA_HERSELF);
    private static final StreamEvent NAMED_BY_GRACE = named(GRACE_HERSELF);
    private static final StreamEvent OFFERED =
            new RepairOffered(THEIRS, GRACE_HERSELF, ENTRY, ANOTHER, BECAUSE, BECAUSE, DUE);
    private static final StreamEvent ACCEPTED =
            new RepairAccepted(THEIRS, ADA_HERSELF, ENTRY, null, PROMISE.entry(), MONDAY);
    private static final StreamEvent EVERY_WEEK =
            new CadenceSet(THEIRS, ADA_HERSELF, "FREQ=WEEKLY", NEXT_WEEK, 30, BERLIN);
    private static final StreamEvent BROUGHT_UP = new TopicRaised(THEIRS, ADA_HERSELF, ENTRY, BECAUSE);
    private static final StreamEvent WRITTEN = new NoteTaken(THEIRS, ADA_HERSELF, ENTRY, BECAUSE, true);

    private static StreamEvent named(By by) {
        return new RuptureNamed(THEIRS, by, ENTRY, Side.MANAGER, RuptureKind.BLAMED, BECAUSE, MONDAY, null);
    }

    private static RelationshipAct retract(EntryId entry) {
        return act(new RetractEntry(entry, BECAUSE));
    }

    private static final OpenHistory OPEN = new OpenHistory(THEIRS, EDSGER, ReaderRole.AUDITOR, BECAUSE, MONDAY_NOON);
    private static final StreamEvent OPENED = new HistoryOpened(THEIRS, EDSGER, ReaderRole.AUDITOR, BECAUSE);

    private static final RelationshipAct HANDS_OVER = new HandOver(0, 1, 2);
    private static final StreamEvent ERASED = new RelationshipErased(THEIRS, ErasureBasis.OTHER);

    private AggregateTestFixture<Relationship> relationship = fixture();

    private static AggregateTestFixture<Relationship> fixture() {
        var fixture = new AggregateTestFixture<>(Relationship.class);
        fixture.registerCommandTargetResolver(RelationshipCommand.TARGET);
        return fixture;
    }

    @BeforeEach
    void a_fresh_stream() {
        relationship = fixture();
    }

    @Nested
    class Commands {

        @Test
        void starting_is_recorded_as_the_first_event_of_the_stream() {
            relationship
                    .givenNoPriorActivity()
                    .when(START)
                    .expectEvents(STARTED)
                    .expectResultMessagePayload(0L);
        }

        @Test
        void erasing_is_recorded_once_and_again_records_nothing() {
            var erase = new EraseRelationship(THEIRS, ErasureBasis.OTHER);
            relationship.given(STARTED).when(erase).expectEvents(ERASED).expectResultMessagePayload(true);
            a_fresh_stream();
            relationship
                    .given(STARTED, ERASED)
                    .when(new EraseRelationship(THEIRS, ErasureBasis.BOTH_ASKED))
                    .expectNoEvents()
                    .expectResultMessagePayload(false);
        }

        @Test
        void several_acts_at_once_are_decided_one_on_what_the_other_left() {
            relationship
                    .givenCurrentTime(MONDAY_NOON)
                    .andGiven(STARTED)
                    .when(new PerformAll(THEIRS, GRACE, MONDAY_NOON, List.of(on(MAKE), on(MAKE))))
                    .expectNoEvents()
                    .expectException(AlreadyRecorded.class);
        }

        @Test
        void starting_twice_is_refused_by_the_state() {
            relationship.given(STARTED).when(START).expectNoEvents().expectException(RuleBroken.class);
        }

        @Test
        void at_the_door_only_a_party_who_has_joined_is_let_in() {
            relationship
                    .given(STARTED)
                    .when(new Perform(THEIRS, ADA, true, true, MONDAY_NOON, on(MAKE)))
                    .expectException(NotThere.class);
            fixture()
                    .given(STARTED)
                    .when(new Perform(THEIRS, EDSGER, true, false, MONDAY_NOON, on(MAKE)))
                    .expectException(NotThere.class);
            fixture()
                    .given(STARTED, ERASED)
                    .when(new Perform(THEIRS, EDSGER, true, false, MONDAY_NOON, on(MAKE)))
                    .expectException(NotThere.class);
            fixture()
                    .given(STARTED, JOINED)
                    .when(new Perform(THEIRS, GRACE, true, false, MONDAY_NOON, on(MAKE)))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void performing_answers_the_sequence_of_what_it_recorded() {
            relationship
                    .given(STARTED, JOINED)
                    .when(perform(GRACE, on(MAKE)))
                    .expectEvents(MADE)
                    .expectResultMessagePayload(2L);
        }

        @Test
        void joining_and_ending_are_performed_as_well() {
            relationship.given(STARTED).when(perform(ADA, JOIN)).expectEvents(JOINED);
            relationship.given(STARTED).when(perform(GRACE, endOn(MONDAY))).expectEvents(ENDED);
        }

        @Test
        void a_refused_act_records_nothing() {
            relationship
                    .given(STARTED, JOINED, MADE)
                    .when(perform(GRACE, CONFIRM))
                    .expectNoEvents()
                    .expectException(RuleBroken.class);
        }

        @Test
        void a_repeated_creation_records_nothing() {
            relationship
                    .given(STARTED, MADE)
                    .when(perform(GRACE, on(MAKE)))
                    .expectNoEvents()
                    .expectException(AlreadyRecorded.class);
        }

        @Test
        void opening_answers_the_sequence_of_what_it_recorded() {
            relationship.given(STARTED, JOINED).when(OPEN).expectEvents(OPENED).expectResultMessagePayload(2L);
        }

        @Test
        void a_promise_that_is_overdue_is_missed_once() {
            var sweep = new RecordOverdue(THEIRS, PROMISE, DAY_AFTER_DUE);
            var bySystem = new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null);

            relationship.given(STARTED, MADE).when(sweep).expectEvents(bySystem).expectResultMessagePayload(true);
            relationship
                    .given(STARTED, MADE, bySystem)
                    .when(sweep)
                    .expectNoEvents()
                    .expectResultMessagePayload(false);
        }

        @Test
        void there_are_no_other_commands_than_these() {
            var handled = Arrays.stream(Relationship.class.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                    .map(method -> method.getParameterTypes()[0]);

            assertThat(handled)
                    .containsExactlyInAnyOrder(
                            StartRelationship.class,
                            Perform.class,
                            PerformAll.class,
                            OpenHistory.class,
                            RecordOverdue.class,
                            EraseRelationship.class);
        }
    }

    /**
     * An event that no handler takes leaves no trace, so each is told by what the relationship answers after it.
     *
     * @param given the events before; the last one is the one in question
     * @param refusal the code of the rule that refuses the act now, {@code none} if it is accepted
     */
    record Effect(List<StreamEvent> given, PersonId person, RelationshipAct act, String refusal) {

        Class<?> event() {
            return given.getLast().getClass();
        }
    }

    // Without the event in question each of these acts would be answered otherwise.
    private static final List<Effect> EFFECTS = List.of(
            effect("none", ADA, JOIN, STARTED),
            effect("already-joined", ADA, JOIN, STARTED, JOINED),
            effect("ended", ADA, JOIN, STARTED, ENDED),
            effect("none", ADA, KEEP, STARTED, MADE),
            effect("not-open", ADA, KEEP, STARTED, MADE, new CommitmentDeclined(THEIRS, ADA_HERSELF, PROMISE, BECAUSE)),
            effect("none", GRACE, ACCEPT, STARTED, MADE, PROPOSED),
            effect(
                    "no-proposal",
                    GRACE,
                    ACCEPT,
                    STARTED,
                    MADE,
                    PROPOSED,
                    new NewDateAccepted(THEIRS, GRACE_HERSELF, PROMISE)),
            effect(
                    "no-proposal",
                    GRACE,
                    ACCEPT,
                    STARTED,
                    MADE,
                    PROPOSED,
                    new NewDateRefused(THEIRS, GRACE_HERSELF, PROMISE, null)),
            effect("none", GRACE, CONFIRM, STARTED, MADE, CLAIMED),
            effect(
                    "not-claimed",
                    GRACE,
                    CONFIRM,
                    STARTED,
                    MADE,
                    CLAIMED,
                    new KeepingConfirmed(THEIRS, GRACE_HERSELF, PROMISE)),
            effect(
                    "not-claimed",
                    GRACE,
                    CONFIRM,
                    STARTED,
                    MADE,
                    CLAIMED,
                    new KeepingDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE)),
            effect("already-missed", ADA, MISS, STARTED, MADE, MISSED),
            effect("not-open", ADA, KEEP, STARTED, MADE, new CommitmentReleased(THEIRS, GRACE_HERSELF, PROMISE, null)),
            effect(
                    "not-open",
                    ADA,
                    KEEP,
                    STARTED,
                    MADE,
                    new CommitmentWithdrawn(THEIRS, ADA_HERSELF, PROMISE, BECAUSE)),
            effect(
                    "none",
                    ADA,
                    KEEP,
                    STARTED,
                    MADE,
                    new CommitmentReleased(THEIRS, ADA_FOR_GRACE, PROMISE, null),
                    new ReleaseDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE)),
            // Without it, agreeing once more would stand by the date that was agreed to in her name.
            effect(
                    "no-proposal",
                    GRACE,
                    ACCEPT,
                    STARTED,
                    MADE,
                    PROPOSED,
                    new NewDateAccepted(THEIRS, ADA_FOR_GRACE, PROMISE),
                    new DateDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE)),
            effect("already-recorded", ADA, act(ASK), STARTED, ASKED),
            effect("none", GRACE, HEAR, STARTED, GIVEN),
            // Once the other has acted on it, it can no longer be retracted.
            effect("others-acted", ADA, retract(ENTRY), STARTED, GIVEN, FELT),
            effect("none", GRACE, ANSWER, STARTED, RAISED),
            effect(
                    "others-acted",
                    ADA,
                    retract(ENTRY),
                    STARTED,
                    RAISED,
                    new ConcernHeard(THEIRS, GRACE_HERSELF, ENTRY, null)),
            effect("none", ADA, SETTLE, STARTED, RAISED, ANSWERED),
            effect("settled", GRACE, ANSWER, STARTED, RAISED, ANSWERED, new ConcernSettled(THEIRS, ADA_HERSELF, ENTRY)),
            effect(
                    "not-answered",
                    ADA,
                    SETTLE,
                    STARTED,
                    RAISED,
                    ANSWERED,
                    new ConcernReopened(THEIRS, ADA_HERSELF, ENTRY, BECAUSE)),
            effect("withdrawn", GRACE, ANSWER, STARTED, RAISED, new ConcernWithdrawn(THEIRS, ADA_HERSELF, ENTRY, null)),
            effect("none", GRACE, OFFER, STARTED, NAMED),
            effect(
                    "others-acted",
                    GRACE,
                    retract(ENTRY),
                    STARTED,
                    NAMED_BY_GRACE,
                    new ImpactDescribed(THEIRS, ADA_HERSELF, ENTRY, BECAUSE)),
            effect("none", ADA, DECLINE, STARTED, NAMED, OFFERED),
            effect(
                    "already-disputed",
                    GRACE,
                    DISPUTE,
                    STARTED,
                    NAMED,
                    new RuptureDisputed(THEIRS, GRACE_HERSELF, ENTRY, BECAUSE)),
            effect("none", ADA, HELD, STARTED, NAMED, OFFERED, ACCEPTED),
            effect(
                    "no-offer",
                    ADA,
                    DECLINE,
                    STARTED,
                    NAMED,
                    OFFERED,
                    new RepairDeclined(THEIRS, ADA_HERSELF, ENTRY, BECAUSE)),
            effect(
                    "already-noted",
                    ADA,
                    HELD,
                    STARTED,
                    NAMED,
                    OFFERED,
                    ACCEPTED,
                    new ChangeNoted(THEIRS, ADA_HERSELF, ENTRY, true, MONDAY, null)),
            effect("closed", GRACE, OFFER, STARTED, NAMED, new RuptureRepaired(THEIRS, ADA_HERSELF, ENTRY)),
            effect("closed", GRACE, OFFER, STARTED, NAMED, new RuptureLetGo(THEIRS, ADA_HERSELF, ENTRY, null)),
            effect(
                    "none",
                    GRACE,
                    OFFER,
                    STARTED,
                    NAMED,
                    new RuptureLetGo(THEIRS, GRACE_FOR_ADA, ENTRY, null),
                    new RuptureReopened(THEIRS, ADA_HERSELF, ENTRY, BECAUSE)),
            effect("relationship-erased", ADA, HELD, STARTED, NAMED, OFFERED, ACCEPTED, ERASED),
            effect("handed-over", ADA, HANDS_OVER, STARTED, JOINED, new ItemsHandedOver(THEIRS, ADA_HERSELF, 1, 0, 0)),
            effect("none", GRACE, CANCEL, STARTED, EVERY_WEEK),
            effect(
                    "no-such-one-on-one",
                    GRACE,
                    CANCEL,
                    STARTED,
                    EVERY_WEEK,
                    new OneOnOneMoved(THEIRS, ADA_HERSELF, NEXT_WEEK, NEXT_WEEK.plusHours(1))),
            effect(
                    "no-such-one-on-one",
                    GRACE,
                    CANCEL,
                    STARTED,
                    EVERY_WEEK,
                    new OneOnOneCancelled(THEIRS, ADA_HERSELF, NEXT_WEEK, null)),
            effect("already-held", GRACE, HOLD, STARTED, new OneOnOneHeld(THEIRS, ADA_HERSELF, null, MONDAY, null)),
            effect("none", ADA, DROP, STARTED, BROUGHT_UP),
            effect("topic-closed", ADA, DROP, STARTED, BROUGHT_UP, new TopicDiscussed(THEIRS, GRACE_HERSELF, ENTRY)),
            effect("topic-closed", ADA, DROP, STARTED, BROUGHT_UP, new TopicDropped(THEIRS, ADA_HERSELF, ENTRY, null)),
            effect("none", ADA, UNFLAG, STARTED, WRITTEN),
            effect("not-flagged", ADA, UNFLAG, STARTED, WRITTEN, new NoteUnflagged(THEIRS, ADA_HERSELF, ENTRY)),
            effect(
                    "retracted",
                    ADA,
                    UNFLAG,
                    STARTED,
                    WRITTEN,
                    new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE)));

    private static Effect effect(String refusal, PersonId person, RelationshipAct act, StreamEvent... given) {
        return new Effect(List.of(given), person, act, refusal);
    }

    @Nested
    class Events {

        @Test
        void every_event_of_the_stream_has_its_effect_listed() {
            // Other words change nothing that is decided; that they are shown is for the views. Openings: see below.
            assertThat(Stream.concat(
                            EFFECTS.stream().map(Effect::event), Stream.of(EntryReworded.class, HistoryOpened.class)))
                    .containsExactlyInAnyOrderElementsOf(RelationshipConfiguration.EVENTS.stream()
                            .<Class<?>>map(StoredType::type)
                            .toList());
        }

        @Test
        void an_opening_is_applied() {
            fixture()
                    .given(STARTED)
                    .andGivenCurrentTime(MONDAY_NOON)
                    .andGiven(OPENED)
                    .when(OPEN)
                    .expectException(Matchers.<Throwable>matches(
                            thrown -> refusal(thrown).equals("already-open")));
        }

        @TestFactory
        Stream<DynamicTest> every_event_of_the_stream_is_applied() {
            return EFFECTS.stream()
                    .map(effect ->
                            DynamicTest.dynamicTest(effect.event().getSimpleName(), () -> assertApplied(effect)));
        }

        void assertApplied(Effect effect) {
            var all = effect.given();
            expect(effect, all);
            assertThatExceptionOfType(AxonAssertionError.class)
                    .as("the same answer without the event")
                    .isThrownBy(() -> expect(effect, all.subList(0, all.size() - 1)));
        }

        void expect(Effect effect, List<StreamEvent> given) {
            var answer = fixture().given(given).when(perform(effect.person(), effect.act()));
            if (effect.refusal().equals("none")) {
                answer.expectSuccessfulHandlerExecution();
            } else {
                answer.expectException(
                        Matchers.<Throwable>matches(thrown -> effect.refusal().equals(refusal(thrown))));
            }
        }
    }

    private static String refusal(Throwable thrown) {
        return switch (thrown) {
            case RuleBroken broken -> broken.rule();
            case AlreadyRecorded _ -> "already-recorded";
            default -> "something else";
        };
    }

    private static Perform perform(PersonId person, RelationshipAct act) {
        return new Perform(THEIRS, person, false, false, MONDAY_NOON, act);
    }
}
