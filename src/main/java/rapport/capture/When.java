package rapport.capture;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;
import static java.time.temporal.TemporalAdjusters.next;
import static java.time.temporal.TemporalAdjusters.nextOrSame;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a day as people write one. What can mean two days is never decided here, and weeks begin on Monday.
 *
 * @param today the day from which it is said
 * @param oneOnOnes the next days on which a 1:1 is planned
 */
record When(LocalDate today, List<LocalDate> oneOnOnes) {

    /** What was meant. */
    sealed interface Meant {

        /** @param timed true if a time of day stood with it, which is not kept */
        record On(LocalDate day, boolean timed) implements Meant {}

        /** One of several, soonest first. */
        record OneOf(String question, List<LocalDate> days) implements Meant {}

        /** The next 1:1, where none is planned. */
        record Unplanned() implements Meant {}

        /** A day that there is not. */
        record NoDay(String sentence) implements Meant {}
    }

    /** From here on, a day without a year that would be so far ahead is rather one that has just passed. */
    private static final int SURELY_AHEAD = 300;

    private static final Pattern ENDING = Pattern.compile("[\\s.!?;,…)\\]\"“”»]+$");
    private static final Pattern BEGINNING = Pattern.compile("^(?:on )?(?:the )?");

    private static final Map<String, DayOfWeek> WEEKDAYS = new LinkedHashMap<>();
    private static final Map<String, Month> MONTHS = new LinkedHashMap<>();
    private static final Map<String, Integer> NUMBERS = new LinkedHashMap<>();

    static {
        for (var day : DayOfWeek.values()) {
            var name = day.name().toLowerCase(Locale.ROOT);
            WEEKDAYS.put(name, day);
            WEEKDAYS.put(name.substring(0, 3), day);
        }
        WEEKDAYS.put("tues", DayOfWeek.TUESDAY);
        WEEKDAYS.put("weds", DayOfWeek.WEDNESDAY);
        WEEKDAYS.put("thur", DayOfWeek.THURSDAY);
        WEEKDAYS.put("thurs", DayOfWeek.THURSDAY);
        for (var month : Month.values()) {
            var name = month.name().toLowerCase(Locale.ROOT);
            MONTHS.put(name, month);
            MONTHS.put(name.substring(0, 3), month);
        }
        MONTHS.put("sept", Month.SEPTEMBER);
        var words = List.of(
                "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
        for (var at = 0; at < words.size(); at++) {
            NUMBERS.put(words.get(at), at + 1);
        }
        NUMBERS.put("a", 1);
        NUMBERS.put("an", 1);
        NUMBERS.put("a couple of", 2);
    }

    private static final String WEEKDAY = "(" + alternatives(WEEKDAYS) + ")\\.?";
    private static final String MONTH = "(" + alternatives(MONTHS) + ")\\.?";
    private static final String NTH = "(\\d{1,2})(?:st|nd|rd|th|\\.)?";
    private static final String YEAR = "(?:,? (\\d{4}))?";
    private static final String WITH_WEEKDAY = "(?:" + WEEKDAY + ",? )?(?:the )?";
    private static final String TIME =
            "(?:\\d{1,2}(?:[:.]\\d{2})? ?[ap]\\.?m\\.?|\\d{1,2}:\\d{2}|noon|midday|midnight|lunch|lunchtime|cob|eod)";

    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?");
    private static final Pattern DAY_MONTH = Pattern.compile(WITH_WEEKDAY + NTH + "(?: of)? " + MONTH + YEAR);
    private static final Pattern MONTH_DAY = Pattern.compile(WITH_WEEKDAY + MONTH + " (?:the )?" + NTH + YEAR);
    private static final Pattern NTH_ALONE = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)");
    private static final Pattern WEEKDAY_NTH = Pattern.compile(WEEKDAY + ",? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?");
    private static final Pattern WEEKDAY_ALONE =
            Pattern.compile("(?:(this coming|coming|this|next) )?" + WEEKDAY + "(?: next week)?");
    private static final Pattern AHEAD = Pattern.compile(
            "(?:in )?(\\d{1,4}|" + alternatives(NUMBERS) + ") (day|week|month|year)s?(?: time)?( from (?:now|today))?");
    private static final Pattern END =
            Pattern.compile("(?:end of )(?:the )?(?:(this|next) )?(day|week|month|quarter|year)");
    private static final Pattern END_OF_MONTH = Pattern.compile("end of " + MONTH + YEAR);
    private static final Pattern MONTH_ALONE = Pattern.compile(MONTH + YEAR);
    private static final Pattern ONE_ON_ONE =
            Pattern.compile("(?:(?:our|my|next|our next|my next) )?(?:1 ?: ?1|1-1|1 ?on ?1|one[- ]on[- ]one)");
    private static final Pattern TIME_AFTER =
            Pattern.compile("(.+?),? (?:(?:at |by )?" + TIME + "|(?:in the )?(?:morning|afternoon|evening)|night)");
    private static final Pattern TIME_BEFORE = Pattern.compile(TIME + "(?: on)? (.+)");
    private static final Pattern WITH_ZONE_OR_CLOCK = Pattern.compile(" o'?clock$");

