package rapport.reminders;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * When somebody wants to be reached.
 *
 * @param days at least one
 * @param from the first moment of such a day
 * @param until the first moment after it, later than {@code from}
 */
public record WorkingHours(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime until) {

    private static final int DAYS_OF_A_WEEK = 7;
    private static final Duration LAST_HOUR = Duration.ofHours(1);

    public WorkingHours {
        if (days.isEmpty() || !from.isBefore(until)) {
            throw new IllegalArgumentException("nobody could ever be reached");
        }
        days = Set.copyOf(days);
    }

    /** Monday to Friday, nine to six. */
    public static WorkingHours usual(ZoneId zone) {
        return new WorkingHours(
                zone, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(18, 0));
    }

    /** True if somebody may be reached at that moment. */
    public boolean contains(Instant moment) {
        var day = LocalDate.ofInstant(moment, zone);
        return isWorked(day) && !moment.isBefore(at(day, from)) && moment.isBefore(at(day, until));
    }

    private boolean isWorked(LocalDate day) {
        return days.contains(day.getDayOfWeek());
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    /**
     * The moment itself if it is within working hours, or else one hour before the end of the last working day before it: what
     * comes then can still be read, and acted on.
     */
    public Instant orBefore(Instant moment) {
        if (contains(moment)) {
            return moment;
        }
        var day = LocalDate.ofInstant(moment, zone);
        for (var back = 0; back <= DAYS_OF_A_WEEK; back++) {
            var candidate = lastHour(day.minusDays(back));
            if (isWorked(day.minusDays(back)) && !candidate.isAfter(moment)) {
                return candidate;
            }
        }
        throw new IllegalStateException("a week without a working day");
    }

    private Instant lastHour(LocalDate day) {
        var start = at(day, from);
        var hour = at(day, until).minus(LAST_HOUR);
        return hour.isBefore(start) ? start : hour;
    }

    /** The moment itself if it is within working hours, or else the beginning of the next. */
    public Instant orAfter(Instant moment) {
        if (contains(moment)) {
            return moment;
        }
        var day = LocalDate.ofInstant(moment, zone);
        for (var on = 0; on <= DAYS_OF_A_WEEK; on++) {
            var candidate = at(day.plusDays(on), from);
            if (isWorked(day.plusDays(on)) && !candidate.isBefore(moment)) {
                return candidate;
            }
        }
        throw new IllegalStateException("a week without a working day");
    }

    /** The first moment after this one at which it is so late on a working day. */
    public Instant next(LocalTime time, Instant moment) {
        var day = LocalDate.ofInstant(moment, zone);
        for (var on = 0; on <= DAYS_OF_A_WEEK + 1; on++) {
            var candidate = at(day.plusDays(on), time);
            if (isWorked(day.plusDays(on)) && candidate.isAfter(moment)) {
                return candidate;
            }
        }
        throw new IllegalStateException("a week without a working day");
    }

    /** The first working day after this day. */
    public LocalDate nextDay(LocalDate day) {
        var next = day.plusDays(1);
        while (!isWorked(next)) {
            next = next.plusDays(1);
        }
        return next;
    }
}
