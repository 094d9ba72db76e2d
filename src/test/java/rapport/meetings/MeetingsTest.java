package rapport.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.meetings.MeetingStory.BERLIN;
import static rapport.meetings.MeetingStory.THEN;
import static rapport.meetings.MeetingStory.cadence;
import static rapport.meetings.MeetingStory.cancel;
import static rapport.meetings.MeetingStory.hold;
import static rapport.meetings.MeetingStory.move;
import static rapport.meetings.MeetingStory.nothing_planned;
import static rapport.meetings.MeetingStory.they_meet_every_tuesday;
import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import tools.jackson.databind.json.JsonMapper;

/** The rules on 1:1s, each seen accepted and seen refused. */
class MeetingsTest {

    private static final LocalDateTime TUESDAY = LocalDateTime.parse("2026-03-03T10:00");

    @Nested
    class SettingACadence {

        @Test
        void says_when_the_two_meet() {
            assertThat(nothing_planned().when_ada(cadence("freq=weekly;byday=tu", "2026-03-03T10:00")))
                    .isEqualTo(new CadenceSet(THEIRS, ADA_HERSELF, "FREQ=WEEKLY;BYDAY=TU", TUESDAY, 30, BERLIN));
        }

        @Test
        void is_refused_where_the_cadence_is() {
            nothing_planned().refuses(cadence("FREQ=HOURLY", "2026-03-03T10:00"), "too-often");
        }

        @Test
        void to_what_it_is_already_is_refused() {
            they_meet_every_tuesday()
                    .refuses(cadence("BYDAY=TU;FREQ=WEEKLY", "2026-03-03T10:00"), "same-cadence")
                    .ada(cadence("FREQ=WEEKLY;BYDAY=TU", "2026-03-03T11:00"));
        }

        @Test
        void replaces_the_old_one_from_the_day_of_its_first_start() {
            they_meet_every_tuesday()
                    .ada(cadence("FREQ=WEEKLY;BYDAY=TH", "2026-03-19T15:00"))
                    .upcoming(
                            "2026-03-03T10:00",
                            "2026-03-10T10:00",
                            "2026-03-17T10:00",
                            "2026-03-19T15:00",
                            "2026-03-26T15:00")
                    .refuses(cancel("2026-03-24T10:00"), "no-such-one-on-one")
                    .ada(cancel("2026-03-17T10:00"));
        }

        @Test
        void on_a_day_of_the_old_one_leaves_one_1_to_1_on_that_day() {
            they_meet_every_tuesday()
                    .ada(cadence("FREQ=WEEKLY;BYDAY=TU", "2026-03-10T15:00"))
                    .upcoming("2026-03-03T10:00", "2026-03-10T15:00", "2026-03-17T15:00");
        }

        @Test
        void replaces_what_was_moved_or_called_off_from_that_day_on() {
            they_meet_every_tuesday()
                    .ada(cancel("2026-03-10T10:00"))
                    .ada(cancel("2026-03-24T10:00"))
                    .ada(move("2026-03-17T10:00", "2026-03-26T10:00"))
                    .ada(new SetCadence("FREQ=WEEKLY;BYDAY=TU", LocalDateTime.parse("2026-03-24T10:00"), 45, BERLIN))
                    .upcoming("2026-03-03T10:00", "2026-03-24T10:00", "2026-03-31T10:00");
        }

        @Test
        void before_another_that_has_not_begun_replaces_that_one() {
            var story = they_meet_every_tuesday()
                    .ada(cadence("FREQ=WEEKLY;BYDAY=TH", "2026-05-07T15:00"))
                    .ada(cadence("FREQ=WEEKLY;BYDAY=FR", "2026-03-06T15:00"));

            assertThat(story.meetings().cadences()).hasSize(2);
            story.on("2026-05-06").next("2026-05-08");
        }
    }

    @Nested
    class Moving {

