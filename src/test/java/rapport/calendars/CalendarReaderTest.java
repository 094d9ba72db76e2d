package rapport.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.calendars.Reading.Found;
import rapport.calendars.Reading.Refused;
import rapport.calendars.Reading.Series;

/** What calendars write, and what it means; read on Sunday 22 November 2026 by two who meet in Berlin. */
class CalendarReaderTest {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    static byte[] file(String name) {
        try (var in = CalendarReaderTest.class.getResourceAsStream("/ics/" + name + ".ics")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(byte[] file) {
        return CalendarReader.read(file, TODAY, BERLIN, "Tomás Ribeiro");
    }

    static Reading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Series only(Reading reading) {
        assertThat(reading).isInstanceOf(Found.class);
        assertThat(((Found) reading).series()).hasSize(1);
        return ((Found) reading).series().getFirst();
    }

    static String refused(Reading reading) {
        assertThat(reading).isInstanceOf(Refused.class);
        return ((Refused) reading).sentence();
    }

    static String starts(Series series) {
        return series.upcoming().stream().map(one -> one.start().toString()).collect(Collectors.joining(" "));
    }

    /** A calendar with these lines in its one event. */
    static String event(String... lines) {
        return calendar("BEGIN:VEVENT\nUID:u@example.org\n" + String.join("\n", lines) + "\nEND:VEVENT\n");
    }

    static String calendar(String inside) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n" + inside + "END:VCALENDAR\n";
    }

    /** Tuesdays at ten in Berlin, with more said about them. */
    static String tuesdays(String... more) {
        return event(
                "DTSTART;TZID=Europe/Berlin:20261103T100000",
                "DTEND;TZID=Europe/Berlin:20261103T103000",
                "RRULE:FREQ=WEEKLY;BYDAY=TU",
                String.join("\n", more));
    }

    static String change(String recurrence, String... lines) {
        return "\nEND:VEVENT\nBEGIN:VEVENT\nUID:u@example.org\nRECURRENCE-ID" + recurrence + "\n"
                + String.join("\n", lines);
    }

