package rapport.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.capture.When.Meant;

/** Days as people write them, held against a slow second opinion that counts them off one by one. */
class WhenTest {

    private static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final LocalDate LAST = LocalDate.parse("2028-12-31");

    private static Stream<LocalDate> everyDay() {
        return FIRST.datesUntil(LAST);
    }

    private static List<LocalDate> read(LocalDate today, String text) {
        var meant = new When(today, List.of()).read(text);
        assertThat(meant).as("%s, said on %s", text, today).isPresent();
        return switch (meant.orElseThrow()) {
            case Meant.On(var day, var timed) -> {
                assertThat(timed).isFalse();
                yield List.of(day);
            }
            case Meant.OneOf(var question, var days) -> {
                assertThat(question).endsWith("?");
                yield days;
            }
            case Meant.Unplanned() -> List.of();
            case Meant.NoDay(var sentence) -> {
                assertThat(sentence).isNotEmpty();
                yield List.of();
            }
        };
    }

    private static LocalDate firstAfter(LocalDate from, DayOfWeek weekday) {
        var day = from.plusDays(1);
        while (day.getDayOfWeek() != weekday) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static String name(DayOfWeek weekday) {
        return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    @Test
    void a_weekday_is_the_first_one_that_comes_and_asked_for_on_that_day_itself() {
        everyDay().forEach(today -> {
            for (var weekday : DayOfWeek.values()) {
                var coming = firstAfter(today, weekday);
                var expected = today.getDayOfWeek() == weekday ? List.of(today, coming) : List.of(coming);
                assertThat(read(today, name(weekday)))
                        .as("%s on %s", weekday, today)
                        .isEqualTo(expected);
                assertThat(read(today, "coming " + name(weekday))).isEqualTo(List.of(coming));
            }
        });
    }

    @Test
    void the_next_weekday_is_asked_for_wherever_people_disagree() {
        everyDay().forEach(today -> {
            for (var weekday : DayOfWeek.values()) {
                var days = read(today, "next " + name(weekday));
                var coming = firstAfter(today, weekday);
                var sunday = today;
                while (sunday.getDayOfWeek() != DayOfWeek.SUNDAY) {
                    sunday = sunday.plusDays(1);
                }
                assertThat(days.getFirst()).isEqualTo(coming);
                assertThat(days.size() == 1)
                        .as("next %s on %s", weekday, today)
                        .isEqualTo(coming.isAfter(sunday) && !coming.equals(today.plusDays(1)));
                if (days.size() == 2) {
                    assertThat(days.get(1)).isEqualTo(coming.plusDays(7));
                }
            }
        });
    }

    @Test
    void days_weeks_and_months_are_counted_from_today() {
        everyDay().forEach(today -> {
            assertThat(read(today, "today")).isEqualTo(List.of(today));
            assertThat(read(today, "Tomorrow")).isEqualTo(List.of(after(today, 1)));
            for (var many = 1; many <= 40; many += 13) {
                assertThat(read(today, "in " + many + " days")).isEqualTo(List.of(after(today, many)));
                assertThat(read(today, "in " + many + " weeks")).isEqualTo(List.of(after(today, many * 7)));
            }
            var month = read(today, "in a month").getFirst();
            assertThat(month.getMonthValue()).isEqualTo(today.getMonthValue() % 12 + 1);
            assertThat(month.getDayOfMonth()).isEqualTo(Math.min(today.getDayOfMonth(), month.lengthOfMonth()));
        });
    }

    private static LocalDate after(LocalDate day, int many) {
        var counted = day;
        for (var at = 0; at < many; at++) {
            counted = counted.plusDays(1);
        }
        return counted;
    }

    @Test
    void the_end_of_the_month_is_its_last_day_and_that_of_the_week_is_asked_for_until_friday_has_passed() {
        everyDay().forEach(today -> {
            var last = today;
            while (last.plusDays(1).getMonth() == today.getMonth()) {
                last = last.plusDays(1);
            }
            assertThat(read(today, "the end of the month")).isEqualTo(List.of(last));
            assertThat(read(today, "end of week").size())
                    .isEqualTo(today.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue() ? 2 : 1);
            assertThat(read(today, "end of week"))
                    .allMatch(day -> !day.isBefore(today) && day.isBefore(today.plusDays(7)));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuuu-MM-dd",
                "uuuu/M/d",
                "d MMM uuuu",
                "d MMMM uuuu",
                "MMM d, uuuu",
                "MMMM d uuuu",
                "EEEE d MMMM uuuu",
                "EEE, d MMM uuuu",
                "dd.MM.uuuu"
            })
    void a_date_that_is_written_out_is_that_date_on_any_day(String pattern) {
        var format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        var today = LocalDate.parse("2026-11-25");
        everyDay()
                .forEach(day -> assertThat(read(today, format.format(day)))
                        .as(format.format(day))
                        .isEqualTo(List.of(day)));
    }

    @Test
    void a_day_and_month_are_the_next_such_day_and_asked_for_once_it_has_just_passed() {
        var format = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
        for (var today : List.of(FIRST, LocalDate.parse("2026-02-28"), LocalDate.parse("2026-12-31"))) {
            for (var ahead = 0; ahead < 365; ahead++) {
                var day = today.plusDays(ahead);
                if (day.getMonthValue() == 2 && day.getDayOfMonth() == 29) {
                    continue;
                }
                var meant = new When(today, List.of()).read(format.format(day));
                assertThat(read(today, format.format(day))).isEqualTo(List.of(day));
                assertThat(meant.orElseThrow() instanceof Meant.OneOf)
                        .as("%s, said on %s", day, today)
                        .isEqualTo(ahead > 300);
            }
        }
    }

    @Test
    void two_numbers_are_asked_for_unless_they_can_mean_one_day_only() {
        var today = LocalDate.parse("2026-11-25");
        for (var one = 1; one <= 31; one++) {
            for (var other = 1; other <= 31; other++) {
                var possible = new ArrayList<LocalDate>();
                for (var month = 1; month <= 12; month++) {
                    for (var day = 1; day <= LocalDate.of(2027, month, 1).lengthOfMonth(); day++) {
                        if ((day == one && month == other) || (day == other && month == one)) {
                            possible.add(LocalDate.of(2027, month, day));
                        }
                    }
                }
                assertThat(read(today, one + "/" + other + "/2027")).isEqualTo(possible);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Pacific/Kiritimati", "Pacific/Auckland", "Europe/Berlin", "America/New_York", "Pacific/Niue"})
    void tomorrow_is_that_of_the_zone_at_every_hour_of_every_change_of_the_clocks(String zone) {
        var format = DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneId.of(zone));
        for (var from : List.of("2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-12-31T00:00:00Z")) {
            for (var hour = 0; hour < 60; hour++) {
                var at = Instant.parse(from).plusSeconds(3600L * hour);
                var today = LocalDate.ofInstant(at, ZoneId.of(zone));
                // A day later by the clock on the wall, however long the day is.
                var noon = LocalDate.parse(format.format(at)).atTime(12, 0).atZone(ZoneId.of(zone));
                var tomorrow = LocalDate.parse(format.format(noon.toInstant().plusSeconds(24 * 3600)));
                assertThat(read(today, "tomorrow")).isEqualTo(List.of(tomorrow));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "hand",
                "noon",
                "5pm",
                "Ada",
                "may be",
                "the river",
                "3-12",
                "32nd street",
                "a day",
                "next year's"
            })
    void what_is_no_day_is_not_taken_for_one(String text) {
        assertThat(new When(FIRST, List.of()).read(text)).isEmpty();
    }
}
