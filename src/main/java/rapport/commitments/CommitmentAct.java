package rapport.commitments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.parties.Side;
import rapport.words.Sealed;

/** What a party does to a commitment. Dates left out mean today, in the relationship's zone. */
public sealed interface CommitmentAct {

    /** The commitment acted on; for {@link MakeCommitment}, the id that it is to have. */
    CommitmentId commitment();

    /** Records a promise, by the one who gave it or by the one who was told. */
    record MakeCommitment(
            CommitmentId commitment,
            Side promisor,
            Sealed text,
            @Nullable Sealed plan,
            LocalDate dueOn,
            @Nullable LocalDate madeOn)
            implements CommitmentAct {}

    /** Says "I did not promise that". */
    record DeclineCommitment(CommitmentId commitment, Sealed reason) implements CommitmentAct {}

    /** Asks for another due date, before the old one has passed. */
    record ProposeNewDate(CommitmentId commitment, LocalDate dueOn, Sealed reason) implements CommitmentAct {}

    /** Agrees to the proposed date, or stands by one that was agreed to in their name. */
    record AcceptNewDate(CommitmentId commitment) implements CommitmentAct {}

    /** Does not stand by a date that was agreed to in their name. */
    record DisputeDate(CommitmentId commitment, Sealed reason) implements CommitmentAct {}

    /** Holds to the date that stands. */
    record RefuseNewDate(CommitmentId commitment, @Nullable Sealed reason) implements CommitmentAct {}

    /** Says that it was kept. */
    record KeepCommitment(
            CommitmentId commitment,
            @Nullable LocalDate keptOn,
            @Nullable Sealed delivered) implements CommitmentAct {}

    /** Agrees that it was kept, also where that was said in their name. */
    record ConfirmKeeping(CommitmentId commitment) implements CommitmentAct {}

    /** Does not agree that it was kept; nor, where that was said in their name, that it was released. */
    record DisputeKeeping(CommitmentId commitment, Sealed reason) implements CommitmentAct {}

    /** Says that it was missed. */
    record MissCommitment(
            CommitmentId commitment,
            @Nullable LocalDate missedOn,
            @Nullable Sealed reason) implements CommitmentAct {}

    /** Lets the promisor off, or stands by it where that was said in their name. */
    record ReleaseCommitment(
            CommitmentId commitment, @Nullable Sealed reason) implements CommitmentAct {}

    /** Takes the promise back in good time. */
    record WithdrawCommitment(CommitmentId commitment, Sealed reason) implements CommitmentAct {}
}