    // --- dialects -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            google-weekly | runs / meet 2026-11-24T10:00 30 Europe/Berlin FREQ=WEEKLY;BYDAY=TU / off 2026-12-22T10:00 / move 2026-12-29T10:00 2026-12-30T11:00 | 2026-11-24T10:00 2026-12-01T10:00 2026-12-08T10:00 2026-12-15T10:00 2026-12-30T11:00 2027-01-05T10:00 2027-01-12T10:00 2027-01-19T10:00 | ``
            google-split | runs / meet 2026-11-24T10:00 30 Europe/Berlin FREQ=WEEKLY;UNTIL=20261207T235959;BYDAY=TU / meet 2026-12-10T14:00 45 Europe/Berlin FREQ=WEEKLY;INTERVAL=2;BYDAY=TH | 2026-11-24T10:00 2026-12-01T10:00 2026-12-10T14:00 2026-12-24T14:00 2027-01-07T14:00 2027-01-21T14:00 2027-02-04T14:00 2027-02-18T14:00 | ``
            google-day-cancelled-by-mail | off 2026-12-01T10:00 | `` | ``
            outlook-365-fortnightly | runs / meet 2026-12-03T14:00 60 Europe/Berlin FREQ=WEEKLY;INTERVAL=2;UNTIL=20270624T140000;BYDAY=TH | 2026-12-03T14:00 2026-12-17T14:00 2026-12-31T14:00 2027-01-14T14:00 2027-01-28T14:00 2027-02-11T14:00 2027-02-25T14:00 2027-03-11T14:00 | The calendar changes one on Thursday 10 December 2026, 14:00, which is none of the days of this series; that is left out.
            outlook-desktop-customized | runs / meet 2026-12-09T11:00 30 America/New_York FREQ=MONTHLY;BYDAY=2WE | 2026-12-09T11:00 2027-01-13T11:00 2027-02-10T11:00 2027-03-10T11:00 2027-04-14T11:00 2027-05-12T11:00 2027-06-09T11:00 2027-07-14T11:00 | The calendar describes a time zone of its own; its clocks are those of America/New York.
            apple-moved | runs / meet 2026-11-23T09:00 15 Europe/Lisbon FREQ=WEEKLY;BYDAY=MO,WE / off 2026-11-30T09:00 / move 2026-11-25T09:00 2026-11-27T10:00 | 2026-11-23T09:00 2026-11-27T10:00 2026-12-02T09:00 2026-12-07T09:00 2026-12-09T09:00 2026-12-14T09:00 2026-12-16T09:00 2026-12-21T09:00 | ``
            apple-this-and-future | runs / meet 2026-11-24T16:00 25 Europe/Berlin FREQ=WEEKLY;UNTIL=20261208T155959;BYDAY=TU / meet 2026-12-09T15:30 45 Europe/Berlin FREQ=WEEKLY;BYDAY=WE | 2026-11-24T16:00 2026-12-01T16:00 2026-12-09T15:30 2026-12-16T15:30 2026-12-23T15:30 2026-12-30T15:30 2027-01-06T15:30 2027-01-13T15:30 | ``
            evolution-path | meet 2026-11-24T08:30 30 Europe/Berlin FREQ=WEEKLY;COUNT=6;BYDAY=TU / off 2026-12-08T08:30 / off 2026-12-15T08:30 | 2026-11-24T08:30 2026-12-01T08:30 2026-12-22T08:30 2026-12-29T08:30 | ``
            """)
    void a_file_means_the_same_in_every_dialect(String name, String plan, String upcoming, String notes) {
        var series = only(read(file(name)));

        assertThat(series.plan().text()).isEqualTo(plan);
        assertThat(starts(series)).isEqualTo(upcoming);
        assertThat(String.join(" ", series.notes())).isEqualTo(notes);
        assertThat(Plan.read(plan, TODAY)).contains(series.plan());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_mark_at_the_beginning_and_other_encodings_change_nothing(String charset) {
        var text = new String(file("google-weekly"), StandardCharsets.UTF_8);
        var series = only(read(("\uFEFF" + text).getBytes(Charset.forName(charset))));

        assertThat(series.title()).isEqualTo("Ada / Tomás, 1:1");
        assertThat(series).isEqualTo(only(read(file("google-weekly"))));
    }

    @Test
    void an_old_code_page_and_other_ends_of_lines_change_nothing() {
        var text = new String(file("google-weekly"), StandardCharsets.UTF_8);

        assertThat(only(read(text.getBytes(Charset.forName("windows-1252")))).title())
                .isEqualTo("Ada / Tomás, 1:1");
        for (var end : List.of("\n", "\r", "\r\n\r\n")) {
            assertThat(only(read(text.replace("\r\n", end)))).isEqualTo(only(read(text)));
        }
        assertThat(only(read(text.toLowerCase(Locale.ROOT))).plan())
                .isEqualTo(only(read(text)).plan());
    }

    // --- zones ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(textBlock = """
            Europe/Berlin, Europe/Berlin
            europe/berlin, Europe/Berlin
            W. Europe Standard Time, Europe/Berlin
            GMT Standard Time, Europe/London
            Eastern Standard Time, America/New_York
            India Standard Time, Asia/Kolkata
            /mozilla.org/20050126_1/America/Argentina/Ushuaia, America/Argentina/Ushuaia
            /freeassociation.sourceforge.net/Tzfile/Europe/Lisbon, Europe/Lisbon
            tzone://Microsoft/Utc, UTC
            Etc/UTC, Etc/UTC
            """)
    void zones_are_known_by_many_names(String name, String zone) {
        var text = event("DTSTART;TZID=\"" + name + "\":20261103T100000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY");

        assertThat(only(read(text)).plan().text()).contains("10:00 30 " + zone + " FREQ");
    }

    @Test
    void every_zone_of_windows_is_one() {
        assertThat(WindowsZones.all()).hasSizeGreaterThan(130);
    }

    private static String zone(String name, String standard, String daylight) {
        return "BEGIN:VTIMEZONE\nTZID:" + name + "\nBEGIN:STANDARD\n" + standard + "\nEND:STANDARD\n"
                + (daylight.isEmpty() ? "" : "BEGIN:DAYLIGHT\n" + daylight + "\nEND:DAYLIGHT\n") + "END:VTIMEZONE\n";
    }

    private static String mondaysIn(String zone) {
        return "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=" + zone
                + ":20261102T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n";
    }

    private static final String WINTER =
            "DTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10";
    private static final String SUMMER =
            "DTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3";

    @Test
    void a_zone_of_its_own_is_the_one_whose_clocks_change_so_and_best_the_one_where_they_meet() {
        var text = calendar(zone("My zone", WINTER, SUMMER) + mondaysIn("My zone"));

        assertThat(only(read(text)).plan().text()).contains(" Europe/Berlin ");
        var inParis =
                CalendarReader.read(text.getBytes(StandardCharsets.UTF_8), TODAY, ZoneId.of("Europe/Paris"), "Tomás");
        assertThat(only(inParis).plan().text()).contains(" Europe/Paris ");
        assertThat(only(inParis).notes())
                .containsExactly(
                        "The calendar describes a time zone of its own; its clocks are those of Europe/Paris.");
    }

    @Test
    void a_zone_that_is_none_is_refused() {
        var strange = SUMMER.replace("BYMONTH=3", "BYMONTH=5");
        assertThat(refused(read(calendar(zone("My zone", WINTER, strange) + mondaysIn("My zone")))))
                .contains("whose clocks change as in no place that Rapport knows");
        assertThat(refused(read(calendar(mondaysIn("My zone"))))).contains("does not describe it");
        assertThat(refused(read(calendar(zone("My zone", "TZOFFSETTO:+0100", "") + mondaysIn("My zone")))))
                .contains("in no place");
    }

    @Test
    void a_time_in_no_zone_is_taken_for_the_one_of_the_calendar_or_where_they_meet() {
        var floating = event("DTSTART:20261103T100000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY");

        assertThat(only(read(floating)).plan().text()).contains(" Europe/Berlin ");
        assertThat(only(read(floating)).notes())
                .containsExactly("The calendar does not say in which time zone; Europe/Berlin is assumed.");
        assertThat(only(read(floating.replace("PRODID", "X-WR-TIMEZONE:America/Chicago\nPRODID")))
                        .plan()
                        .text())
                .contains(" America/Chicago ");
    }

    @Test
    void what_repeats_in_utc_stays_in_utc_and_that_is_said() {
        var series = only(read(event("DTSTART:20261103T090000Z", "DURATION:PT30M", "RRULE:FREQ=WEEKLY")));

        assertThat(series.plan().text()).contains("2026-11-24T09:00 30 UTC FREQ=WEEKLY;BYDAY=TU");
        assertThat(series.notes()).singleElement().asString().contains("in UTC");
        var once = only(read(event("DTSTART:20261124T090000Z", "DTEND:20261124T093000Z")));
        assertThat(once.plan().text()).isEqualTo("meet 2026-11-24T10:00 30 Europe/Berlin FREQ=DAILY;COUNT=1");
    }

    // --- what is different ----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXDATE;TZID=Europe/Berlin:20261201T100000",
                "EXDATE:20261201T090000Z",
                "EXDATE;VALUE=DATE:20261201",
                "EXDATE:20261201",
                "EXDATE;TZID=America/New_York:20261201T040000",
                "EXDATE;TZID=Europe/Berlin:20261110T100000,20261201T100000,20251201T100000",
                "EXDATE;TZID=Europe/Berlin:20261110T100000\nEXDATE;TZID=Europe/Berlin:20261201T100000"
            })
    void a_day_left_out_is_called_off_however_it_is_written(String line) {
        assertThat(only(read(tuesdays(line))).plan().text()).endsWith(" / off 2026-12-01T10:00");
    }

    @Test
    void a_change_of_one_day_moves_it_or_calls_it_off() {
        var moved = change(":20261201T090000Z", "DTSTART:20261202T120000Z", "DTEND:20261202T123000Z");
        assertThat(only(read(tuesdays(moved))).plan().text()).endsWith("/ move 2026-12-01T10:00 2026-12-02T13:00");
        var off = change(";TZID=Europe/Berlin:20261201T100000", "STATUS:CANCELLED");
        assertThat(only(read(tuesdays(off))).plan().text()).endsWith("/ off 2026-12-01T10:00");
        var canceled = change(";VALUE=DATE:20261201", "STATUS:CANCELED");
        assertThat(only(read(tuesdays(canceled))).plan().text()).endsWith("/ off 2026-12-01T10:00");
    }

    @Test
    void of_two_versions_of_a_change_the_later_one_counts() {
        var one = change(":20261201T090000Z", "SEQUENCE:2", "DTSTART:20261202T120000Z", "DURATION:PT30M");
        var two = change(":20261201T090000Z", "SEQUENCE:3", "DTSTART:20261203T120000Z", "DURATION:PT30M");
        assertThat(only(read(tuesdays(one, two))).plan().text()).endsWith("2026-12-03T13:00");
        assertThat(only(read(tuesdays(two, one))).plan().text()).endsWith("2026-12-03T13:00");
    }

    @Test
    void another_length_for_one_day_is_said_and_left_out() {
        var longer = change(":20261201T090000Z", "DTSTART:20261201T090000Z", "DTEND:20261201T103000Z");
        var series = only(read(tuesdays(longer)));
        assertThat(series.plan().moved()).isEmpty();
        assertThat(series.notes())
                .containsExactly(
                        "The one on Tuesday 1 December 2026, 10:00 takes 90 minutes in the calendar; here all take 30.");
    }

    @Test
    void what_cannot_be_taken_is_said() {
        var allDay = change(":20261201T090000Z", "DTSTART;VALUE=DATE:20261201");
        assertThat(only(read(tuesdays(allDay))).notes())
                .singleElement()
                .asString()
                .contains("all-day");
        assertThat(only(read(tuesdays("RDATE;TZID=Europe/Berlin:20261203T100000,20261204T100000")))
                        .notes())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("The calendar has an extra one on Thursday 3 December 2026, 10:00");
        assertThat(only(read(tuesdays(change(":20261203T090000Z", "STATUS:CANCELLED"))))
                        .notes())
                .singleElement()
                .asString()
                .contains("none of the days of this series");
        assertThat(only(read(event("DTSTART;TZID=Europe/Berlin:20261124T100000", "RRULE:FREQ=WEEKLY")))
                        .notes())
                .containsExactly(Piece.WITHOUT_A_LENGTH);
    }

    @Test
    void what_is_past_is_left_out_but_for_what_was_put_off_until_later() {
        var past = tuesdays(
                "EXDATE;TZID=Europe/Berlin:20261110T100000",
                change(":20261103T090000Z", "DTSTART:20261104T090000Z", "DURATION:PT30M"));
        assertThat(only(read(past)).plan().text())
                .isEqualTo("runs / meet 2026-11-24T10:00 30 Europe/Berlin FREQ=WEEKLY;BYDAY=TU");
        var later = tuesdays(change(":20261117T090000Z", "DTSTART:20261126T090000Z", "DURATION:PT30M"));
        assertThat(only(read(later)).plan().text())
                .isEqualTo("runs / meet 2026-11-17T10:00 30 Europe/Berlin FREQ=WEEKLY;BYDAY=TU"
                        + " / move 2026-11-17T10:00 2026-11-26T10:00");
        assertThat(starts(only(read(later)))).startsWith("2026-11-24T10:00 2026-11-26T10:00 2026-12-01T10:00");
        var forward = tuesdays(change(":20261124T090000Z", "DTSTART:20261120T090000Z", "DURATION:PT30M"));
        assertThat(only(read(forward)).plan().text()).endsWith("/ off 2026-11-24T10:00");
        assertThat(only(read(forward)).notes()).singleElement().asString().contains("record it as held");
    }

    @Test
    void a_first_day_that_is_none_of_its_own_is_left_out_and_said() {
        var series = only(read(event(
                "DTSTART;TZID=W. Europe Standard Time:20261123T100000",
                "DURATION:PT30M",
                "RRULE:FREQ=WEEKLY;BYDAY=TU,TH")));
        assertThat(starts(series)).startsWith("2026-11-24T10:00 2026-11-26T10:00");
        assertThat(series.notes()).singleElement().asString().contains("Monday 23 November 2026, 10:00");
    }

    @Test
    void two_that_took_each_others_time_are_as_they_were_and_one_that_moves_up_makes_room() {
        var swapped = tuesdays(
                change(":20261201T090000Z", "DTSTART:20261208T090000Z", "DURATION:PT30M"),
                change(":20261208T090000Z", "DTSTART:20261201T090000Z", "DURATION:PT30M"));
        assertThat(starts(only(read(swapped)))).startsWith("2026-11-24T10:00 2026-12-01T10:00 2026-12-08T10:00");
        var shifted = tuesdays(
                change(":20261201T090000Z", "DTSTART:20261208T090000Z", "DURATION:PT30M"),
                change(":20261208T090000Z", "DTSTART:20261210T090000Z", "DURATION:PT30M"));
        assertThat(starts(only(read(shifted)))).startsWith("2026-11-24T10:00 2026-12-08T10:00 2026-12-10T10:00");
        var ontoAnother = tuesdays(change(":20261201T090000Z", "DTSTART:20261208T090000Z", "DURATION:PT30M"));
        assertThat(starts(only(read(ontoAnother)))).startsWith("2026-11-24T10:00 2026-12-08T10:00 2026-12-15T10:00");
    }

    @Test
    void clocks_that_skip_or_repeat_an_hour_do_not_hide_a_day() {
        // On 28 March 2027 there is no 02:30 in Berlin; on 31 October 2027 there are two.
        var night = event(
                "DTSTART;TZID=Europe/Berlin:20270307T023000",
                "DURATION:PT30M",
                "RRULE:FREQ=WEEKLY;BYDAY=SU",
                "EXDATE:20270328T013000Z",
                "EXDATE:20271031T003000Z");
        assertThat(only(read(night)).plan().cancelled())
                .map(Object::toString)
                .containsExactly("2027-03-28T02:30", "2027-10-31T02:30");
        var summer = tuesdays("EXDATE:20270406T080000Z", "EXDATE:20270323T090000Z");
        assertThat(only(read(summer)).plan().cancelled())
                .map(Object::toString)
                .containsExactly("2027-04-06T10:00", "2027-03-23T10:00");
    }

    // --- several --------------------------------------------------------------------------------------------------

    @Test
    void of_several_series_the_one_that_names_the_other_comes_first() {
        var found = (Found) read(file("two-series"));

        assertThat(found.series()).extracting(Series::title).containsExactly("Ada <> Tomás", "Stand-up");
        assertThat(found.notes())
                .containsExactly("Single events in this file are left out, since there are some that repeat.");
        assertThat(found.series().getFirst().toString()).doesNotContain("Ada");
    }

    @Test
    void a_series_whose_halves_have_ids_of_their_own_is_one_by_its_name() {
        var halves = calendar("""
                BEGIN:VEVENT
                UID:one
                DTSTART;TZID=Europe/Berlin:20261103T100000
                DURATION:PT30M
                RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261206T225959Z
                SUMMARY:Catch-up
                END:VEVENT
                BEGIN:VEVENT
                UID:two
                DTSTART;TZID=Europe/Berlin:20261209T100000
                DURATION:PT30M
                RRULE:FREQ=WEEKLY;BYDAY=WE
                SUMMARY:Catch-up
                END:VEVENT
                """);
        assertThat(starts(only(read(halves))))
                .startsWith("2026-11-24T10:00 2026-12-01T10:00 2026-12-09T10:00 2026-12-16T10:00");
        var strangers = (Found) read(halves.replaceFirst("Catch-up", "Something else"));
        assertThat(strangers.series()).hasSize(2);
        var sameId = halves.replace("UID:two", "UID:one");
        assertThat(only(read(sameId))).isEqualTo(only(read(halves)));
    }

    // --- refusals -------------------------------------------------------------------------------------------------

    @Test
    void an_all_day_event_is_refused_with_its_reason() {
        assertThat(refused(read(file("all-day")))).startsWith("This is an all-day event, and a 1:1 has a time of day.");
        assertThat(refused(read(tuesdays("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")))).contains("all-day");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RRULE:FREQ=HOURLY | cannot repeat more than once a day
            RRULE:FREQ=WEEKLY;BYHOUR=9,15 | cannot repeat more than once a day
            RRULE:FREQ=YEARLY;BYWEEKNO=20 | cannot read this as a way of repeating
            RRULE:W1 TU #0 | cannot read this as a way of repeating
            RRULE:FREQ=WEEKLY;COUNT=99999999 | more than 1,000 1:1s
            RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 | is over
            RDATE:20261201T090000Z | one by one
            """)
    void a_rhythm_that_cannot_be_kept_is_refused_with_the_sentence_of_its_rule(String line, String sentence) {
        assertThat(refused(read(event("DTSTART:20261103T090000Z", "DURATION:PT30M", line))))
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DTEND:20261124T190000Z | between five minutes and eight hours
            DTEND:20261124T080000Z | ends before it begins
            DURATION:P1W | between five minutes and eight hours
            DURATION:soon | does not say how long
            DURATION:PT9999999999999999999H | does not say how long
            DTEND:20261324T080000Z | a time that Rapport cannot read
            """)
    void a_length_that_a_1_to_1_cannot_have_is_refused(String line, String sentence) {
        assertThat(refused(read(event("DTSTART:20261124T090000Z", line)))).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | no calendar file
            hello | no calendar file
            <html>BEGIN:VCALENDAR</html> | no calendar file
            PK\u0003\u0004 | a ZIP archive
            BEGIN:VCARD | no calendar file
            BEGIN:VCALENDAR | damaged or breaks off
            END:VCALENDAR | no calendar file
            """)
    void what_is_no_calendar_is_refused(String text, String sentence) {
        assertThat(refused(read(text))).contains(sentence);
    }

