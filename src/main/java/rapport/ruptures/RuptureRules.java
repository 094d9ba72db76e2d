package rapport.ruptures;

import static rapport.ruptures.Rupture.DAYS_TO_HOLD;

import java.time.LocalDate;
import java.util.function.Predicate;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.ruptures.Rupture.Repair;
import rapport.ruptures.Rupture.Stage;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.shared.RuleBroken;

/** The rules an act on a rupture may break, each a method whose name is the rule. */
record RuptureRules(Rupture rupture, By by, LocalDate today) {

    private static final int FURTHEST_YEARS_AHEAD = 5;

    static void whatHappenedIsNotInTheFuture(LocalDate day, LocalDate today) {
        if (day.isAfter(today)) {
            throw new RuleBroken("in-the-future", "That day has not come yet; what happened cannot lie in the future.");
        }
    }

    static void aBrokenPromiseIsCausedByItsPromisor(NameRupture act, Side promisor) {
        if (act.kind() == RuptureKind.BROKEN_PROMISE && act.causedBy() != promisor) {
            throw new RuleBroken(
                    "not-the-promisor", "A broken promise is caused by the person who gave it, not by the other one.");
        }
    }

    static RuleBroken idTaken() {
        return new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    void onlyTheCausingSide() {
        if (by.side() != rupture.causedBy()) {
            throw new RuleBroken("only-causing-side", "Only the person who caused this can do that.");
        }
    }

    void onlyTheHarmedSide() {
        if (by.side() != rupture.harmed()) {
            throw new RuleBroken("only-harmed-side", "Only the person who was hurt by this can do that.");
        }
    }

    void isNotClosed() {
        switch (rupture.stage()) {
            case NAMED, DISPUTED, OFFERED, DECLINED, REBUILDING -> {}
            case REPAIRED -> throw closed("This has been repaired; nothing more can be done to it.");
            case LET_GO -> throw closed("This was let go; nothing more can be done to it.");
        }
    }

    void isNotClosedBut(Stage inTheirName) {
        if (!isInTheirName(inTheirName)) {
            isNotClosed();
        }
    }

    // What another recorded in the name of the one who looks at it now.
    private boolean isInTheirName(Stage stage) {
        return rupture.stage() == stage && rupture.unverified() && !by.onBehalf();
    }

    void restsOnWhatWasSaidInTheirName() {
        var stage = rupture.stage();
        if (!rupture.unverified() || stage == Stage.DECLINED) {
            isNotClosed();
            throw new RuleBroken(
                    "nothing-to-reopen", "Nothing stands here that another said in the name of the one who was hurt.");
        }
        if (by.onBehalf()) {
            throw new RuleBroken(
                    "only-for-oneself",
                    "What was recorded in somebody's name, only they themselves can contest, once they have joined.");
        }
    }

    private static RuleBroken closed(String sentence) {
        return new RuleBroken("closed", sentence);
    }

    void noRepairWasEverOffered() {
        if (rupture.firstOfferedAt() != null) {
            throw new RuleBroken(
                    "already-offered",
                    "A repair was already offered, which owns what happened; it cannot be disputed after that.");
        }
    }

    void isNotDisputedYet() {
        if (rupture.disputed() != null) {
            throw new RuleBroken("already-disputed", "The other account of this is already on record.");
        }
    }

    void noOfferWaitsForAnAnswer() {
        if (rupture.stage() == Stage.OFFERED && !rupture.offerHasLapsed(today)) {
            throw new RuleBroken("offer-open", "A repair is already offered and waits for an answer.");
        }
    }

    void isNotRebuilding() {
        if (rupture.stage() == Stage.REBUILDING) {
            throw new RuleBroken(
                    "rebuilding",
                    "A repair was accepted and is being lived up to. Another can be offered only after a slip.");
        }
    }

    void theChangeIsDueAhead(LocalDate dueOn) {
        if (dueOn.isBefore(today)) {
            throw new RuleBroken("due-in-the-past", "The day by which it will be different has already passed.");
        }
        if (dueOn.isAfter(today.plusYears(FURTHEST_YEARS_AHEAD))) {
            throw new RuleBroken(
                    "due-too-far", "The day by which it will be different lies more than five years ahead.");
        }
    }

    Repair theOfferToAnswer() {
        var repair = rupture.repair();
        if (repair == null || (rupture.stage() != Stage.OFFERED && !isInTheirName(Stage.DECLINED))) {
            throw new RuleBroken("no-offer", "No repair waits for an answer at the moment.");
        }
        return repair;
    }

    void hasNotLapsed(Repair offer) {
        if (today.isAfter(offer.dueOn())) {
            throw new RuleBroken(
                    "offer-past",
                    "The day by which it would be different has passed, so this offer can only be declined.");
        }
    }

    Repair theRepairBeingLivedUpTo() {
        var repair = rupture.repair();
        if (repair == null || rupture.stage() != Stage.REBUILDING) {
            throw new RuleBroken("not-rebuilding", "No repair has been accepted, so there is no change to watch yet.");
        }
        return repair;
    }

    Repair theRepairLivedUpTo() {
        var repair = rupture.repair();
        return repair != null && isInTheirName(Stage.REPAIRED) ? repair : theRepairBeingLivedUpTo();
    }

    void isOnOrAfterTheAcceptance(LocalDate observedOn, Repair repair) {
        if (repair.acceptedOn() != null && observedOn.isBefore(repair.acceptedOn())) {
            throw new RuleBroken(
                    "before-acceptance", "That day was before the repair was accepted, so it cannot count for it.");
        }
    }

    void isNotNotedYet(LocalDate observedOn) {
        if (rupture.notedOn().contains(observedOn)) {
            throw new RuleBroken("already-noted", "It is already noted for that day whether the change held.");
        }
    }

    void theChangeIsKept(Repair repair, Predicate<EntryId> isKept) {
        if (repair.commitment() == null || !isKept.test(repair.commitment())) {
            throw new RuleBroken(
                    "change-not-kept", "The promise made in the repair has to be kept, and confirmed as kept, first.");
        }
    }

    void theChangeWasSeenToHold() {
        if (rupture.held() < DAYS_TO_HOLD) {
            throw new RuleBroken(
                    "change-not-seen",
                    "The change has to be noted as held on at least three different days since the repair was accepted.");
        }
    }
}
