package rapport.doors;

import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernAct;
import rapport.concerns.ConcernAct.AnswerConcern;
import rapport.concerns.ConcernAct.HearConcern;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.concerns.ConcernAct.ReopenConcern;
import rapport.concerns.ConcernAct.SettleConcern;
import rapport.concerns.ConcernAct.WithdrawConcern;
import rapport.concerns.ConcernActKind;
import rapport.parties.EntryId;
import rapport.parties.Side;

/** Reads acts on concerns. */
record ConcernFields(Fields fields, Sealing sealing) {

    /** An act, and the promise that an answer makes with it. */
    record Read(ConcernAct act, @Nullable MakeCommitment with) {

        private Read(ConcernAct act) {
            this(act, null);
        }
    }

    RaiseConcern raise(EntryId entry) {
        var text = fields.words("text");
        fields.check();
        return new RaiseConcern(entry, sealing.seal(text));
    }

    /** @param answering the side that an answer speaks for, and so the one that a promise made with it binds */
    Read act(EntryId entry, ConcernActKind kind, Side answering) {
        return switch (kind) {
            case HEAR -> {
                var text = fields.optionalWords("text");
                fields.check();
                yield new Read(new HearConcern(entry, sealing.sealOrNull(text)));
            }
            case ANSWER -> answer(entry, answering);
            case SETTLE -> {
                fields.check();
                yield new Read(new SettleConcern(entry));
            }
            case REOPEN -> {
                var reason = fields.words("reason");
                fields.check();
                yield new Read(new ReopenConcern(entry, sealing.seal(reason)));
            }
            case WITHDRAW -> {
                var reason = fields.optionalWords("reason");
                fields.check();
                yield new Read(new WithdrawConcern(entry, sealing.sealOrNull(reason)));
            }
        };
    }

    private Read answer(EntryId entry, Side answering) {
        var text = fields.words("text");
        if (!fields.has("commitment")) {
            fields.check();
            return new Read(new AnswerConcern(entry, sealing.seal(text), null));
        }
        var id = fields.optionalEntry("commitment.id");
        var promise = fields.words("commitment.text");
        var plan = fields.optionalWords("commitment.plan");
        var dueOn = fields.date("commitment.dueOn");
        fields.check();
        var given = id.orNull();
        var commitment = given == null ? EntryId.random() : given;
        var with = new MakeCommitment(
                new CommitmentId(commitment.value()),
                answering,
                sealing.seal(promise),
                sealing.sealOrNull(plan),
                dueOn.get(),
                null);
        return new Read(new AnswerConcern(entry, sealing.seal(text), commitment), with);
    }
}
