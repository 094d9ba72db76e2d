package rapport.relationships;

import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.EDSGER;
import static rapport.parties.Cast.GRACE;
import static rapport.parties.Cast.GRACE_FOR_ADA;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.relationships.Beginning.BECAUSE;
import static rapport.relationships.Beginning.BERLIN;
import static rapport.relationships.Beginning.DUE;
import static rapport.relationships.Beginning.MONDAY;
import static rapport.relationships.Beginning.PROMISE;
import static rapport.relationships.Beginning.SOMETHING;
import static rapport.words.SealedWords.sealed;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
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
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernHeard;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.ApprovedSamples;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.relationships.RelationshipEvent.ItemsHandedOver;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipErased;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
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

/** The samples of a relationship's stream. */
class StoredEventsTest extends ApprovedSamples {

    private static final EntryId ENTRY = entry(1);
    private static final EntryId OTHER = entry(2);
    private static final LocalDateTime NEXT = MONDAY.plusDays(7).atTime(10, 30);

    private static final List<StreamEvent> APPROVED = List.of(
            new RelationshipStarted(THEIRS, GRACE_HERSELF, GRACE, ADA, BERLIN),
            new PartyJoined(THEIRS, ADA_HERSELF, Side.REPORT),
            new RelationshipEnded(THEIRS, ADA_HERSELF, BECAUSE, DUE),
            new HistoryOpened(THEIRS, EDSGER, ReaderRole.AUDITOR, BECAUSE),
            new ItemsHandedOver(THEIRS, ADA_HERSELF, 2, 1, 3),
            new RelationshipErased(THEIRS, ErasureBasis.BOTH_ASKED),
            new CommitmentMade(
                    THEIRS,
                    GRACE_FOR_ADA,
                    PROMISE,
                    Side.REPORT,
                    SOMETHING,
                    sealed("an hour on Thursday"),
                    DUE,
                    MONDAY,
                    null),
            new CommitmentDeclined(THEIRS, ADA_HERSELF, PROMISE, BECAUSE),
            new NewDateProposed(THEIRS, ADA_HERSELF, PROMISE, DUE.plusDays(7), BECAUSE),
            new NewDateAccepted(THEIRS, GRACE_HERSELF, PROMISE),
            new NewDateRefused(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE),
            new CommitmentKept(THEIRS, ADA_HERSELF, PROMISE, DUE, SOMETHING),
            new KeepingConfirmed(THEIRS, GRACE_HERSELF, PROMISE),
            new KeepingDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE),
            // The system's: nobody recorded it and nobody said why, so neither field is there.
            new CommitmentMissed(THEIRS, null, PROMISE, DUE, RecordedBy.SYSTEM, null),
            new CommitmentReleased(THEIRS, GRACE_HERSELF, PROMISE, null),
            new ReleaseDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE),
            new DateDisputed(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE),
            new CommitmentWithdrawn(THEIRS, ADA_HERSELF, PROMISE, BECAUSE),
            new FeedbackRequested(THEIRS, ADA_HERSELF, ENTRY, SOMETHING),
            new FeedbackGiven(
                    THEIRS, GRACE_HERSELF, ENTRY, FeedbackKind.GUIDANCE, sealed("in the review"), SOMETHING, OTHER),
            new FeedbackHeard(THEIRS, GRACE_FOR_ADA, ENTRY, Landing.HARD, BECAUSE),
            new ConcernRaised(THEIRS, ADA_HERSELF, ENTRY, SOMETHING),
            new ConcernHeard(THEIRS, GRACE_HERSELF, ENTRY, SOMETHING),
            new ConcernAnswered(THEIRS, GRACE_HERSELF, ENTRY, SOMETHING, PROMISE.entry()),
            new ConcernSettled(THEIRS, GRACE_FOR_ADA, ENTRY),
            new ConcernReopened(THEIRS, ADA_HERSELF, ENTRY, BECAUSE),
            new ConcernWithdrawn(THEIRS, ADA_HERSELF, ENTRY, BECAUSE),
            new RuptureNamed(
                    THEIRS,
                    ADA_HERSELF,
                    ENTRY,
                    Side.MANAGER,
                    RuptureKind.FEEDBACK_LANDED_HARD,
                    SOMETHING,
                    MONDAY,
                    OTHER),
            new ImpactDescribed(THEIRS, ADA_HERSELF, ENTRY, SOMETHING),
            new RepairOffered(
                    THEIRS, GRACE_HERSELF, ENTRY, OTHER, sealed("what I did"), sealed("what will be different"), DUE),
            new RepairAccepted(THEIRS, ADA_HERSELF, ENTRY, SOMETHING, PROMISE.entry(), DUE),
            new RepairDeclined(THEIRS, ADA_HERSELF, ENTRY, BECAUSE),
            new RuptureDisputed(THEIRS, GRACE_HERSELF, ENTRY, BECAUSE),
            new ChangeNoted(THEIRS, ADA_HERSELF, ENTRY, true, DUE, SOMETHING),
            new RuptureRepaired(THEIRS, ADA_HERSELF, ENTRY),
            new RuptureLetGo(THEIRS, ADA_HERSELF, ENTRY, BECAUSE),
            new RuptureReopened(THEIRS, ADA_HERSELF, ENTRY, BECAUSE),
            new CadenceSet(THEIRS, GRACE_HERSELF, "FREQ=WEEKLY;BYDAY=MO", NEXT, 45, BERLIN),
            new OneOnOneMoved(THEIRS, GRACE_HERSELF, NEXT, NEXT.plusDays(1)),
            new OneOnOneCancelled(THEIRS, ADA_HERSELF, NEXT, BECAUSE),
            new OneOnOneHeld(THEIRS, GRACE_HERSELF, NEXT, NEXT.toLocalDate(), SOMETHING),
            new TopicRaised(THEIRS, ADA_HERSELF, ENTRY, SOMETHING),
            new TopicDiscussed(THEIRS, GRACE_HERSELF, ENTRY),
            new TopicDropped(THEIRS, ADA_HERSELF, ENTRY, BECAUSE),
            new NoteTaken(THEIRS, GRACE_HERSELF, ENTRY, SOMETHING, true),
            new NoteUnflagged(THEIRS, GRACE_HERSELF, ENTRY),
            new EntryReworded(THEIRS, ADA_HERSELF, ENTRY, SOMETHING, BECAUSE),
            new EntryRetracted(THEIRS, ADA_HERSELF, ENTRY, BECAUSE));

    StoredEventsTest() {
        super(RelationshipConfiguration.EVENTS, APPROVED);
        also("bare", new CommitmentMade(THEIRS, ADA_HERSELF, PROMISE, Side.REPORT, SOMETHING, null, DUE, MONDAY, null));
        also(
                "repairing",
                new CommitmentMade(
                        THEIRS,
                        GRACE_HERSELF,
                        PROMISE,
                        Side.REPORT,
                        SOMETHING,
                        sealed("an hour on Thursday"),
                        DUE,
                        MONDAY,
                        ENTRY));
        also("by-a-party", new CommitmentMissed(THEIRS, ADA_HERSELF, PROMISE, DUE, RecordedBy.PARTY, BECAUSE));
        also("with-a-reason", new CommitmentReleased(THEIRS, GRACE_HERSELF, PROMISE, BECAUSE));
    }

    private static EntryId entry(int number) {
        return new EntryId(new UUID(4, number));
    }
}
