package rapport.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When somebody may be reached, and when what is due outside of that comes. */
class WorkingHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static ReminderSettings ahead(int hours) {
        return new ReminderSettings(WorkingHours.usual(BERLIN), hours, true, LocalTime.of(9, 0), false);
    }

    // 30 November 2026 is a Monday.
    @ParameterizedTest
    @CsvSource({
        // a 1:1 at, hours ahead, due at
        "2026-12-01T10:00, 24, 2026-11-30T10:00",
        "2026-12-01T09:00, 24, 2026-11-30T09:00",
        "2026-11-30T10:00, 24, 2026-11-27T17:00",
        "2026-12-01T08:00, 24, 2026-11-27T17:00",
        "2026-12-01T18:00, 24, 2026-11-30T17:00",
        "2026-12-01T17:59, 24, 2026-11-30T17:59",
        "2026-12-01T22:00, 1, 2026-12-01T17:00",
        "2026-12-04T10:00, 168, 2026-11-27T10:00",
        // the clocks went back on 25 October: 24 hours are not the same time of the day
        "2026-10-26T10:00, 72, 2026-10-23T11:00",
        "2026-03-30T10:00, 72, 2026-03-27T09:00",
    })
    void a_brief_is_due_the_lead_before_or_in_the_working_hours_before_that(String start, int hours, String due) {
        assertThat(ahead(hours).dueBefore(at(start))).isEqualTo(at(due));
    }

    @ParameterizedTest
    @CsvSource({
        // now, a 1:1 at, told at
        "2026-11-30T08:00, 2026-12-01T10:00, 2026-11-30T10:00",
        // planned at short notice
        "2026-12-01T09:30, 2026-12-01T10:00, 2026-12-01T09:30",
        "2026-11-30T20:00, 2026-12-01T10:00, 2026-12-01T09:00",
        "2026-11-28T12:00, 2026-11-30T10:00, 2026-11-30T09:00",
        // nobody works before it begins
        "2026-11-30T20:00, 2026-12-01T08:00, 2026-11-30T20:00",
        "2026-11-30T20:00, 2026-12-01T09:00, 2026-11-30T20:00",
    })
    void what_is_due_already_waits_for_working_hours_but_never_past_the_beginning(
            String now, String start, String told) {
        assertThat(ahead(24).toldBefore(at(start), at(now))).isEqualTo(at(told));
    }

    @Test
    void a_day_of_less_than_an_hour_still_has_a_last_one() {
        var hours = new WorkingHours(BERLIN, Set.of(DayOfWeek.TUESDAY), LocalTime.of(12, 0), LocalTime.of(12, 30));
        assertThat(hours.orBefore(at("2026-11-30T10:00"))).isEqualTo(at("2026-11-24T12:00"));
        assertThat(hours.orAfter(at("2026-12-01T12:30"))).isEqualTo(at("2026-12-08T12:00"));
        assertThat(hours.next(LocalTime.of(9, 0), at("2026-12-01T09:00"))).isEqualTo(at("2026-12-08T09:00"));
    }

    @Test
    void the_day_after_friday_is_monday() {
        var usual = WorkingHours.usual(BERLIN);
        assertThat(usual.nextDay(LocalDateTime.parse("2026-11-27T00:00").toLocalDate()))
                .isEqualTo("2026-11-30");
    }

    @Test
    void somebody_can_always_be_reached_at_some_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingHours(BERLIN, Set.of(), LocalTime.of(9, 0), LocalTime.of(10, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WorkingHours(
                        BERLIN, Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(9, 0)));
    }
}
