package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.web.Browser.Page;

/** Taking from the file of a calendar when two people meet: looked at first, and recorded as it was shown. */
class FromCalendarTest extends WebTest {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    @Autowired
    JdbcClient sql;

    @Value("${rapport.home}")
    Path home = Path.of("");

    private Page brief = new Page(0, "", "", "");

    @BeforeEach
    void somebody() {
        brief = withReport("Ada");
    }

    private String address() {
        return brief.address() + "/calendar";
    }

    /** Meeting every week at ten, for the first time in two days. */
    private static String weekly(String... more) {
        return """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                UID:series@example.org
                SUMMARY:Zzyzx <b>1:1</b>
                DTSTART;TZID=%s:%sT100000
                DURATION:PT30M
                RRULE:FREQ=WEEKLY
                %sEND:VEVENT
                END:VCALENDAR
                """.formatted(ZONE, DAY.format(first()), String.join("", more));
    }

    private static LocalDate first() {
        return today().plusDays(2);
    }

    private static String without(LocalDate day) {
        return "EXDATE;TZID=" + ZONE + ":" + DAY.format(day) + "T100000\n";
    }

    private long events() {
        return sql.sql("select count(*) from domain_event").query(Long.class).single();
    }

    private Page send(String file) {
        return send(address(), "text/calendar", file.getBytes(StandardCharsets.UTF_8));
    }

    private Page send(String address, String type, byte[] file) {
        var csrf = browser.get(brief.address() + "/calendar")
                .fieldsOf("form#calendar-file")
                .getOrDefault("_csrf", "");
        return browser.follow(browser.send(browser.request(address)
                .header("Content-Type", "multipart/form-data; boundary=xyzzy")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(part("_csrf", "", "text/plain") + csrf + "\r\n"),
                        BodyPublishers.ofString(part("file", "; filename=\"Ada and me.ics\"", type)),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--xyzzy--\r\n")))
                .build()));
    }

    private static String part(String name, String more, String type) {
        return "--xyzzy\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\nContent-Type: " + type
                + "\r\n\r\n";
    }

    @Test
    void a_file_is_shown_in_words_and_recorded_by_one_press() {
        var form = browser.get(brief.address() + "/one-on-ones").select("form#calendar-file");
        assertThat(form.attr("action")).isEqualTo(address());
        assertThat(form.attr("enctype")).isEqualTo("multipart/form-data");
        var before = events();

        var seen = send(weekly(without(first().plusWeeks(1))));

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.main())
                .contains("Nothing is recorded yet.", "Zzyzx <b>1:1</b>", "Every ", "at 10:00, for 30 minutes")
                .contains(
                        "Called off: " + Days.day(first().plusWeeks(1), today()) + ", 10:00.",
                        "The next ones would be");
        assertThat(seen.html().select(".item--person")).hasSize(8);
        assertThat(events()).isEqualTo(before);

        var done = browser.submit(seen, "form#record-series-1", Map.of());
        assertThat(done.address()).isEqualTo(brief.address() + "/one-on-ones");
        assertThat(done.main()).contains("Recorded: when you meet, as your calendar has it.", "Every ");
        assertThat(events()).isEqualTo(before + 2);

