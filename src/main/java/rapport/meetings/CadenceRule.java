package rapport.meetings;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MONTHS;
import static java.time.temporal.ChronoUnit.WEEKS;
import static java.time.temporal.ChronoUnit.YEARS;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Recur;
import org.jspecify.annotations.Nullable;
import rapport.shared.RuleBroken;

/**
 * The part of RFC 5545's recurrence rules that a cadence may use, in days; hours come from the first start.
 *
 * <p>ical4j works out the days, with three things kept away from it. It counts from its seed, so the seed is always the
 * first day of the period asked about. It gives up after a thousand empty periods, so it is asked about fewer at a
 * time. And what the RFC leaves to the first start, to the locale or to the clock of the machine is spelled out or
 * done here: the implied days, the first day of the week, COUNT, UNTIL, and the months of a weekly rule.
 *
 * @param parts by their names, in upper case, without duplicates
 */
record CadenceRule(Map<String, String> parts) {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_INTERVAL = 400;
    private static final int HIGHEST_COUNT = 1_000;

    /** How many periods ical4j is asked about at once. */
    private static final int PERIODS_AT_ONCE = 8;

    private static final Map<String, ChronoUnit> PERIODS =
            Map.of("DAILY", DAYS, "WEEKLY", WEEKS, "MONTHLY", MONTHS, "YEARLY", YEARS);
    private static final Set<String> TOO_OFTEN = Set.of("SECONDLY", "MINUTELY", "HOURLY");
    private static final Set<String> WITHIN_A_DAY = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");

    private static final String MONTH_DAY = "[+-]?(?:0?[1-9]|[12][0-9]|3[01])";
    private static final Map<String, Pattern> VALUES = Map.of(
            "FREQ", Pattern.compile("[A-Z]+"),
            "INTERVAL", Pattern.compile("[0-9]{1,9}"),
            "COUNT", Pattern.compile("[0-9]{1,9}"),
            "UNTIL", Pattern.compile("[0-9]{8}(?:T[0-9]{6}Z?)?"),
            "WKST", Pattern.compile("MO|TU|WE|TH|FR|SA|SU"),
            "BYDAY", Pattern.compile("(?:[+-]?(?:0?[1-9]|[1-4][0-9]|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)"),
            "BYMONTHDAY", Pattern.compile(MONTH_DAY),
            "BYMONTH", Pattern.compile("0?[1-9]|1[0-2]"),
            "BYSETPOS", Pattern.compile("[+-]?(?:[1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])"));

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss").withResolverStyle(ResolverStyle.STRICT);

    // --- reading --------------------------------------------------------------------------------------------------

    /**
     * Reads a rule.
     *
     * @throws RuleBroken {@code not-a-cadence}, {@code too-often} or {@code too-long}
     */
    static CadenceRule read(String text) {
        if (text.length() > LONGEST_TEXT || !text.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw notACadence();
        }
        var parts = new TreeMap<String, String>();
        for (var part : text.toUpperCase(Locale.ROOT).split(";", -1)) {
            var sides = part.split("=", -1);
            if (sides.length != 2) {
                throw notACadence();
            }
            if (WITHIN_A_DAY.contains(sides[0])) {
                throw tooOften();
            }
            if (parts.put(sides[0], value(sides[0], sides[1])) != null) {
                throw notACadence();
            }
        }
        var rule = new CadenceRule(Map.copyOf(parts));
        rule.repeatsByTheDayOrMoreSlowly();
        rule.partsGoTogether();
        rule.endsInGoodTime();
        return rule;
    }

    private static String value(String name, String text) {
        var pattern = VALUES.get(name);
        if (pattern == null) {
            throw notACadence();
        }
        if (name.equals("UNTIL") && !pattern.matcher(text).matches()) {
            throw endsOnNoDay();
        }
        var values = List.of(text.split(",", -1));
        var isList = name.startsWith("BY");
        if ((values.size() > 1 && !isList)
                || !values.stream().allMatch(value -> pattern.matcher(value).matches())) {
            throw notACadence();
        }
        return isList ? values.stream().map(CadenceRule::plain).distinct().collect(Collectors.joining(",")) : text;
    }

