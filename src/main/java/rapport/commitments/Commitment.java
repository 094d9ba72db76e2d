package rapport.commitments;

import static rapport.commitments.Commitment.Status.CLAIMED;
import static rapport.commitments.Commitment.Status.DECLINED;
import static rapport.commitments.Commitment.Status.KEPT;
import static rapport.commitments.Commitment.Status.OPEN;
import static rapport.commitments.Commitment.Status.RELEASED;
import static rapport.commitments.Commitment.Status.WITHDRAWN;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
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
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * A commitment as it stands: the promisor owes the other side something by a day. Decides acts and applies events,
 * both without side effects. The rules are those of docs/domain.md, "Promises"; their codes never change.
 *
 * @param made how it came to be
 * @param dueOn the date that stands now
 * @param keptOn the day on which it was kept, as claimed or agreed; null while it is open
 * @param miss the miss that stands recorded, even while a claim covers it
 * @param proposedDueOn a date proposed and not yet answered; it may have lapsed since
 * @param unverified true if the promisee's latest verdict was recorded in their name by the promisor
 * @param dueOnBefore the last date that the promisee knows of, if the one that stands was agreed to in their name
 */
public record Commitment(
        CommitmentMade made,
        Status status,
        LocalDate dueOn,
        @Nullable LocalDate keptOn,
        @Nullable Miss miss,
        @Nullable LocalDate proposedDueOn,
        boolean unverified,
        @Nullable LocalDate dueOnBefore) {

    /** Where a commitment stands. An open one may also carry a miss and a proposal. */
    public enum Status {
        OPEN,
        CLAIMED,
        KEPT,
        RELEASED,
        WITHDRAWN,
        DECLINED
    }

    /** That it was missed, as recorded by a party or by the system. */
    public record Miss(LocalDate on, RecordedBy recordedBy) {}

    public CommitmentId id() {
        return made.commitment();
    }

    public Side promisor() {
        return made.promisor();
    }

    public Side promisee() {
        return promisor().other();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /**
     * Decides the first act of all, which makes the commitment.
     *
     * @throws rapport.shared.RuleBroken if its dates cannot be
     */
    public static CommitmentEvent make(MakeCommitment act, RelationshipId relationship, By by, LocalDate today) {
        var madeOn = Objects.requireNonNullElse(act.madeOn(), today);
        CommitmentRules.whatHappenedIsNotInTheFuture(madeOn, today);
        CommitmentRules.aDueDateLiesAhead(act.dueOn(), madeOn, today);
        return new CommitmentMade(
                relationship, by, act.commitment(), act.promisor(), act.text(), act.plan(), act.dueOn(), madeOn, null);
    }

    /**
     * Looks whether a promise made on a day can be due on another, before anything is recorded.
     *
     * @throws rapport.shared.RuleBroken {@code due-in-the-past} or {@code due-too-far}
     */
    public static void checkDueDate(LocalDate dueOn, LocalDate madeOn, LocalDate today) {
        CommitmentRules.aDueDateLiesAhead(dueOn, madeOn, today);
    }

    /** The change that was offered in a repair: a commitment of the one who offered it, by its being accepted. */
    public static CommitmentEvent ofRepair(
            RelationshipId relationship,
            By acceptedBy,
            CommitmentId id,
            Side promisor,
            Sealed change,
            LocalDate dueOn,
            LocalDate acceptedOn,
            EntryId rupture) {
        return new CommitmentMade(relationship, acceptedBy, id, promisor, change, null, dueOn, acceptedOn, rupture);
    }

    /**
     * Decides an act on this commitment.
     *
     * @param today the day in the relationship's zone
     * @throws rapport.shared.RuleBroken with the code of the first rule that the act breaks
     */
    public CommitmentEvent decide(CommitmentAct act, By by, LocalDate today) {
        var rules = new CommitmentRules(this, by, today);
        var relationship = made.relationship();
        return switch (act) {
            case MakeCommitment _ -> throw CommitmentRules.idTaken();
            case DeclineCommitment(var id, var reason) -> {
                rules.onlyThePromisor();
                rules.isOpen();
                rules.wasRecordedByThePromisee();
                rules.isNotPastDue();
                yield new CommitmentDeclined(relationship, by, id, reason);
            }
            case ProposeNewDate(var id, var newDueOn, var reason) -> {
                rules.onlyThePromisor();
                rules.isOpen();
                rules.isNotPastDue();
                rules.isNotMissed();
                rules.hasNoProposal();
                CommitmentRules.aDueDateLiesAhead(newDueOn, today, today);
                rules.isAnotherDateThan(newDueOn);
                yield new NewDateProposed(relationship, by, id, newDueOn, reason);
            }
            case AcceptNewDate(var id) -> {
                rules.onlyThePromisee();
                rules.isOpen();
                rules.hasAProposalToAnswerOrADateInTheirName();
                yield new NewDateAccepted(relationship, by, id);
            }
            case RefuseNewDate(var id, var reason) -> {
                rules.onlyThePromisee();
                rules.isOpen();
                rules.hasAProposal();
                rules.proposalHasNotLapsed();
                yield new NewDateRefused(relationship, by, id, reason);
            }
            case DisputeDate(var id, var reason) -> {
                rules.onlyThePromisee();
                rules.isOpenOrClaimed();
                rules.theDateWasAgreedToInTheirName();
                yield new DateDisputed(relationship, by, id, reason);
            }
            case KeepCommitment(var id, var day, var delivered) -> {
                rules.isOpen();
                var on = Objects.requireNonNullElse(day, today);
                CommitmentRules.whatHappenedIsNotInTheFuture(on, today);
                yield new CommitmentKept(relationship, by, id, on, delivered);
            }
            case ConfirmKeeping(var id) -> {
                rules.onlyThePromisee();
                rules.isClaimedOrKeptInTheirName();
                yield new KeepingConfirmed(relationship, by, id);
            }
            case DisputeKeeping(var id, var reason) -> {
                rules.onlyThePromisee();
                rules.isClaimedOrKeptOrReleasedInTheirName();
                yield status == RELEASED
                        ? new ReleaseDisputed(relationship, by, id, reason)
                        : new KeepingDisputed(relationship, by, id, reason);
            }
            case MissCommitment(var id, var day, var reason) -> {
                rules.isOpen();
                rules.isNotMissedYet();
                rules.onlyThePromisorBeforeItIsPastDue();
                var on = Objects.requireNonNullElse(day, today);
                CommitmentRules.whatHappenedIsNotInTheFuture(on, today);
                yield new CommitmentMissed(relationship, by, id, on, RecordedBy.PARTY, reason);
            }
            case ReleaseCommitment(var id, var reason) -> {
                rules.onlyThePromisee();
                rules.isOpenOrReleasedInTheirName();
                yield new CommitmentReleased(relationship, by, id, reason);
            }
            case WithdrawCommitment(var id, var reason) -> {
                rules.onlyThePromisor();
                rules.isOpen();
                rules.isNotMissed();
                rules.isNotPastDue();
                yield new CommitmentWithdrawn(relationship, by, id, reason);
            }
        };
    }

    /** True if the rules would let this kind of act through, given sensible words and dates. */
    public boolean allows(CommitmentActKind kind, By by, LocalDate today) {
        try {
            return decide(example(kind, today), by, today).relationship().equals(made.relationship());
        } catch (RuleBroken _) {
            return false;
        }
    }

    private CommitmentAct example(CommitmentActKind kind, LocalDate today) {
        var id = id();
        var words = made.text();
        var tomorrow = today.plusDays(1);
        return switch (kind) {
            case KEEP -> new KeepCommitment(id, null, null);
            case CONFIRM -> new ConfirmKeeping(id);
            case DISPUTE -> new DisputeKeeping(id, words);
            case MISS -> new MissCommitment(id, null, null);
            case RELEASE -> new ReleaseCommitment(id, null);
            case WITHDRAW -> new WithdrawCommitment(id, words);
            case DECLINE -> new DeclineCommitment(id, words);
            case PROPOSE_DATE -> new ProposeNewDate(id, tomorrow.equals(dueOn) ? today.plusDays(2) : tomorrow, words);
            case ACCEPT_DATE -> new AcceptNewDate(id);
            case REFUSE_DATE -> new RefuseNewDate(id, null);
            case DISPUTE_DATE -> new DisputeDate(id, words);
        };
    }

    /**
     * What the system records once the due day has ended: a miss, dated on the due day, or nothing where there is
     * nothing to record.
     */
    public Optional<CommitmentEvent> overdue(LocalDate today) {
        return status == OPEN && miss == null && isPastDue(today)
                ? Optional.of(new CommitmentMissed(made.relationship(), null, id(), dueOn, RecordedBy.SYSTEM, null))
                : Optional.empty();
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** The commitment as an event leaves it; the first one, which makes it, finds nothing before it. */
    public static Commitment after(@Nullable Commitment before, CommitmentEvent event) {
        if (event instanceof CommitmentMade made) {
            return new Commitment(made, OPEN, made.dueOn(), null, null, null, false, null);
        }
        return Objects.requireNonNull(before, "an event on a commitment that was never made")
                .evolve(event);
    }

    // A miss, a claim or a disputed date ends a proposal that nobody had answered.
    private Commitment evolve(CommitmentEvent event) {
        return switch (event) {
            case CommitmentMade _ -> this;
            case CommitmentDeclined _ -> closed(DECLINED, unverified);
            case NewDateProposed proposed -> due(dueOn, proposed.dueOn(), dueOnBefore);
            case NewDateAccepted accepted ->
                due(Objects.requireNonNullElse(proposedDueOn, dueOn), null, dueOnBefore(accepted));
            case NewDateRefused _ -> due(dueOn, null, dueOnBefore);
            case DateDisputed _ -> due(Objects.requireNonNullElse(dueOnBefore, dueOn), null, null);
            case CommitmentKept kept -> {
                var now = whenKept(kept);
                yield new Commitment(
                        made,
                        now,
                        dueOn,
                        kept.keptOn(),
                        miss,
                        null,
                        now == KEPT && kept.by().onBehalf(),
                        dueOnBefore);
            }
            case KeepingConfirmed confirmed -> closed(KEPT, confirmed.by().onBehalf());
            case KeepingDisputed disputed -> reopened(disputed.by().onBehalf());
            case CommitmentMissed missed ->
                new Commitment(
                        made,
                        status,
                        dueOn,
                        keptOn,
                        new Miss(missed.missedOn(), missed.recordedBy()),
                        null,
                        unverified,
                        dueOnBefore);
            case CommitmentReleased released -> closed(RELEASED, released.by().onBehalf());
            case ReleaseDisputed disputed -> reopened(disputed.by().onBehalf());
            case CommitmentWithdrawn _ -> closed(WITHDRAWN, unverified);
        };
    }

    // The one promised to decides: their word keeps it at once, the promisor's is a claim until they have spoken.
    private Status whenKept(CommitmentKept kept) {
        return kept.by().side() == promisor() ? CLAIMED : KEPT;
    }

    // However often it was moved in the promisee's name: the date that they know of is the one before all that.
    private @Nullable LocalDate dueOnBefore(NewDateAccepted accepted) {
        if (!accepted.by().onBehalf()) {
            return null;
        }
        return dueOnBefore == null ? dueOn : dueOnBefore;
    }

    private Commitment due(LocalDate day, @Nullable LocalDate proposed, @Nullable LocalDate before) {
        return new Commitment(made, status, day, keptOn, miss, proposed, unverified, before);
    }

    private Commitment closed(Status how, boolean inTheirName) {
        return new Commitment(made, how, dueOn, keptOn, miss, null, inTheirName, dueOnBefore);
    }

    private Commitment reopened(boolean inTheirName) {
        return new Commitment(made, OPEN, dueOn, null, miss, null, inTheirName, dueOnBefore);
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    /** True if a creation that came again says the same, as far as can be told without opening words. */
    public boolean isSameButForItsWords(MakeCommitment again) {
        return made.promisor() == again.promisor()
                && made.dueOn().equals(again.dueOn())
                && made.repairs() == null
                && (again.madeOn() == null || made.madeOn().equals(again.madeOn()));
    }

    /** True once the due day has ended. */
    public boolean isPastDue(LocalDate today) {
        return today.isAfter(dueOn);
    }

    /** True while it is open, and missed or past due. */
    public boolean isBroken(LocalDate today) {
        return status == OPEN && (miss != null || isPastDue(today));
    }

    /** True while a proposed date can still be agreed to. */
    public boolean hasLiveProposal(LocalDate today) {
        return status == OPEN && proposedDueOn != null && !isPastDue(today);
    }

    /** True while the date that stands was agreed to in the promisee's name, and they can still say something to it. */
    public boolean isDateUnverified() {
        return dueOnBefore != null && (status == OPEN || status == CLAIMED);
    }

    /** True if it was kept, as claimed or agreed, after the day it was due. */
    public boolean isKeptLate() {
        return keptOn != null && keptOn.isAfter(dueOn);
    }
}