    private static String alternatives(Map<String, ?> words) {
        return words.keySet().stream()
                .sorted((one, other) -> other.length() - one.length())
                .reduce((one, other) -> one + "|" + other)
                .orElseThrow();
    }

    /** What a text means as a whole; empty if it is no day at all. */
    Optional<Meant> read(String text) {
        var plain = ENDING.matcher(Folding.plain(text)).replaceAll("");
        plain = WITH_ZONE_OR_CLOCK.matcher(plain).replaceAll("");
        if (plain.isEmpty() || plain.length() > 60) {
            return Optional.empty();
        }
        var whole = day(plain);
        if (whole.isPresent()) {
            return whole;
        }
        for (var pattern : List.of(TIME_AFTER, TIME_BEFORE)) {
            var timed = pattern.matcher(plain);
            if (timed.matches()) {
                var day = day(timed.group(1));
                if (day.isPresent()) {
                    return day.map(
                            meant -> meant instanceof Meant.On(var on, var before) ? new Meant.On(on, true) : meant);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Meant> day(String text) {
        var plain = BEGINNING.matcher(text).replaceFirst("");
        return inOneWord(plain)
                .or(() -> matching(ISO, plain, this::iso))
                .or(() -> matching(NUMERIC, plain, this::numeric))
                .or(() -> matching(DAY_MONTH, plain, at -> named(at.group(1), at.group(2), at.group(3), at.group(4))))
                .or(() -> matching(MONTH_DAY, plain, at -> named(at.group(1), at.group(3), at.group(2), at.group(4))))
                .or(() -> matching(NTH_ALONE, plain, at -> nth(null, at.group(1))))
                .or(() -> matching(WEEKDAY_NTH, plain, at -> nth(at.group(1), at.group(2))))
                .or(() -> matching(WEEKDAY_ALONE, plain, at -> weekday(plain, at)))
                .or(() -> matching(AHEAD, plain, at -> ahead(plain, at)))
                .or(() -> matching(END, plain, at -> end(at.group(1), at.group(2))))
                .or(() -> matching(END_OF_MONTH, plain, at -> endOfMonth(at.group(1), at.group(2))))
                .or(() -> matching(MONTH_ALONE, plain, at -> month(at.group(1), at.group(2))))
                .or(() -> matching(ONE_ON_ONE, plain, _ -> oneOnOne()));
    }

    private interface Reader {
        Optional<Meant> read(Matcher found);
    }

    private static Optional<Meant> matching(Pattern pattern, String text, Reader reader) {
        var found = pattern.matcher(text);
        return found.matches() ? reader.read(found) : Optional.empty();
    }

    // --- words ----------------------------------------------------------------------------------------------------

    private Optional<Meant> inOneWord(String plain) {
        return switch (plain) {
            case "today", "tonight", "eod", "cob", "close of business" -> on(today);
            case "tomorrow", "tmrw" -> on(today.plusDays(1));
            case "day after tomorrow" -> on(today.plusDays(2));
            case "yesterday" -> on(today.minusDays(1));
            case "in a fortnight", "a fortnight" -> on(today.plusWeeks(2));
            case "this week", "eow" -> end(null, "week");
            case "this month", "eom" -> end(null, "month");
            case "this year", "eoy" -> end(null, "year");
            case "next week" -> {
                var monday = today.with(next(DayOfWeek.MONDAY));
                yield oneOf("Which day of next week?", monday, monday.with(FRIDAY), monday.with(SUNDAY));
            }
            case "next month" -> {
                var month = YearMonth.from(today).plusMonths(1);
                yield oneOf("Which day of next month?", month.atDay(1), month.atEndOfMonth());
            }
            case "weekend", "this weekend" ->
                today.getDayOfWeek() == SUNDAY
                        ? oneOf("Which day of the weekend?", today, today.with(next(SATURDAY)))
                        : oneOf(
                                "Which day of the weekend?",
                                today.with(nextOrSame(SATURDAY)),
                                today.with(next(SUNDAY)));
            default -> Optional.empty();
        };
    }

    private static Optional<Meant> on(LocalDate day) {
        return Optional.of(new Meant.On(day, false));
    }

    // One day only is no question, unless it is put as one on purpose.
    private static Optional<Meant> oneOf(String question, LocalDate... days) {
        var sorted = List.copyOf(new TreeSet<>(List.of(days)));
        return sorted.size() == 1 ? on(sorted.getFirst()) : Optional.of(new Meant.OneOf(question, sorted));
    }

    private static Optional<Meant> surely(String question, LocalDate day) {
        return Optional.of(new Meant.OneOf(question, List.of(day)));
    }

    private static Optional<Meant> noDay() {
        return Optional.of(new Meant.NoDay("There is no such day in the calendar."));
    }

    // --- in numbers -----------------------------------------------------------------------------------------------

    private Optional<Meant> iso(Matcher at) {
        var day = date(number(at.group(1)), number(at.group(2)), number(at.group(3)));
        return day.isEmpty() ? noDay() : on(day.get());
    }

    // Which of two numbers is the month depends on where one comes from, but for dots with a year.
    private Optional<Meant> numeric(Matcher at) {
        var one = number(at.group(1));
        var other = number(at.group(3));
        var year = at.group(4);
        var dots = at.group(2).equals(".");
        if (year == null && at.group(2).equals("-")) {
            return Optional.empty();
        }
        var days = new ArrayList<LocalDate>();
        if (year == null) {
            ahead(one, other).ifPresent(days::add);
            ahead(other, one).ifPresent(days::add);
        } else {
            var full = year.length() == 2 ? 2000 + number(year) : number(year);
            date(full, other, one).ifPresent(days::add);
            if (!dots) {
                date(full, one, other).ifPresent(days::add);
            }
        }
        if (days.isEmpty()) {
            return noDay();
        }
        var question = "Which day is that?";
        if (days.stream().distinct().count() == 1 && year == null && isFar(days.getFirst())) {
            return surely(passed(days.getFirst()), days.getFirst());
        }
        return oneOf(question, days.toArray(LocalDate[]::new));
    }

    // --- with the name of a month ---------------------------------------------------------------------------------

    private Optional<Meant> named(@Nullable String weekday, String nth, String monthName, @Nullable String year) {
        var month = month(monthName).getValue();
        if (year != null) {
            return date(number(year), month, number(nth))
                    .map(day -> onWeekday(weekday, day))
                    .orElseGet(When::noDay);
        }
        var day = ahead(number(nth), month);
        if (day.isEmpty()) {
            return noDay();
        }
        if (isFar(day.get())) {
            return surely(passed(day.get()), day.get());
        }
        return onWeekday(weekday, day.get());
    }

    private static String passed(LocalDate day) {
        return "That day has passed this year. Do you mean " + Days.day(day) + "?";
    }

    private Optional<Meant> onWeekday(@Nullable String name, LocalDate day) {
        if (name == null || weekday(name) == day.getDayOfWeek()) {
            return on(day);
        }
        return oneOf(
                "The day and the day of the week do not go together. Which one is it?",
                day,
                today.with(next(weekday(name))));
    }

    private static DayOfWeek weekday(String name) {
        return Optional.ofNullable(WEEKDAYS.get(name)).orElseThrow();
    }

    private static Month month(String name) {
        return Optional.ofNullable(MONTHS.get(name)).orElseThrow();
    }

    private Optional<Meant> nth(@Nullable String weekday, String nth) {
        var wanted = number(nth);
        if (wanted < 1 || wanted > 31) {
            return weekday == null ? noDay() : Optional.empty();
        }
        var month = YearMonth.from(today);
        while (!month.isValidDay(wanted) || month.atDay(wanted).isBefore(today)) {
            month = month.plusMonths(1);
        }
        var day = month.atDay(wanted);
        if (weekday == null && day.equals(today)) {
            var later = month.plusMonths(1);
            while (!later.isValidDay(wanted)) {
                later = later.plusMonths(1);
            }
            return oneOf("Today, or the next time?", day, later.atDay(wanted));
        }
        return onWeekday(weekday, day);
    }

    private Optional<Meant> month(String name, @Nullable String year) {
        var month = yearMonth(name, year);
        return oneOf("Which day of that month?", month.atDay(1), month.atEndOfMonth());
    }

    private YearMonth yearMonth(String name, @Nullable String year) {
        if (year != null) {
            return YearMonth.of(number(year), month(name));
        }
        var thisYear = YearMonth.of(today.getYear(), month(name));
        return thisYear.isBefore(YearMonth.from(today)) ? thisYear.plusYears(1) : thisYear;
    }

    // --- weekdays -------------------------------------------------------------------------------------------------

    private Optional<Meant> weekday(String plain, Matcher at) {
        var day = weekday(at.group(2));
        var how = at.group(1);
        var inNextWeek = today.with(next(DayOfWeek.MONDAY)).with(nextOrSame(day));
        if (plain.endsWith(" next week")) {
            return how == null ? on(inNextWeek) : Optional.empty();
        }
        var coming = today.with(next(day));
        var saidOnThatDay = today.getDayOfWeek() == day;
        return switch (how) {
            case null -> saidOnThatDay ? oneOf("Today, or in a week?", today, coming) : on(coming);
            case "this" -> {
                if (saidOnThatDay) {
                    yield oneOf("Today, or in a week?", today, coming);
                }
                yield isInThisWeek(coming) ? on(coming) : surely("Do you mean " + Days.day(coming) + "?", coming);
            }
            // To some it is the one that comes next, to others never one of this week, nor tomorrow.
            case "next" -> {
                var another = inNextWeek.equals(coming) ? coming.plusWeeks(1) : inNextWeek;
                var isClear = !isInThisWeek(coming) && !coming.equals(today.plusDays(1));
                yield isClear ? on(coming) : oneOf("Which one do you mean?", coming, another);
            }
            default -> on(coming);
        };
    }

    private boolean isInThisWeek(LocalDate day) {
        return day.isBefore(today.with(next(DayOfWeek.MONDAY)));
    }

    // --- from now on ----------------------------------------------------------------------------------------------

    private Optional<Meant> ahead(String plain, Matcher at) {
        var isFromNow = at.group(3) != null;
        if (plain.startsWith("in ") == isFromNow) {
            return Optional.empty();
        }
        var known = NUMBERS.get(at.group(1));
        int many = known == null ? number(at.group(1)) : known;
        return on(
                switch (at.group(2)) {
                    case "day" -> today.plusDays(many);
                    case "week" -> today.plusWeeks(many);
                    case "month" -> today.plusMonths(many);
                    default -> today.plusYears(many);
                });
    }

    private Optional<Meant> end(@Nullable String which, String unit) {
        var later = "next".equals(which) ? 1 : 0;
        return switch (unit) {
            case "day" -> later == 1 ? on(today.plusDays(1)) : on(today);
            case "week" -> {
                var sunday = today.with(nextOrSame(SUNDAY)).plusWeeks(later);
                var friday = sunday.minusDays(2);
                yield friday.isBefore(today) ? on(sunday) : oneOf("Which day is the end of the week?", friday, sunday);
            }
            case "month" -> on(YearMonth.from(today).plusMonths(later).atEndOfMonth());
            case "quarter" -> {
                var months = 2 - (today.getMonthValue() - 1) % 3 + 3 * later;
                yield on(today.plusMonths(months).with(lastDayOfMonth()));
            }
            default -> on(LocalDate.of(today.getYear() + later, 12, 31));
        };
    }

    private Optional<Meant> endOfMonth(String name, @Nullable String year) {
        return on(yearMonth(name, year).atEndOfMonth());
    }

    private Optional<Meant> oneOnOne() {
        if (oneOnOnes.isEmpty()) {
            return Optional.of(new Meant.Unplanned());
        }
        var first = oneOnOnes.getFirst();
        return first.equals(today) && oneOnOnes.size() > 1
                ? oneOf("A 1:1 is planned for today. Which one do you mean?", first, oneOnOnes.get(1))
                : on(first);
    }

    // --- the calendar ---------------------------------------------------------------------------------------------

    /** The first such day that has not passed, if any of the next years has one. */
    private Optional<LocalDate> ahead(int day, int month) {
        for (var year = today.getYear(); year <= today.getYear() + 8; year++) {
            var there = date(year, month, day).filter(found -> !found.isBefore(today));
            if (there.isPresent()) {
                return there;
            }
        }
        return Optional.empty();
    }

    private boolean isFar(LocalDate day) {
        return ChronoUnit.DAYS.between(today, day) > SURELY_AHEAD;
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
