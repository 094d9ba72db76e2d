package rapport.capture;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a line could go on, from its end. */
public final class Completions {

    private static final int MOST = 9;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern NAMING = Pattern.compile(
            "^(promised?|thanks?|thank you|guidance|concern|rupture|topic|note|ask(?:ed)?(?: for)? feedback)(?:\\s+|$)([^:：]*)$",
            FLAGS);
    private static final Pattern KEPT = Pattern.compile("^kept(?:\\s+|\\s*[:：]\\s*|$)(.*)$", FLAGS | Pattern.DOTALL);
    private static final Pattern DATING =
            Pattern.compile("^(.*[:：].*\\sby\\s+)(\\S*(?:\\s\\S*){0,2})$", FLAGS | Pattern.DOTALL);

    private Completions() {}

    /** At most nine, the likeliest first; none where anything may follow. */
    public static List<Completion> of(String line, Around around) {
        var text = line.stripLeading().replaceFirst("^/\\s*", "");
        if (around.active().isEmpty()) {
            return List.of();
        }
        // What stands there already completes nothing.
        return continuing(text, around).stream()
                .filter(one -> !Folding.folded(one.text()).equals(Folding.folded(text)))
                .toList();
    }

    private static List<Completion> continuing(String text, Around around) {
        var kept = KEPT.matcher(text);
        if (kept.matches()) {
            return promises(kept.group(1), around);
        }
        var naming = NAMING.matcher(text);
        if (naming.matches()) {
            return names(naming.group(1) + " ", naming.group(2), around);
        }
        var dating = DATING.matcher(text);
        if (dating.matches() && !text.toLowerCase(Locale.ROOT).startsWith("note")) {
            return days(dating.group(1), dating.group(2), around);
        }
        return text.indexOf(':') < 0 && text.indexOf('：') < 0 ? beginnings(text, around) : List.of();
    }

    private static List<Completion> beginnings(String typed, Around around) {
        var wanted = Folding.folded(typed);
        var found = new ArrayList<Completion>();
        for (var form : Form.values()) {
            if (Folding.folded(form.word()).startsWith(wanted)) {
                found.add(new Completion(form.word() + " ", form.word(), form.purpose()));
            }
        }
        if (!wanted.isEmpty()) {
            named(typed.strip().replaceFirst("(?i)\\s+p(r(o(m(i(s(ed?)?)?)?)?)?)?$", ""), around).stream()
                    .map(one -> new Completion(
                            one.name() + " promised: ",
                            one.name() + " promised",
                            "what " + one.name() + " promised you"))
                    .forEach(found::add);
        }
        return first(found);
    }

    private static List<Counterpart> named(String typed, Around around) {
        return Names.matching(typed, around.active());
    }

    private static List<Completion> names(String before, String typed, Around around) {
        var found = new ArrayList<Completion>();
        var people = typed.isBlank() ? around.active() : named(typed, around);
        // To whom the page belongs comes first.
        Stream.concat(
                        people.stream().filter(one -> one.relationship().equals(around.here())),
                        people.stream().filter(one -> !one.relationship().equals(around.here())))
                .map(one -> new Completion(before + one.name() + ": ", one.name(), detail(one)))
                .distinct()
                .forEach(found::add);
        return first(found);
    }

    private static String detail(Counterpart one) {
        return switch (one.own()) {
            case MANAGER -> "reports to you";
            case REPORT -> "your manager";
        };
    }

    private static List<Completion> promises(String typed, Around around) {
        var found = new ArrayList<Completion>();
        var matching = typed.isBlank() ? around.promises().get() : Promises.matching(typed, around);
        for (var promise : matching) {
            var name = around.people().stream()
                    .filter(one -> one.relationship().equals(promise.relationship()))
                    .map(Counterpart::name)
                    .findFirst()
                    .orElse("");
            var line = promise.words().replaceAll("\\s+", " ");
            found.add(new Completion("kept " + line, Promises.cut(line), Promises.label(promise, name)));
        }
        return first(found);
    }

    private static List<Completion> days(String before, String typed, Around around) {
        // Where it is not the same day for all of them, a date beside the words could be another one's.
        var todays = around.active().stream().map(Counterpart::today).distinct().toList();
        var today = todays.getFirst();
        var days = new LinkedHashMap<String, LocalDate>();
        days.put("today", today);
        days.put("tomorrow", today.plusDays(1));
        for (var ahead = 2; ahead < 7; ahead++) {
            var day = today.plusDays(ahead);
            var name = day.getDayOfWeek().name();
            days.put(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT), day);
        }
        days.put("in 1 week", today.plusWeeks(1));
        days.put("in 2 weeks", today.plusWeeks(2));
        days.put("end of the month", today.withDayOfMonth(today.lengthOfMonth()));
        var wanted = Folding.folded(typed);
        var found = new ArrayList<Completion>();
        if (Folding.folded("next 1:1").startsWith(wanted)) {
            found.add(new Completion(before + "next 1:1", "next 1:1", "the day of your next 1:1"));
        }
        days.entrySet().stream()
                .filter(day -> Folding.folded(day.getKey()).startsWith(wanted))
                .map(day -> new Completion(
                        before + day.getKey(), day.getKey(), todays.size() == 1 ? Days.day(day.getValue()) : ""))
                .forEach(found::add);
        return first(found);
    }

    private static List<Completion> first(List<Completion> found) {
        return found.stream().limit(MOST).toList();
    }
}
