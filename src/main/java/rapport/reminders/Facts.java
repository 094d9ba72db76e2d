package rapport.reminders;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rapport.briefing.Brief;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.OwedBy;
import rapport.briefing.OpenItem.Stage;
import rapport.parties.Visibility;
import rapport.reminders.FollowUps.FollowUp;

/** Tells what is open without a word of what anybody wrote. */
final class Facts {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);

    private Facts() {}

    /** Such as "Tuesday 1 December". */
    static String day(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** What is to be said of an open item, to the person whose brief it is. */
    static String of(Brief brief, OpenItem item, String other) {
        var isYours = item.owedBy().includes(brief.side());
        var since = DAY.format(item.since());
        var facts = item.rupture();
        return switch (item.kind()) {
            case BROKEN_PROMISE -> (isYours ? "You broke a promise" : other + " broke a promise") + due(item);
            case UNREPAIRED_RUPTURE ->
                facts == null || facts.stage() == Stage.PRIVATE
                        ? "A moment of " + since + " that only you have noted"
                        : "A moment of " + since + " is not mended; next: "
                                + facts.stage().nextStep();
            case UNANSWERED_CONCERN ->
                isYours
                        ? other + " waits for your answer to a concern since " + since
                        : "Your concern of " + since + " is not answered yet";
            case LANDED_HARD ->
                isYours
                        ? "Your feedback landed hard on " + since
                        : "Feedback of " + other + " landed hard with you on " + since;
            case AWAITING_VERDICT ->
                isYours
                        ? other + " says a promise was kept; say whether it was"
                        : "Waits for " + other + " to say whether your promise was kept";
            case DATE_PROPOSED ->
                isYours
                        ? other + " proposes another date for a promise; your answer is waited for"
                        : "The date that you proposed waits for " + other;
            case DUE_BY_NEXT ->
                (item.owedBy() == OwedBy.BOTH || isYours ? "You promised something" : other + " promised you something")
                        + due(item);
            case FEEDBACK_OWED ->
                isYours ? other + " asked for your feedback on " + since : "You asked for feedback on " + since;
            case UNHEARD_GUIDANCE ->
                isYours ? other + " gave you feedback on " + since : "Your feedback of " + since + " was not heard yet";
            case UNSETTLED_CONCERN ->
                isYours
                        ? "Your concern was answered on " + since + "; say whether that settles it"
                        : "Your answer of " + since + " waits for " + other + " to say whether it settles the concern";
            case TOPIC ->
                item.visibility() == Visibility.PRIVATE
                        ? "Something to talk about, noted for you alone"
                        : "To talk about";
            case FLAGGED_NOTE ->
                item.visibility() == Visibility.PRIVATE ? "A note of yours, for you alone" : "A note to bring up";
        };
    }

    private static String due(OpenItem item) {
        var due = item.dueOn();
        return due == null ? "" : ", due " + DAY.format(due);
    }

    static String of(FollowUp one, String other) {
        return switch (one.what()) {
            case PROMISE_DUE -> "You promised something for " + day(one.on());
            case VERDICT_ASKED -> other + " says a promise was kept; say whether it was";
            case REPAIR_OFFERED -> other + " offers a repair; it waits for your answer";
        };
    }

    /** How much of what is open, such as "1 broken promise, 2 due, 1 to talk about". */
    static String counts(List<OpenItem> items) {
        var parts = new ArrayList<String>();
        add(parts, items, List.of(Kind.BROKEN_PROMISE), "broken promise", "broken promises");
        add(parts, items, List.of(Kind.UNREPAIRED_RUPTURE), "moment not mended", "moments not mended");
        add(
                parts,
                items,
                List.of(
                        Kind.UNANSWERED_CONCERN,
                        Kind.LANDED_HARD,
                        Kind.AWAITING_VERDICT,
                        Kind.DATE_PROPOSED,
                        Kind.FEEDBACK_OWED,
                        Kind.UNHEARD_GUIDANCE,
                        Kind.UNSETTLED_CONCERN),
                "waiting for an answer",
                "waiting for an answer");
        add(parts, items, List.of(Kind.DUE_BY_NEXT), "promise due", "promises due");
        add(parts, items, List.of(Kind.TOPIC, Kind.FLAGGED_NOTE), "to talk about", "to talk about");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, List<OpenItem> items, List<Kind> kinds, String one, String many) {
        var count = items.stream().filter(item -> kinds.contains(item.kind())).count();
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}
