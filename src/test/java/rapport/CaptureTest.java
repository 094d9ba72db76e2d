package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import rapport.Wire.Reply;
import rapport.parties.PersonId;
import tools.jackson.databind.JsonNode;

/** The capture line behind both doors: one line in, one act recorded as it was shown, or a clear sentence back. */
@ExtendWith(OutputCaptureExtension.class)
class CaptureTest extends ServedTest {

    private static final String LINE = "/api/capture";
    private static final String UNDERSTAND = "/api/capture/understand";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

    private Somebody grace = new Somebody(PersonId.random(), "", "", "");
    private Somebody ada = grace;
    private String withAda = "";

    @BeforeEach
    void two_people() {
        grace = somebody("Grace");
        ada = somebody("Ada");
        withAda = relationship(grace, ada);
    }

    private JsonNode openItems(Somebody viewer) {
        return api(viewer)
                .get("/api/relationships/" + withAda + "/open-items")
                .expect(200)
                .json()
                .path("items");
    }

    private long inHistory(Somebody viewer, String event) {
        var events = api(viewer)
                .get("/api/relationships/" + withAda + "/history")
                .expect(200)
                .json()
                .path("events");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(one -> one.path("event").asString("").equals(event))
                .count();
    }

    private static Map<String, Object> with(Map<String, ?> fields, String name, Object value) {
        var all = new LinkedHashMap<String, Object>(fields);
        all.put(name, value);
        return all;
    }

    // --- programs -------------------------------------------------------------------------------------------------

    @Test
    void a_line_is_recorded_as_the_act_that_it_means() {
        var text = Map.of("text", "promise " + ada.name() + ": the figures by tomorrow");
        var seen = api(grace).post(UNDERSTAND, text).expect(200);
        var sentence =
                "You promise " + ada.name() + ": “the figures”, due tomorrow, " + DAY.format(today().plusDays(1)) + ".";
        assertThat(seen.field("sentence")).isEqualTo(sentence);
        assertThat(seen.field("relationship")).isEqualTo(withAda);
        assertThat(openItems(grace)).isEmpty();

        var done =
                api(grace).post(LINE, with(text, "shown", seen.field("shown"))).expect(201);

        assertThat(done.field("sentence")).isEqualTo(sentence);
        var item = openItems(grace).get(0);
        assertThat(item.path("entryId").asString("")).isEqualTo(done.field("id"));
        assertThat(item.path("text").asString("")).isEqualTo("the figures");
        assertThat(item.path("dueOn").asString(""))
                .isEqualTo(today().plusDays(1).toString());
    }

    @Test
    void every_form_is_recorded() {
        join(ada, withAda);
        var before = events();
        for (var line : new String[] {
            "promise: tea by tomorrow",
            "promised me: tea by tomorrow",
            "thanks: tea",
            "guidance: tea",
            "concern: tea",
            "topic: tea",
            "asked feedback: tea"
        }) {
            api(grace).post(LINE, Map.of("text", line, "relationship", withAda)).expect(201);
        }
        assertThat(events()).isEqualTo(before + 7);
        assertThat(openItems(ada)).hasSizeGreaterThan(3);
    }

    @Test
    void the_same_line_with_the_same_id_is_recorded_once() {
        var fields = Map.of(
                "text",
                "thanks: tea",
                "relationship",
                withAda,
                "id",
                UUID.randomUUID().toString());
        var first = api(grace).post(LINE, fields).expect(201);
        var before = events();
        assertThat(api(grace).post(LINE, fields).expect(201).text()).isEqualTo(first.text());
        assertThat(events()).isEqualTo(before);
        assertThat(api(grace)
                        .post(LINE, with(fields, "text", "thanks: coffee"))
                        .expect(409)
                        .field("rule"))
                .isEqualTo("id-taken");
    }

