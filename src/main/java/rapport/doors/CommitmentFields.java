package rapport.doors;

import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.AcceptNewDate;
import rapport.commitments.CommitmentAct.ConfirmKeeping;
import rapport.commitments.CommitmentAct.DeclineCommitment;
import rapport.commitments.CommitmentAct.DisputeDate;
import rapport.commitments.CommitmentAct.DisputeKeeping;
import rapport.commitments.CommitmentAct.KeepCommitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentAct.MissCommitment;
import rapport.commitments.CommitmentAct.ProposeNewDate;
import rapport.commitments.CommitmentAct.RefuseNewDate;
import rapport.commitments.CommitmentAct.ReleaseCommitment;
import rapport.commitments.CommitmentAct.WithdrawCommitment;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryId;

/** Reads acts on promises. Each reads all its fields before it checks them, so that every mistake is told at once. */
record CommitmentFields(Fields fields, Sealing sealing) {

    MakeCommitment make(EntryId entry) {
        var promisor = fields.side("promisor");
        var text = fields.words("text");
        var plan = fields.optionalWords("plan");
        var dueOn = fields.date("dueOn");
        var madeOn = fields.optionalDate("madeOn");
        fields.check();
        return new MakeCommitment(
                new CommitmentId(entry.value()),
                promisor.get(),
                sealing.seal(text),
                sealing.sealOrNull(plan),
                dueOn.get(),
                madeOn.orNull());
    }

    CommitmentAct act(EntryId entry, CommitmentActKind kind) {
        var id = new CommitmentId(entry.value());
        return switch (kind) {
            case KEEP -> {
                var keptOn = fields.optionalDate("keptOn");
                var delivered = fields.optionalWords("delivered");
                fields.check();
                yield new KeepCommitment(id, keptOn.orNull(), sealing.sealOrNull(delivered));
            }
            case CONFIRM -> {
                fields.check();
                yield new ConfirmKeeping(id);
            }
            case DISPUTE -> {
                var reason = fields.words("reason");
                fields.check();
                yield new DisputeKeeping(id, sealing.seal(reason));
            }
            case MISS -> {
                var missedOn = fields.optionalDate("missedOn");
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new MissCommitment(id, missedOn.orNull(), sealing.sealOrNull(reason));
            }
            case RELEASE -> {
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new ReleaseCommitment(id, sealing.sealOrNull(reason));
            }
            case WITHDRAW -> {
                var reason = fields.words("reason");
                fields.check();
                yield new WithdrawCommitment(id, sealing.seal(reason));
            }
            case DECLINE -> {
                var reason = fields.words("reason");
                fields.check();
                yield new DeclineCommitment(id, sealing.seal(reason));
            }
            case PROPOSE_DATE -> {
                var dueOn = fields.date("dueOn");
                var reason = fields.words("reason");
                fields.check();
                yield new ProposeNewDate(id, dueOn.get(), sealing.seal(reason));
            }
            case ACCEPT_DATE -> {
                fields.check();
                yield new AcceptNewDate(id);
            }
            case REFUSE_DATE -> {
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new RefuseNewDate(id, sealing.sealOrNull(reason));
            }
            case DISPUTE_DATE -> {
                var reason = fields.words("reason");
                fields.check();
                yield new DisputeDate(id, sealing.seal(reason));
            }
        };
    }
}