        @Test
        void takes_a_1_to_1_to_another_time() {
            assertThat(they_meet_every_tuesday().when_ada(move("2026-03-03T10:00", "2026-03-05T09:00")))
                    .isEqualTo(
                            new OneOnOneMoved(THEIRS, ADA_HERSELF, TUESDAY, LocalDateTime.parse("2026-03-05T09:00")));
            they_meet_every_tuesday()
                    .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                    .upcoming("2026-03-05T09:00", "2026-03-10T10:00")
                    .next("2026-03-05");
        }

        @Test
        void needs_a_1_to_1_at_that_time() {
            they_meet_every_tuesday()
                    .refuses(move("2026-03-04T10:00", "2026-03-05T09:00"), "no-such-one-on-one")
                    .refuses(move("2026-03-03T09:00", "2026-03-05T09:00"), "no-such-one-on-one")
                    .refuses(move("2026-02-24T10:00", "2026-03-05T09:00"), "no-such-one-on-one");
            nothing_planned().refuses(move("2026-03-03T10:00", "2026-03-05T09:00"), "no-such-one-on-one");
        }

        @Test
        void is_not_done_to_one_moved_away_called_off_or_held() {
            they_meet_every_tuesday()
                    .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                    .refuses(move("2026-03-03T10:00", "2026-03-06T09:00"), "no-such-one-on-one")
                    .ada(cancel("2026-03-10T10:00"))
                    .refuses(move("2026-03-10T10:00", "2026-03-12T10:00"), "no-such-one-on-one")
                    .on("2026-03-17")
                    .ada(hold("2026-03-17T10:00", "2026-03-17"))
                    .refuses(move("2026-03-17T10:00", "2026-03-18T10:00"), "no-such-one-on-one");
        }

        @Test
        void can_be_done_again_by_the_new_time_and_back() {
            they_meet_every_tuesday()
                    .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                    .ada(move("2026-03-05T09:00", "2026-03-06T09:00"))
                    .upcoming("2026-03-06T09:00", "2026-03-10T10:00")
                    .ada(move("2026-03-06T09:00", "2026-03-03T10:00"))
                    .upcoming("2026-03-03T10:00", "2026-03-10T10:00")
                    .ada(cancel("2026-03-03T10:00"))
                    .upcoming("2026-03-10T10:00");
        }

        @Test
        void to_a_time_that_another_takes_is_refused() {
            they_meet_every_tuesday()
                    .refuses(move("2026-03-03T10:00", "2026-03-10T10:00"), "time-taken")
                    .ada(move("2026-03-10T10:00", "2026-03-12T10:00"))
                    .refuses(move("2026-03-03T10:00", "2026-03-12T10:00"), "time-taken")
                    .ada(move("2026-03-03T10:00", "2026-03-10T10:00"));
        }

        @Test
        void to_the_same_time_is_refused() {
            they_meet_every_tuesday().refuses(move("2026-03-03T10:00", "2026-03-03T10:00"), "same-time");
        }

        @Test
        void into_the_past_is_refused_but_out_of_it_is_not() {
            they_meet_every_tuesday()
                    .on("2026-03-05")
                    .refuses(move("2026-03-10T10:00", "2026-03-04T10:00"), "in-the-past")
                    .ada(move("2026-03-03T10:00", "2026-03-05T08:00"))
                    .next("2026-03-05");
        }

        @Test
        void is_for_whole_minutes_within_five_years() {
            they_meet_every_tuesday()
                    .refuses(move("2026-03-03T10:00", "2026-03-05T09:00:01"), "whole-minutes")
                    .refuses(move("2026-03-03T10:00", "2031-03-03T09:00"), "too-far")
                    .ada(move("2026-03-03T10:00", "2031-03-02T09:00"));
        }
    }

    @Nested
    class CallingOff {

        @Test
        void takes_one_1_to_1_out() {
            var because = sealed("holiday");
            assertThat(they_meet_every_tuesday().when_ada(new CancelOneOnOne(TUESDAY, because)))
                    .isEqualTo(new OneOnOneCancelled(THEIRS, ADA_HERSELF, TUESDAY, because));
            they_meet_every_tuesday().ada(cancel("2026-03-03T10:00")).next("2026-03-10");
        }

