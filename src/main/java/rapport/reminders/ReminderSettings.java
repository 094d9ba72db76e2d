package rapport.reminders;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * How somebody wants to be reminded.
 *
 * @param leadHours how long before a 1:1 its brief is due, 1 to 168
 * @param daily whether there is a daily digest of what came up
 * @param dailyAt when, on working days
 * @param desktop whether the open page notifies
 */
public record ReminderSettings(WorkingHours hours, int leadHours, boolean daily, LocalTime dailyAt, boolean desktop) {

    public static final int SHORTEST_LEAD = 1;
    public static final int LONGEST_LEAD = 168;
    private static final int USUAL_LEAD = 24;

    /** What holds for somebody who never said anything. */
    public static ReminderSettings usual(ZoneId zone) {
        return new ReminderSettings(WorkingHours.usual(zone), USUAL_LEAD, true, LocalTime.of(9, 0), false);
    }

    /** When the brief before a 1:1 is due: the lead before it, or in the working hours before that. */
    public Instant dueBefore(Instant start) {
        return hours.orBefore(start.minus(Duration.ofHours(leadHours)));
    }

    /**
     * When it is told, seen from now: when it is due. If that has passed, as when the 1:1 was planned at short notice, then
     * within working hours still, but never after the 1:1 has begun.
     */
    public Instant toldBefore(Instant start, Instant now) {
        var due = dueBefore(start);
        if (now.isBefore(due)) {
            return due;
        }
        var next = hours.orAfter(now);
        return next.isBefore(start) ? next : now;
    }
}