    // So that +1MO, 01MO and 1MO are one day, not three.
    private static String plain(String value) {
        var number = value.replaceFirst("[A-Z]*$", "");
        return number.isEmpty() ? value : Integer.parseInt(number) + value.substring(number.length());
    }

    private void repeatsByTheDayOrMoreSlowly() {
        var frequency = parts.getOrDefault("FREQ", "");
        if (TOO_OFTEN.contains(frequency)) {
            throw tooOften();
        }
        if (!PERIODS.containsKey(frequency)) {
            throw notACadence();
        }
    }

    // What RFC 5545 forbids, and what cannot be told apart from a slip of the pen.
    private void partsGoTogether() {
        var period = period();
        var numberedDays = has("BYDAY") && list("BYDAY").stream().anyMatch(day -> day.length() > 2);
        var weekdaysOnly = period == DAYS || period == WEEKS || has("BYMONTHDAY");
        var fromBothEnds = has("BYMONTHDAY")
                && list("BYMONTHDAY").stream()
                                .map(day -> day.startsWith("-"))
                                .distinct()
                                .count()
                        > 1;
        var picks = has("BYSETPOS");
        var fits = !(numberedDays && weekdaysOnly)
                && !(period == WEEKS && has("BYMONTHDAY"))
                && !(has("COUNT") && has("UNTIL"))
                && !(picks && !has("BYDAY") && !has("BYMONTHDAY") && !has("BYMONTH"))
                && !(picks && (numberedDays || fromBothEnds || (period == WEEKS && has("BYMONTH"))));
        if (!fits) {
            throw notACadence();
        }
        if (interval() < 1 || interval() > LONGEST_INTERVAL) {
            throw new RuleBroken(
                    "not-a-cadence", "How many days, weeks, months or years lie in between is a number from 1 to 400.");
        }
    }

    private void endsInGoodTime() {
        var count = count();
        if (count != null && count < 1) {
            throw notACadence();
        }
        if (count != null && count > HIGHEST_COUNT) {
            throw new RuleBroken(
                    "too-long", "That is more than 1,000 1:1s. Leave the number out to go on without an end.");
        }
    }

    private static RuleBroken notACadence() {
        return new RuleBroken(
                "not-a-cadence", "Rapport cannot read this as a way of repeating by days, weeks, months or years.");
    }

    private static RuleBroken tooOften() {
        return new RuleBroken("too-often", "A 1:1 cannot repeat more than once a day.");
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    /** The rule as it is kept: in upper case, its parts in a fixed order. */
    String text() {
        return Stream.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
                .filter(this::has)
                .map(name -> name + "=" + parts.get(name))
                .collect(Collectors.joining(";"));
    }

    /** The same rule, which ends after a local time, the end of a day included; or does not end. */
    CadenceRule endingAt(@Nullable LocalDateTime end) {
        var changed = new TreeMap<>(parts);
        changed.remove("COUNT");
        changed.remove("UNTIL");
        if (end != null) {
            var isDay = end.toLocalTime().equals(LocalTime.MAX);
            changed.put("UNTIL", DAY.format(end) + (isDay ? "" : "T" + TIME.format(end)));
        }
        return new CadenceRule(Map.copyOf(changed));
    }

    @Nullable
    Integer count() {
        var count = parts.get("COUNT");
        return count == null ? null : Integer.valueOf(count);
    }

    /**
     * After which local time nothing starts any more, where the rule says so; a day stands for its end.
     *
     * @throws RuleBroken {@code too-long} if there is no such day
     */
    Optional<LocalDateTime> until(ZoneId zone) {
        var until = parts.get("UNTIL");
        if (until == null) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(until.substring(0, 8), DAY);
            if (until.length() == 8) {
                return Optional.of(day.atTime(LocalTime.MAX));
            }
            var local = day.atTime(LocalTime.parse(until.substring(9, 15), TIME));
            return Optional.of(
                    until.endsWith("Z")
                            ? local.atOffset(ZoneOffset.UTC)
                                    .atZoneSameInstant(zone)
                                    .toLocalDateTime()
                            : local);
        } catch (DateTimeException _) {
            throw endsOnNoDay();
        }
    }

