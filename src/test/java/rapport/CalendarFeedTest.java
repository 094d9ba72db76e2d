package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import rapport.Wire.Reply;
import rapport.parties.PersonId;
import tools.jackson.databind.json.JsonMapper;

/** The calendar that other programs ask for by a link that is a secret. */
@ExtendWith(OutputCaptureExtension.class)
class CalendarFeedTest extends ServedTest {

    private static final String MARKER = "zirkumflexion";

    private Somebody grace = new Somebody(PersonId.random(), "", "", "");
    private Somebody ada = grace;
    private String relationship = "";

    @BeforeEach
    void two_meet_every_week() {
        grace = somebody("Grace");
        ada = somebody("Ada");
        relationship = relationship(grace, ada);
        join(ada, relationship);
        meet(today().plusDays(2));
    }

    private void meet(LocalDate first) {
        put("/cadence", Map.of("rrule", "FREQ=WEEKLY", "firstStart", first + "T10:00", "minutes", 30, "zone", ZONE));
    }

    private void put(String path, Map<String, ?> body) {
        var json = JsonMapper.shared().writeValueAsString(body);
        assertThat(api(grace)
                        .send("PUT", "/api/relationships/" + relationship + path, json)
                        .status())
                .isEqualTo(200);
    }

    private void oneOnOne(String act, Map<String, ?> body) {
        api(grace)
                .post("/api/relationships/" + relationship + "/one-on-ones/" + act, body)
                .expect(200);
    }

    private String path(Somebody somebody) {
        var link = api(somebody).post("/api/calendar", Map.of()).expect(201).field("link");
        assertThat(link).startsWith("http://localhost:" + port + "/calendar/").endsWith(".ics");
        return URI.create(link).getPath();
    }

    private Reply ask(String path) {
        return nobody().get(path);
    }

    private String file(Somebody somebody) {
        var reply = ask(path(somebody));
        assertThat(reply.status()).isEqualTo(200);
        return unfolded(reply);
    }

    private static String unfolded(Reply reply) {
        return reply.body().replace("\r\n ", "");
    }

