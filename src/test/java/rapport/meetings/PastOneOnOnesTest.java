package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.parties.Cast.GRACE_HERSELF;
import static rapport.parties.Cast.THEIRS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.OneOnOneMoved;

/** What is kept of the 1:1s so that the next one can be told still knows those that nobody held. */
class PastOneOnOnesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 3, 2, 10, 0);
    private static final LocalDateTime TUESDAY = MONDAY.plusDays(1);
    private static final LocalDateTime IN_MAY = MONDAY.plusDays(60);

    private Meetings meetings = Meetings.none();

    private void happens(OneOnOneEvent event, String at) {
        var now = Instant.parse(at);
        meetings = Meetings.after(meetings, event, now).withoutThePast(now);
    }

    private void weeklyFrom(LocalDateTime start, ZoneId zone, int minutes, String at) {
        happens(new CadenceSet(THEIRS, GRACE_HERSELF, "FREQ=WEEKLY", start, minutes, zone), at);
    }

    private void moved(LocalDateTime from, LocalDateTime to, String at) {
        happens(new OneOnOneMoved(THEIRS, GRACE_HERSELF, from, to), at);
    }

    @Test
    void one_is_asked_for_until_it_is_recorded_or_four_days_have_passed() {
        weeklyFrom(MONDAY, BERLIN, 30, "2026-03-01T12:00:00Z");
        var monday = MONDAY.toLocalDate();

        assertThat(meetings.unrecorded(monday.minusDays(1), BERLIN)).isEmpty();
        assertThat(meetings.unrecorded(monday, BERLIN)).containsExactly(new OneOnOne(MONDAY, 30, BERLIN));
        assertThat(meetings.unrecorded(monday.plusDays(4), BERLIN)).containsExactly(new OneOnOne(MONDAY, 30, BERLIN));
        assertThat(meetings.unrecorded(monday.plusDays(5), BERLIN)).isEmpty();
    }

    @Test
    void what_was_held_moved_or_called_off_is_not_asked_for_however_late_something_else_is_recorded() {
        weeklyFrom(MONDAY, BERLIN, 30, "2026-02-01T12:00:00Z");
        happens(
                new MeetingEvent.OneOnOneHeld(THEIRS, GRACE_HERSELF, MONDAY, MONDAY.toLocalDate(), null),
                "2026-03-02T12:00:00Z");
        assertThat(unrecordedAfterAnother(4)).isEmpty();
        happens(
                new MeetingEvent.OneOnOneCancelled(THEIRS, GRACE_HERSELF, MONDAY.plusDays(7), null),
                "2026-03-09T08:00:00Z");
        assertThat(unrecordedAfterAnother(11)).isEmpty();
        moved(MONDAY.plusDays(14), TUESDAY.plusDays(14), "2026-03-16T08:00:00Z");
        assertThat(unrecordedAfterAnother(18)).containsExactly(new OneOnOne(TUESDAY.plusDays(14), 30, BERLIN));
    }

    // As the very last moment of the day leaves it, when something else was recorded then.
    private List<OneOnOne> unrecordedAfterAnother(int days) {
        var now = MONDAY.plusDays(days)
                .toLocalDate()
                .atTime(23, 59)
                .atZone(BERLIN)
                .toInstant();
        return meetings.withoutThePast(now).unrecorded(MONDAY.toLocalDate().plusDays(days), BERLIN).stream()
                .map(one -> new OneOnOne(one.start(), one.minutes(), one.zone()))
                .toList();
    }

    @Test
    void one_that_was_moved_can_be_moved_again_long_after() {
        weeklyFrom(MONDAY, BERLIN, 30, "2026-03-01T12:00:00Z");
        moved(MONDAY, TUESDAY, "2026-03-01T13:00:00Z");
        weeklyFrom(MONDAY.plusDays(70), KATHMANDU, 60, "2026-04-25T12:00:00Z");

        moved(TUESDAY, IN_MAY, "2026-04-25T13:00:00Z");

        assertThat(meetings.planned(IN_MAY)).contains(new OneOnOne(IN_MAY, 30, BERLIN, MONDAY));
        assertThat(meetings.next(LocalDate.of(2026, 5, 1), BERLIN)).contains(IN_MAY.toLocalDate());
    }

    @Test
    void one_of_a_cadence_that_was_replaced_long_ago_keeps_its_length_and_zone() {
        weeklyFrom(MONDAY, BERLIN, 30, "2026-03-01T12:00:00Z");
        weeklyFrom(MONDAY.plusDays(7), KATHMANDU, 60, "2026-03-03T12:00:00Z");
        weeklyFrom(MONDAY.plusDays(70), KATHMANDU, 45, "2026-04-25T12:00:00Z");

        moved(MONDAY, IN_MAY, "2026-04-25T13:00:00Z");

        assertThat(meetings.planned(IN_MAY)).contains(new OneOnOne(IN_MAY, 30, BERLIN, MONDAY));
    }
}
