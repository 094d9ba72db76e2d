package rapport.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rapport.meetings.Cadence;

/** How often two people meet, in words; a rule that is too odd for words is shown as it is. */
final class Rhythm {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final List<DayOfWeek> WORKDAYS =
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);

    private Rhythm() {}

    /**
     * Such as "Every second Tuesday, since Tuesday 3 November, at 10:00, for 30 minutes, in the time of Europe/Berlin",
     * without a full stop.
     */
    static String said(Cadence cadence, LocalDate today) {
        return days(cadence, today) + " at " + TIME.format(cadence.firstStart()) + ", for " + cadence.minutes()
                + " minutes, in the time of " + cadence.zone().getId().replace('_', ' ');
    }

    private static String days(Cadence cadence, LocalDate today) {
        var first = cadence.firstDay();
        if (cadence.rrule().equals(Cadence.once())) {
            return "Once, on " + Days.day(first, today) + ",";
        }
        var from = (first.isAfter(today) ? ", from " : ", since ") + Days.day(first, today);
        var until = cadence.until();
        var to = until == null ? "" : ", until " + Days.day(until.toLocalDate(), today);
        return repeats(cadence).orElseGet(() -> "By the rule " + cadence.rrule()) + from + to + ",";
    }

    private static Optional<String> repeats(Cadence cadence) {
        var parts = parts(cadence.rrule());
        Stream.of("COUNT", "UNTIL", "WKST").forEach(parts::remove);
        var frequency = parts.remove("FREQ");
        var interval = Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
        parts.remove("INTERVAL");
        var byDay = parts.getOrDefault("BYDAY", "");
        var byMonthDay = parts.getOrDefault("BYMONTHDAY", "");
        if (parts.size() > 1 || (parts.size() == 1 && byDay.isEmpty() && byMonthDay.isEmpty())) {
            return Optional.empty();
        }
        var first = cadence.firstDay();
        return switch (String.valueOf(frequency)) {
            case "DAILY" -> parts.isEmpty() ? Optional.of(every(interval, "day", "days")) : weekdays(byDay, interval);
            case "WEEKLY" -> weekdays(byDay.isEmpty() ? code(first.getDayOfWeek()) : byDay, interval);
            case "MONTHLY" ->
                which(byDay, byMonthDay, first).map(day -> every(interval, "month", "months") + " on the " + day);
            default -> Optional.empty();
        };
    }

    private static String every(int interval, String one, String many) {
        return switch (interval) {
            case 1 -> "Every " + one;
            case 2 -> "Every second " + one;
            default -> "Every " + interval + " " + many;
        };
    }

    private static Optional<String> weekdays(String codes, int interval) {
        var days = Arrays.stream(codes.split(",", -1)).map(Rhythm::day).toList();
        if (days.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var sorted = days.stream().flatMap(Optional::stream).sorted().toList();
        if (sorted.equals(WORKDAYS) && interval == 1) {
            return Optional.of("Every day from Monday to Friday");
        }
        var names = sorted.stream().map(Rhythm::name).toList();
        var last = names.getLast();
        var said = names.size() == 1 ? last : String.join(", ", names.subList(0, names.size() - 1)) + " and " + last;
        return Optional.of(interval < 3 ? every(interval, said, "") : every(interval, "", "weeks") + " on " + said);
    }

    // A day of the month, or a weekday of it; by itself a rule for months means the day of its first start.
    private static Optional<String> which(String byDay, String byMonthDay, LocalDate first) {
        if (byDay.isEmpty()) {
            var number = byMonthDay.isEmpty() ? Integer.toString(first.getDayOfMonth()) : byMonthDay;
            if (number.equals("-1")) {
                return Optional.of("last day");
            }
            return number.matches("\\d{1,2}")
                    ? Optional.of(Spoken.ordinal(Integer.parseInt(number)))
                    : Optional.empty();
        }
        if (!byDay.matches("(?:[1-5]|-1)[A-Z]{2}")) {
            return Optional.empty();
        }
        var number = Integer.parseInt(byDay.substring(0, byDay.length() - 2));
        return day(byDay.substring(byDay.length() - 2))
                .map(day -> (number < 0 ? "last" : Spoken.ordinal(number)) + " " + name(day));
    }

    private static Optional<DayOfWeek> day(String code) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> code(day).equals(code))
                .findFirst();
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static Map<String, String> parts(String rule) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : rule.split(";", -1)) {
            var sides = part.split("=", 2);
            parts.put(sides[0], sides.length == 2 ? sides[1] : "");
        }
        return parts;
    }
}
