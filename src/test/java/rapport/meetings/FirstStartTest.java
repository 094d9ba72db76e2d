package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.meetings.MeetingStory.BERLIN;
import static rapport.meetings.MeetingStory.cadence;
import static rapport.meetings.MeetingStory.cancel;
import static rapport.meetings.MeetingStory.move;
import static rapport.meetings.MeetingStory.they_meet_every_tuesday;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.THEIRS;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.shared.RuleBroken;
import tools.jackson.databind.json.JsonMapper;

/** Wherever a 1:1 is moved, it stays the one that was first planned for that start. */
class FirstStartTest {

    private static void assertStand(MeetingStory story, String... firstAndStart) {
        assertThat(story.meetings().upcoming(story.today(), BERLIN, firstAndStart.length))
                .extracting(planned -> planned.first() + " " + planned.start())
                .containsExactly(firstAndStart);
    }

    @Test
    void one_by_the_rule_stands_where_it_was_first_planned() {
        assertStand(
                they_meet_every_tuesday(), "2026-03-03T10:00 2026-03-03T10:00", "2026-03-10T10:00 2026-03-10T10:00");
    }

    @Test
    void it_stays_along_several_moves_and_back() {
        var twice = they_meet_every_tuesday()
                .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                .ada(move("2026-03-05T09:00", "2026-03-06T09:00"));

        assertStand(twice, "2026-03-03T10:00 2026-03-06T09:00", "2026-03-10T10:00 2026-03-10T10:00");
        assertStand(
                twice.ada(move("2026-03-06T09:00", "2026-03-03T10:00")),
                "2026-03-03T10:00 2026-03-03T10:00",
                "2026-03-10T10:00 2026-03-10T10:00");
    }

    @Test
    void two_that_change_places_stay_who_they_are() {
        assertStand(
                they_meet_every_tuesday()
                        .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                        .ada(move("2026-03-10T10:00", "2026-03-03T10:00"))
                        .ada(move("2026-03-05T09:00", "2026-03-10T10:00")),
                "2026-03-10T10:00 2026-03-03T10:00",
                "2026-03-03T10:00 2026-03-10T10:00");
    }

    @Test
    void onto_a_start_that_was_called_off_it_does_not_become_that_one() {
        assertStand(
                they_meet_every_tuesday()
                        .ada(cancel("2026-03-03T10:00"))
                        .ada(move("2026-03-10T10:00", "2026-03-03T10:00")),
                "2026-03-10T10:00 2026-03-03T10:00",
                "2026-03-17T10:00 2026-03-17T10:00");
    }

    @Test
    void another_cadence_at_the_same_times_leaves_each_who_it_is() {
        assertStand(
                they_meet_every_tuesday()
                        .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                        .ada(new SetCadence(
                                "FREQ=WEEKLY;BYDAY=TU", LocalDateTime.parse("2026-03-10T10:00"), 45, BERLIN)),
                "2026-03-03T10:00 2026-03-05T09:00",
                "2026-03-10T10:00 2026-03-10T10:00");
    }

    @Test
    void one_that_came_from_days_of_another_cadence_keeps_its_own() {
        assertStand(
                they_meet_every_tuesday()
                        .ada(move("2026-03-10T10:00", "2026-03-05T09:00"))
                        .ada(cadence("FREQ=WEEKLY;BYDAY=TH", "2026-03-12T10:00")),
                "2026-03-03T10:00 2026-03-03T10:00",
                "2026-03-10T10:00 2026-03-05T09:00",
                "2026-03-12T10:00 2026-03-12T10:00");
    }

    @Test
    void where_another_cadence_has_the_start_that_it_came_from_it_is_known_by_where_it_stands() {
        assertStand(
                they_meet_every_tuesday()
                        .ada(move("2026-03-10T10:00", "2026-03-05T09:00"))
                        .ada(new SetCadence(
                                "FREQ=WEEKLY;BYDAY=TU", LocalDateTime.parse("2026-03-10T10:00"), 45, BERLIN)),
                "2026-03-03T10:00 2026-03-03T10:00",
                "2026-03-05T09:00 2026-03-05T09:00",
                "2026-03-10T10:00 2026-03-10T10:00");
    }

    @Test
    void json_of_one_without_it_still_reads() {
        var json = JsonMapper.builder().build();

        assertThat(json.readValue(
                        "{\"start\":\"2026-03-03T10:00:00\",\"minutes\":30,\"zone\":\"Europe/Berlin\"}",
                        OneOnOne.class))
                .isEqualTo(new OneOnOne(LocalDateTime.parse("2026-03-03T10:00"), 30, BERLIN));
    }

    // --- whatever happens -----------------------------------------------------------------------------------------

    private static final List<LocalTime> TIMES = List.of(LocalTime.of(9, 0), LocalTime.of(10, 0));
    private static final List<ZoneId> ZONES = List.of(BERLIN, ZoneId.of("Pacific/Auckland"), ZoneId.of("Asia/Kolkata"));
    private static final LocalDate END = LocalDate.of(2026, 6, 1);
    private static final int ENOUGH = 70;

