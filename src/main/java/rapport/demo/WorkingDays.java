package rapport.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The calendar of the story, which hangs on the working day after today: {@code on(3, 1)} is one working day after the
 * same weekday three weeks before it. So whatever day a demonstration starts on, nobody meets on a weekend, and what is
 * due tomorrow is due tomorrow.
 *
 * @param next the first working day after today
 */
record WorkingDays(LocalDate next) {

    static WorkingDays asOf(LocalDate today) {
        return new WorkingDays(after(today));
    }

    /** @param weeksAgo negative for weeks to come */
    LocalDate on(int weeksAgo, int workingDaysLater) {
        var day = next.minusWeeks(weeksAgo);
        for (var i = 0; i < workingDaysLater; i++) {
            day = after(day);
        }
        return day;
    }

    private static LocalDate after(LocalDate day) {
        var next = day.plusDays(1);
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY) {
            next = next.plusDays(1);
        }
        return next;
    }
}
