package rapport.web;

import java.util.Objects;
import rapport.briefing.Brief;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.OpenItem.RuptureFacts;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryId;
import rapport.ruptures.Rupture;

/** The next step towards mending a rupture, told to the one who looks: their own step, or what they wait for. */
final class NextStep {

    private NextStep() {}

    /** In a sentence or two; empty for what is no rupture. */
    static String of(Pair pair, Brief brief, OpenItem item) {
        var facts = item.rupture();
        if (facts == null) {
            return "";
        }
        return switch (facts.stage()) {
            case PRIVATE -> "Next: name it to " + pair.other() + ", or let it be.";
            case NAMED -> named(pair, facts, rupture(brief, item));
            case DISPUTED ->
                "Next: talk about it. " + (pair.isReader() ? "They see" : "The two of you see") + " it differently.";
            case OFFERED -> offered(pair, facts, rupture(brief, item).offerHasLapsed(pair.today()));
            case DECLINED -> declined(pair, facts);
            case REBUILDING -> rebuilding(pair, brief, item, facts, rupture(brief, item));
        };
    }

    private static Rupture rupture(Brief brief, OpenItem item) {
        return (Rupture) Objects.requireNonNull(brief.entries().get(new EntryId(item.entryId())))
                .state();
    }

    private static String named(Pair pair, RuptureFacts facts, Rupture rupture) {
        var causer = facts.causedBy();
        var harmed = pair.whom(causer.other());
        var slipped = facts.slips() > 0;
        if (pair.isYou(causer)) {
            return slipped
                    ? "Next: own to " + harmed + " that it slipped, then offer anew what will be different."
                    : "Next: own it to " + harmed + ", then offer what will be different.";
        }
        if (pair.isYou(causer.other()) && !slipped && rupture.impacts().isEmpty()) {
            return "Next: " + pair.whom(causer) + " owns it. You can say what it did to you.";
        }
        return "Next: " + pair.whom(causer) + " owns it, and offers " + (slipped ? "anew " : "")
                + "what will be different.";
    }

    private static String offered(Pair pair, RuptureFacts facts, boolean lapsed) {
        var causer = facts.causedBy();
        var harmed = causer.other();
        var offer = pair.who(causer) + (pair.isYou(causer) ? " have" : " has") + " offered a repair";
        if (lapsed) {
            var next =
                    pair.isYou(causer) ? "offer it with a new day." : pair.whom(causer) + " offers it with a new day.";
            return offer + ", and its day has passed. Next: " + next;
        }
        return offer + ". Next: "
                + (pair.isYou(harmed)
                        ? "say whether it is enough."
                        : pair.whom(harmed) + " says whether it is enough.");
    }

    private static String declined(Pair pair, RuptureFacts facts) {
        var causer = facts.causedBy();
        return pair.isYou(causer)
                ? "Next: read what is missing, then offer the repair anew."
                : "Next: " + pair.whom(causer) + " offers the repair anew.";
    }

    private static String rebuilding(Pair pair, Brief brief, OpenItem item, RuptureFacts facts, Rupture rupture) {
        var causer = facts.causedBy();
        var harmed = causer.other();
        if (item.owedBy() == OwedBy.of(causer)) {
            var keep = "Next: "
                    + (pair.isYou(causer)
                            ? "keep the change, and say when you have."
                            : pair.whom(causer) + " keeps the change.");
            return pair.isYou(harmed) ? keep + " Note it whenever you see how it goes." : keep;
        }
        var enough = Objects.requireNonNullElse(facts.held(), 0) >= Rupture.DAYS_TO_HOLD;
        if (!enough) {
            return pair.isYou(harmed)
                    ? "Next: note on which days the change holds."
                    : "Next: " + pair.whom(harmed) + " notes on which days the change holds.";
        }
        // What waits for a verdict is still among the promises of the brief; what is kept is not.
        var promise = rupture.commitment();
        var unconfirmed = promise != null && brief.promises().containsKey(new CommitmentId(promise.value()));
        if (pair.isYou(harmed)) {
            return unconfirmed
                    ? "Next: say whether the change was kept as promised, then whether this is mended."
                    : "Next: say whether it is mended.";
        }
        return "Next: " + pair.whom(harmed) + " says whether it is mended.";
    }
}