    @Test
    void whatever_happens_no_two_that_stand_are_the_same_and_only_what_is_touched_changes() {
        var happened = new TreeSet<String>();
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(1_111L + seed);
            var today = LocalDate.of(2026, 3, 2);
            var whole = Meetings.none();
            var cut = Meetings.none();
            for (var step = 0; step < 30; step++) {
                var now = today.atTime(12, 0).atZone(BERLIN).toInstant();
                OneOnOneEvent event;
                try {
                    event = whole.decide(somehow(random, today, whole), THEIRS, ADA_HERSELF, today, BERLIN);
                } catch (RuleBroken _) {
                    today = today.plusDays(random.nextInt(3));
                    continue;
                }
                var before = standing(whole, today);
                whole = Meetings.after(whole, event, now);
                cut = Meetings.after(cut, event, now).withoutThePast(now);
                var after = standing(whole, today);
                happened.add(event.getClass().getSimpleName());

                assertThat(after).as("seed %d step %d", seed, step).isEqualTo(standing(cut, today));
                assertThat(after).extracting(OneOnOne::first).doesNotHaveDuplicates();
                switch (event) {
                    case OneOnOneMoved away ->
                        assertThat(after).as("seed %d step %d", seed, step).isEqualTo(changed(before, away, whole));
                    case OneOnOneCancelled off ->
                        assertThat(after)
                                .isEqualTo(before.stream()
                                        .filter(one -> !one.start().equals(off.start()))
                                        .toList());
                    case OneOnOneHeld _ -> assertThat(before).containsAll(after);
                    case CadenceSet set -> {
                        var day = set.firstStart().toLocalDate();
                        assertThat(after)
                                .filteredOn(one -> !one.start().toLocalDate().isBefore(day))
                                .allMatch(one -> one.first().equals(one.start()));
                        var kept = before.stream()
                                .filter(one -> one.start().toLocalDate().isBefore(day))
                                .toList();
                        var still = after.stream()
                                .filter(one -> one.start().toLocalDate().isBefore(day))
                                .toList();
                        if (!kept.equals(still)) {
                            happened.add("two would have been the same");
                            assertThat(still)
                                    .isEqualTo(kept.stream()
                                            .map(OneOnOne::knownByItsStart)
                                            .toList());
                        }
                    }
                }
                today = today.plusDays(random.nextInt(3));
            }
        }
        assertThat(happened)
                .containsExactlyInAnyOrder(
                        "CadenceSet",
                        "OneOnOneCancelled",
                        "OneOnOneHeld",
                        "OneOnOneMoved",
                        "two would have been the same");
    }

    // By hand: the one that stood there stands elsewhere; no other changes. On a day on which one was held it counts as
    // that.
    private static List<OneOnOne> changed(List<OneOnOne> before, OneOnOneMoved away, Meetings after) {
        var there = new ArrayList<OneOnOne>();
        OneOnOne it = null;
        for (var one : before) {
            if (one.start().equals(away.from())) {
                it = new OneOnOne(away.to(), one.minutes(), one.zone(), one.first());
            } else {
                there.add(one);
            }
        }
        if (it != null && !after.isHeld(it, BERLIN)) {
            there.add(it);
        }
        there.sort((one, other) -> {
            var sooner = one.at().toInstant().compareTo(other.at().toInstant());
            return sooner != 0 ? sooner : one.start().compareTo(other.start());
        });
        return there;
    }

    // All that stand within some months, and no fewer because of a limit on their number.
    private static List<OneOnOne> standing(Meetings meetings, LocalDate today) {
        var standing = meetings.upcoming(today.minusDays(1), BERLIN, ENOUGH).stream()
                .filter(one -> one.dayIn(BERLIN).isBefore(END))
                .toList();
        assertThat(standing).hasSizeLessThan(ENOUGH);
        return standing;
    }

    /** Some act, rather on what stands or stood than on anything; not always one that the rules let pass. */
    static OneOnOneAct somehow(Random random, LocalDate today, Meetings meetings) {
        var upcoming = meetings.upcoming(today.minusDays(1), BERLIN, 6).stream()
                .filter(one -> one.dayIn(BERLIN).isBefore(END))
                .toList();
        var start = upcoming.isEmpty()
                ? today.atTime(10, 0)
                : upcoming.get(random.nextInt(upcoming.size())).start();
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                var day = today.plusDays(random.nextInt(25) - 3L);
                yield new SetCadence(
                        List.of("FREQ=WEEKLY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2")
                                .get(random.nextInt(3)),
                        day.atTime(TIMES.get(random.nextInt(2))),
                        30 + random.nextInt(2),
                        ZONES.get(random.nextInt(3)));
            }
            case 2 -> new CancelOneOnOne(start, null);
            case 3 -> new HoldOneOnOne(random.nextBoolean() ? start : null, today.minusDays(random.nextInt(2)), null);
            default -> new MoveOneOnOne(start, target(random, today, meetings));
        };
    }

    // Rather where something stood, or stands by a rule, than anywhere.
    private static LocalDateTime target(Random random, LocalDate today, Meetings meetings) {
        var gone = new ArrayList<>(meetings.movedAway());
        meetings.cancelled().forEach(off -> gone.add(off.start()));
        return gone.isEmpty() || random.nextInt(3) == 0
                ? today.plusDays(random.nextInt(15)).atTime(TIMES.get(random.nextInt(2)))
                : gone.get(random.nextInt(gone.size()));
    }
}