        var twice = browser.submit(seen, "form#record-series-1", Map.of());
        assertThat(twice.main()).contains("Nothing had to be recorded");
        var again = send(weekly(without(first().plusWeeks(1))));
        assertThat(again.main()).contains("Nothing has changed");
        assertThat(again.has("form#record-series-1")).isFalse();
        assertThat(events()).isEqualTo(before + 2);
    }

    @Test
    void a_newer_file_of_the_same_series_records_only_what_is_new() {
        browser.submit(send(weekly()), "form#record-series-1", Map.of());
        var before = events();

        var newer = send(weekly(without(first().plusWeeks(2))));

        assertThat(newer.select(".calendar__changes").text())
                .isEqualTo("Called off: " + Days.day(first().plusWeeks(2), today()) + ", 10:00.");
        browser.submit(newer, "form#record-series-1", Map.of());
        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void what_is_not_as_it_was_shown_is_not_recorded_and_shown_anew() {
        browser.submit(send(weekly()), "form#record-series-1", Map.of());
        var seen = send(weekly(without(first().plusWeeks(1)), without(first().plusWeeks(2))));
        browser.submit(
                browser.get(brief.address() + "/one-on-ones"),
                "form[action$=/cancel]",
                Map.of("start", first().plusWeeks(1) + "T10:00"));
        var before = events();

        var again = browser.submit(seen, "form#record-series-1", Map.of());

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.main()).contains("Nothing was recorded: meanwhile something else is planned here.");
        assertThat(events()).isEqualTo(before);
        assertThat(browser.submit(again, "form#record-series-1", Map.of()).main())
                .contains("Recorded: when you meet");
        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void pressed_many_times_at_once_it_is_recorded_once() {
        var seen = send(weekly(without(first().plusWeeks(1)), without(first().plusWeeks(3))));
        var before = events();
        var fields = seen.fieldsOf("form#record-series-1");
        var presses = IntStream.range(0, 6)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> browser.post(address() + "/record", fields).statusCode()))
                .toList();

        assertThat(presses).allSatisfy(press -> assertThat(press.join()).isEqualTo(303));
        assertThat(events()).isEqualTo(before + 3);
    }

    @Test
    void of_a_plan_that_a_rule_refuses_nothing_is_recorded() {
        var fields = new HashMap<>(send(weekly()).fieldsOf("form#record-series-1"));
        var before = events();
        fields.put("plan", fields.get("plan") + " / off " + first() + "T10:00");
        assertThat(browser.post(address() + "/record", fields).statusCode()).isEqualTo(409);
        fields.put("plan", "meet " + first() + "T10:00 900 Europe/Berlin FREQ=WEEKLY");
        var refused = browser.post(address() + "/record", fields);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Nothing was recorded.", "between five minutes and eight hours");
        fields.put("plan", "nonsense");
        assertThat(browser.post(address() + "/record", fields).statusCode()).isEqualTo(422);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_taken_is_said_where_the_next_file_is_chosen() {
        for (var file : Map.of(
                        weekly().replace("T100000", "").replace("TZID=" + ZONE, "VALUE=DATE"),
                        "an all-day event",
                        "hello",
                        "no calendar file",
                        "",
                        "Choose a file first",
                        "BEGIN:VCALENDAR\n" + "x".repeat(1024 * 1024),
                        "larger than 1 MB")
                .entrySet()) {
            var page = send(file.getKey());
            assertThat(page.status()).as(file.getValue()).isEqualTo(422);
            assertThat(page.select("[role=alert]").text()).contains(file.getValue());
            assertThat(page.has("form#calendar-file")).isTrue();
        }
        var csrf = Map.of("_csrf", brief.fieldsOf("form#make-promise").getOrDefault("_csrf", ""));
        var nothing = browser.post(address(), csrf);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Choose a file first");
        var large = send(address(), "text/calendar", new byte[2_000_000]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body()).contains("larger than 1 MB");
    }

    @Test
    void a_form_in_parts_is_refused_at_every_other_address() {
        for (var address : new String[] {
            brief.address() + "/topics",
            address() + "/",
            address() + "/record",
            brief.address() + "/cadence",
            "/sign-in",
            "/nothing",
            "/api" + address(),
            "/api/relationships",
            "/relationships/calendar",
            address().replace("/calendar", "/;x=/calendar")
        }) {
            assertThat(send(address, "text/calendar", weekly().getBytes(StandardCharsets.UTF_8))
                            .status())
                    .as(address)
                    .isIn(address.contains(";") ? 400 : 415, 415);
        }
    }

    @Test
    void a_file_of_somebody_else_or_without_the_token_of_a_form_is_not_taken() {
        var body = part("file", "; filename=\"x.ics\"", "text/calendar") + weekly() + "\r\n--xyzzy--\r\n";
        var forged = browser.send(browser.request(address())
                .header("Content-Type", "multipart/form-data; boundary=xyzzy")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(forged.statusCode()).isEqualTo(403);
        var foreign = browser.send(browser.request(address())
                .header("Content-Type", "multipart/form-data; boundary=xyzzy")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(foreign.statusCode()).isEqualTo(403);
        var elsewhere = address().replaceAll("[0-9a-f]{12}/calendar$", "000000000000/calendar");
        assertThat(send(elsewhere, "text/calendar", weekly().getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nothing_of_a_file_is_kept() {
        var before = filesAtHome();
        browser.submit(send(weekly()), "form#record-series-1", Map.of());

        assertThat(filesAtHome()).isEqualTo(before);
        assertThat(sql.sql("select count(*) from domain_event where position('Zzyzx' in payload) > 0")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(browser.get(brief.address() + "/one-on-ones").body()).doesNotContain("Zzyzx");
    }

    private Set<String> filesAtHome() {
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> !name.contains(".trace") && !name.contains(".mv.db") && !name.contains("access"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void programs_look_and_record_in_two_steps_too() {
        var api = new Api(port, apiToken);
        var address = "/api" + address();
        var ics = weekly(without(first().plusWeeks(1))).replace("\n", "\\n");

        var seen = api.post(address, "{\"ics\":\"" + ics + "\"}");

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text()).contains("\"act\":\"CADENCE\"", "\"act\":\"CANCEL\"", "\"rrule\":\"FREQ=WEEKLY;BYDAY=");
        var series = seen.json().get("series").get(0);
        var asked = "{\"plan\":\"" + series.get("plan").asString() + "\",\"shown\":\""
                + series.get("shown").asString() + "\"}";
        assertThat(api.post(address + "/record", asked.replace("\"shown\":\"", "\"shown\":\"0"))
                        .status())
                .isEqualTo(409);
        assertThat(api.post(address + "/record", asked).text()).contains("\"acts\":2");
        assertThat(api.post(address + "/record", asked).text()).contains("\"acts\":0");
        var refused = api.post(address, "{\"ics\":\"hello\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("no calendar file");
    }
}
