package rapport.feedback;

import rapport.parties.By;
import rapport.shared.RuleBroken;

/** The rules an act about feedback may break, each a method whose name is the rule. */
final class FeedbackRules {

    private FeedbackRules() {}

    static RuleBroken idTaken() {
        return new RuleBroken("id-taken", "This id already belongs to another record.");
    }

    static void onlyTheReceiver(Feedback feedback, By by) {
        if (by.side() != feedback.receiver()) {
            throw new RuleBroken("only-receiver", "Only the person who received this feedback can say how it landed.");
        }
    }

    static void onlyTheOneAsked(FeedbackRequest request, By by) {
        if (by.side() != request.asked()) {
            throw new RuleBroken(
                    "only-the-one-asked", "Only the person who was asked for this feedback can answer the request.");
        }
    }

    static void wasNotAnsweredYet(FeedbackRequest request) {
        if (request.answeredBy() != null) {
            throw new RuleBroken(
                    "already-answered",
                    "This request was answered already. More feedback can be given, but not in answer to it.");
        }
    }
}