        @Test
        void can_be_said_afterwards() {
            they_meet_every_tuesday().on("2026-03-06").ada(cancel("2026-03-03T10:00"));
        }

        @Test
        void names_one_that_still_stands() {
            they_meet_every_tuesday()
                    .ada(cancel("2026-03-03T10:00"))
                    .refuses(cancel("2026-03-03T10:00"), "no-such-one-on-one")
                    .refuses(cancel("2026-03-04T10:00"), "no-such-one-on-one")
                    .on("2026-03-10")
                    .ada(hold(null, "2026-03-10"))
                    .refuses(cancel("2026-03-10T10:00"), "no-such-one-on-one");
        }

        @Test
        void works_on_a_moved_one_by_its_new_time() {
            they_meet_every_tuesday()
                    .ada(move("2026-03-03T10:00", "2026-03-05T09:00"))
                    .refuses(cancel("2026-03-03T10:00"), "no-such-one-on-one")
                    .ada(cancel("2026-03-05T09:00"))
                    .refuses(cancel("2026-03-05T09:00"), "no-such-one-on-one")
                    .next("2026-03-10");
        }
    }

    @Nested
    class Holding {

        @Test
        void a_planned_1_to_1_is_held() {
            var summary = sealed("went well");
            var story = they_meet_every_tuesday().on("2026-03-03");
            assertThat(story.when_ada(new HoldOneOnOne(TUESDAY, TUESDAY.toLocalDate(), summary)))
                    .isEqualTo(new OneOnOneHeld(THEIRS, ADA_HERSELF, TUESDAY, TUESDAY.toLocalDate(), summary));

            var after = story.next("2026-03-03")
                    .ada(hold("2026-03-03T10:00", "2026-03-03"))
                    .next("2026-03-10");
            assertThat(after.meetings().held()).containsExactly(new HeldOneOnOne(TUESDAY, TUESDAY.toLocalDate(), THEN));
        }

        @Test
        void one_that_nobody_planned_is_held_on_any_day_up_to_today() {
            nothing_planned()
                    .ada(hold(null, "2026-03-02"))
                    .ada(hold(null, "2019-11-05"))
                    .refuses(hold(null, "2026-03-03"), "in-the-future");
        }

        @Test
        void a_planned_one_is_held_earlier_than_planned_but_not_in_the_future() {
            they_meet_every_tuesday()
                    .refuses(hold("2026-03-03T10:00", "2026-03-03"), "in-the-future")
                    .ada(hold("2026-03-03T10:00", "2026-03-02"))
                    .next("2026-03-10");
        }

        @Test
        void one_without_a_start_counts_as_the_one_planned_for_that_day() {
            they_meet_every_tuesday()
                    .on("2026-03-03")
                    .ada(hold(null, "2026-03-03"))
                    .next("2026-03-10")
                    .refuses(hold("2026-03-03T10:00", "2026-03-03"), "already-held");
        }

        @Test
        void one_without_a_start_on_another_day_leaves_the_planned_one() {
            they_meet_every_tuesday().ada(hold(null, "2026-03-02")).next("2026-03-03");
        }

        @Test
        void the_same_one_is_held_once() {
            they_meet_every_tuesday()
                    .on("2026-03-04")
                    .ada(hold("2026-03-03T10:00", "2026-03-03"))
                    .refuses(hold("2026-03-03T10:00", "2026-03-03"), "already-held")
                    .refuses(hold("2026-03-03T10:00", "2026-03-04"), "already-held")
                    .refuses(hold(null, "2026-03-03"), "already-held")
                    .ada(hold(null, "2026-03-04"))
                    .refuses(hold(null, "2026-03-04"), "already-held");
        }

