package rapport.meetings;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.shared.RuleBroken;

/**
 * When the two meet: a recurrence rule as of RFC 5545 whose first 1:1 is {@code firstStart}. Starts are local times in
 * the zone, so a 1:1 at ten stays at ten when the clocks change.
 *
 * @param rrule in upper case, its parts in a fixed order
 * @param minutes how long, 5 to 480
 * @param until after which nothing starts any more; null if it goes on
 */
public record Cadence(
        String rrule,
        LocalDateTime firstStart,
        int minutes,
        ZoneId zone,
        @Nullable LocalDateTime until) {

    private static final int FURTHEST_YEARS = 5;
    private static final int LONGEST_YEARS = 50;
    private static final int SHORTEST_MINUTES = 5;
    private static final int LONGEST_MINUTES = 480;

    // --- spelling rules -------------------------------------------------------------------------------------------

    /** The rule for every week on some weekdays. */
    public static String weeklyOn(DayOfWeek... days) {
        return "FREQ=WEEKLY;BYDAY=" + codes(days);
    }

    /** The rule for every second week on some weekdays. */
    public static String everyTwoWeeksOn(DayOfWeek... days) {
        return "FREQ=WEEKLY;INTERVAL=2;BYDAY=" + codes(days);
    }

    private static String codes(DayOfWeek... days) {
        return Arrays.stream(days).map(CadenceRule::code).collect(Collectors.joining(","));
    }

    /** The rule for every month on the same weekday as the first, such as the second Tuesday; a fifth is the last. */
    public static String monthlyLike(LocalDate firstDay) {
        var number = (firstDay.getDayOfMonth() - 1) / 7 + 1;
        return "FREQ=MONTHLY;BYDAY=" + (number == 5 ? -1 : number) + CadenceRule.code(firstDay.getDayOfWeek());
    }

    /** The rule for one 1:1 that does not repeat. */
    public static String once() {
        return "FREQ=DAILY;COUNT=1";
    }

    // --- making ---------------------------------------------------------------------------------------------------

    /**
     * A cadence that somebody asks for.
     *
     * @param today the day in the relationship's zone
     * @throws RuleBroken {@code not-a-cadence}, {@code too-often}, {@code too-long}, {@code too-far},
     *     {@code whole-minutes}, {@code bad-length}, {@code never-occurs} or {@code first-start-off}
     */
    public static Cadence of(String rrule, LocalDateTime firstStart, int minutes, ZoneId zone, LocalDate today) {
        lastsSensibly(minutes);
        startsOnAWholeMinute(firstStart);
        startsWithinFiveYears(firstStart.toLocalDate(), today);
        var rule = CadenceRule.read(rrule);
        rule.until(zone).ifPresent(until -> endsWithinFiftyYears(until, firstStart));
        beginsWithItsFirstStart(rule, firstStart, zone);
        return new Cadence(rule.text(), firstStart, minutes, zone, end(rule, firstStart, zone));
    }

    /** A cadence that was set. */
    public static Cadence of(CadenceSet set) {
        var rule = CadenceRule.read(set.rrule());
        var end = end(rule, set.firstStart(), set.zone());
        return new Cadence(set.rrule(), set.firstStart(), set.minutes(), set.zone(), end);
    }

    /**
     * A cadence as somebody else keeps it, wherever its first start lies and whether or not that is one of its own.
     *
     * @throws RuleBroken {@code not-a-cadence}, {@code too-often} or {@code too-long}
     */
    public static Cadence elsewhere(String rrule, LocalDateTime firstStart, int minutes, ZoneId zone) {
        var rule = CadenceRule.read(rrule);
        return new Cadence(rule.text(), firstStart, minutes, zone, end(rule, firstStart, zone));
    }

    private static void lastsSensibly(int minutes) {
        if (minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) {
            throw new RuleBroken("bad-length", "A 1:1 lasts between five minutes and eight hours.");
        }
    }

    static void startsOnAWholeMinute(LocalDateTime start) {
        if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
            throw new RuleBroken("whole-minutes", "A 1:1 starts on a whole minute, without seconds.");
        }
    }

    private static void startsWithinFiveYears(LocalDate firstDay, LocalDate today) {
        isNotTooFarAhead(firstDay, today);
        if (firstDay.isBefore(today.minusYears(FURTHEST_YEARS))) {
            throw new RuleBroken("too-far", "The first 1:1 lies more than five years back.");
        }
    }

    static void isNotTooFarAhead(LocalDate day, LocalDate today) {
        if (day.isAfter(today.plusYears(FURTHEST_YEARS))) {
            throw new RuleBroken("too-far", "That day lies more than five years ahead.");
        }
    }

    private static void endsWithinFiftyYears(LocalDateTime end, LocalDateTime firstStart) {
        if (end.isAfter(firstStart.plusYears(LONGEST_YEARS))) {
            throw new RuleBroken(
                    "too-long", "It would end more than fifty years after the first 1:1. Leave the end out to go on.");
        }
    }

    private static void beginsWithItsFirstStart(CadenceRule rule, LocalDateTime firstStart, ZoneId zone) {
        var firstDay = firstStart.toLocalDate();
        var first = rule.days(firstDay, firstDay, firstDay.plusYears(FURTHEST_YEARS))
                .findFirst()
                .orElseThrow(Cadence::neverOccurs);
        if (rule.until(zone)
                .filter(until -> until.isBefore(first.atTime(firstStart.toLocalTime())))
                .isPresent()) {
            throw neverOccurs();
        }
        if (!first.equals(firstDay)) {
            throw new RuleBroken(
                    "first-start-off",
                    "The day of the first 1:1 is not one of the days on which it repeats. The next such day is %s."
                            .formatted(first));
        }
    }

    private static RuleBroken neverOccurs() {
        return new RuleBroken("never-occurs", "By this rule there would be no 1:1 within five years of the first.");
    }

    // A number of 1:1s is turned into the start of the last, so that asking later need not count from the first.
    private static @Nullable LocalDateTime end(CadenceRule rule, LocalDateTime firstStart, ZoneId zone) {
        var count = rule.count();
        if (count == null) {
            return rule.until(zone).orElse(null);
        }
        var firstDay = firstStart.toLocalDate();
        return rule.days(firstDay, firstDay, firstDay.plusYears(LONGEST_YEARS))
                .skip(count - 1L)
                .findFirst()
                .map(day -> day.atTime(firstStart.toLocalTime()))
                .orElseThrow(
                        () -> new RuleBroken(
                                "too-long",
                                "The last 1:1 would lie more than fifty years after the first. Leave the number out to go on."));
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    /** The day of the first 1:1, in its zone. */
    public LocalDate firstDay() {
        return firstStart.toLocalDate();
    }

    /**
     * The starts on or after a day of its zone, in order. Looks five years ahead, as somebody reading a rule would, so
     * that a rule which never comes round again has an end too.
     */
    public Stream<LocalDateTime> startsFrom(LocalDate day) {
        var from = day.isAfter(firstDay()) ? day : firstDay();
        var last = from.plusYears(FURTHEST_YEARS);
        if (until != null && until.toLocalDate().isBefore(from)) {
            return Stream.empty();
        }
        return CadenceRule.read(rrule)
                .days(firstDay(), from, last)
                .map(occurs -> occurs.atTime(firstStart.toLocalTime()))
                .takeWhile(start -> until == null || !start.isAfter(until));
    }

    /** The first start on or after a day of its zone; empty when it has ended or does not come round in five years. */
    public Optional<LocalDateTime> next(LocalDate day) {
        return startsFrom(day).findFirst();
    }

    /** The same 1:1s from one of its starts on, said without those before it. */
    public Cadence from(LocalDateTime start) {
        if (start.equals(firstStart)) {
            return this;
        }
        var rule = CadenceRule.read(rrule);
        return new Cadence(rule.endingAt(until).text(), start, minutes, zone, until);
    }

    /** The start on one day of its zone, if there is one; looks at no other day. */
    public Optional<LocalDateTime> startOn(LocalDate day) {
        return CadenceRule.read(rrule)
                .days(firstDay(), day, day)
                .map(occurs -> occurs.atTime(firstStart.toLocalTime()))
                .filter(start -> until == null || !start.isAfter(until))
                .findFirst();
    }

    /** True if the rule has a 1:1 at this local time. */
    public boolean hasStart(LocalDateTime start) {
        return startOn(start.toLocalDate()).filter(start::equals).isPresent();
    }
}
