package rapport.briefing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentEvent.CommitmentKept;
import rapport.commitments.CommitmentEvent.NewDateProposed;
import rapport.corrections.CorrectionEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.eventstore.Recorded;
import rapport.words.Sealed;

/**
 * A commitment as the views show it: where it stands, and when what is open about it was opened.
 *
 * @param madeSequence the place in the stream of the event that made it
 * @param keptAt when it was recorded that it was kept, as claimed or agreed; null unless that stands
 * @param proposedAt when the date that waits for an answer was proposed; null if none does
 * @param rewording its newest words, if its author has put it in others
 * @param retracted true if its author took it back as never meant; it is in no view but history then
 */
public record Promise(
        Commitment commitment,
        long madeSequence,
        Instant madeAt,
        @Nullable Instant keptAt,
        @Nullable Instant proposedAt,
        @Nullable Sealed rewording,
        boolean retracted) {

    /**
     * The reducer of this view, serving the table and every look into the past alike.
     *
     * @param before the promise before the event; null only for the event that made it
     */
    public static Promise after(@Nullable Promise before, Recorded<? extends CommitmentEvent> recorded) {
        var event = recorded.event();
        var commitment = Commitment.after(before == null ? null : before.commitment, event);
        if (before == null) {
            return new Promise(commitment, recorded.sequence(), recorded.at(), null, null, null, false);
        }
        var keptAt = event instanceof CommitmentKept ? recorded.at() : before.keptAt;
        var proposedAt = event instanceof NewDateProposed ? recorded.at() : before.proposedAt;
        return new Promise(
                commitment,
                before.madeSequence,
                before.madeAt,
                commitment.status() == Status.CLAIMED || commitment.status() == Status.KEPT ? keptAt : null,
                commitment.proposedDueOn() == null ? null : proposedAt,
                before.rewording,
                before.retracted);
    }

    /** The promise after its author put it right. */
    Promise corrected(CorrectionEvent correction) {
        return new Promise(
                commitment,
                madeSequence,
                madeAt,
                keptAt,
                proposedAt,
                correction instanceof EntryReworded reworded ? reworded.text() : rewording,
                retracted || correction instanceof EntryRetracted);
    }

    /** What was promised, in its newest words. */
    public Sealed text() {
        return rewording == null ? commitment.made().text() : rewording;
    }

    /** True if the verdict that stands was recorded in the promisee's name, before they had joined. */
    public boolean unverified() {
        return commitment.unverified();
    }

    /** True if the promisee can still say something, for themselves, to what was said in their name. */
    boolean isToBeVerified() {
        return !retracted
                && (commitment.isDateUnverified()
                        || (unverified()
                                && (commitment.status() == Status.KEPT || commitment.status() == Status.RELEASED)));
    }

    /** True while somebody still has a move. */
    public boolean isOpen() {
        return !retracted && isOpenAsSuch();
    }

    private boolean isOpenAsSuch() {
        return commitment.status() == Status.OPEN || commitment.status() == Status.CLAIMED;
    }
}
