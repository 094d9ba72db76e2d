package rapport.meetings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One 1:1 as it is planned.
 *
 * @param start the local time by which acts name it
 * @param minutes how long
 * @param zone of the cadence that it comes from
 * @param first the start for which it was first planned: it stays when the 1:1 is moved, and of those that stand no two
 *     have the same
 */
public record OneOnOne(LocalDateTime start, int minutes, ZoneId zone, LocalDateTime first) {

    /** Without a first start, as in views made before there was one, it is the start. */
    @JsonCreator
    static OneOnOne read(LocalDateTime start, int minutes, ZoneId zone, @Nullable LocalDateTime first) {
        return new OneOnOne(start, minutes, zone, first == null ? start : first);
    }

    /** One that stands where it was first planned. */
    public OneOnOne(LocalDateTime start, int minutes, ZoneId zone) {
        this(start, minutes, zone, start);
    }

    /** The same one at another time. */
    OneOnOne movedTo(LocalDateTime to) {
        return new OneOnOne(to, minutes, zone, first);
    }

    /** The same one, known from now on by where it stands. */
    OneOnOne knownByItsStart() {
        return new OneOnOne(start, minutes, zone);
    }

    /** The moment; a start that the clocks skip is moved on by as much as they skip. */
    public ZonedDateTime at() {
        return start.atZone(zone);
    }

    /** The day on which it lies for somebody in a zone. */
    public LocalDate dayIn(ZoneId other) {
        return at().withZoneSameInstant(other).toLocalDate();
    }
}
