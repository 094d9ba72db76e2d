package rapport.commitments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.words.Sealed;

/** What happened to a commitment. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface CommitmentEvent extends EntryEvent {

    CommitmentId commitment();

    @Override
    default EntryId entry() {
        return commitment().entry();
    }

    record CommitmentMade(
            RelationshipId relationship,
            By by,
            CommitmentId commitment,
            Side promisor,
            Sealed text,
            @Nullable Sealed plan,
            LocalDate dueOn,
            LocalDate madeOn,
            @Nullable EntryId repairs)
            implements CommitmentEvent {}

    record CommitmentDeclined(RelationshipId relationship, By by, CommitmentId commitment, Sealed reason)
            implements CommitmentEvent {}

    record NewDateProposed(RelationshipId relationship, By by, CommitmentId commitment, LocalDate dueOn, Sealed reason)
            implements CommitmentEvent {}

    record NewDateAccepted(RelationshipId relationship, By by, CommitmentId commitment) implements CommitmentEvent {}

    record NewDateRefused(
            RelationshipId relationship,
            By by,
            CommitmentId commitment,
            @Nullable Sealed reason) implements CommitmentEvent {}

    record CommitmentKept(
            RelationshipId relationship,
            By by,
            CommitmentId commitment,
            LocalDate keptOn,
            @Nullable Sealed delivered) implements CommitmentEvent {}

    record KeepingConfirmed(RelationshipId relationship, By by, CommitmentId commitment) implements CommitmentEvent {}

    record KeepingDisputed(RelationshipId relationship, By by, CommitmentId commitment, Sealed reason)
            implements CommitmentEvent {}

    /** The promisee does not stand by a new date that was agreed to in their name. */
    record DateDisputed(RelationshipId relationship, By by, CommitmentId commitment, Sealed reason)
            implements CommitmentEvent {}

    record CommitmentMissed(
            RelationshipId relationship,
            @Nullable By by,
            CommitmentId commitment,
            LocalDate missedOn,
            RecordedBy recordedBy,
            @Nullable Sealed reason)
            implements CommitmentEvent {}

    record CommitmentReleased(
            RelationshipId relationship,
            By by,
            CommitmentId commitment,
            @Nullable Sealed reason) implements CommitmentEvent {}

    /** The promisee does not stand by a release that was recorded in their name. */
    record ReleaseDisputed(RelationshipId relationship, By by, CommitmentId commitment, Sealed reason)
            implements CommitmentEvent {}

    record CommitmentWithdrawn(RelationshipId relationship, By by, CommitmentId commitment, Sealed reason)
            implements CommitmentEvent {}

    /** Whether a person or the passing of time recorded a miss. */
    enum RecordedBy {
        PARTY,
        SYSTEM
    }
}
