package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentEvent;
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
import rapport.commitments.CommitmentEvent.ReleaseDisputed;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Recorded;
import rapport.parties.By;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;

/**
 * One step in the life of a promise, as its history shows it.
 *
 * @param event the event's name, such as {@code CommitmentKept}
 * @param by who recorded it; null for the system
 * @param day the day the event names: due, kept or missed on
 * @param words what was said with it
 */
public record PromiseStep(
        RelationshipId relationship,
        CommitmentId commitment,
        long sequence,
        Instant at,
        String event,
        @Nullable By by,
        @Nullable LocalDate day,
        @Nullable Sealed words) {

    /** The step that an event is. */
    public static PromiseStep of(Recorded<? extends CommitmentEvent> recorded) {
        var event = recorded.event();
        return new PromiseStep(
                event.relationship(),
                event.commitment(),
                recorded.sequence(),
                recorded.at(),
                event.getClass().getSimpleName(),
                event.by(),
                dayOf(event),
                wordsOf(event));
    }

    private static @Nullable LocalDate dayOf(CommitmentEvent event) {
        return switch (event) {
            case CommitmentMade made -> made.dueOn();
            case NewDateProposed proposed -> proposed.dueOn();
            case CommitmentKept kept -> kept.keptOn();
            case CommitmentMissed missed -> missed.missedOn();
            case CommitmentDeclined _,
                    NewDateAccepted _,
                    NewDateRefused _,
                    KeepingConfirmed _,
                    KeepingDisputed _,
                    CommitmentReleased _,
                    ReleaseDisputed _,
                    DateDisputed _,
                    CommitmentWithdrawn _ -> null;
        };
    }

    private static @Nullable Sealed wordsOf(CommitmentEvent event) {
        return switch (event) {
            case CommitmentMade made -> made.text();
            case CommitmentDeclined declined -> declined.reason();
            case NewDateProposed proposed -> proposed.reason();
            case NewDateRefused refused -> refused.reason();
            case CommitmentKept kept -> kept.delivered();
            case KeepingDisputed disputed -> disputed.reason();
            case CommitmentMissed missed -> missed.reason();
            case CommitmentReleased released -> released.reason();
            case ReleaseDisputed disputed -> disputed.reason();
            case DateDisputed disputed -> disputed.reason();
            case CommitmentWithdrawn withdrawn -> withdrawn.reason();
            case NewDateAccepted _, KeepingConfirmed _ -> null;
        };
    }
}
