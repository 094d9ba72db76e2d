package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.meetings.MeetingStory.BERLIN;
import static rapport.meetings.MeetingStory.cadence;
import static rapport.meetings.MeetingStory.cancel;
import static rapport.meetings.MeetingStory.hold;
import static rapport.meetings.MeetingStory.move;
import static rapport.meetings.MeetingStory.nothing_planned;
import static rapport.meetings.MeetingStory.they_meet_every_tuesday;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.THEIRS;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.shared.RuleBroken;

/** How many planned 1:1s in a row did not take place. */
class InARowTest {

    private static void assertInARow(MeetingStory story, int calledOff, int notRecorded, @Nullable String comingOn) {
        var day = comingOn == null ? null : LocalDate.parse(comingOn);
        assertThat(story.meetings().inARow(story.today(), BERLIN)).isEqualTo(new InARow(calledOff, notRecorded, day));
    }

    @Test
    void none_before_the_first_and_on_the_day_itself() {
        assertInARow(nothing_planned(), 0, 0, null);
        assertInARow(they_meet_every_tuesday(), 0, 0, null);
        assertInARow(they_meet_every_tuesday().on("2026-03-03"), 0, 0, null);
    }

    @Test
    void those_that_nobody_recorded_count_once_their_day_has_passed() {
        assertInARow(they_meet_every_tuesday().on("2026-03-04"), 0, 1, null);
        assertInARow(they_meet_every_tuesday().on("2026-03-11"), 0, 2, null);
    }

    @Test
    void those_that_were_called_off_count_and_the_coming_one_with_them() {
        var story = they_meet_every_tuesday().ada(cancel("2026-03-03T10:00")).ada(cancel("2026-03-10T10:00"));

        assertInARow(story, 0, 0, "2026-03-03");
        assertInARow(story.on("2026-03-04"), 1, 0, "2026-03-10");
        assertInARow(story.on("2026-03-11"), 2, 0, null);
    }

    @Test
    void one_called_off_behind_one_that_stands_does_not() {
        assertInARow(they_meet_every_tuesday().ada(cancel("2026-03-10T10:00")), 0, 0, null);
    }

    @Test
    void a_held_one_ends_the_row_planned_or_not() {
        assertInARow(they_meet_every_tuesday().on("2026-03-11").ada(hold(null, "2026-03-11")), 0, 0, null);
        assertInARow(
                they_meet_every_tuesday().on("2026-03-18").ada(hold("2026-03-10T10:00", "2026-03-10")), 0, 1, null);
    }

    @Test
    void one_that_was_moved_counts_once_where_it_stands() {
        var story = they_meet_every_tuesday().ada(move("2026-03-03T10:00", "2026-03-05T10:00"));

        assertInARow(story.on("2026-03-05"), 0, 0, null);
        assertInARow(story.on("2026-03-06"), 0, 1, null);
        assertInARow(story.ada(cancel("2026-03-05T10:00")).on("2026-03-06"), 1, 0, null);
    }

    @Test
    void one_held_before_its_day_does_not_count() {
        assertInARow(
                they_meet_every_tuesday()
                        .ada(hold("2026-03-03T10:00", "2026-03-02"))
                        .on("2026-03-04"),
                0,
                0,
                null);
    }

    @Test
    void those_by_a_cadence_that_was_recorded_after_them_do_not() {
        assertInARow(nothing_planned().ada(cadence("FREQ=WEEKLY", "2026-01-06T10:00")), 0, 0, null);
        assertInARow(
                nothing_planned()
                        .ada(cadence("FREQ=WEEKLY", "2026-01-06T10:00"))
                        .on("2026-03-05"),
                0,
                1,
                null);
    }

    @Test
    void they_are_counted_for_half_a_year_back() {
        assertInARow(they_meet_every_tuesday().on("2028-03-01"), 0, 26, null);
    }

    @Test
    void one_alone_is_nothing_to_speak_of() {
        assertThat(new InARow(1, 0, null).isWorthSaying()).isFalse();
        assertThat(new InARow(0, 0, LocalDate.of(2026, 3, 3)).isWorthSaying()).isFalse();
        assertThat(new InARow(1, 0, LocalDate.of(2026, 3, 3)).isWorthSaying()).isTrue();
        assertThat(new InARow(1, 1, null).isWorthSaying()).isTrue();
    }

    // --- whatever happens -----------------------------------------------------------------------------------------

