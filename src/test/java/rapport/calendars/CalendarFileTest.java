package rapport.calendars;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.calendars.Feeds.at;
import static rapport.calendars.Feeds.coming;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rapport.meetings.OneOnOne;
import rapport.parties.RelationshipId;

/** What a calendar is told, by the letter of RFC 5545. */
class CalendarFileTest {

    private static List<String> lines(ComingOneOnOne... coming) {
        return CalendarFile.of(List.of(coming)).replace("\r\n ", "").lines().toList();
    }

    private static String value(String name, ComingOneOnOne... coming) {
        return lines(coming).stream()
                .filter(line -> line.startsWith(name + ":") || line.startsWith(name + ";"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    @Test
    void no_line_is_longer_than_75_octets_and_no_letter_is_torn_apart() {
        Feeds.all().forEach((name, feed) -> {
            var file = CalendarFile.of(feed);
            assertThat(file).as(name).endsWith("END:VCALENDAR\r\n");
            assertThat(file.replace("\r\n", "")).as(name).doesNotContain("\n", "\r");
            for (var line : file.split("\r\n")) {
                assertThat(line.getBytes(StandardCharsets.UTF_8)).as(name).hasSizeLessThanOrEqualTo(75);
                assertThat(Character.isLowSurrogate(line.charAt(line.startsWith(" ") ? 1 : 0)))
                        .as(name + ": " + line)
                        .isFalse();
            }
        });
    }

    @Test
    void a_line_is_folded_only_where_it_has_to_be() {
        var there = new OneOnOne(LocalDateTime.parse("2026-03-03T10:00"), 30, ZoneId.of("Europe/Berlin"));
        var fits = "x".repeat(75 - "SUMMARY:1:1 with ".length());

        assertThat(CalendarFile.of(List.of(coming(there, fits, 0)))).contains("SUMMARY:1:1 with " + fits + "\r\n");
        assertThat(CalendarFile.of(List.of(coming(there, fits + "y", 0))))
                .contains("SUMMARY:1:1 with " + fits + "\r\n y\r\n");
    }

    @Test
    void names_end_no_value_and_begin_no_property() {
        assertThat(value("SUMMARY", coming(at("2026-03-03T10:00", "Europe/Berlin"), "a;b,c\\d\ne\u0007", 0)))
                .isEqualTo("1:1 with a\\;b\\,c\\\\d\\ne");
        for (var name : Feeds.NAMES) {
            var lines = lines(coming(at("2026-03-03T10:00", "Europe/Berlin"), name, 0));
            assertThat(lines).as(name).containsOnlyOnce("BEGIN:VEVENT").containsOnlyOnce("END:VCALENDAR");
        }
    }

    @Test
    void one_that_is_moved_stays_the_same_one_and_another_is_another() {
        var first = at("2026-03-03T10:00", "Europe/Berlin");
        var moved = new OneOnOne(LocalDateTime.parse("2026-03-09T16:00"), 30, first.zone(), first.first());
        var uid = value("UID", coming(first, "Ada", 0));

        assertThat(uid).matches("[0-9a-f]{32}@rapport");
        assertThat(value("UID", coming(moved, "Somebody", 3))).isEqualTo(uid);
        assertThat(value("UID", coming(at("2026-03-10T10:00", "Europe/Berlin"), "Ada", 0)))
                .isNotEqualTo(uid);
        assertThat(value(
                        "UID",
                        new ComingOneOnOne(
                                new RelationshipId(new UUID(7, 2)), first, "Ada", 0, "http://x", 3, Instant.EPOCH)))
                .isNotEqualTo(uid);
    }

    @Test
    void it_says_when_in_the_zone_of_the_two_and_describes_the_clocks_of_the_period() {
        var before = coming(at("2026-10-20T10:00", "Europe/Berlin"), "Ada", 0);
        var after = coming(at("2026-10-27T10:00", "Europe/Berlin"), "Ada", 0);

        assertThat(lines(before, after))
                .contains(
                        "DTSTART;TZID=Europe/Berlin:20261020T100000",
                        "DTEND;TZID=Europe/Berlin:20261020T103000",
                        "DTSTART;TZID=Europe/Berlin:20261027T100000")
                .containsSubsequence(
                        "BEGIN:VTIMEZONE",
                        "TZID:Europe/Berlin",
                        "BEGIN:DAYLIGHT",
                        "DTSTART:20260329T020000",
                        "TZOFFSETFROM:+0100",
                        "TZOFFSETTO:+0200",
                        "END:DAYLIGHT",
                        "BEGIN:STANDARD",
                        "DTSTART:20261025T030000",
                        "TZOFFSETFROM:+0200",
                        "TZOFFSETTO:+0100",
                        "END:STANDARD",
                        "END:VTIMEZONE");
    }

    @Test
    void a_zone_without_a_name_is_written_as_universal_time() {
        assertThat(value("DTSTART", coming(at("2026-10-20T10:00", "+02:00"), "Ada", 0)))
                .isEqualTo("20261020T080000Z");
    }

    @Test
    void it_says_how_much_is_open_and_where_to_read_it() {
        var there = at("2026-03-03T10:00", "Europe/Berlin");

        assertThat(value("DESCRIPTION", coming(there, "Ada", 0)))
                .startsWith("Nothing is open at the moment.\\nhttp://");
        assertThat(value("DESCRIPTION", coming(there, "Ada", 1)))
                .startsWith("1 thing is open at the moment.\\nhttp://");
        assertThat(value("DESCRIPTION", coming(there, "Ada", 12)))
                .startsWith("12 things are open at the moment.\\nhttp://");
        assertThat(lines(coming(there, "Ada", 0)))
                .contains(
                        "SEQUENCE:3",
                        "DTSTAMP:20260301T123456Z",
                        "LAST-MODIFIED:20260301T123456Z",
                        "CLASS:PRIVATE",
                        "TRANSP:OPAQUE",
                        "URL:http://localhost:1111/relationships/" + Feeds.THEIRS)
                .containsSubsequence("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:1:1 with Ada", "TRIGGER:-PT30M");
    }

    @Test
    void one_without_any_1_to_1_holds_something_as_the_rfc_asks() {
        assertThat(lines()).contains("BEGIN:VTIMEZONE", "TZID:Etc/UTC").doesNotContain("BEGIN:VEVENT");
    }
}
