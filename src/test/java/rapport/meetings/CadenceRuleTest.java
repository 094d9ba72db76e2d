package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rapport.shared.RuleBroken;

/** The days of a rule against a second reading of RFC 5545, which looks at every day and computes nothing. */
class CadenceRuleTest {

    private static final int RULES = 1_500;

    @Test
    void random_rules_have_the_days_that_the_rfc_gives_them() {
        var random = new Random(5545);
        var compared = 0;
        var occurred = 0;
        while (compared < RULES) {
            var parts = parts(random);
            var text = text(parts);
            var firstDay = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(900));
            var from = firstDay.plusDays(random.nextInt(900) - 100);
            var last = from.plusDays(random.nextInt(800));
            try {
                var rule = CadenceRule.read(text);
                var days = rule.days(firstDay, from, last).toList();
                assertThat(days)
                        .as("%s, first %s, from %s to %s", text, firstDay, from, last)
                        .isEqualTo(slowly(parts, firstDay, from, last));
                compared++;
                occurred += days.isEmpty() ? 0 : 1;
            } catch (RuleBroken _) {
                // parts that do not go together
            }
        }
        assertThat(occurred).isGreaterThan(RULES / 2);
    }

    private static Map<String, List<String>> parts(Random random) {
        var parts = new HashMap<String, List<String>>();
        parts.put(
                "FREQ", List.of(List.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY").get(random.nextInt(4))));
        parts.put("INTERVAL", List.of(Integer.toString(1 + random.nextInt(4))));
        if (random.nextInt(4) == 0) {
            parts.put("WKST", List.of(List.of("SU", "MO", "WE").get(random.nextInt(3))));
        }
        if (random.nextInt(3) > 0) {
            var numbered = random.nextInt(2) == 0;
            parts.put("BYDAY", some(random, () -> {
                var day = DayOfWeek.of(1 + random.nextInt(7)).name().substring(0, 2);
                return numbered ? List.of("1", "2", "4", "5", "-1", "-2", "20").get(random.nextInt(7)) + day : day;
            }));
        }
        if (random.nextInt(3) == 0) {
            parts.put(
                    "BYMONTHDAY",
                    some(
                            random,
                            () -> Integer.toString(
                                    random.nextBoolean() ? 1 + random.nextInt(31) : -1 - random.nextInt(31))));
        }
        if (random.nextInt(3) == 0) {
            parts.put("BYMONTH", some(random, () -> Integer.toString(1 + random.nextInt(12))));
        }
        if (random.nextInt(4) == 0) {
            parts.put(
                    "BYSETPOS",
                    some(random, () -> List.of("1", "2", "3", "-1", "-2").get(random.nextInt(5))));
        }
        return parts;
    }

    private static List<String> some(Random random, java.util.function.Supplier<String> one) {
        var some = new TreeSet<String>();
        for (var at = random.nextInt(4); at >= 0; at--) {
            some.add(one.get());
        }
        return List.copyOf(some);
    }

    private static String text(Map<String, List<String>> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + String.join(",", part.getValue()))
                .reduce((one, other) -> one + ";" + other)
                .orElseThrow();
    }

    private static List<LocalDate> slowly(
            Map<String, List<String>> parts, LocalDate firstDay, LocalDate from, LocalDate last) {
        var days = new ArrayList<LocalDate>();
        var period = new ArrayList<LocalDate>();
        var start = periodOf(firstDay, parts);
        for (var day = start; !day.isAfter(last.plusYears(1)); day = day.plusDays(1)) {
            if (!period.isEmpty() && !periodOf(period.getFirst(), parts).equals(periodOf(day, parts))) {
                days.addAll(picked(period, parts));
                period.clear();
            }
            if (turn(start, day, parts) && matches(day, firstDay, parts)) {
                period.add(day);
            }
        }
        return days.stream()
                .filter(day -> !day.isBefore(firstDay) && !day.isBefore(from) && !day.isAfter(last))
                .toList();
    }

    private static LocalDate periodOf(LocalDate day, Map<String, List<String>> parts) {
        return switch (frequency(parts)) {
            case "WEEKLY" -> {
                var weekStart = parts.getOrDefault("WKST", List.of("MO")).getFirst();
                yield day.with(TemporalAdjusters.previousOrSame(Arrays.stream(DayOfWeek.values())
                        .filter(weekday -> weekday.name().startsWith(weekStart))
                        .findFirst()
                        .orElseThrow()));
            }
            case "MONTHLY" -> day.withDayOfMonth(1);
            case "YEARLY" -> day.withDayOfYear(1);
            default -> day;
        };
    }

    private static boolean turn(LocalDate start, LocalDate day, Map<String, List<String>> parts) {
        var unit = switch (frequency(parts)) {
            case "WEEKLY" -> ChronoUnit.WEEKS;
            case "MONTHLY" -> ChronoUnit.MONTHS;
            case "YEARLY" -> ChronoUnit.YEARS;
            default -> ChronoUnit.DAYS;
        };
        var interval =
                Integer.parseInt(parts.getOrDefault("INTERVAL", List.of("1")).getFirst());
        return unit.between(start, periodOf(day, parts)) % interval == 0;
    }

    private static boolean matches(LocalDate day, LocalDate firstDay, Map<String, List<String>> parts) {
        var months = parts.get("BYMONTH");
        var monthDays = parts.get("BYMONTHDAY");
        var weekdays = parts.get("BYDAY");
        var frequency = frequency(parts);
        if (months != null && !months.contains(Integer.toString(day.getMonthValue()))) {
            return false;
        }
        if (monthDays != null
                && !monthDays.contains(Integer.toString(day.getDayOfMonth()))
                && !monthDays.contains(Integer.toString(day.getDayOfMonth() - day.lengthOfMonth() - 1))) {
            return false;
        }
        if (weekdays != null) {
            return weekdays.stream()
                    .anyMatch(weekday -> isThat(day, weekday, frequency.equals("YEARLY") && months == null));
        }
        if (monthDays != null || frequency.equals("DAILY")) {
            return true;
        }
        return switch (frequency) {
            case "WEEKLY" -> day.getDayOfWeek() == firstDay.getDayOfWeek();
            case "MONTHLY" -> day.getDayOfMonth() == firstDay.getDayOfMonth();
            default ->
                day.getDayOfMonth() == firstDay.getDayOfMonth()
                        && (months != null || day.getMonth() == firstDay.getMonth());
        };
    }

    private static boolean isThat(LocalDate day, String weekday, boolean ofTheYear) {
        var name = weekday.substring(weekday.length() - 2);
        if (!day.getDayOfWeek().name().startsWith(name)) {
            return false;
        }
        if (weekday.length() == 2) {
            return true;
        }
        var number = Integer.parseInt(weekday.substring(0, weekday.length() - 2));
        var place = ofTheYear ? day.getDayOfYear() : day.getDayOfMonth();
        var length = ofTheYear ? day.lengthOfYear() : day.lengthOfMonth();
        return number == (place - 1) / 7 + 1 || -number == (length - place) / 7 + 1;
    }

    private static List<LocalDate> picked(List<LocalDate> period, Map<String, List<String>> parts) {
        var places = parts.get("BYSETPOS");
        if (places == null) {
            return List.copyOf(period);
        }
        var picked = new TreeSet<LocalDate>();
        for (var place : places) {
            var number = Integer.parseInt(place);
            var at = number > 0 ? number - 1 : period.size() + number;
            if (at >= 0 && at < period.size()) {
                picked.add(period.get(at));
            }
        }
        return List.copyOf(picked);
    }

    private static String frequency(Map<String, List<String>> parts) {
        return parts.getOrDefault("FREQ", List.of()).getFirst();
    }
}