    private static RuleBroken endsOnNoDay() {
        return new RuleBroken("too-long", "The day on which it is to end is not a day of the calendar.");
    }

    /**
     * The days on or after one of them, in order, up to and including the last day to look at; COUNT and UNTIL are not
     * heeded.
     *
     * @param firstDay the day of the first start
     */
    Stream<LocalDate> days(LocalDate firstDay, LocalDate from, LocalDate last) {
        var earliest = from.isAfter(firstDay) ? from : firstDay;
        var origin = periodOf(firstDay);
        var recur = new Recur<LocalDate>(spelledOut(firstDay), false);
        var nearest = period().between(origin, periodOf(earliest)) / interval();
        return Stream.iterate(nearest, at -> !seed(origin, at).isAfter(last), at -> at + PERIODS_AT_ONCE)
                .flatMap(at -> days(
                        recur,
                        seed(origin, at),
                        earlier(last, seed(origin, at + PERIODS_AT_ONCE).minusDays(1))))
                .filter(day -> !day.isBefore(earliest));
    }

    private Stream<LocalDate> days(Recur<LocalDate> recur, LocalDate seed, LocalDate last) {
        var months = period() == WEEKS && has("BYMONTH") ? list("BYMONTH") : List.<String>of();
        return recur.getDates(seed, seed, last).stream()
                .distinct()
                .filter(day -> months.isEmpty() || months.contains(Integer.toString(day.getMonthValue())));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private LocalDate seed(LocalDate origin, long at) {
        return origin.plus(at * interval(), period());
    }

    private LocalDate periodOf(LocalDate day) {
        return switch (period()) {
            case WEEKS -> day.with(TemporalAdjusters.previousOrSame(weekStart()));
            case MONTHS -> day.withDayOfMonth(1);
            case YEARS -> day.withDayOfYear(1);
            default -> day;
        };
    }

    private String spelledOut(LocalDate firstDay) {
        var spelled = new TreeMap<>(parts);
        spelled.remove("COUNT");
        spelled.remove("UNTIL");
        spelled.put("WKST", code(weekStart()));
        switch (period()) {
            case WEEKS -> {
                spelled.remove("BYMONTH");
                spelled.putIfAbsent("BYDAY", code(firstDay.getDayOfWeek()));
            }
            case MONTHS -> {
                if (!has("BYDAY")) {
                    spelled.putIfAbsent("BYMONTHDAY", Integer.toString(firstDay.getDayOfMonth()));
                }
            }
            case YEARS -> {
                if (has("BYMONTHDAY")) {
                    spelled.putIfAbsent("BYMONTH", everyMonth());
                } else if (!has("BYDAY")) {
                    spelled.putIfAbsent("BYMONTH", Integer.toString(firstDay.getMonthValue()));
                    spelled.put("BYMONTHDAY", Integer.toString(firstDay.getDayOfMonth()));
                }
            }
            default -> {}
        }
        var text = new ArrayList<String>();
        text.add("FREQ=" + spelled.remove("FREQ"));
        spelled.forEach((name, value) -> text.add(name + "=" + value));
        return String.join(";", text);
    }

    private static String everyMonth() {
        return IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    /** A weekday as a rule spells it. */
    static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    private DayOfWeek weekStart() {
        var code = parts.getOrDefault("WKST", "MO");
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> code(day).equals(code))
                .findFirst()
                .orElseThrow();
    }

    private ChronoUnit period() {
        return PERIODS.getOrDefault(parts.getOrDefault("FREQ", ""), DAYS);
    }

    private int interval() {
        return Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
    }

    private boolean has(String name) {
        return parts.containsKey(name);
    }

    private List<String> list(String name) {
        return List.of(parts.getOrDefault(name, "").split(",", -1));
    }
}
