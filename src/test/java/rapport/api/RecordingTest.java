package rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.Api;
import rapport.Api.Answer;
import rapport.accounts.Accounts;
import rapport.accounts.MorePeople;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.doors.Joining;
import rapport.parties.PersonId;
import rapport.shared.MovableClock;
import rapport.shared.TestHome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that the door for programs records within a relationship, over real HTTP. Grace is the manager, Ada the
 * report; both sign in, and Ada has not joined, so Grace may speak for her.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(RecordingTest.OnADayOfOnesChoice.class)
class RecordingTest {

    private static final String ZONE = "Europe/Berlin";

    private static final Path HOME = TestHome.fresh("recording");

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
    }

    static class OnADayOfOnesChoice {

        @Bean
        @Primary
        MovableClock movable() {
            return new MovableClock();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Acts acts;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Joining joining;

    @Autowired
    private MovableClock clock;

    private Api grace = new Api(0, null);
    private Api ada = new Api(0, null);
    private String relationship = "";

    @BeforeAll
    void grace_sets_up() {
        var token = accounts.openSetupToken().orElseThrow();
        var done = acts.setUp(
                Fields.ofJson(("{\"token\":\"" + token + "\",\"name\":\"Grace\",\"passphrase\":\"a long enough one\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        grace = new Api(port, done.token());
    }

    @BeforeEach
    void grace_starts_a_relationship_with_ada() {
        var started = grace.post("/api/relationships", "{\"report\":{\"name\":\"Ada\"},\"zone\":\"" + ZONE + "\"}");
        assertThat(started.status()).isEqualTo(201);
        relationship = started.field("id");
        var id = new PersonId(UUID.fromString(started.field("report")));
        var invitation = grace.post(at("/invitations")).field("token");
        ada = grace.withToken(new MorePeople(sql, joining).tokenForOneWhoJoins(id, invitation));
    }

    /** Turns to another relationship, whose other side has not joined yet. */
    private void not_joined_yet() {
        relationship = grace.post("/api/relationships", "{\"report\":{\"name\":\"Ada\"},\"zone\":\"" + ZONE + "\"}")
                .field("id");
    }

    /** Axon asks one clock of all applications in this process, and the others want the time that it is. */
    @AfterEach
    void back_to_today() {
        clock.reset();
    }

    // --- speaking -------------------------------------------------------------------------------------------------

    private LocalDate today() {
        return LocalDate.ofInstant(((Clock) clock).instant(), ZoneId.of(ZONE));
    }

    private String day(int fromToday) {
        return today().plusDays(fromToday).toString();
    }

    private String at(String rest) {
        return "/api/relationships/" + relationship + rest;
    }

    /** A JSON object of names and values: text, true, false, numbers. */
    private static String json(Object... namesAndValues) {
        var body = JsonMapper.shared().createObjectNode();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            body.set(namesAndValues[i].toString(), JsonMapper.shared().valueToTree(namesAndValues[i + 1]));
        }
        return body.toString();
    }

    private static Answer ok(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private Answer made(Api who, String collection, Object... fields) {
        var answer = ok(who.post(at(collection), json(fields)), 201);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("id", "sequence");
        return answer;
    }

    private String id(Api who, String collection, Object... fields) {
        return made(who, collection, fields).field("id");
    }

    private void done(Api who, String path, Object... fields) {
        var answer = ok(who.post(at(path), json(fields)), 200);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("id", "sequence");
    }

    private void against(String rule, Api who, String path, Object... fields) {
        var before = events();
        var answer = ok(who.post(at(path), json(fields)), 409);
        assertThat(answer.field("rule")).isEqualTo(rule);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(events()).isEqualTo(before);
    }

    private Answer put(Api who, String path, String body) {
        return who.send(who.request(at(path))
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode items(Api who) {
        return ok(who.get(at("/open-items")), 200).json().at("/items");
    }

    /** How many events there are on the relationship's stream and in its notebooks. */
    private long events() {
        return sql.sql(
                        "select count(*) from domain_event where aggregate_identifier = :r or aggregate_identifier in"
                                + " (select cast(id as varchar(36)) from notebook where cast(relationship as varchar(36)) = :r)")
                .param("r", relationship)
                .query(Long.class)
                .single();
    }

    private String rupture(Api who, Object... more) {
        var body = (ObjectNode) JsonMapper.shared()
                .readTree(json(
                        "causedBy", "MANAGER", "kind", "SHARP_TONE", "text", "a sharp word", "occurredOn", day(0)));
        var extra = JsonMapper.shared().readTree(json(more));
        extra.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
        return ok(who.post(at("/ruptures"), body.toString()), 201).field("id");
    }

    private String named() {
        return rupture(ada, "visibility", "SHARED");
    }

    private String offered() {
        var id = named();
        done(
                grace,
                "/ruptures/" + id + "/offer-repair",
                "owned",
                "I snapped at you",
                "change",
                "I ask first",
                "dueOn",
                day(9));
        return id;
    }

    // --- stories --------------------------------------------------------------------------------------------------

    @Nested
    class A_rupture {

        @Test
        void goes_from_named_to_repaired() {
            var id = named();
            var on = "/ruptures/" + id;
            done(ada, on + "/describe-impact", "text", "I kept quiet after that");
            done(grace, on + "/dispute", "text", "I remember it otherwise");
            done(grace, on + "/offer-repair", "owned", "I snapped", "change", "I ask first", "dueOn", day(5));
            done(ada, on + "/decline-repair", "missing", "that others heard it");
            done(grace, on + "/offer-repair", "owned", "in front of all", "change", "I ask first", "dueOn", day(9));
            done(ada, on + "/accept-repair", "text", "thank you");
            var promises = ada.get("/api/promises-to-me").json().at("/promises");
            var change = promises.at("/0/id").asString();
            assertThat(promises.at("/0/text").asString()).isEqualTo("I ask first");
            assertThat(promises.at("/0/promisorSide").asString()).isEqualTo("MANAGER");
            done(grace, "/commitments/" + change + "/keep");
            against("change-not-kept", ada, on + "/mark-repaired");
            done(ada, "/commitments/" + change + "/confirm");
            done(ada, on + "/note-change", "held", true, "text", "twice today");
            against("already-noted", ada, on + "/note-change", "held", true);
            clock.forward(Duration.ofDays(2));
            done(ada, on + "/note-change", "held", true, "observedOn", day(-1));
            against("change-not-seen", ada, on + "/mark-repaired");
            done(ada, on + "/note-change", "held", true);
            done(ada, on + "/mark-repaired");

            assertThat(items(ada)).isEmpty();
            assertThat(items(grace)).isEmpty();
            against("closed", ada, on + "/let-go");
        }

        @Test
        void that_slips_stands_where_it_stood() {
            var id = offered();
            done(ada, "/ruptures/" + id + "/accept-repair");
            done(ada, "/ruptures/" + id + "/note-change", "held", false, "text", "again");

            against("not-rebuilding", ada, "/ruptures/" + id + "/mark-repaired");
            assertThat(items(ada).toString()).contains(id);
        }

        @Test
        void is_let_go_by_the_one_who_was_hurt() {
            var id = named();
            against("only-harmed-side", grace, "/ruptures/" + id + "/let-go");
            done(ada, "/ruptures/" + id + "/let-go", "reason", "long ago");
            assertThat(items(ada)).isEmpty();
        }

        @Test
        void verdicts_are_the_other_sides() {
            var id = offered();
            var on = "/ruptures/" + id;
            against("only-harmed-side", grace, on + "/accept-repair");
            against("only-harmed-side", grace, on + "/decline-repair", "missing", "x");
            against("only-harmed-side", grace, on + "/describe-impact", "text", "x");
            against("only-causing-side", ada, on + "/dispute", "text", "x");
            against("only-causing-side", ada, on + "/offer-repair", "owned", "x", "change", "y", "dueOn", day(1));
            done(ada, on + "/accept-repair");
            against("only-harmed-side", grace, on + "/note-change", "held", true);
            against("only-harmed-side", grace, on + "/mark-repaired");
            against("before-acceptance", ada, on + "/note-change", "held", true, "observedOn", day(-1));
            against("in-the-future", ada, on + "/note-change", "held", true, "observedOn", day(1));
        }

        @Test
        void may_be_told_for_the_other_until_they_have_joined() {
            against("side-has-joined", ada, "/ruptures/" + named() + "/let-go", "onBehalfOf", true);
            not_joined_yet();
            var id = rupture(grace, "visibility", "SHARED", "onBehalfOf", true);
            done(grace, "/ruptures/" + id + "/describe-impact", "text", "x", "onBehalfOf", true);
        }

        @Test
        void is_about_a_promise_or_feedback_and_nothing_else() {
            var concern = id(ada, "/concerns", "text", "the deadline");
            against(
                    "not-about-that",
                    ada,
                    "/ruptures",
                    "causedBy",
                    "MANAGER",
                    "kind",
                    "OTHER",
                    "text",
                    "x",
                    "occurredOn",
                    day(0),
                    "visibility",
                    "SHARED",
                    "about",
                    concern);
            var promise = id(ada, "/commitments", "promisor", "REPORT", "text", "x", "dueOn", day(3));
            against(
                    "not-the-promisor",
                    ada,
                    "/ruptures",
                    "causedBy",
                    "MANAGER",
                    "kind",
                    "BROKEN_PROMISE",
                    "text",
                    "x",
                    "occurredOn",
                    day(0),
                    "visibility",
                    "SHARED",
                    "about",
                    promise);
        }
    }

    @Nested
    class A_private_entry {

        @Test
        void is_what_a_rupture_and_a_note_are_unless_one_says_otherwise() {
            var rupture = rupture(ada);
            var note = id(ada, "/notes", "text", "for me");
            var topic = id(ada, "/topics", "text", "for me too", "visibility", "PRIVATE");

            for (var path : List.of(
                    "/ruptures/" + rupture + "/let-go", "/notes/" + note + "/unflag", "/topics/" + topic + "/drop")) {
                assertThat(grace.post(at(path)).status()).as(path).isEqualTo(404);
            }
            assertThat(items(grace)).isEmpty();
        }

        @Test
        void is_shared_and_from_then_on_both_act_on_it() {
            var id = rupture(ada);
            var on = "/ruptures/" + id;
            assertThat(grace.post(at(on + "/share")).status()).isEqualTo(404);
            done(ada, on + "/share");

            done(ada, on + "/describe-impact", "text", "I kept quiet");
            done(grace, on + "/offer-repair", "owned", "I snapped", "change", "I ask first", "dueOn", day(5));
            done(ada, on + "/accept-repair");
            done(ada, on + "/note-change", "held", true);
            done(ada, "/entries/" + id + "/reword", "text", "a very sharp word");
            against("entry-closed", ada, on + "/share");
            done(ada, on + "/let-go");
            assertThat(items(ada).toString()).doesNotContain(id);
        }

        @Test
        void shared_is_seen_by_both_with_the_newest_words() {
            var id = rupture(ada);
            done(ada, "/entries/" + id + "/reword", "text", "a very sharp word");
            done(ada, "/ruptures/" + id + "/share");

            for (var who : List.of(grace, ada)) {
                assertThat(items(who).size()).isEqualTo(1);
                assertThat(items(who).at("/0/entryId").asString()).isEqualTo(id);
                assertThat(items(who).at("/0/text").asString()).isEqualTo("a very sharp word");
                assertThat(items(who).at("/0/visibility").asString()).isEqualTo("SHARED");
            }
        }

        @Test
        void is_closed_reworded_and_retracted_by_its_author() {
            done(ada, "/ruptures/" + rupture(ada) + "/close");
            done(ada, "/notes/" + id(ada, "/notes", "text", "x", "flagged", true) + "/close");
            var topic = id(ada, "/topics", "text", "x", "visibility", "PRIVATE");
            done(ada, "/entries/" + topic + "/reword", "text", "y", "reason", "clearer");
            done(ada, "/entries/" + topic + "/retract", "reason", "not needed");
            against("entry-closed", ada, "/topics/" + topic + "/close");
        }

        @Test
        void of_other_kinds_is_not_shared() {
            var note = id(ada, "/notes", "text", "x");
            assertThat(ada.post(at("/notes/" + note + "/share")).status()).isEqualTo(404);
            assertThat(ada.post(at("/ruptures/" + note + "/share")).status()).isIn(404, 409);
        }

        @Test
        void is_never_written_on_behalf_of_the_other() {
            var before = events();
            for (var collection : List.of("/notes", "/topics")) {
                var answer = grace.post(at(collection), json("text", "x", "visibility", "PRIVATE", "onBehalfOf", true));
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.json().at("/errors/onBehalfOf").asString()).contains("notebook");
            }
            assertThat(grace.post(
                                    at("/ruptures"),
                                    json(
                                            "causedBy",
                                            "MANAGER",
                                            "kind",
                                            "OTHER",
                                            "text",
                                            "x",
                                            "occurredOn",
                                            day(0),
                                            "onBehalfOf",
                                            true))
                            .status())
                    .isEqualTo(422);
            assertThat(events()).isEqualTo(before);
        }
    }

    @Nested
    class Feedback {

        @Test
        void is_asked_for_given_and_heard() {
            var asked = id(ada, "/feedback/requests", "about", "my talk");
            var given = id(
                    grace,
                    "/feedback",
                    "kind",
                    "GUIDANCE",
                    "text",
                    "slower",
                    "situation",
                    "the demo",
                    "answers",
                    asked);
            against("already-answered", grace, "/feedback", "kind", "GUIDANCE", "text", "again", "answers", asked);
            against("only-receiver", grace, "/feedback/" + given + "/hear", "landed", "WELL");
            done(ada, "/feedback/" + given + "/hear", "landed", "HARD", "text", "ouch");
            assertThat(items(ada).toString()).contains(given);
            done(ada, "/feedback/" + given + "/hear", "landed", "MIXED");
            assertThat(items(ada)).isEmpty();
        }

        @Test
        void that_landed_hard_is_no_longer_open_once_a_rupture_about_it_is_named() {
            var given = id(grace, "/feedback", "kind", "GUIDANCE", "text", "slower");
            done(ada, "/feedback/" + given + "/hear", "landed", "HARD");
            var rupture = rupture(ada, "visibility", "SHARED", "kind", "FEEDBACK_LANDED_HARD", "about", given);

            assertThat(items(ada).size()).isEqualTo(1);
            assertThat(items(ada).at("/0/entryId").asString()).isEqualTo(rupture);
        }
    }

    @Nested
    class A_concern {

        @Test
        void is_raised_heard_answered_reopened_settled_and_withdrawn() {
            var on = "/concerns/" + id(ada, "/concerns", "text", "the deadline");
            against("only-other-party", ada, on + "/answer", "text", "x");
            against("not-answered", ada, on + "/settle");
            done(grace, on + "/hear", "text", "I see");
            done(grace, on + "/answer", "text", "we move it");
            done(ada, on + "/reopen", "reason", "it did not move");
            done(
                    grace,
                    on + "/answer",
                    "text",
                    "now I will",
                    "commitment",
                    Map.of("text", "move it", "dueOn", day(2), "plan", "tonight"));
            var promise = ada.get("/api/promises-to-me").json().at("/promises/0");
            assertThat(promise.at("/text").asString()).isEqualTo("move it");
            assertThat(promise.at("/promisorSide").asString()).isEqualTo("MANAGER");
            done(ada, on + "/settle");
            against("only-raiser", grace, on + "/reopen", "reason", "x");
            done(ada, "/concerns/" + id(ada, "/concerns", "text", "another") + "/withdraw", "reason", "solved");
        }

        @Test
        void answered_on_behalf_promises_for_the_one_who_answers() {
            not_joined_yet();
            var on = "/concerns/" + id(grace, "/concerns", "text", "the tests");
            done(
                    grace,
                    on + "/answer",
                    "text",
                    "Ada says she will",
                    "onBehalfOf",
                    true,
                    "commitment",
                    Map.of("text", "write them", "dueOn", day(2)));
            assertThat(grace.get("/api/promises-to-me").text()).contains("write them");
        }
    }

    @Nested
    class Topics_notes_and_corrections {

        @Test
        void a_topic_is_raised_discussed_or_dropped() {
            done(grace, "/topics/" + id(ada, "/topics", "text", "holidays") + "/discuss");
            var dropped = id(ada, "/topics", "text", "lunch", "visibility", "SHARED");
            against("only-raiser", grace, "/topics/" + dropped + "/drop");
            done(ada, "/topics/" + dropped + "/drop", "reason", "never mind");
            against("topic-closed", ada, "/topics/" + dropped + "/discuss");
        }

        @Test
        void a_note_for_both_is_taken_and_unflagged() {
            var note = id(ada, "/notes", "text", "agreed", "visibility", "SHARED", "flagged", true);
            assertThat(items(grace).toString()).contains(note);
            against("only-author", grace, "/notes/" + note + "/unflag");
            done(ada, "/notes/" + note + "/unflag");
            assertThat(items(grace)).isEmpty();
        }

        @Test
        void an_entry_is_reworded_and_retracted_by_its_author() {
            var note = id(ada, "/notes", "text", "agreed", "visibility", "SHARED", "flagged", true);
            done(ada, "/entries/" + note + "/reword", "text", "agreed in June", "reason", "the month");
            assertThat(items(grace).toString()).contains("agreed in June");
            against("only-author", grace, "/entries/" + note + "/reword", "text", "x");
            done(ada, "/entries/" + note + "/retract", "reason", "wrong");
            assertThat(items(grace)).isEmpty();
            against("retracted", ada, "/notes/" + note + "/unflag");
        }

        @Test
        void a_day_later_it_is_too_late_to_retract() {
            var note = id(ada, "/notes", "text", "x", "visibility", "SHARED");
            var own = id(ada, "/notes", "text", "x");
            clock.forward(Duration.ofHours(25));
            against("too-late-to-retract", ada, "/entries/" + note + "/retract", "reason", "x");
            against("too-late-to-retract", ada, "/entries/" + own + "/retract", "reason", "x");
        }
    }

    @Nested
    class One_on_ones_and_trust {

        private String weekly() {
            return json("rrule", "FREQ=WEEKLY", "firstStart", day(1) + "T10:00", "minutes", 30, "zone", ZONE);
        }

        @Test
        void are_planned_moved_called_off_and_held() {
            ok(put(grace, "/cadence", weekly()), 200);
            assertThat(grace.get(at("/open-items")).field("next")).isEqualTo(day(1));
            done(grace, "/one-on-ones/move", "from", day(1) + "T10:00", "to", day(2) + "T10:00");
            assertThat(ada.get(at("/open-items")).field("next")).isEqualTo(day(2));
            done(ada, "/one-on-ones/cancel", "start", day(2) + "T10:00", "reason", "holiday");
            assertThat(ada.get(at("/open-items")).field("next")).isEqualTo(day(8));
            done(grace, "/one-on-ones/hold", "heldOn", day(0), "summary", "spontaneous");
            against("already-held", ada, "/one-on-ones/hold", "heldOn", day(0));
            clock.forward(Duration.ofDays(8));
            done(ada, "/one-on-ones/hold", "heldOn", day(0), "start", day(0) + "T10:00");
            assertThat(grace.get(at("/open-items")).field("next")).isEqualTo(day(7));
            against("no-such-one-on-one", grace, "/one-on-ones/cancel", "start", day(3) + "T10:00");
        }

        @Test
        void trust_is_noted_and_only_compared() {
            assertThat(ok(put(grace, "/trust", json("own", 4, "guessOfOther", 3)), 200)
                            .field("id"))
                    .isEqualTo(relationship);
            assertThat(grace.get(at("/trust")).text()).isEqualTo("{\"comparison\":null}");
            ok(put(ada, "/trust", json("own", "5", "guessOfOther", "4")), 200);
            assertThat(grace.get(at("/trust")).text()).isEqualTo("{\"comparison\":\"HIGHER\"}");
            assertThat(ada.get(at("/trust")).text()).isEqualTo("{\"comparison\":\"EQUAL\"}");
        }

        @ParameterizedTest
        @CsvSource({
            "FREQ=SECONDLY,too-often",
            "FREQ=MINUTELY;INTERVAL=30,too-often",
            "FREQ=HOURLY,too-often",
            "FREQ=DAILY;BYHOUR=1;BYMINUTE=1,",
            "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,never-occurs",
            "FREQ=WEEKLY;COUNT=100000,too-long",
            "FREQ=WEEKLY;COUNT=999999999999,",
            "FREQ=WEEKLY;INTERVAL=0,",
            "FREQ=WEEKLY;INTERVAL=99999,",
            "FREQ=WEEKLY;UNTIL=99991231T000000Z,too-long",
            "FREQ=NEVER,not-a-cadence",
            "FREQ=,not-a-cadence",
            "weekly,not-a-cadence",
            "FREQ=WEEKLY;FREQ=DAILY,not-a-cadence",
            "RRULE:FREQ=WEEKLY,"
        })
        void a_rule_that_is_none_is_told_at_once(String rrule, String rule) {
            var before = events();
            var started = System.nanoTime();
            var answer = put(
                    grace,
                    "/cadence",
                    json("rrule", rrule, "firstStart", day(1) + "T10:00", "minutes", 30, "zone", ZONE));
            assertThat(answer.status()).as(answer.text()).isIn(409, 422);
            if (rule != null) {
                assertThat(answer.field("rule")).isEqualTo(rule);
            }
            assertThat(answer.text()).doesNotContain("Exception");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(events()).isEqualTo(before);
        }

        @Test
        void fields_of_a_cadence_are_told() {
            var before = events();
            var good = (ObjectNode) JsonMapper.shared().readTree(weekly());
            for (var wrong : List.of(
                    Map.entry("minutes", "\"long\""),
                    Map.entry("minutes", "30.5"),
                    Map.entry("minutes", "true"),
                    Map.entry("minutes", "99999999999"),
                    Map.entry("zone", "\"Mars\""),
                    Map.entry("zone", "1"),
                    Map.entry("firstStart", "\"tomorrow\""),
                    Map.entry("firstStart", "\"2026-02-30T10:00\""),
                    Map.entry("firstStart", "\"2026-03-01\""),
                    Map.entry("rrule", "\"\""),
                    Map.entry("rrule", "7"),
                    Map.entry("rrule", "\"" + "X".repeat(501) + "\""),
                    Map.entry("colour", "\"red\""))) {
                var body = good.deepCopy();
                body.set(wrong.getKey(), JsonMapper.shared().readTree(wrong.getValue()));
                var answer = put(grace, "/cadence", body.toString());
                assertThat(answer.status()).as(wrong + answer.text()).isEqualTo(422);
                assertThat(answer.json().at("/errors").propertyNames()).containsExactly(wrong.getKey());
            }
            for (var wrong : List.of(4, 0, -30, 481)) {
                var body = good.deepCopy();
                body.put("minutes", wrong);
                assertThat(put(grace, "/cadence", body.toString()).field("rule"))
                        .isEqualTo("bad-length");
            }
            assertThat(events()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"own\":0,\"guessOfOther\":3}",
                    "{\"own\":6,\"guessOfOther\":3}",
                    "{\"own\":3}",
                    "{\"own\":3,\"guessOfOther\":\"x\"}",
                    "{\"own\":3,\"guessOfOther\":2.5}",
                    "{\"own\":3,\"guessOfOther\":null}",
                    "{\"own\":3,\"guessOfOther\":3,\"onBehalfOf\":true}",
                    "{}"
                })
        void trust_is_two_numbers_from_1_to_5_and_ones_own(String body) {
            var before = events();
            assertThat(put(grace, "/trust", body).status()).isEqualTo(422);
            assertThat(events()).isEqualTo(before);
        }
    }

    // --- ids ------------------------------------------------------------------------------------------------------

    static List<List<String>> creations() {
        var today = LocalDate.now(ZoneId.of(ZONE)).toString();
        var rupture = "'causedBy':'MANAGER','kind':'OTHER','text':'words','occurredOn':'" + today + "'";
        return List.of(
                List.of("/commitments", "'promisor':'REPORT','text':'words','dueOn':'" + today + "'"),
                List.of("/feedback", "'kind':'GUIDANCE','text':'words','situation':'there'"),
                List.of("/feedback/requests", "'about':'words'"),
                List.of("/concerns", "'text':'words'"),
                List.of("/ruptures", rupture + ",'visibility':'SHARED'"),
                List.of("/ruptures", rupture + ",'visibility':'PRIVATE'"),
                List.of("/topics", "'text':'words','visibility':'SHARED'"),
                List.of("/topics", "'text':'words','visibility':'PRIVATE'"),
                List.of("/notes", "'text':'words','visibility':'SHARED','flagged':true"),
                List.of("/notes", "'text':'words','visibility':'PRIVATE','flagged':true"));
    }

    private static String creation(List<String> kind, String more) {
        return ("{" + kind.get(1) + more + "}").replace('\'', '"');
    }

    @ParameterizedTest
    @MethodSource("creations")
    void a_creation_with_its_own_id_may_be_sent_again(List<String> kind) {
        var id = UUID.randomUUID();
        var body = creation(kind, ",'id':'" + id + "'");
        var first = ok(ada.post(at(kind.getFirst()), body), 201);
        assertThat(first.field("id")).isEqualTo(id.toString());
        var before = events();

        var again = ok(ada.post(at(kind.getFirst()), body), 201);

        assertThat(again.text()).isEqualTo(first.text());
        var other = ada.post(at(kind.getFirst()), body.replace("words", "other words"));
        assertThat(ok(other, 409).field("rule")).isEqualTo("id-taken");
        assertThat(events()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void what_is_wrong_with_a_creation_is_told_and_changes_nothing(List<String> kind) {
        var before = events();
        var path = at(kind.getFirst());
        var text = kind.get(1).contains("'about':'words'") ? "about" : "text";
        for (var bad : List.of(
                "'" + text + "':'" + "x".repeat(4_001) + "'",
                "'" + text + "':''",
                "'" + text + "':5",
                "'" + text + "':null",
                "'" + text + "':['x']",
                "'" + text + "':'a\\u0000b'",
                "'" + text + "':'a\\u001bb'")) {
            var answer =
                    ada.post(path, creation(kind, "").replace("\"" + text + "\":\"words\"", bad.replace('\'', '"')));
            assertThat(answer.status()).as(bad).isEqualTo(422);
            assertThat(answer.json().at("/errors").propertyNames()).containsExactly(text);
        }
        for (var bad : List.of("'colour':'red'", "'id':'42'", "'id':7", "'onBehalfOf':'yes'")) {
            var answer = ada.post(path, creation(kind, "," + bad));
            assertThat(answer.status()).as(bad).isEqualTo(422);
        }
        for (var visibility : List.of("SECRET", "private", "")) {
            var body = creation(kind, "").replaceAll(",\"visibility\":\"[A-Z]*\"", "");
            body = body.substring(0, body.length() - 1) + ",\"visibility\":\"" + visibility + "\"}";
            assertThat(ada.post(path, body).status()).as(visibility).isEqualTo(422);
        }
        assertThat(ada.post(path, "{}").status()).isEqualTo(422);
        var stranger = ada.withToken(new MorePeople(sql, joining).tokenForSomebodyNew("Mallory"));
        assertThat(stranger.post(path, creation(kind, "")).status()).isEqualTo(404);
        assertThat(events()).isEqualTo(before);
    }

    /** Every act with fields that would do, and whether it takes words. */
    private List<List<String>> acts() {
        return List.of(
                List.of("/feedback/%s/hear", "'landed':'WELL'", "text"),
                List.of("/concerns/%s/hear", "", "text"),
                List.of("/concerns/%s/answer", "'text':'x'", "text"),
                List.of("/concerns/%s/settle", "", ""),
                List.of("/concerns/%s/reopen", "'reason':'x'", "reason"),
                List.of("/concerns/%s/withdraw", "", "reason"),
                List.of("/ruptures/%s/describe-impact", "'text':'x'", "text"),
                List.of("/ruptures/%s/dispute", "'text':'x'", "text"),
                List.of("/ruptures/%s/offer-repair", "'owned':'x','change':'y','dueOn':'" + day(3) + "'", "owned"),
                List.of("/ruptures/%s/offer-repair", "'owned':'x','change':'y','dueOn':'" + day(3) + "'", "change"),
                List.of("/ruptures/%s/accept-repair", "", "text"),
                List.of("/ruptures/%s/decline-repair", "'missing':'x'", "missing"),
                List.of("/ruptures/%s/note-change", "'held':true", "text"),
                List.of("/ruptures/%s/mark-repaired", "", ""),
                List.of("/ruptures/%s/let-go", "", "reason"),
                List.of("/topics/%s/discuss", "", ""),
                List.of("/topics/%s/drop", "", "reason"),
                List.of("/notes/%s/unflag", "", ""),
                List.of("/entries/%s/reword", "'text':'x'", "text"),
                List.of("/entries/%s/retract", "'reason':'x'", "reason"));
    }

    private static String object(String fields) {
        return ("{" + fields + "}").replace('\'', '"');
    }

    private static String with(String fields, String name, String value) {
        var body = (ObjectNode) JsonMapper.shared().readTree(object(fields));
        body.set(name, JsonMapper.shared().readTree(value));
        return body.toString();
    }

    @Test
    void what_is_wrong_with_an_act_is_told_and_changes_nothing() {
        var entry = named();
        var before = events();
        for (var act : acts()) {
            var path = at(act.getFirst().formatted(entry));
            assertThat(ada.post(path, with(act.get(1), "colour", "\"red\"")).status())
                    .as(path)
                    .isEqualTo(422);
            if (!act.get(2).isEmpty()) {
                for (var bad : List.of("\"" + "x".repeat(4_001) + "\"", "5", "\"\"", "\"a\\u0007b\"", "[\"x\"]")) {
                    var answer = ada.post(path, with(act.get(1), act.get(2), bad));
                    assertThat(answer.status()).as(path + bad).isEqualTo(422);
                    assertThat(answer.json().at("/errors").propertyNames()).containsExactly(act.get(2));
                }
            }
            if (!act.get(1).isEmpty()) {
                assertThat(ada.post(path, "{}").status()).as(path).isEqualTo(422);
            }
        }
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void an_act_on_what_is_not_there_or_not_yours_is_one_answer() {
        var entry = named();
        var stranger = ada.withToken(new MorePeople(sql, joining).tokenForSomebodyNew("Mallory"));
        var elsewhere = ok(grace.post("/api/relationships", "{\"report\":{\"name\":\"Alan\"},\"zone\":\"UTC\"}"), 201)
                .field("id");
        var nothing = grace.get("/api/relationships/" + UUID.randomUUID()).text();
        var before = events();
        for (var act : acts()) {
            var body = object(act.get(1));
            assertThat(ada.post(at(act.getFirst().formatted(UUID.randomUUID())), body)
                            .text())
                    .as(act.getFirst())
                    .isEqualTo(nothing);
            assertThat(ada.post(at(act.getFirst().formatted("nonsense")), body).text())
                    .as(act.getFirst())
                    .isEqualTo(nothing);
            assertThat(stranger.post(at(act.getFirst().formatted(entry)), body).text())
                    .as(act.getFirst())
                    .isEqualTo(nothing);
            assertThat(grace.post(
                                    "/api/relationships/" + elsewhere
                                            + act.getFirst().formatted(entry),
                                    body)
                            .text())
                    .as(act.getFirst())
                    .isEqualTo(nothing);
        }
        for (var path : List.of("/one-on-ones/hold", "/one-on-ones/move", "/one-on-ones/cancel")) {
            assertThat(stranger.post(at(path), "{}").text()).isEqualTo(nothing);
        }
        assertThat(put(stranger, "/trust", "{}").text()).isEqualTo(nothing);
        assertThat(put(stranger, "/cadence", "{}").text()).isEqualTo(nothing);
        assertThat(stranger.get(at("/trust")).text()).isEqualTo(nothing);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_repair_needs_each_of_its_parts() {
        var id = named();
        var whole = json("owned", "I snapped", "change", "I ask first", "dueOn", day(3));
        for (var part : List.of("owned", "change", "dueOn")) {
            var body = (ObjectNode) JsonMapper.shared().readTree(whole);
            body.remove(part);
            var answer = ok(grace.post(at("/ruptures/" + id + "/offer-repair"), body.toString()), 422);
            assertThat(answer.json().at("/errors").propertyNames()).containsExactly(part);
        }
        against(
                "due-in-the-past",
                grace,
                "/ruptures/" + id + "/offer-repair",
                "owned",
                "x",
                "change",
                "y",
                "dueOn",
                day(-1));
        assertThat(ada.post(at("/ruptures/" + id + "/note-change"), "{}").status())
                .isEqualTo(422);
        assertThat(ada.post(at("/ruptures/" + id + "/note-change"), "{\"held\":\"maybe\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void nothing_is_recorded_once_it_has_ended() {
        var entry = named();
        var own = id(ada, "/notes", "text", "mine");
        done(grace, "/end", "reason", "Ada moves on", "endedOn", day(0));
        var before = events();

        for (var kind : creations()) {
            assertThat(ok(ada.post(at(kind.getFirst()), creation(kind, "")), 409)
                            .field("rule"))
                    .as(kind.toString())
                    .isEqualTo("ended");
        }
        for (var act : acts()) {
            assertThat(ok(ada.post(at(act.getFirst().formatted(entry)), object(act.get(1))), 409)
                            .field("rule"))
                    .isEqualTo("ended");
        }
        against("ended", ada, "/notes/" + own + "/close");
        against("ended", ada, "/entries/" + own + "/retract", "reason", "x");
        against("ended", ada, "/one-on-ones/hold", "heldOn", day(0));
        assertThat(put(ada, "/trust", json("own", 3, "guessOfOther", 3)).field("rule"))
                .isEqualTo("ended");
        assertThat(put(
                                ada,
                                "/cadence",
                                json(
                                        "rrule",
                                        "FREQ=WEEKLY",
                                        "firstStart",
                                        day(1) + "T10:00",
                                        "minutes",
                                        30,
                                        "zone",
                                        ZONE))
                        .field("rule"))
                .isEqualTo("ended");
        assertThat(events()).isEqualTo(before);
        assertThat(ok(ada.get(at("/open-items")), 200).text()).isNotEmpty();
    }
}
