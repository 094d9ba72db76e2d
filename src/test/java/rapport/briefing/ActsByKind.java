package rapport.briefing;

import static rapport.words.SealedWords.sealed;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.AcceptNewDate;
import rapport.commitments.CommitmentAct.ConfirmKeeping;
import rapport.commitments.CommitmentAct.DeclineCommitment;
import rapport.commitments.CommitmentAct.DisputeDate;
import rapport.commitments.CommitmentAct.DisputeKeeping;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MissCommitment;
import rapport.commitments.CommitmentAct.ProposeNewDate;
import rapport.commitments.CommitmentAct.RefuseNewDate;
import rapport.commitments.CommitmentAct.ReleaseCommitment;
import rapport.commitments.CommitmentAct.WithdrawCommitment;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.words.Sealed;

/** An act of any kind, filled in. */
final class ActsByKind {

    static final Sealed WORDS = sealed("words");

    private ActsByKind() {}

    /**
     * @param newDueOn for a kind that proposes a date
     * @param happenedOn for a kind that tells of a day
     */
    static CommitmentAct act(
            CommitmentActKind kind, CommitmentId id, LocalDate newDueOn, @Nullable LocalDate happenedOn) {
        return switch (kind) {
            case KEEP -> new KeepCommitment(id, happenedOn, null);
            case CONFIRM -> new ConfirmKeeping(id);
            case DISPUTE -> new DisputeKeeping(id, WORDS);
            case MISS -> new MissCommitment(id, happenedOn, WORDS);
            case RELEASE -> new ReleaseCommitment(id, null);
            case WITHDRAW -> new WithdrawCommitment(id, WORDS);
            case DECLINE -> new DeclineCommitment(id, WORDS);
            case PROPOSE_DATE -> new ProposeNewDate(id, newDueOn, WORDS);
            case ACCEPT_DATE -> new AcceptNewDate(id);
            case REFUSE_DATE -> new RefuseNewDate(id, WORDS);
            case DISPUTE_DATE -> new DisputeDate(id, WORDS);
        };
    }
}
