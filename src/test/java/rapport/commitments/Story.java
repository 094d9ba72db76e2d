package rapport.commitments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.words.SealedWords.sealed;

import java.time.LocalDate;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
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
import rapport.parties.By;
import rapport.parties.Cast;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * The life of one promise that Ada gave to Grace, told day by day. Each step answers the story as it goes on.
 *
 * @param commitment as it stands
 * @param today the day on which the next act happens
 */
record Story(Commitment commitment, LocalDate today) {

    static final CommitmentId PROMISE = new CommitmentId(new UUID(3, 1));
    static final Sealed SOMETHING = sealed("review the design");
    static final Sealed BECAUSE = sealed("because");

    /** The day of recording in every story. */
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    static final LocalDate DUE = LocalDate.of(2026, 3, 13);

    static Story ada_promises() {
        return promised(Cast.ADA_HERSELF);
    }

    static Story grace_was_told_by_ada() {
        return promised(Cast.GRACE_HERSELF);
    }

    static Story promised(By recordedBy) {
        var made = Commitment.make(make(DUE, null), Cast.THEIRS, recordedBy, MONDAY);
        return new Story(Commitment.after(null, made), MONDAY);
    }

    static MakeCommitment make(LocalDate dueOn, @Nullable LocalDate madeOn) {
        return new MakeCommitment(PROMISE, Side.REPORT, SOMETHING, null, dueOn, madeOn);
    }

    static KeepCommitment keep() {
        return new KeepCommitment(PROMISE, null, null);
    }

    static KeepCommitment keepOn(LocalDate day) {
        return new KeepCommitment(PROMISE, day, null);
    }

    static ConfirmKeeping confirm() {
        return new ConfirmKeeping(PROMISE);
    }

    static DisputeKeeping dispute() {
        return new DisputeKeeping(PROMISE, BECAUSE);
    }

    static MissCommitment miss() {
        return new MissCommitment(PROMISE, null, null);
    }

    static MissCommitment missOn(LocalDate day) {
        return new MissCommitment(PROMISE, day, null);
    }

    static ReleaseCommitment release() {
        return new ReleaseCommitment(PROMISE, null);
    }

    static WithdrawCommitment withdraw() {
        return new WithdrawCommitment(PROMISE, BECAUSE);
    }

    static DeclineCommitment decline() {
        return new DeclineCommitment(PROMISE, BECAUSE);
    }

    static ProposeNewDate propose(LocalDate dueOn) {
        return new ProposeNewDate(PROMISE, dueOn, BECAUSE);
    }

    static AcceptNewDate accept() {
        return new AcceptNewDate(PROMISE);
    }

    static RefuseNewDate refuse() {
        return new RefuseNewDate(PROMISE, null);
    }

    static DisputeDate disputeDate() {
        return new DisputeDate(PROMISE, BECAUSE);
    }

    Story on(LocalDate day) {
        return new Story(commitment, day);
    }

    Story ada(CommitmentAct act) {
        return by(Cast.ADA_HERSELF, act);
    }

    Story grace(CommitmentAct act) {
        return by(Cast.GRACE_HERSELF, act);
    }

    Story by(By by, CommitmentAct act) {
        return new Story(Commitment.after(commitment, commitment.decide(act, by, today)), today);
    }

    /** Ada acts in the name of Grace, who has not joined yet. */
    Story for_grace(CommitmentAct act) {
        return by(Cast.ADA_FOR_GRACE, act);
    }

    /** The system's sweep comes by. */
    Story swept() {
        return commitment
                .overdue(today)
                .map(event -> new Story(Commitment.after(commitment, event), today))
                .orElse(this);
    }

    CommitmentEvent when_ada(CommitmentAct act) {
        return commitment.decide(act, Cast.ADA_HERSELF, today);
    }

    CommitmentEvent when_grace(CommitmentAct act) {
        return commitment.decide(act, Cast.GRACE_HERSELF, today);
    }

    Story refuses_ada(CommitmentAct act, String rule) {
        return refuses(Cast.ADA_HERSELF, act, rule);
    }

    Story refuses_grace(CommitmentAct act, String rule) {
        return refuses(Cast.GRACE_HERSELF, act, rule);
    }

    Story refuses(By by, CommitmentAct act, String rule) {
        assertRefused(rule, () -> commitment.decide(act, by, today));
        return this;
    }

    Story is(Commitment.Status status) {
        assertThat(commitment.status()).isEqualTo(status);
        return this;
    }

    static void assertRefused(String rule, ThrowingCallable act) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(act)
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).isNotBlank());
    }
}