    @Test
    void what_means_something_else_by_now_is_not_recorded() {
        var fields = Map.of("text", "thanks " + ada.name() + ": tea");
        var shown = api(grace)
                .post(UNDERSTAND, Map.of("text", "thanks " + ada.name() + ": coffee"))
                .expect(200)
                .field("shown");
        var before = events();
        var refused = api(grace).post(LINE, with(fields, "shown", shown)).expect(409);
        assertThat(refused.field("rule")).isEqualTo("not-as-shown");
        assertThat(events()).isEqualTo(before);
        api(grace).post(LINE, with(fields, "shown", refused.field("shown"))).expect(201);
    }

    @Test
    void what_is_open_is_asked_and_answered() {
        var another = relationship(grace, somebody("Ada"));
        var fields = Map.of("text", "thanks ada: tea");
        var asked = api(grace).post(LINE, fields).expect(422);
        assertThat(asked.field("detail")).isEqualTo("Whom do you mean?");
        assertThat(asked.field("field")).isEqualTo("who");
        assertThat(asked.json().path("choices")).hasSize(2);
        assertThat(api(grace)
                        .post(LINE, with(fields, "who", another))
                        .expect(201)
                        .field("relationship"))
                .isEqualTo(another);
    }

    @Test
    void a_promise_of_somebody_who_has_not_joined_is_recorded_in_their_name_and_later_in_ones_own() {
        var line = Map.of("text", "promised me: tea by tomorrow", "relationship", withAda);
        assertThat(api(grace).post(UNDERSTAND, line).expect(200).text()).contains("who has not joined yet");
        api(grace).post(LINE, line).expect(201);
        assertThat(onBehalf()).isTrue();

        join(ada, withAda);
        assertThat(api(grace).post(UNDERSTAND, line).expect(200).text()).contains("can say that it was not promised");
        api(grace).post(LINE, line).expect(201);
        assertThat(onBehalf()).isFalse();
    }

    private boolean onBehalf() {
        return api(grace)
                .get("/api/relationships/" + withAda + "/history?kind=COMMITMENT")
                .json()
                .path("events")
                .get(0)
                .path("onBehalfOf")
                .asBoolean(false);
    }

    @Test
    void a_strain_and_a_note_are_ones_own() {
        join(ada, withAda);
        var strain = Map.of(
                "text", "rupture: I cut you off", "relationship", withAda, "causedBy", "MANAGER", "kind", "SHARP_TONE");
        api(grace).post(LINE, strain).expect(201);
        api(grace)
                .post(LINE, Map.of("text", "note: tea", "relationship", withAda))
                .expect(201);
        assertThat(openItems(grace)).hasSize(1);
        assertThat(openItems(ada)).isEmpty();
        assertThat(inHistory(ada, "NotebookOpened")).isZero();
        assertThat(api(ada).post(UNDERSTAND, Map.of("text", "kept "))
                        .expect(200)
                        .text())
                .doesNotContain("tea")
                .doesNotContain("cut you off");
    }

