package rapport.meetings;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * One 1:1 as it is planned.
 *
 * @param start the local time by which acts name it
 * @param minutes how long
 * @param zone of the cadence that it comes from
 */
public record OneOnOne(LocalDateTime start, int minutes, ZoneId zone) {

    /** The moment; a start that the clocks skip is moved on by as much as they skip. */
    public ZonedDateTime at() {
        return start.atZone(zone);
    }

    /** The day on which it lies for somebody in a zone. */
    public LocalDate dayIn(ZoneId other) {
        return at().withZoneSameInstant(other).toLocalDate();
    }
}