        @Test
        void a_start_names_one_that_stands() {
            they_meet_every_tuesday()
                    .ada(cancel("2026-03-03T10:00"))
                    .ada(move("2026-03-10T10:00", "2026-03-11T10:00"))
                    .on("2026-03-12")
                    .refuses(hold("2026-03-03T10:00", "2026-03-03"), "no-such-one-on-one")
                    .refuses(hold("2026-03-10T10:00", "2026-03-10"), "no-such-one-on-one")
                    .refuses(hold("2026-03-12T10:00", "2026-03-12"), "no-such-one-on-one")
                    .ada(hold("2026-03-11T10:00", "2026-03-11"));
        }

        @Test
        void its_time_stays_taken() {
            they_meet_every_tuesday()
                    .on("2026-03-03")
                    .ada(hold("2026-03-03T10:00", "2026-03-03"))
                    .refuses(move("2026-03-10T10:00", "2026-03-03T10:00"), "time-taken");
        }
    }

    @Nested
    class WhatIsNext {

        @Test
        void nothing_without_a_cadence() {
            nothing_planned().nothing_is_next();
        }

        @Test
        void nothing_once_it_has_ended() {
            nothing_planned()
                    .ada(cadence("FREQ=WEEKLY;COUNT=2", "2026-03-03T10:00"))
                    .on("2026-03-10")
                    .next("2026-03-10")
                    .on("2026-03-11")
                    .nothing_is_next();
        }

        @Test
        void one_of_today_until_it_is_held_and_none_of_yesterday() {
            they_meet_every_tuesday()
                    .on("2026-03-03")
                    .next("2026-03-03")
                    .on("2026-03-04")
                    .next("2026-03-10");
        }

        @Test
        void is_the_day_in_the_relationship_s_zone() {
            var auckland = new SetCadence(
                    "FREQ=WEEKLY;BYDAY=WE", LocalDateTime.parse("2026-03-04T08:00"), 30, ZoneId.of("Pacific/Auckland"));

            nothing_planned()
                    .ada(auckland)
                    .next("2026-03-03")
                    .on("2026-03-03")
                    .next("2026-03-03")
                    .on("2026-03-04")
                    .next("2026-03-10")
                    .on("2026-03-10")
                    .ada(hold(null, "2026-03-10"))
                    .next("2026-03-17");
        }

        @Test
        void is_the_same_from_rows_that_hold_only_what_lies_ahead() {
            var held = List.of(LocalDateTime.parse("2026-03-03T10:00"));
            var gone = List.of(LocalDateTime.parse("2026-03-10T10:00"));
            var days = List.of(LocalDate.parse("2026-03-17"));
            var moved = List.of(new OneOnOne(LocalDateTime.parse("2026-03-27T10:00"), 30, BERLIN));
            var cadences = they_meet_every_tuesday().meetings().cadences();
            var today = LocalDate.parse("2026-03-03");

            assertThat(Meetings.next(cadences, moved, gone, held, days, today, BERLIN))
                    .contains(LocalDate.parse("2026-03-24"));
            assertThat(Meetings.next(List.of(), moved, gone, held, days, today, BERLIN))
                    .contains(LocalDate.parse("2026-03-27"));
        }

        @Test
        void the_same_holds_four_years_of_weeks_later() {
            var story = they_meet_every_tuesday();
            for (var week = 0; week < 200; week++) {
                var day = LocalDate.of(2026, 3, 3).plusWeeks(week);
                story = story.on(day.toString()).ada(hold(day + "T10:00", day.toString()));
            }
            story.next("2030-01-01");
        }
    }

    @Test
    void they_are_plain_records_that_come_back_from_json() {
        var meetings = they_meet_every_tuesday()
                .ada(cancel("2026-03-10T10:00"))
                .ada(move("2026-03-17T10:00", "2026-03-18T10:00"))
                .ada(cadence("FREQ=WEEKLY;UNTIL=20270301", "2026-05-05T10:00"))
                .ada(hold(null, "2026-03-02"))
                .meetings();
        var json = JsonMapper.builder().build();

        assertThat(json.readValue(json.writeValueAsString(meetings), Meetings.class))
                .isEqualTo(meetings);
    }
}
