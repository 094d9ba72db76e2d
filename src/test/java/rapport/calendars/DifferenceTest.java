package rapport.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.Meetings;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;

/** What has to be recorded on Sunday 22 November 2026 so that it is planned here as a calendar has it. */
class DifferenceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final RelationshipId THEIRS = new RelationshipId(new UUID(1, 1));
    private static final By ADA = new By(new PersonId(new UUID(2, 2)), Side.MANAGER, false);

    private static final String TUESDAYS = "runs / meet 2026-11-24T10:00 30 Europe/Berlin FREQ=WEEKLY;BYDAY=TU";

    private static Plan plan(String text) {
        return Plan.read(text, TODAY).orElseThrow();
    }

    private static Meetings with(OneOnOneAct... acts) {
        var meetings = Meetings.none();
        for (var act : acts) {
            meetings = Meetings.after(meetings, meetings.decide(act, THEIRS, ADA, TODAY, BERLIN), Instant.EPOCH);
        }
        return meetings;
    }

    private static SetCadence cadence(String rule, String first) {
        return new SetCadence(rule, LocalDateTime.parse(first), 30, BERLIN);
    }

    private static final SetCadence SINCE_MAY = cadence("FREQ=WEEKLY;BYDAY=TU", "2026-05-05T10:00");

    private static CancelOneOnOne off(String start) {
        return new CancelOneOnOne(LocalDateTime.parse(start), null);
    }

    private static MoveOneOnOne move(String from, String to) {
        return new MoveOneOnOne(LocalDateTime.parse(from), LocalDateTime.parse(to));
    }

    private static Difference between(String plan, Meetings now) {
        return Difference.between(plan(plan), now, TODAY, BERLIN);
    }

    private static String next(Difference difference, int atMost) {
        return difference.after().upcoming(TODAY, BERLIN, atMost).stream()
                .map(one -> one.start().toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void where_nothing_was_planned_everything_is_recorded_in_order() {
        var difference = between(TUESDAYS + " / off 2026-12-01T10:00 / move 2026-12-08T10:00 2026-12-01T10:00", with());

        assertThat(difference.acts())
                .containsExactly(
                        cadence("FREQ=WEEKLY;BYDAY=TU", "2026-11-24T10:00"),
                        off("2026-12-01T10:00"),
                        move("2026-12-08T10:00", "2026-12-01T10:00"));
        assertThat(difference.notes()).isEmpty();
    }

    @Test
    void the_same_rhythm_said_otherwise_is_the_same() {
        for (var rule : List.of("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU;WKST=SU", "FREQ=DAILY;INTERVAL=7")) {
            assertThat(between(TUESDAYS, with(cadence(rule, "2026-05-05T10:00")))
                            .acts())
                    .isEmpty();
        }
        assertThat(between(TUESDAYS.replace(" 30 ", " 45 "), with(SINCE_MAY)).acts())
                .hasSize(1);
        assertThat(between(TUESDAYS.replace("Berlin", "Paris"), with(SINCE_MAY)).acts())
                .hasSize(1);
        assertThat(between(TUESDAYS + ";UNTIL=20270901T100000", with(SINCE_MAY)).acts())
                .hasSize(1);
    }

    @Test
    void of_the_same_rhythm_only_what_is_new_is_recorded() {
        var now = with(SINCE_MAY, off("2026-12-01T10:00"), move("2026-12-08T10:00", "2026-12-09T11:00"));
        var same = TUESDAYS + " / off 2026-12-01T10:00 / move 2026-12-08T10:00 2026-12-09T11:00";

        assertThat(between(same, now).isNothing()).isTrue();
        assertThat(between(same + " / move 2026-12-15T10:00 2026-12-16T10:00", now)
                        .acts())
                .containsExactly(move("2026-12-15T10:00", "2026-12-16T10:00"));
    }

    @Test
    void one_that_was_moved_already_is_moved_on_to_where_the_calendar_has_it() {
        var now = with(SINCE_MAY, move("2026-12-08T10:00", "2026-12-09T11:00"));

        assertThat(between(TUESDAYS + " / move 2026-12-08T10:00 2026-12-10T11:00", now)
                        .acts())
                .containsExactly(move("2026-12-09T11:00", "2026-12-10T11:00"));
        assertThat(between(TUESDAYS, now).acts()).containsExactly(move("2026-12-09T11:00", "2026-12-08T10:00"));
        assertThat(between(TUESDAYS + " / off 2026-12-08T10:00", now).acts()).containsExactly(off("2026-12-09T11:00"));
    }

    @Test
    void of_two_that_were_moved_each_goes_to_where_the_calendar_has_that_one() {
        var now = with(
                SINCE_MAY, move("2026-12-08T10:00", "2026-12-18T10:00"), move("2026-12-15T10:00", "2026-12-10T10:00"));

        assertThat(between(TUESDAYS, now).acts())
                .containsExactly(
                        move("2026-12-18T10:00", "2026-12-08T10:00"), move("2026-12-10T10:00", "2026-12-15T10:00"));
    }

    @Test
    void what_was_called_off_here_stays_called_off_and_that_is_said() {
        var difference = between(TUESDAYS, with(SINCE_MAY, off("2026-12-01T10:00")));

        assertThat(difference.acts()).isEmpty();
        assertThat(difference.notes())
                .containsExactly("Your calendar has a 1:1 on Tuesday 1 December 2026, 10:00;"
                        + " here it was called off, and stays so.");
    }

    @Test
    void what_the_rhythm_before_had_until_the_new_one_begins_is_called_off_if_that_one_runs_already() {
        var mondays = cadence("FREQ=WEEKLY;BYDAY=MO", "2026-05-04T09:00");
        var difference = between(TUESDAYS, with(mondays));

        assertThat(difference.acts())
                .containsExactly(cadence("FREQ=WEEKLY;BYDAY=TU", "2026-11-24T10:00"), off("2026-11-23T09:00"));
        assertThat(next(difference, 2)).isEqualTo("2026-11-24T10:00 2026-12-01T10:00");
        assertThat(between(TUESDAYS, difference.after()).isNothing()).isTrue();
        var later = "meet 2026-12-08T10:00 30 Europe/Berlin FREQ=WEEKLY;BYDAY=TU";
        assertThat(next(between(later, with(mondays)), 4))
                .isEqualTo("2026-11-23T09:00 2026-11-30T09:00 2026-12-07T09:00 2026-12-08T10:00");
        assertThat(between(later, between(later, with(mondays)).after()).isNothing())
                .isTrue();
    }

    @Test
    void a_rhythm_that_changes_is_recorded_piece_by_piece() {
        var two = TUESDAYS + ";UNTIL=20261201T100000 / meet 2026-12-09T15:00 45 Europe/Berlin FREQ=WEEKLY;BYDAY=WE";

        assertThat(between(two, with(SINCE_MAY)).acts()).hasSize(2);
        assertThat(next(between(two, with(SINCE_MAY)), 4))
                .isEqualTo("2026-11-24T10:00 2026-12-01T10:00 2026-12-09T15:00 2026-12-16T15:00");
        assertThat(between(two, between(two, with(SINCE_MAY)).after()).acts()).isEmpty();
    }

    @Test
    void one_that_was_held_today_is_not_planned_again() {
        var today = "runs / meet 2026-11-22T10:00 30 Europe/Berlin FREQ=WEEKLY;BYDAY=SU";
        var sundays = cadence("FREQ=WEEKLY;BYDAY=SU", "2026-05-03T10:00");
        var byDay = new HoldOneOnOne(null, TODAY, null);
        var byStart = new HoldOneOnOne(LocalDateTime.parse("2026-11-22T10:00"), TODAY, null);

        assertThat(between(today, with(sundays, byDay)).isNothing()).isTrue();
        assertThat(between(today, with(sundays, byStart)).isNothing()).isTrue();
        assertThat(between(today, with(sundays, byStart)).notes()).isEmpty();
        assertThat(next(between(today, with(byDay)), 1)).isEqualTo("2026-11-29T10:00");
        assertThat(next(between(today.replace("T10", "T15"), with(sundays, byStart)), 1))
                .isEqualTo("2026-11-29T15:00");
    }

    @Test
    void a_single_one_says_what_it_would_end() {
        var once = "meet 2026-12-03T10:00 30 Europe/Berlin FREQ=DAILY;COUNT=1";

        assertThat(between(once, with()).notes()).isEmpty();
        assertThat(between(once, with(SINCE_MAY)).notes())
                .singleElement()
                .asString()
                .contains("does not repeat");
    }

    @Test
    void single_changes_are_made_to_what_is_planned() {
        var now = with(SINCE_MAY, off("2026-12-15T10:00"));

        assertThat(between("off 2026-12-01T10:00", now).acts()).containsExactly(off("2026-12-01T10:00"));
        assertThat(between("move 2026-12-01T10:00 2026-12-02T10:00", now).acts())
                .containsExactly(move("2026-12-01T10:00", "2026-12-02T10:00"));
        assertThat(between("off 2026-12-15T10:00", now).isNothing()).isTrue();
        assertThat(between("off 2026-12-15T10:00", now).notes()).isEmpty();
        assertThat(between("off 2026-12-03T10:00", now).notes())
                .singleElement()
                .asString()
                .startsWith("No 1:1 is planned here for Thursday 3 December 2026, 10:00");
    }

    @Test
    void a_time_to_which_nothing_can_be_moved_is_said() {
        var difference = between(TUESDAYS + " / move 2026-12-01T10:00 2035-12-01T10:00", with());

        assertThat(difference.acts()).hasSize(1);
        assertThat(difference.notes()).singleElement().asString().contains("cannot be moved here");
    }

    @Test
    void a_plan_that_was_made_up_is_nothing_or_breaks_a_rule() {
        for (var text : List.of(
                "",
                "meet",
                "off tomorrow",
                "off 2026-13-01T10:00",
                "meet 2026-11-24T10:00 30 Nowhere FREQ=WEEKLY",
                TUESDAYS + " / nonsense",
                "off 2026-12-01T10:00 / ".repeat(300) + "off 2026-12-01T10:00")) {
            assertThat(Plan.read(text, TODAY)).as(text).isEmpty();
        }
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> plan("meet 2026-11-24T10:00 900 Europe/Berlin FREQ=WEEKLY"))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo("bad-length"));
    }
}
