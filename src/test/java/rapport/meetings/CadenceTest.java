package rapport.meetings;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.shared.RuleBroken;

/** What a cadence may be, and when its 1:1s start. */
class CadenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    /** A Tuesday, the second of its month. */
    private static final LocalDateTime FIRST = LocalDateTime.parse("2026-03-10T10:00");

    private static Cadence berlin(String rrule) {
        return Cadence.of(rrule, FIRST, 30, BERLIN, TODAY);
    }

    private static Cadence berlin(String rrule, String firstStart) {
        return Cadence.of(rrule, LocalDateTime.parse(firstStart), 30, BERLIN, TODAY);
    }

    private static List<String> starts(Cadence cadence, int number) {
        return cadence.startsFrom(cadence.firstDay())
                .limit(number)
                .map(LocalDateTime::toString)
                .toList();
    }

    private static void assertRefused(String rrule, String rule) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThatExceptionOfType(RuleBroken.class)
                        .isThrownBy(() -> berlin(rrule))
                        .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                        .satisfies(broken -> assertThat(broken.sentence()).matches("[A-Z].*[.]")));
    }

    @Nested
    class Repeating {

        @Test
        void every_week() {
            var cadence = berlin(Cadence.weeklyOn(TUESDAY));

            assertThat(cadence.rrule()).isEqualTo("FREQ=WEEKLY;BYDAY=TU");
            assertThat(starts(cadence, 4))
                    .containsExactly("2026-03-10T10:00", "2026-03-17T10:00", "2026-03-24T10:00", "2026-03-31T10:00");
        }

        @Test
        void every_week_on_two_days() {
            assertThat(starts(berlin(Cadence.weeklyOn(THURSDAY, TUESDAY)), 4))
                    .containsExactly("2026-03-10T10:00", "2026-03-12T10:00", "2026-03-17T10:00", "2026-03-19T10:00");
        }

        @Test
        void every_two_weeks() {
            assertThat(starts(berlin(Cadence.everyTwoWeeksOn(TUESDAY)), 3))
                    .containsExactly("2026-03-10T10:00", "2026-03-24T10:00", "2026-04-07T10:00");
        }

        @Test
        void every_month_on_the_second_tuesday() {
            var rrule = Cadence.monthlyLike(FIRST.toLocalDate());

            assertThat(rrule).isEqualTo("FREQ=MONTHLY;BYDAY=2TU");
            assertThat(starts(berlin(rrule), 3))
                    .containsExactly("2026-03-10T10:00", "2026-04-14T10:00", "2026-05-12T10:00");
        }

        @Test
        void every_month_on_the_last_friday() {
            assertThat(starts(berlin("FREQ=MONTHLY;BYDAY=-1FR", "2026-03-27T10:00"), 3))
                    .containsExactly("2026-03-27T10:00", "2026-04-24T10:00", "2026-05-29T10:00");
        }

        @Test
        void a_month_without_a_fifth_weekday_has_its_last() {
            assertThat(Cadence.monthlyLike(LocalDate.of(2026, 3, 30))).isEqualTo("FREQ=MONTHLY;BYDAY=-1MO");
        }

        @Test
        void not_at_all() {
            assertThat(starts(berlin(Cadence.once()), 9)).containsExactly("2026-03-10T10:00");
        }

        @Test
        void a_number_of_times() {
            var cadence = berlin("FREQ=WEEKLY;COUNT=3");

            assertThat(starts(cadence, 9)).containsExactly("2026-03-10T10:00", "2026-03-17T10:00", "2026-03-24T10:00");
            assertThat(cadence.next(LocalDate.of(2026, 3, 24))).contains(LocalDateTime.parse("2026-03-24T10:00"));
            assertThat(cadence.next(LocalDate.of(2026, 3, 25))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "20260323, 2",
            "20260324, 3",
            "20260324T095959, 2",
            "20260324T100000, 3",
            "20260324T085959Z, 2",
            "20260324T090000Z, 3",
            "20260331T075959Z, 3",
            "20260331T080000Z, 4"
        })
        void until_a_day_a_local_time_or_a_moment(String until, int number) {
            assertThat(starts(berlin("FREQ=WEEKLY;UNTIL=" + until), 9)).hasSize(number);
        }

        @Test
        void a_day_that_a_month_lacks_is_left_out() {
            assertThat(starts(berlin("FREQ=MONTHLY", "2026-03-31T10:00"), 3))
                    .containsExactly("2026-03-31T10:00", "2026-05-31T10:00", "2026-07-31T10:00");
        }

        @Test
        void leap_days_come_round() {
            assertThat(starts(berlin("FREQ=YEARLY", "2028-02-29T10:00"), 2))
                    .containsExactly("2028-02-29T10:00", "2032-02-29T10:00");
            assertThat(starts(berlin("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29T10:00"), 2))
                    .containsExactly("2028-02-29T10:00", "2032-02-29T10:00");
        }

        @Test
        void the_weeks_of_the_machine_s_country_make_no_difference() {
            var before = Locale.getDefault();
            try {
                Locale.setDefault(Locale.US);
                assertThat(starts(berlin("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU"), 4))
                        .containsExactly(
                                "2026-03-10T10:00", "2026-03-15T10:00", "2026-03-24T10:00", "2026-03-29T10:00");
            } finally {
                Locale.setDefault(before);
            }
        }

        @Test
        void lower_case_and_double_values_are_one_rule_with_the_plain_one() {
            assertThat(berlin("byday=tu,TU;freq=weekly")).isEqualTo(berlin("FREQ=WEEKLY;BYDAY=TU"));
        }
    }

    @Nested
    class WhenTheClocksChange {

        @ParameterizedTest
        @CsvSource({
            "Europe/Berlin, 2026-03-24T09:00:00Z, 2026-03-31T08:00:00Z",
            "America/New_York, 2026-03-24T14:00:00Z, 2026-03-31T14:00:00Z",
            "Asia/Kolkata, 2026-03-24T04:30:00Z, 2026-03-31T04:30:00Z"
        })
        void ten_stays_ten_in_spring(ZoneId zone, String before, String after) {
            var first = LocalDateTime.parse("2026-03-24T10:00");
            for (var rrule : List.of("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=2", "FREQ=DAILY;INTERVAL=7")) {
                assertThat(Cadence.of(rrule, first, 30, zone, TODAY)
                                .startsFrom(first.toLocalDate())
                                .limit(2)
                                .map(start -> new OneOnOne(start, 30, zone)
                                        .at()
                                        .toInstant()
                                        .toString()))
                        .containsExactly(before, after);
            }
        }

        @Test
        void ten_stays_ten_every_two_weeks_and_every_month_all_year() {
            for (var zone : List.of(BERLIN, NEW_YORK, KOLKATA)) {
                for (var rrule : List.of("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=MONTHLY;BYDAY=2TU")) {
                    var cadence = Cadence.of(rrule, FIRST, 30, zone, TODAY);
                    assertThat(cadence.startsFrom(FIRST.toLocalDate()).limit(26))
                            .hasSize(26)
                            .allMatch(start -> start.toLocalTime().equals(FIRST.toLocalTime()))
                            .allMatch(start -> start.getDayOfWeek() == TUESDAY)
                            .allMatch(
                                    start -> new OneOnOne(start, 30, zone).at().getHour() == 10);
                }
            }
        }

        @Test
        void a_start_that_the_clocks_skip_moves_on_and_only_that_one() {
            var cadence = berlin("FREQ=WEEKLY", "2026-03-22T02:30");

            assertThat(cadence.startsFrom(cadence.firstDay())
                            .limit(3)
                            .map(start -> new OneOnOne(start, 30, BERLIN)
                                    .at()
                                    .toLocalDateTime()
                                    .toString()))
                    .containsExactly("2026-03-22T02:30", "2026-03-29T03:30", "2026-04-05T02:30");
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    ";",
                    "every tuesday",
                    "FREQ",
                    "FREQ=",
                    "FREQ=SOMETIMES",
                    "BYDAY=TU",
                    "FREQ=WEEKLY;",
                    "FREQ=WEEKLY;;BYDAY=TU",
                    ";FREQ=WEEKLY",
                    "FREQ=WEEKLY;BYDAY",
                    "FREQ=WEEKLY;BYDAY=",
                    "FREQ=WEEKLY;BYDAY=TU,",
                    "FREQ=WEEKLY;BYDAY=2TU",
                    "FREQ=WEEKLY;FREQ=WEEKLY",
                    "FREQ=WEEKLY;BYDAY=TU;BYDAY=TH",
                    "FREQ=WEEKLY;BYMONTHDAY=10",
                    "FREQ=WEEKLY;INTERVAL=0",
                    "FREQ=WEEKLY;INTERVAL=-1",
                    "FREQ=WEEKLY;INTERVAL=401",
                    "FREQ=DAILY;INTERVAL=99999999",
                    "FREQ=DAILY;INTERVAL=99999999999999",
                    "FREQ=WEEKLY;INTERVAL=1,2",
                    "FREQ=WEEKLY;COUNT=0",
                    "FREQ=WEEKLY;COUNT=-3",
                    "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
                    "FREQ=MONTHLY;BYMONTHDAY=0",
                    "FREQ=MONTHLY;BYMONTHDAY=32",
                    "FREQ=MONTHLY;BYDAY=54TU",
                    "FREQ=YEARLY;BYMONTH=13",
                    "FREQ=YEARLY;BYYEARDAY=69",
                    "FREQ=YEARLY;BYWEEKNO=11",
                    "FREQ=MONTHLY;BYSETPOS=1",
                    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=0",
                    "FREQ=MONTHLY;BYDAY=TU,2TU;BYSETPOS=1",
                    "RSCALE=GREGORIAN;FREQ=WEEKLY",
                    "FREQ=WEEKLY;X-COLOUR=RED",
                    "RRULE:FREQ=WEEKLY",
                    "FREQ=WEEKLY\nFREQ=DAILY",
                    "FREQ=WEEKLY;BYDAY=Tü",
                    "FREQ=DAıLY",
                    "FREQ=WEEKLY;BYDAY=٢TU"
                })
        void what_is_no_recurrence_rule(String rrule) {
            assertRefused(rrule, "not-a-cadence");
        }

        @Test
        void four_thousand_characters() {
            assertRefused("FREQ=WEEKLY;BYDAY=" + "TU,".repeat(1_327) + "TU", "not-a-cadence");
            assertRefused("FREQ=WEEKLY" + ";".repeat(3_989), "not-a-cadence");
            assertRefused("A".repeat(4_000), "not-a-cadence");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FREQ=SECONDLY",
                    "FREQ=MINUTELY;INTERVAL=99999",
                    "FREQ=HOURLY",
                    "FREQ=DAILY;BYHOUR=9,17",
                    "FREQ=DAILY;BYMINUTE=0,30",
                    "FREQ=DAILY;BYSECOND=1",
                    "freq=daily;byhour=9"
                })
        void what_repeats_within_a_day(String rrule) {
            assertRefused(rrule, "too-often");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                    "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
                    "FREQ=MONTHLY;BYDAY=53TU",
                    "FREQ=YEARLY;BYDAY=TU;BYSETPOS=300",
                    "FREQ=YEARLY;INTERVAL=400;BYMONTH=2;BYMONTHDAY=29",
                    "FREQ=WEEKLY;UNTIL=20260309",
                    "FREQ=WEEKLY;UNTIL=20260310T095959"
                })
        void what_never_occurs(String rrule) {
            assertRefused(rrule, "never-occurs");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FREQ=WEEKLY;BYDAY=MO",
                    "FREQ=MONTHLY;BYDAY=1TU",
                    "FREQ=MONTHLY;BYMONTHDAY=11",
                    "FREQ=DAILY;BYMONTH=4"
                })
        void a_first_start_that_is_none_by_the_rule(String rrule) {
            assertRefused(rrule, "first-start-off");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FREQ=DAILY;COUNT=1001",
                    "FREQ=DAILY;COUNT=999999999",
                    "FREQ=WEEKLY;UNTIL=99991231",
                    "FREQ=WEEKLY;UNTIL=20760311T000000Z",
                    "FREQ=WEEKLY;UNTIL=20260231",
                    "FREQ=WEEKLY;UNTIL=20261301T000000Z",
                    "FREQ=WEEKLY;UNTIL=20260401T250000",
                    "FREQ=WEEKLY;UNTIL=soon",
                    "FREQ=WEEKLY;UNTIL=",
                    "FREQ=YEARLY;COUNT=52",
                    "FREQ=YEARLY;INTERVAL=400;COUNT=1000",
                    "FREQ=MONTHLY;BYDAY=2TU;COUNT=1000"
                })
        void an_end_that_lies_beyond_reason(String rrule) {
            assertRefused(rrule, "too-long");
        }

        @ParameterizedTest
        @CsvSource({
            "2031-03-02T10:00, ",
            "2031-03-03T10:00, too-far",
            "2021-03-02T10:00, ",
            "2021-03-01T10:00, too-far",
            "+999999999-12-31T23:59:59.999999999, whole-minutes",
            "+999999999-12-31T23:59, too-far",
            "2026-03-10T10:00:30, whole-minutes"
        })
        void a_first_start_too_far_from_today(String firstStart, String rule) {
            if (rule == null) {
                assertThat(berlin("FREQ=DAILY", firstStart).firstStart()).isEqualTo(firstStart);
            } else {
                assertThatExceptionOfType(RuleBroken.class)
                        .isThrownBy(() -> berlin("FREQ=DAILY", firstStart))
                        .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule));
            }
        }

        @ParameterizedTest
        @CsvSource({"4, bad-length", "5, ", "480, ", "481, bad-length", "-30, bad-length"})
        void a_length_that_is_none(int minutes, String rule) {
            if (rule == null) {
                assertThat(Cadence.of("FREQ=WEEKLY", FIRST, minutes, BERLIN, TODAY)
                                .minutes())
                        .isEqualTo(minutes);
            } else {
                assertThatExceptionOfType(RuleBroken.class)
                        .isThrownBy(() -> Cadence.of("FREQ=WEEKLY", FIRST, minutes, BERLIN, TODAY))
                        .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "FREQ=DAILY;INTERVAL=400",
                    "FREQ=DAILY;COUNT=1000",
                    "FREQ=WEEKLY;UNTIL=20760310T085959Z",
                    "FREQ=WEEKLY;WKST=SU;INTERVAL=2",
                    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYMONTHDAY=10",
                    "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
                    "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2TU",
                    "FREQ=YEARLY;INTERVAL=400"
                })
        void but_not_what_can_be(String rrule) {
            assertThat(berlin(rrule).next(TODAY)).contains(FIRST);
        }
    }

    @Nested
    class Later {

        @Test
        void the_next_one_is_found_at_once_years_after_the_first() {
            for (var rrule : List.of(
                    "FREQ=DAILY",
                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU",
                    "FREQ=MONTHLY;BYDAY=1MO",
                    "FREQ=DAILY;COUNT=1000",
                    "FREQ=YEARLY;BYDAY=MO")) {
                var cadence = Cadence.of(rrule, LocalDateTime.parse("2021-04-05T10:00"), 30, BERLIN, TODAY);
                var day = LocalDate.of(2026, 3, 2);
                for (var warm = 0; warm < 300; warm++) {
                    cadence.next(day);
                }
                var begin = System.nanoTime();
                for (var again = 0; again < 100; again++) {
                    cadence.next(day);
                }
                var each = Duration.ofNanos((System.nanoTime() - begin) / 100);
                assertThat(each).as(rrule).isLessThan(Duration.ofMillis(20));
            }
        }

        @Test
        void it_counts_its_weeks_from_the_first() {
            var cadence = berlin("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU", "2021-03-08T10:00");

            assertThat(cadence.next(TODAY)).contains(LocalDateTime.parse("2026-03-02T10:00"));
            assertThat(cadence.next(TODAY.plusDays(2))).contains(LocalDateTime.parse("2026-03-16T10:00"));
            assertThat(TODAY.getDayOfWeek()).isEqualTo(MONDAY);
        }

        @Test
        void nothing_lies_before_the_first() {
            var cadence = berlin("FREQ=WEEKLY;BYDAY=MO,TU");

            assertThat(cadence.next(LocalDate.of(2020, 1, 1))).contains(FIRST);
            assertThat(cadence.hasStart(FIRST.minusDays(1))).isFalse();
            assertThat(cadence.hasStart(FIRST.plusDays(6))).isTrue();
            assertThat(cadence.hasStart(FIRST.plusDays(6).plusHours(1))).isFalse();
        }

        @Test
        void what_does_not_come_round_within_five_years_has_ended() {
            assertThat(berlin("FREQ=YEARLY;INTERVAL=400")
                            .next(FIRST.toLocalDate().plusDays(1)))
                    .isEmpty();
        }

        @Test
        void a_cadence_that_was_set_is_the_one_that_was_asked_for() {
            var cadence = Cadence.of("freq=weekly;count=3", FIRST, 45, ZoneOffset.UTC, TODAY);

            assertThat(Cadence.of(MeetingStory.set(cadence))).isEqualTo(cadence);
        }
    }
}
