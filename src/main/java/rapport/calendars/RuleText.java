package rapport.calendars;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.meetings.Cadence;

/** Rules of repetition as calendars spell them, in the plainest spelling of the same, so that people can be told them. */
final class RuleText {

    private RuleText() {}

    /** Without what says nothing, such as an interval of one; what cannot be read stays as it is. */
    static String plain(String rule) {
        var parts = parts(rule);
        parts.remove("INTERVAL", "1");
        parts.remove("INTERVAL", "01");
        var days = parts.getOrDefault("BYDAY", "");
        var weeksMatter = parts.containsKey("INTERVAL") && days.contains(",");
        if (!weeksMatter && !"YEARLY".equals(parts.get("FREQ"))) {
            parts.remove("WKST");
        }
        parts.remove("WKST", "MO");
        // The second Tuesday, as Outlook says it.
        if ("MONTHLY".equals(parts.get("FREQ"))
                && !parts.containsKey("BYMONTHDAY")
                && days.matches("[A-Z]{2}")
                && parts.getOrDefault("BYSETPOS", "").matches("[1-5]|-1")) {
            parts.put("BYDAY", parts.get("BYSETPOS") + days);
            parts.remove("BYSETPOS");
        }
        return text(parts);
    }

    /** With the weekday spelled out that a rule for weeks leaves to its first day. */
    static String withItsDay(String rule, LocalDate firstDay) {
        var parts = parts(rule);
        if ("WEEKLY".equals(parts.get("FREQ"))) {
            parts.putIfAbsent("BYDAY", code(firstDay));
        }
        return text(parts);
    }

    /**
     * The same rhythm for what used to be on one day and is on another from now on; null if it cannot be told what that
     * would be.
     */
    static @Nullable String shifted(String rule, LocalDate from, LocalDate to) {
        var parts = parts(rule);
        if (from.equals(to)) {
            return rule;
        }
        var onePart = parts.size() == 2 || (parts.size() == 3 && parts.containsKey("INTERVAL"));
        if ("WEEKLY".equals(parts.get("FREQ")) && onePart && code(from).equals(parts.get("BYDAY"))) {
            parts.put("BYDAY", code(to));
            return text(parts);
        }
        var monthly = parts(Cadence.monthlyLike(from));
        if ("MONTHLY".equals(parts.get("FREQ"))
                && onePart
                && parts.getOrDefault("BYDAY", "").equals(monthly.get("BYDAY"))) {
            parts.put("BYDAY", parts(Cadence.monthlyLike(to)).getOrDefault("BYDAY", ""));
            return text(parts);
        }
        return "DAILY".equals(parts.get("FREQ")) && onePart && !parts.containsKey("BYDAY") ? rule : null;
    }

    static String without(String rule, String... names) {
        var parts = parts(rule);
        Arrays.stream(names).forEach(parts::remove);
        return text(parts);
    }

    static String part(String rule, String name) {
        return parts(rule).getOrDefault(name, "");
    }

    private static Map<String, String> parts(String rule) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : rule.toUpperCase(Locale.ROOT).split(";", -1)) {
            if (!part.isBlank()) {
                var sides = part.split("=", 2);
                parts.put(sides[0].strip(), sides.length == 2 ? sides[1].strip() : "");
            }
        }
        return parts;
    }

    private static String text(Map<String, String> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
    }

    private static String code(LocalDate day) {
        return day.getDayOfWeek().name().substring(0, 2);
    }
}