    @Test
    void whatever_happens_it_is_what_a_list_of_all_of_them_says() {
        var seen = new TreeSet<String>();
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(6_000L + seed);
            var today = LocalDate.of(2026, 3, 2);
            var whole = Meetings.none();
            var cut = Meetings.none();
            var naive = new AllOfThem();
            for (var step = 0; step < 30; step++) {
                var now = today.atTime(12, 0).atZone(BERLIN).toInstant();
                try {
                    var event = whole.decide(
                            FirstStartTest.somehow(random, today, whole), THEIRS, ADA_HERSELF, today, BERLIN);
                    whole = Meetings.after(whole, event, now);
                    cut = Meetings.after(cut, event, now).withoutThePast(now);
                    naive.happens(event, now);
                } catch (RuleBroken _) {
                    // as good as nothing
                }
                var expected = naive.inARow(today);
                assertThat(whole.inARow(today, BERLIN))
                        .as("whole, seed %d step %d", seed, step)
                        .isEqualTo(expected);
                assertThat(cut.inARow(today, BERLIN))
                        .as("cut, seed %d step %d", seed, step)
                        .isEqualTo(expected);
                seen.add(Math.min(expected.calledOff(), 2) + " " + Math.min(expected.notRecorded(), 2) + " "
                        + (expected.comingOn() != null));
                today = today.plusDays(random.nextInt(20) == 0 ? 150 : random.nextInt(5));
            }
        }
        assertThat(seen).contains("0 2 false", "0 2 true", "1 1 true", "2 1 true", "2 2 false", "2 2 true");
    }

    /** Every single 1:1 written out, and crossed out or changed as things happen. */
    private static final class AllOfThem {

        private static final class One {
            private LocalDateTime start;
            private final ZoneId zone;
            private Instant plannedAt;
            private boolean off;

            private One(LocalDateTime start, ZoneId zone, Instant plannedAt) {
                this.start = start;
                this.zone = zone;
                this.plannedAt = plannedAt;
            }

            private Instant at() {
                return start.atZone(zone).toInstant();
            }

            private LocalDate day() {
                return at().atZone(BERLIN).toLocalDate();
            }
        }

        private final List<One> all = new ArrayList<>();
        private final List<LocalDate> held = new ArrayList<>();
        private final List<LocalDateTime> heldStarts = new ArrayList<>();
        private final List<LocalDate> heldWithoutStart = new ArrayList<>();

        private One at(LocalDateTime start) {
            return all.stream()
                    .filter(one -> !one.off && one.start.equals(start))
                    .findFirst()
                    .orElseThrow();
        }

        private void happens(OneOnOneEvent event, Instant now) {
            switch (event) {
                case CadenceSet set -> {
                    all.removeIf(one ->
                            !one.start.toLocalDate().isBefore(set.firstStart().toLocalDate()));
                    var every = set.rrule().contains("DAILY") ? 3 : set.rrule().contains("INTERVAL=2") ? 14 : 7;
                    for (var day = 0; day < 1_500; day += every) {
                        all.add(new One(set.firstStart().plusDays(day), set.zone(), now));
                    }
                }
                case OneOnOneMoved moved -> {
                    var one = at(moved.from());
                    one.start = moved.to();
                    one.plannedAt = Instant.MIN;
                }
                case OneOnOneCancelled cancelled -> at(cancelled.start()).off = true;
                case OneOnOneHeld done -> {
                    held.add(done.heldOn());
                    if (done.start() == null) {
                        heldWithoutStart.add(done.heldOn());
                    } else {
                        heldStarts.add(done.start());
                    }
                }
            }
        }

        private InARow inARow(LocalDate today) {
            var off = 0;
            var unrecorded = 0;
            for (var one : all) {
                var isBehind = one.day().isBefore(today)
                        && !one.day().isBefore(today.minusDays(180))
                        && held.stream().allMatch(day -> day.isBefore(one.day()));
                if (isBehind && one.off) {
                    off++;
                } else if (isBehind
                        && !heldStarts.contains(one.start)
                        && one.at().isAfter(one.plannedAt)) {
                    unrecorded++;
                }
            }
            // Where two begin together, the one that stands is the coming one.
            var coming = all.stream()
                    .filter(one -> !one.day().isBefore(today))
                    .filter(one -> one.off
                            ? held.stream().allMatch(day -> day.isBefore(one.day()))
                            : !heldStarts.contains(one.start) && !heldWithoutStart.contains(one.day()))
                    .min(Comparator.comparing(One::at).thenComparing(one -> one.off))
                    .filter(one -> one.off)
                    .map(One::day)
                    .orElse(null);
            return new InARow(off, unrecorded, coming);
        }
    }
}