    @Test
    void a_file_that_breaks_off_or_is_muddled_is_refused_wherever_it_does() {
        var text = tuesdays("EXDATE:20261201T090000Z");
        for (var end = 0; end < text.length() - 14; end++) {
            assertThat(read(text.substring(0, end))).as("cut at %d", end).isInstanceOf(Refused.class);
        }
        assertThat(refused(read(text.replace("END:VEVENT", "END:VTODO")))).contains("damaged");
        assertThat(refused(read(calendar("")))).isEqualTo("There is no event in this file.");
        assertThat(refused(read(calendar("BEGIN:VTODO\nDTSTART:20261201T090000Z\nEND:VTODO\n"))))
                .contains("no event");
    }

    @Test
    void what_is_called_off_as_a_whole_is_refused() {
        assertThat(refused(read(tuesdays().replace("PRODID", "METHOD:CANCEL\nPRODID"))))
                .contains("as a whole");
        assertThat(refused(read(tuesdays("STATUS:CANCELLED")))).contains("as a whole");
    }

    @Test
    void what_is_over_is_said_to_be() {
        assertThat(refused(read(event("DTSTART:20200101T090000Z", "DURATION:PT30M"))))
                .contains("is over");
        assertThat(refused(read(event("DTSTART:20261120T090000Z", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=2"))))
                .contains("is over");
    }

    // --- what is meant to harm ------------------------------------------------------------------------------------

    @Test
    void large_and_deep_and_endless_files_are_answered_with_a_sentence() {
        var tooLarge = "BEGIN:VCALENDAR\n" + "X:" + "x".repeat(CalendarReader.LARGEST);
        assertThat(refused(read(tooLarge))).contains("larger than 1 MB");
        assertThat(refused(read("BEGIN:VCALENDAR\n".repeat(50_000)))).contains("damaged");
        assertThat(refused(read("\n".repeat(1_000_000)))).contains("no calendar file");
        assertThat(refused(read(calendar("BEGIN:VEVENT\nEND:VEVENT\n".repeat(40_000)))))
                .contains("4,000 events");
        var weekly = "BEGIN:VEVENT\nDTSTART:20261201T090000Z\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n";
        assertThat(refused(read(calendar(weekly.repeat(4_000))))).contains("Very many events in this file repeat");
        var onward = change(";RANGE=THISANDFUTURE:20261201T090000Z", "DTSTART:20261201T100000Z", "DURATION:PT30M");
        var splits = IntStream.range(0, 3_000)
                .mapToObj(at -> onward.replace(
                        "20261201T090000Z",
                        TODAY.plusDays(2 + 7L * at).toString().replace("-", "") + "T090000Z"))
                .collect(Collectors.joining());
        assertThat(read(tuesdays(splits))).isInstanceOf(Refused.class);
        assertThat(refused(read(tuesdays("EXDATE;VALUE=DATE:" + "20261201,".repeat(90_000) + "20261201"))))
                .contains("More than 200 days");
        assertThat(refused(read(tuesdays("RRULE:FREQ=DAILY\n".repeat(50_000))))).contains("more than one rule");
        var folded = "BEGIN:VCALENDAR\nSUMMARY:" + "\n x".repeat(300_000) + "\nEND:VCALENDAR";
        assertThat(refused(read(folded))).contains("no event");
        assertThat(only(read(tuesdays("EXDATE;VALUE=DATE:" + "20200101,".repeat(90_000) + "20200101")))
                        .plan()
                        .cancelled())
                .isEmpty();
        var never =
                "BEGIN:VEVENT\nDTSTART:20261103T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n";
        assertThat(refused(read(calendar(never.repeat(100))))).contains("is over");
        var zones = zone("Z", WINTER + "\nRDATE:" + "20270101T000000,".repeat(50_000) + "20270101T000000", SUMMER);
        assertThat(refused(read(calendar(zones + mondaysIn("Z"))))).contains("in no place");
    }

    @Test
    void no_sentence_holds_anything_out_of_a_file() {
        var secret = "Zzyzx";
        for (var text : List.of(
                event("DTSTART;TZID=" + secret + ":20261103T100000", "SUMMARY:" + secret),
                event("DTSTART:" + secret, "SUMMARY:" + secret),
                event("DTSTART:20261203T100000Z", "DURATION:" + secret),
                event("DTSTART:20261203T100000Z", "DURATION:PT1H", "RRULE:FREQ=" + secret),
                secret,
                tuesdays("BEGIN:" + secret))) {
            assertThat(refused(read(text))).doesNotContain(secret);
        }
        assertThat(Map.of("series", only(read(tuesdays("SUMMARY:" + secret)))).toString())
                .doesNotContain(secret);
    }
}