    private static List<String> values(String file, String name) {
        return file.lines()
                .filter(line -> line.startsWith(name + ":") || line.startsWith(name + ";"))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private String summaries(Somebody somebody) {
        return values(file(somebody), "SUMMARY").toString();
    }

    @Test
    void it_is_there_for_whoever_has_the_link_and_needs_no_session() {
        var path = path(grace);
        var reply = ask(path);

        assertThat(path).matches("/calendar/[A-Za-z0-9_-]{43}\\.ics");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(reply.header("Cache-Control")).hasValue("no-cache, private");
        assertThat(reply.headers("Set-Cookie")).isEmpty();
        var file = unfolded(reply);
        assertThat(values(file, "SUMMARY")).hasSize(13).containsOnly("1:1 with " + ada.name());
        assertThat(values(file, "DTSTART").getLast())
                .isEqualTo("TZID=Europe/Berlin:"
                        + today().plusDays(2 + 7 * 12).toString().replace("-", "") + "T100000");
        assertThat(values(file, "UID")).doesNotHaveDuplicates();
        assertThat(values(file, "URL")).containsOnly("http://localhost:" + port + "/relationships/" + relationship);
        assertThat(values(file, "DESCRIPTION").getFirst()).startsWith("Nothing is open at the moment.");
    }

    @Test
    void it_says_that_nothing_has_changed_to_a_calendar_that_has_it() {
        var path = path(grace);
        var reply = ask(path);
        var tag = reply.header("ETag").orElseThrow();

        assertThat(again(path, tag).status()).isEqualTo(304);
        assertThat(nobody().request("HEAD", path, Map.of(), null, "").header("ETag"))
                .hasValue(tag);
        record(grace, relationship, "topics", Map.of("text", "a topic"));
        var later = again(path, tag);
        assertThat(later.status()).isEqualTo(200);
        assertThat(unfolded(later)).contains("1 thing is open at the moment.");
        assertThat(sequence(unfolded(later))).isGreaterThan(sequence(unfolded(reply)));
    }

    private Reply again(String path, String tag) {
        return nobody().request("GET", path, Map.of("If-None-Match", tag), null, "");
    }

    private static long sequence(String file) {
        return Long.parseLong(values(file, "SEQUENCE").getFirst());
    }

    @Test
    void one_that_is_moved_or_called_off_is_so_in_the_calendar_and_stays_the_same_one() {
        var path = path(ada);
        var before = unfolded(ask(path));
        var first = today().plusDays(2);
        oneOnOne("move", Map.of("from", first + "T10:00", "to", first + "T16:15"));
        var moved = unfolded(ask(path));
        oneOnOne("cancel", Map.of("start", first.plusDays(7) + "T10:00"));
        var off = unfolded(ask(path));

        assertThat(values(moved, "UID")).isEqualTo(values(before, "UID"));
        assertThat(values(moved, "DTSTART").stream().filter(start -> start.endsWith("T161500")))
                .hasSize(1);
        assertThat(sequence(moved)).isGreaterThan(sequence(before));
        assertThat(values(off, "UID"))
                .hasSize(values(before, "UID").size() - 1)
                .doesNotContain(values(before, "UID").get(1));
    }

    @Test
    void there_are_twelve_where_they_are_rare() {
        put(
                "/cadence",
                Map.of(
                        "rrule",
                        "FREQ=MONTHLY",
                        "firstStart",
                        today().withDayOfMonth(1).plusMonths(1) + "T10:00",
                        "minutes",
                        30,
                        "zone",
                        ZONE));

        // Those of the month before the first start are still by the cadence that was.
        assertThat(values(file(grace), "SUMMARY")).hasSize(12);
    }

    @Test
    void any_other_link_leads_nowhere() {
        var path = path(grace);
        var other = path(grace);

        assertThat(ask(other).status()).isEqualTo(200);
        var nothing = ask("/calendar/nothing");
        assertThat(nothing.status()).isEqualTo(404);
        for (var gone : List.of(
                path,
                "/calendar/" + UUID.randomUUID() + ".ics",
                "/calendar/.ics",
                other.replace(".ics", ""),
                other.replace(".ics", "x.ics"))) {
            var reply = ask(gone);
            assertThat(reply.status()).as(gone).isEqualTo(404);
            assertThat(reply.body()).as(gone).isEqualTo(nothing.body());
        }
        api(grace).post("/api/calendar/revoke", Map.of()).expect(200);
        assertThat(ask(other).status()).isEqualTo(404);
        assertThat(ask(other).body()).isEqualTo(nothing.body());
        api(grace).post("/api/calendar/revoke", Map.of()).expect(404);
    }

    @Test
    void it_leads_nowhere_for_one_whose_account_is_gone() {
        var path = path(ada);
        sql.sql("delete from account where person = ?").param(ada.id().value()).update();

        assertThat(ask(path).status()).isEqualTo(404);
    }

    @Test
    void a_relationship_that_has_ended_is_not_in_it_and_nobody_else_s_is() {
        var other = somebody("Edsger");
        assertThat(summaries(ada)).contains(grace.name());
        assertThat(summaries(other)).isEqualTo("[]");
        assertThat(summaries(auditor(0))).isEqualTo("[]");

        api(grace)
                .post("/api/relationships/" + relationship + "/end", Map.of("reason", "moved", "endedOn", today() + ""))
                .expect(200);

        assertThat(summaries(ada)).isEqualTo("[]");
    }

    @Test
    void no_word_that_anybody_wrote_is_in_it_and_what_is_private_counts_for_its_author_alone() {
        var before = values(file(ada), "DESCRIPTION").getFirst();
        for (var entry : List.of(
                List.of("topics", Map.of("text", MARKER, "visibility", "PRIVATE")),
                List.of("notes", Map.of("text", MARKER, "visibility", "PRIVATE", "flagged", true)))) {
            record(grace, relationship, (String) entry.get(0), asMap(entry.get(1)));
        }
        var sequence = values(file(ada), "SEQUENCE");
        assertThat(values(file(ada), "DESCRIPTION").getFirst())
                .isEqualTo(before)
                .startsWith("Nothing");
        assertThat(values(file(grace), "DESCRIPTION").getFirst()).startsWith("2 things are open");
        assertThat(values(file(ada), "SEQUENCE")).isEqualTo(sequence);

        record(grace, relationship, "commitments", promise());
        record(grace, relationship, "feedback", Map.of("kind", "GUIDANCE", "text", MARKER, "situation", MARKER));
        record(grace, relationship, "feedback/requests", Map.of("about", MARKER));
        record(ada, relationship, "concerns", Map.of("text", MARKER));
        record(
                ada,
                relationship,
                "ruptures",
                Map.of(
                        "causedBy",
                        "MANAGER",
                        "kind",
                        "OTHER",
                        "text",
                        MARKER,
                        "occurredOn",
                        today() + "",
                        "visibility",
                        "SHARED"));
        record(ada, relationship, "topics", Map.of("text", MARKER));
        record(ada, relationship, "notes", Map.of("text", MARKER, "visibility", "SHARED", "flagged", true));
        oneOnOne("cancel", Map.of("start", today().plusDays(9) + "T10:00", "reason", MARKER));

        for (var who : List.of(grace, ada)) {
            assertThat(file(who)).doesNotContain(MARKER);
        }
        assertThat(values(file(ada), "DESCRIPTION").getFirst()).startsWith("7 things are open");
        assertThat(values(file(grace), "DESCRIPTION").getFirst()).startsWith("9 things are open");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> asMap(Object map) {
        return (Map<String, ?>) map;
    }

    private static Map<String, ?> promise() {
        return Map.of("promisor", "MANAGER", "text", MARKER, "plan", MARKER, "dueOn", today() + "");
    }

    @Test
    void the_link_is_shown_once_and_the_page_says_when_it_was_used() {
        var visitor = signedIn(grace);
        assertThat(visitor.get("/settings/calendar").text()).contains("There is no link");
        var id = UUID.randomUUID().toString();
        var made = visitor.submit("/settings/calendar", Map.of("id", id));
        assertThat(made.status()).isEqualTo(200);
        var link = made.body().replaceAll("(?s).*http://localhost:" + port + "(/calendar/[^<\\s]+\\.ics).*", "$1");

        assertThat(ask(link).status()).isEqualTo(200);
        assertThat(made.body()).contains("href=\"webcal://localhost:" + port + link + "\"");
        var after = visitor.get("/settings/calendar");
        assertThat(after.body()).doesNotContain(link).contains("A calendar last asked on");
        assertThat(after.text()).contains("works on this machine only");
        assertThat(visitor.submit("/settings/calendar", Map.of("id", id)).status())
                .isEqualTo(409);
        assertThat(ask(link).status()).isEqualTo(200);
        assertThat(visitor.submit("/settings/calendar/revoke", Map.of()).status())
                .isEqualTo(303);
        assertThat(ask(link).status()).isEqualTo(404);
        assertThat(sql.sql("select count(*) from calendar_link where person = ?")
                        .param(grace.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void the_link_is_in_no_log_whatever_is_switched_on(CapturedOutput output) {
        var path = path(grace);
        var secret = path.substring(path.lastIndexOf('/') + 1).replace(".ics", "");
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        root.setLevel(Level.TRACE);
        try {
            assertThat(ask(path).status()).isEqualTo(200);
            assertThat(ask(path.replace(secret, "wrong-" + secret)).status()).isEqualTo(404);
            assertThat(signedIn(grace).submit("/settings/calendar", Map.of()).body())
                    .doesNotContain(secret);
            assertThat(path(grace)).isNotEqualTo(path);
        } finally {
            root.setLevel(before);
        }
        assertThat(output.getAll()).contains("TRACE").doesNotContain(secret);
    }

    @Test
    void programs_learn_whether_there_is_a_link_and_never_which() {
        assertThat(api(ada).get("/api/calendar")
                        .expect(200)
                        .json()
                        .get("active")
                        .asBoolean())
                .isFalse();
        var path = path(ada);
        ask(path);

        var state = api(ada).get("/api/calendar").expect(200);
        assertThat(state.json().get("active").asBoolean()).isTrue();
        assertThat(state.json().has("madeAt")).isTrue();
        assertThat(state.json().has("lastUsedAt")).isTrue();
        assertThat(state.text()).doesNotContain(path.substring(10, 20));
        assertThat(sql.sql("select count(*) from calendar_link where hash = ?")
                        .param(path.replaceAll(".*/|\\.ics", "").getBytes(StandardCharsets.UTF_8))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void two_1_to_1s_in_a_row_that_did_not_take_place_are_said_on_every_page_about_the_two() {
        var first = today().minusDays(8);
        meet(first);
        oneOnOne("cancel", Map.of("start", first + "T10:00", "reason", MARKER));
        assertThat(signedIn(ada).get("/relationships/" + relationship).text()).doesNotContain("called off");
        oneOnOne("cancel", Map.of("start", first.plusDays(7) + "T10:00"));

        for (var who : List.of(grace, ada)) {
            var visitor = signedIn(who);
            for (var page :
                    List.of("/", "/relationships/" + relationship, "/relationships/" + relationship + "/one-on-ones")) {
                assertThat(visitor.get(page).text()).as(page).contains("The last two 1:1s were called off.");
            }
            var row = api(who).get("/api/relationships/" + relationship + "/brief")
                    .json()
                    .get("inARow");
            assertThat(row.get("calledOff").asInt()).isEqualTo(2);
            assertThat(row.get("notRecorded").asInt()).isZero();
        }
        oneOnOne("cancel", Map.of("start", first.plusDays(14) + "T10:00"));
        assertThat(signedIn(ada).get("/").text()).contains("The last two 1:1s were called off, and so is the one on ");
        oneOnOne("hold", Map.of("heldOn", today() + ""));
        assertThat(signedIn(ada).get("/").text()).doesNotContain("called off");
    }
}
