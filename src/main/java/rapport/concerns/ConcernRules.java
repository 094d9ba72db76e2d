package rapport.concerns;

import rapport.concerns.Concern.Status;
import rapport.parties.By;
import rapport.shared.RuleBroken;

/** The rules an act on a concern may break, each a method whose name is the rule. */
record ConcernRules(Concern concern, By by) {

    static RuleBroken idTaken() {
        return new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    void onlyTheOtherParty() {
        if (by.side() != concern.answerer()) {
            throw new RuleBroken(
                    "only-other-party",
                    "A concern is heard and answered by the other person, not by the one who raised it.");
        }
    }

    void onlyTheRaiser() {
        if (by.side() != concern.raiser()) {
            throw new RuleBroken("only-raiser", "Only the person who raised this concern can do that.");
        }
    }

    void isNotSettled() {
        if (concern.status() == Status.SETTLED) {
            throw new RuleBroken("settled", "This concern is settled. The person who raised it can reopen it.");
        }
    }

    void isNotSettledButInTheirName() {
        if (!concern.unverified() || by.onBehalf()) {
            isNotSettled();
        }
    }

    void isNotWithdrawn() {
        if (concern.status() == Status.WITHDRAWN) {
            throw new RuleBroken("withdrawn", "This concern was withdrawn; nothing more can be done to it.");
        }
    }

    void isAnswered() {
        if (concern.status() == Status.UNANSWERED) {
            throw new RuleBroken(
                    "not-answered", "This concern still waits for an answer, so it cannot be settled yet.");
        }
    }

    void isAnsweredOrSettled() {
        if (concern.status() == Status.UNANSWERED) {
            throw new RuleBroken(
                    "nothing-to-reopen", "This concern still waits for an answer, so there is nothing to reopen.");
        }
    }
}
