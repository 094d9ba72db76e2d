package rapport.commitments;

import java.time.LocalDate;
import java.util.Objects;
import rapport.commitments.Commitment.Status;
import rapport.parties.By;
import rapport.shared.RuleBroken;

/** The rules an act on a commitment may break, each a method whose name is the rule. */
record CommitmentRules(Commitment commitment, By by, LocalDate today) {

    private static final int FURTHEST_YEARS_AHEAD = 5;

    static void whatHappenedIsNotInTheFuture(LocalDate day, LocalDate today) {
        if (day.isAfter(today)) {
            throw new RuleBroken("in-the-future", "That day has not come yet; what happened cannot lie in the future.");
        }
    }

    static void aDueDateLiesAhead(LocalDate dueOn, LocalDate madeOn, LocalDate today) {
        if (dueOn.isBefore(madeOn)) {
            throw new RuleBroken(
                    "due-in-the-past",
                    madeOn.isBefore(today)
                            ? "A promise cannot have been due before the day it was made."
                            : "The due date has already passed. If the promise was made earlier, give the day it was made.");
        }
        if (dueOn.isAfter(today.plusYears(FURTHEST_YEARS_AHEAD))) {
            throw new RuleBroken("due-too-far", "The due date lies more than five years ahead.");
        }
    }

    static RuleBroken idTaken() {
        return new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    void onlyThePromisor() {
        if (by.side() != commitment.promisor()) {
            throw new RuleBroken("only-promisor", "Only the person who made this promise can do that.");
        }
    }

    void onlyThePromisee() {
        if (by.side() != commitment.promisee()) {
            throw new RuleBroken("only-promisee", "Only the person who was promised this can do that.");
        }
    }

    void isOpen() {
        switch (commitment.status()) {
            case OPEN -> {}
            case CLAIMED ->
                throw notOpen("This promise is already said to be kept; the person who was promised it has the word.");
            case KEPT -> throw notOpen("This promise has been kept; nothing more can be done to it.");
            case RELEASED -> throw notOpen("This promise was released; nothing more can be done to it.");
            case WITHDRAWN -> throw notOpen("This promise was withdrawn; nothing more can be done to it.");
            case DECLINED -> throw notOpen("This promise was declined; nothing more can be done to it.");
        }
    }

    private static RuleBroken notOpen(String sentence) {
        return new RuleBroken("not-open", sentence);
    }

    void isOpenOrClaimed() {
        if (commitment.status() != Status.CLAIMED) {
            isOpen();
        }
    }

    void isOpenOrReleasedInTheirName() {
        if (!isToldToThem(Status.RELEASED)) {
            isOpen();
        }
    }

    void isClaimedOrKeptInTheirName() {
        if (commitment.status() != Status.CLAIMED && !isToldToThem(Status.KEPT)) {
            throw new RuleBroken(
                    "not-claimed",
                    "Nobody says at the moment that this promise was kept, so there is nothing to answer.");
        }
    }

    void isClaimedOrKeptOrReleasedInTheirName() {
        if (commitment.unverified() && (commitment.status() == Status.KEPT || commitment.status() == Status.RELEASED)) {
            inPerson();
        }
        if (!isToldToThem(Status.RELEASED)) {
            isClaimedOrKeptInTheirName();
        }
    }

    // A verdict that another recorded in the name of the one who looks at it now.
    private boolean isToldToThem(Status verdict) {
        return commitment.status() == verdict && commitment.unverified() && !by.onBehalf();
    }

    private void inPerson() {
        if (by.onBehalf()) {
            throw new RuleBroken(
                    "only-for-oneself",
                    "What was recorded in somebody's name, only they themselves can contest, once they have joined.");
        }
    }

    void theDateWasAgreedToInTheirName() {
        if (commitment.dueOnBefore() == null) {
            throw new RuleBroken(
                    "nothing-to-dispute", "The date that stands was not agreed to in anybody's name by another.");
        }
        inPerson();
    }

    void isNotPastDue() {
        if (commitment.isPastDue(today)) {
            throw new RuleBroken(
                    "past-due", "The due date has passed. The promise can still be kept late, or be released.");
        }
    }

    void isNotMissed() {
        if (commitment.miss() != null) {
            throw new RuleBroken(
                    "missed", "This promise is recorded as missed. It can still be kept late, or be released.");
        }
    }

    void isNotMissedYet() {
        if (commitment.miss() != null) {
            throw new RuleBroken("already-missed", "This promise is already recorded as missed.");
        }
    }

    void onlyThePromisorBeforeItIsPastDue() {
        if (!commitment.isPastDue(today) && by.side() != commitment.promisor()) {
            throw new RuleBroken(
                    "not-yet-due",
                    "The due date has not passed. Until then only the person who promised can call it missed.");
        }
    }

    /**
     * By the promisee "you told me that you would", also when they wrote it down in the promisor's name. What a promisor
     * wrote down for themselves is their own word.
     */
    void wasRecordedByThePromisee() {
        var made = commitment.made().by();
        if (made.side() == commitment.promisor() && !made.onBehalf()) {
            throw new RuleBroken(
                    "own-promise", "You recorded this promise yourself; it can be withdrawn, but not declined.");
        }
    }

    void hasNoProposal() {
        if (commitment.proposedDueOn() != null) {
            throw new RuleBroken("proposal-open", "A new date is already proposed and waits for an answer.");
        }
    }

    void hasAProposal() {
        if (commitment.proposedDueOn() == null) {
            throw new RuleBroken("no-proposal", "No new date is proposed at the moment.");
        }
    }

    void proposalHasNotLapsed() {
        if (commitment.isPastDue(today)) {
            throw new RuleBroken(
                    "past-due", "The due date has passed, so the proposed date has lapsed; the old date stands.");
        }
    }

    void hasAProposalToAnswerOrADateInTheirName() {
        if (commitment.proposedDueOn() == null && commitment.dueOnBefore() != null && !by.onBehalf()) {
            return;
        }
        hasAProposal();
        proposalHasNotLapsed();
        if (today.isAfter(Objects.requireNonNull(commitment.proposedDueOn()))) {
            throw new RuleBroken(
                    "due-in-the-past", "The proposed date has itself passed by now, so it cannot be agreed to.");
        }
    }

    void isAnotherDateThan(LocalDate newDueOn) {
        if (newDueOn.equals(commitment.dueOn())) {
            throw new RuleBroken("same-date", "This is the date that already stands.");
        }
    }
}
