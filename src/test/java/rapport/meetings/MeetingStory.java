package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.THEIRS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.shared.RuleBroken;

/**
 * The 1:1s of Ada and Grace in Berlin, told day by day. Each step answers the story as it goes on.
 *
 * @param meetings as they stand
 * @param today the day on which the next act happens
 */
record MeetingStory(Meetings meetings, LocalDate today) {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Instant THEN = Instant.parse("2026-03-02T08:00:00Z");

    /** The day on which every story begins. */
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    /** Tuesdays at ten. */
    static MeetingStory they_meet_every_tuesday() {
        return nothing_planned().ada(cadence("FREQ=WEEKLY;BYDAY=TU", "2026-03-03T10:00"));
    }

    static MeetingStory nothing_planned() {
        return new MeetingStory(Meetings.none(), MONDAY);
    }

    static SetCadence cadence(String rrule, String firstStart) {
        return new SetCadence(rrule, LocalDateTime.parse(firstStart), 30, BERLIN);
    }

    static CadenceSet set(Cadence cadence) {
        return new CadenceSet(
                THEIRS, ADA_HERSELF, cadence.rrule(), cadence.firstStart(), cadence.minutes(), cadence.zone());
    }

    static MoveOneOnOne move(String from, String to) {
        return new MoveOneOnOne(LocalDateTime.parse(from), LocalDateTime.parse(to));
    }

    static CancelOneOnOne cancel(String start) {
        return new CancelOneOnOne(LocalDateTime.parse(start), null);
    }

    static HoldOneOnOne hold(@Nullable String start, String heldOn) {
        return new HoldOneOnOne(start == null ? null : LocalDateTime.parse(start), LocalDate.parse(heldOn), null);
    }

    MeetingStory on(String day) {
        return new MeetingStory(meetings, LocalDate.parse(day));
    }

    MeetingStory ada(OneOnOneAct act) {
        return new MeetingStory(Meetings.after(meetings, when_ada(act), THEN), today);
    }

    OneOnOneEvent when_ada(OneOnOneAct act) {
        return meetings.decide(act, THEIRS, ADA_HERSELF, today, BERLIN);
    }

    MeetingStory refuses(OneOnOneAct act, String rule) {
        assertThatExceptionOfType(RuleBroken.class)
                .isThrownBy(() -> when_ada(act))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).matches("[A-Z].*[.]"));
        return this;
    }

    MeetingStory next(String day) {
        assertThat(meetings.next(today, BERLIN)).contains(LocalDate.parse(day));
        return this;
    }

    MeetingStory nothing_is_next() {
        assertThat(meetings.next(today, BERLIN)).isEmpty();
        return this;
    }

    MeetingStory upcoming(String... starts) {
        assertThat(meetings.upcoming(today, BERLIN, starts.length))
                .extracting(planned -> planned.start().toString())
                .containsExactly(starts);
        return this;
    }
}
