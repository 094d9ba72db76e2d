package rapport.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.parties.Side;

/** A brief summed up: what is broken, what is not mended, who waits for whom, in this order. */
final class BriefInASentence {

    /** What the manager broke, or owes an answer to, comes first, whoever reads. */
    private static final List<Side> POWER_FIRST = List.of(Side.MANAGER, Side.REPORT);

    private BriefInASentence() {}

    /**
     * One sentence; empty if nothing is open.
     *
     * @param next the day of the next 1:1, by which things are due
     */
    static String of(Pair pair, Collection<OpenItem> items, String next) {
        if (items.isEmpty()) {
            return "";
        }
        var worst = new ArrayList<String>();
        for (var side : POWER_FIRST) {
            var broken = count(items, side, Kind.BROKEN_PROMISE);
            if (broken > 0) {
                worst.add(pair.whom(side) + " broke " + Counts.inWords(broken, "promise"));
            }
        }
        var torn = (int) items.stream()
                .filter(item -> item.kind() == Kind.UNREPAIRED_RUPTURE)
                .count();
        if (torn > 0) {
            worst.add(Counts.inWords(torn, "moment") + (torn == 1 ? " is" : " are") + " not mended");
        }
        var waits = new ArrayList<String>();
        for (var side : POWER_FIRST) {
            var answers = (int) items.stream()
                    .filter(item -> isAnswer(item.kind()) && item.owedBy() == OwedBy.of(side))
                    .count();
            if (answers > 0) {
                var waiting = side.other();
                waits.add(pair.whom(waiting) + (pair.isYou(waiting) ? " wait" : " waits") + " for "
                        + Counts.inWords(answers, "answer"));
            }
        }
        if (worst.isEmpty() && waits.isEmpty()) {
            return calm(items, next);
        }
        var parts = new ArrayList<String>();
        if (!worst.isEmpty()) {
            parts.add(String.join(", ", worst));
        }
        if (!waits.isEmpty()) {
            parts.add(String.join(", and ", waits));
        }
        return Spoken.capital(String.join("; ", parts) + ".");
    }

    private static String calm(Collection<OpenItem> items, String next) {
        var due = (int)
                items.stream().filter(item -> item.kind() == Kind.DUE_BY_NEXT).count();
        return due == 0
                ? "Nothing is broken, and nobody waits for an answer."
                : "Nothing is broken, and nobody waits for an answer; " + Counts.inWords(due, "promise")
                        + (due == 1 ? " is" : " are") + " due by " + next + ".";
    }

    private static int count(Collection<OpenItem> items, Side side, Kind kind) {
        return (int) items.stream()
                .filter(item -> item.kind() == kind && item.owedBy() == OwedBy.of(side))
                .count();
    }

    private static boolean isAnswer(Kind kind) {
        return switch (kind) {
            case UNANSWERED_CONCERN,
                    LANDED_HARD,
                    AWAITING_VERDICT,
                    DATE_PROPOSED,
                    FEEDBACK_OWED,
                    UNHEARD_GUIDANCE,
                    UNSETTLED_CONCERN -> true;
            case BROKEN_PROMISE, UNREPAIRED_RUPTURE, DUE_BY_NEXT, TOPIC, FLAGGED_NOTE -> false;
        };
    }
}