    @Test
    void a_promise_is_said_to_be_kept_once() {
        join(ada, withAda);
        api(grace)
                .post(LINE, Map.of("text", "promise: the budget figures by tomorrow", "relationship", withAda))
                .expect(201);
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "kept budget"))
                        .expect(200)
                        .field("form"))
                .isEqualTo("KEPT");
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "kept budget"))
                        .expect(422)
                        .field("detail"))
                .startsWith("No open promise");
        assertThat(api(ada).post(UNDERSTAND, Map.of("text", "kept budget")).field("sentence"))
                .startsWith("You agree that " + grace.name() + " kept");
        api(ada).post(LINE, Map.of("text", "kept budget")).expect(200);
        assertThat(openItems(ada)).isEmpty();
    }

    @Test
    void somebody_elses_relationship_is_not_there() {
        var stranger = somebody("Stranger");
        var meets = relationship(stranger, somebody("Other"));
        assertThat(meets).isNotEmpty();
        for (var address : new String[] {LINE, UNDERSTAND}) {
            var foreign = api(stranger)
                    .post(address, Map.of("text", "thanks: tea", "relationship", withAda))
                    .expect(404);
            var nothing = api(stranger)
                    .post(
                            address,
                            Map.of(
                                    "text",
                                    "thanks: tea",
                                    "relationship",
                                    UUID.randomUUID().toString()))
                    .expect(404);
            assertThat(foreign).isEqualTo(nothing);
        }
        assertThat(api(stranger)
                        .post(LINE, Map.of("text", "thanks " + ada.name() + ": tea"))
                        .expect(422)
                        .field("detail"))
                .isEqualTo("Nobody whom you meet has that name.");
        assertThat(api(stranger)
                        .post(LINE, Map.of("text", "thanks " + ada.name() + ": tea", "who", withAda))
                        .expect(422)
                        .field("detail"))
                .isEqualTo("Nobody whom you meet has that name.");
    }

    @Test
    void after_the_end_nothing_is_recorded_any_more() {
        assertThat(relationship(grace, somebody("Bob"))).isNotEmpty();
        api(grace)
                .post(
                        "/api/relationships/" + withAda + "/end",
                        Map.of("reason", "moved", "endedOn", today().toString()))
                .expect(200);
        for (var fields : new Map<?, ?>[] {
            Map.of("text", "thanks: tea", "relationship", withAda), Map.of("text", "thanks " + ada.name() + ": tea")
        }) {
            var refused = api(grace).post(LINE, cast(fields)).expect(409);
            assertThat(refused.field("rule")).isEqualTo("ended");
            assertThat(refused.field("detail")).startsWith("This relationship has ended");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> cast(Map<?, ?> fields) {
        return (Map<String, ?>) fields;
    }

    @Test
    void bad_input_gets_a_clear_sentence() {
        var long4001 = "x".repeat(4001);
        assertThat(api(grace).post(LINE, Map.of("text", long4001)).expect(422).text())
                .contains("at most 4,000 fit");
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "thanks: \u0007"))
                        .expect(422)
                        .text())
                .contains("control character");
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "thanks: tea", "relationship", "x"))
                        .expect(422)
                        .text())
                .contains("This must be a UUID");
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "thanks: tea", "colour", "red"))
                        .expect(422)
                        .text())
                .contains("This field is not known here.");
        assertThat(api(grace).post(LINE, Map.of()).expect(422).field("detail"))
                .isEqualTo("There is nothing on the line yet.");
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "promise: tea by 2020-01-01", "relationship", withAda))
                        .expect(409)
                        .field("rule"))
                .isEqualTo("due-in-the-past");
        assertThat(api(grace)
                        .post(LINE, Map.of("text", "thanks: \u200b", "relationship", withAda))
                        .expect(422)
                        .text())
                .contains("Please write something here.");
    }

    // --- pages ----------------------------------------------------------------------------------------------------

    @Nested
    class WithoutAScript {

        private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]{64})\"");
        private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"");
        private static final Pattern ENTRY = Pattern.compile("name=\"entry\" value=\"([0-9a-f-]{36})\"");

        private static String in(Reply page, Pattern pattern) {
            var found = pattern.matcher(page.body());
            assertThat(found.find()).as(page.text()).isTrue();
            return found.group(1);
        }

        private Map<String, String> line(String text) {
            return Map.of("text", text, "relationship", withAda, "back", "/relationships/" + withAda);
        }

        private Map<String, String> toRecord(Visitor visitor, String text) {
            var page = visitor.submit("/capture", line(text));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            var fields = new LinkedHashMap<>(line(text));
            fields.put("shown", in(page, SHOWN));
            fields.put("id", in(page, ID));
            return fields;
        }

        @Test
        void a_line_is_shown_recorded_and_taken_back() {
            var visitor = signedIn(grace);
            var before = events();
            var page = visitor.submit("/capture", line("thanks: Zebra"));
            assertThat(page.body()).contains("You thank " + ada.name() + ": “Zebra”.", "Both of you see it.");
            assertThat(events()).isEqualTo(before);

            var fields = toRecord(visitor, "thanks: Zebra");
            var done = visitor.submit("/capture/record", fields);
            assertThat(done.status()).isEqualTo(303);
            assertThat(done.header("Location").orElse("")).endsWith("/relationships/" + withAda);
            assertThat(done.text()).doesNotContain("Zebra");
            assertThat(events()).isEqualTo(before + 1);
            var next = visitor.get("/relationships/" + withAda);
            assertThat(next.body()).contains("The feedback is given.", "action=\"/capture/undo\"");
            assertThat(visitor.get("/relationships/" + withAda).body()).doesNotContain("action=\"/capture/undo\"");

            var entry = Map.of("relationship", withAda, "entry", in(next, ENTRY));
            assertThat(visitor.submit("/capture/undo", entry).status()).isEqualTo(303);
            assertThat(visitor.get("/relationships/" + withAda).body())
                    .contains("Taken back. It is left in the history only.");
            assertThat(inHistory(grace, "EntryRetracted")).isEqualTo(1);
            assertThat(api(grace)
                            .get("/api/relationships/" + withAda + "/history")
                            .text())
                    .contains("Taken back right after it was recorded.");
            assertThat(visitor.submit("/capture/undo", entry).status()).isEqualTo(404);
        }

        @Test
        void sent_twice_it_is_recorded_once() {
            var visitor = signedIn(grace);
            var fields = toRecord(visitor, "note: tea");
            var before = events();
            assertThat(visitor.submit("/capture/record", fields).status()).isEqualTo(303);
            var after = events();
            assertThat(after).isGreaterThan(before);
            assertThat(visitor.submit("/capture/record", fields).status()).isEqualTo(303);
            assertThat(events()).isEqualTo(after);
        }

        @Test
        void nothing_is_recorded_that_was_not_shown() {
            var visitor = signedIn(grace);
            var fields = toRecord(visitor, "thanks: tea");
            var before = events();
            fields.put("text", "thanks: coffee");
            var other = visitor.submit("/capture/record", fields);
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.body()).contains("by now it means something else", "“coffee”");
            assertThat(visitor.submit("/capture/record", line("thanks: tea")).status())
                    .isEqualTo(422);
            assertThat(events()).isEqualTo(before);
        }

        @Test
        void a_question_is_asked_with_buttons_and_any_other_day() {
            var visitor = signedIn(grace);
            var asked = visitor.submit("/capture", line("promise: tea"));
            assertThat(asked.status()).isEqualTo(422);
            assertThat(asked.body())
                    .contains("By when?", "name=\"day\"", "name=\"otherDay\"", "value=\"promise: tea\"");
            var answered = new LinkedHashMap<>(line("promise: tea"));
            answered.put("otherDay", today().plusDays(40).toString());
            assertThat(visitor.submit("/capture", answered).body()).contains("due " + DAY.format(today().plusDays(40)));
        }

        @Test
        void a_line_that_cannot_be_kept_stays_to_be_changed() {
            var visitor = signedIn(grace);
            assertThat(visitor.submit("/capture", line("hello <b>there</b>")).body())
                    .contains("A line begins with what it is", "value=\"hello &lt;b>there&lt;/b>\"")
                    .doesNotContain("<b>there");
            assertThat(visitor.submit("/capture", line("x".repeat(4001))).body())
                    .contains("at most 4,000 fit");
            assertThat(visitor.submit("/capture", Map.of("text", "thanks: tea", "relationship", "x"))
                            .status())
                    .isEqualTo(422);
            assertThat(visitor.submit(
                                    "/capture",
                                    Map.of(
                                            "text",
                                            "x",
                                            "relationship",
                                            UUID.randomUUID().toString()))
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void what_ends_between_looking_and_recording_is_refused_with_the_line_kept() {
            var visitor = signedIn(grace);
            assertThat(relationship(grace, somebody("Bob"))).isNotEmpty();
            var fields = toRecord(visitor, "thanks: tea");
            api(grace)
                    .post(
                            "/api/relationships/" + withAda + "/end",
                            Map.of("reason", "moved", "endedOn", today().toString()))
                    .expect(200);
            var refused = visitor.submit("/capture/record", fields);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("This relationship has ended", "value=\"thanks: tea\"");
        }

        @Test
        void it_leads_back_to_a_page_of_ours_and_nowhere_else() {
            var visitor = signedIn(grace);
            for (var back : new String[] {
                "//example.org/",
                "https://example.org/",
                "/\\example.org",
                "/sign-out",
                "/relationships/x",
                "/api/me",
                "/?q=1"
            }) {
                var fields = new LinkedHashMap<>(toRecord(visitor, "note: tea"));
                fields.put("back", back);
                var done = visitor.submit("/capture/record", fields);
                assertThat(done.header("Location").orElse("")).endsWith("/relationships/" + withAda);
            }
            var fields = new LinkedHashMap<>(toRecord(visitor, "note: tea"));
            fields.put("back", "/people");
            assertThat(visitor.submit("/capture/record", fields)
                            .header("Location")
                            .orElse(""))
                    .endsWith("/people");
        }

        @Test
        void the_page_of_the_browser_is_known_by_its_path_alone() {
            var visitor = signedIn(grace);
            var fields = new LinkedHashMap<>(Map.of("text", "thanks: tea", "_csrf", visitor.csrf()));
            var page = visitor.request(
                    "POST",
                    "/capture",
                    Map.of("Referer", "http://127.0.0.1:" + port + "/relationships/" + withAda + "/history?q=Zebra"),
                    "application/x-www-form-urlencoded",
                    Visitor.form(fields));
            assertThat(page.body())
                    .contains("name=\"back\" value=\"/relationships/" + withAda + "/history\"")
                    .doesNotContain("Zebra");
        }

        @Test
        void somebody_elses_record_is_not_taken_back() {
            join(ada, withAda);
            var done = api(grace)
                    .post(LINE, Map.of("text", "thanks: tea", "relationship", withAda))
                    .expect(201);
            var entry = Map.of("relationship", withAda, "entry", done.field("id"));
            assertThat(signedIn(ada).submit("/capture/undo", entry).status()).isEqualTo(409);
            assertThat(signedIn(somebody("Stranger"))
                            .submit("/capture/undo", entry)
                            .status())
                    .isEqualTo(404);
            assertThat(inHistory(grace, "EntryRetracted")).isZero();
        }
    }

    @Test
    void nothing_of_a_line_is_written_into_a_log(CapturedOutput output) {
        var visitor = signedIn(grace);
        for (var address : new String[] {"/capture", "/capture/understand", "/capture/record"}) {
            visitor.submit(address, Map.of("text", "promise Xylophone: Xylophone by Xylophone"));
        }
        api(grace).post(LINE, Map.of("text", "thanks Xylophone: Xylophone")).expect(422);
        api(grace).post(LINE, Map.of("text", "thanks: Xylophone", "who", "Xylophone", "day", "Xylophone"));
        assertThat(output.getAll()).doesNotContain("Xylophone");
    }

    @Test
    void the_days_of_a_line_are_those_of_the_relationship() {
        assertThat(LocalDate.parse(api(grace)
                        .get("/api/relationships/" + withAda + "/open-items")
                        .field("today")))
                .isEqualTo(today());
        assertThat(api(grace)
                        .post(UNDERSTAND, Map.of("text", "promise: tea by today", "relationship", withAda))
                        .field("sentence"))
                .contains(DAY.format(today()));
    }
}
