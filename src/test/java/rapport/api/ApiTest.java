package rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
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
import rapport.shared.TestHome;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The door for programs, over real HTTP, on a real file. Grace is the manager, Ada the report. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

    private static final String ZONE = "Europe/Berlin";

    private static final Path HOME = TestHome.fresh("api");

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
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

    private Api grace = new Api(0, null);
    private String relationship = "";
    private String ada = "";

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
        relationship = started.field("id");
        ada = started.field("report");
        assertThat(started.status()).isEqualTo(201);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of(ZONE));
    }

    private String at(String rest) {
        return "/api/relationships/" + relationship + rest;
    }

    private Answer promise(String more) {
        return grace.post(
                at("/commitments"),
                "{\"promisor\":\"MANAGER\",\"text\":\"read your note\",\"dueOn\":\"" + today() + "\"" + more + "}");
    }

    private long events() {
        return sql.sql("select count(*) from domain_event").query(Long.class).single();
    }

    @Nested
    class A_relationship {

        @Test
        void is_listed_with_both_people_and_who_has_joined() {
            var card = grace.get("/api/relationships/" + relationship).json();

            assertThat(card.at("/side").asString()).isEqualTo("MANAGER");
            assertThat(card.at("/manager/name").asString()).isEqualTo("Grace");
            assertThat(card.at("/manager/joined").asBoolean()).isTrue();
            assertThat(card.at("/report/joined").asBoolean()).isFalse();
            assertThat(grace.get("/api/relationships").text()).contains(relationship);
        }

        @Test
        void can_be_started_by_the_report_too() {
            var started =
                    grace.post("/api/relationships", "{\"manager\":{\"name\":\"Barbara\"},\"zone\":\"" + ZONE + "\"}");

            assertThat(started.status()).isEqualTo(201);
            assertThat(started.json().has("manager")).isTrue();
        }

        @Test
        void started_twice_with_the_same_id_is_one() {
            var body =
                    "{\"id\":\"" + UUID.randomUUID() + "\",\"report\":{\"name\":\"Alan\"},\"zone\":\"" + ZONE + "\"}";

            var first = grace.post("/api/relationships", body);
            var before = events();
            var second = grace.post("/api/relationships", body);

            assertThat(second.text()).isEqualTo(first.text());
            assertThat(second.status()).isEqualTo(201);
            assertThat(events()).isEqualTo(before);
            assertThat(grace.post("/api/relationships", body.replace("Alan", "Alonzo"))
                            .field("rule"))
                    .isEqualTo("id-taken");
        }

        @Test
        void started_twice_at_the_same_instant_is_one() {
            var body =
                    "{\"id\":\"" + UUID.randomUUID() + "\",\"report\":{\"name\":\"Alan\"},\"zone\":\"" + ZONE + "\"}";
            var before = events();

            var replies = IntStream.range(0, 8)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> grace.post("/api/relationships", body)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(replies).allMatch(reply -> reply.status() == 201);
            assertThat(replies.stream().map(Answer::text).distinct()).hasSize(1);
            assertThat(events()).isEqualTo(before + 1);
        }

        @Test
        void ends_and_is_then_only_read() {
            assertThat(grace.post(at("/end"), "{\"reason\":\"Ada moves on\",\"endedOn\":\"" + today() + "\"}")
                            .status())
                    .isEqualTo(200);

            assertThat(promise("").field("rule")).isEqualTo("ended");
            assertThat(grace.get(at("/open-items")).status()).isEqualTo(200);
            assertThat(grace.get("/api/relationships/" + relationship).field("endedOn"))
                    .isEqualTo(today().toString());
        }
    }

    @Nested
    class A_promise {

        @Test
        void goes_from_made_to_kept_with_the_other_side_confirming() {
            var id = promise("").field("id");
            assertThat(grace.post(at("/commitments/" + id + "/keep"), "{\"delivered\":\"sent it\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(grace.get(at("/open-items")).json().at("/items/0/kind").asString())
                    .isEqualTo("AWAITING_VERDICT");

            var onBehalf = grace.post(at("/commitments/" + id + "/confirm"), "{\"onBehalfOf\":true}");

            assertThat(onBehalf.status()).isEqualTo(200);
            assertThat(onBehalf.json().at("/sequence").asLong()).isEqualTo(3);
            assertThat(grace.get(at("/open-items")).json().at("/items").size()).isZero();
        }

        @Test
        void that_is_broken_stands_first() {
            promise("");
            promise(",\"madeOn\":\"" + today().minusDays(9) + "\"");
            var broken = grace.post(
                    at("/commitments"),
                    "{\"promisor\":\"MANAGER\",\"text\":\"the late one\",\"dueOn\":\"" + today().minusDays(2)
                            + "\",\"madeOn\":\"" + today().minusDays(9) + "\"}");

            var items = grace.get(at("/open-items")).json();

            assertThat(items.at("/items/0/entryId").asString()).isEqualTo(broken.field("id"));
            assertThat(items.at("/items/0/rank").asInt()).isEqualTo(1);
            assertThat(items.at("/items/0/since").asString())
                    .isEqualTo(today().minusDays(2).toString());
            assertThat(items.at("/items/0/owedBy").asString()).isEqualTo("MANAGER");
            assertThat(grace.get("/api/today").json().at("/moves/0/item/text").asString())
                    .isNotEmpty();
        }

        @Test
        void made_to_a_person_is_seen_by_them_with_its_history_and_their_acts() {
            var id = promise("").field("id");
            grace.post(at("/commitments/" + id + "/keep"));
            var invitation = grace.post(at("/invitations")).field("token");
            var adasApi = grace.withToken(
                    new MorePeople(sql, joining).tokenForOneWhoJoins(new PersonId(UUID.fromString(ada)), invitation));

            var promises = adasApi.get("/api/promises-to-me").json().at("/promises");

            assertThat(promises.size()).isEqualTo(1);
            assertThat(promises.at("/0/text").asString()).isEqualTo("read your note");
            assertThat(promises.at("/0/promisor/name").asString()).isEqualTo("Grace");
            assertThat(promises.at("/0/history").size()).isEqualTo(2);
            assertThat(promises.at("/0/acts").toString()).contains("confirm").contains("dispute");
        }

        @Test
        void repeated_with_the_same_id_and_content_records_nothing_new() {
            var id = UUID.randomUUID().toString();
            var first = promise(",\"id\":\"" + id + "\",\"plan\":\"on Friday\"");
            grace.post(at("/commitments/" + id + "/keep"));
            var before = events();

            var again = promise(",\"id\":\"" + id + "\",\"plan\":\"on Friday\"");

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.text()).isEqualTo(first.text());
            assertThat(promise(",\"id\":\"" + id + "\",\"plan\":\"on Monday\"").field("rule"))
                    .isEqualTo("id-taken");
            assertThat(promise(",\"id\":\"" + id + "\"").field("rule")).isEqualTo("id-taken");
            assertThat(events()).isEqualTo(before);
        }

        @Test
        void can_be_seen_as_it_was() {
            var before = Instant.now().minusMillis(1);
            promise("");

            assertThat(grace.get(at("/open-items?asOf=" + before))
                            .json()
                            .at("/items")
                            .size())
                    .isZero();
            assertThat(grace.get(at("/open-items")).json().at("/items").size()).isEqualTo(1);
            assertThat(grace.get(at("/open-items?asOf=yesterday")).status()).isEqualTo(400);
            assertThat(grace.get(at("/open-items?asOf=" + Instant.now().plusSeconds(3_600)))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Bad_input {

        private void isRefused(Answer reply, int status, String says) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(status);
            assertThat(reply.contentType()).startsWith("application/problem+json");
            assertThat(reply.json().at("/status").asInt()).isEqualTo(status);
            assertThat(reply.text()).contains(says).doesNotContain("Exception").doesNotContain("rapport.");
        }

        private void changesNothing(Runnable attempt) {
            var before = events();
            attempt.run();
            assertThat(events()).isEqualTo(before);
        }

        private Answer with(String field, String json) {
            var body = new JsonMapper()
                    .readTree("{\"promisor\":\"MANAGER\",\"text\":\"words\",\"dueOn\":\"" + today() + "\"}");
            ((ObjectNode) body).set(field, new JsonMapper().readTree(json));
            return grace.post(at("/commitments"), body.toString());
        }

        @Test
        void in_words_is_told_and_changes_nothing() {
            changesNothing(() -> {
                isRefused(with("text", "\"\""), 422, "Please write something");
                isRefused(with("text", "\"  \\n\\t \\u200b\""), 422, "Please write something");
                isRefused(with("text", "\"" + "x".repeat(4_001) + "\""), 422, "4,001 characters");
                isRefused(with("text", "\"a\\u0000b\""), 422, "control character");
                isRefused(with("text", "\"a\\u0085b\""), 422, "control character");
                isRefused(
                        grace.post(
                                at("/commitments"),
                                "{\"promisor\":\"MANAGER\",\"text\":\"a\\ud800b\",\"dueOn\":\"" + today() + "\"}"),
                        422,
                        "control character");
                isRefused(with("text", "5"), 422, "must be text");
                isRefused(with("text", "[\"x\"]"), 422, "must be text");
                isRefused(with("text", "{\"x\":1}"), 422, "not known here");
                isRefused(with("text", "null"), 422, "required");
                isRefused(with("plan", "\"\""), 422, "Please write something");
            });
        }

        @Test
        void words_of_any_script_and_4000_characters_are_fine() {
            assertThat(with("text", "\"" + "𝕏".repeat(4_000) + "\"").status()).isEqualTo(201);
            assertThat(with("text", "\"שלום 你好 e\\u0301\\nnext line\\ttab\"").status())
                    .isEqualTo(201);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-02-30",
                    "2026-13-01",
                    "9999999-01-01",
                    "+12026-01-01",
                    "20260101",
                    "01.02.2026",
                    "tomorrow",
                    "2026-01-01T00:00:00Z",
                    " 2026-01-01",
                    ""
                })
        void in_a_date_is_told(String date) {
            changesNothing(() -> isRefused(with("dueOn", "\"" + date + "\""), 422, "a day that exists"));
        }

        @Test
        void dates_against_the_rules_are_told() {
            changesNothing(() -> {
                isRefused(with("dueOn", "\"9999-12-31\""), 409, "due-too-far");
                isRefused(with("dueOn", "\"" + today().minusDays(1) + "\""), 409, "due-in-the-past");
                isRefused(with("madeOn", "\"" + today().plusDays(2) + "\""), 409, "in-the-future");
                isRefused(with("dueOn", "20260101"), 422, "must be text");
            });
        }

        @Test
        void unknown_fields_sides_and_ids_are_told() {
            changesNothing(() -> {
                isRefused(with("colour", "\"red\""), 422, "colour");
                isRefused(with("promisor", "\"BOSS\""), 422, "MANAGER or REPORT");
                isRefused(with("promisor", "\"manager\""), 422, "MANAGER or REPORT");
                isRefused(with("id", "\"42\""), 422, "UUID");
                isRefused(with("onBehalfOf", "\"yes\""), 422, "true or false");
                isRefused(with("onBehalfOf", "1"), 422, "true or false");
            });
        }

        @Test
        void every_wrong_field_is_told_at_once() {
            var reply = grace.post(at("/commitments"), "{\"text\":\"\",\"dueOn\":\"never\",\"x\":1}");

            isRefused(reply, 422, "nothing was recorded");
            assertThat(reply.json().at("/errors").propertyNames())
                    .containsExactlyInAnyOrder("promisor", "text", "dueOn", "x");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "{\"text\":}",
                    "nonsense",
                    "[]",
                    "\"text\"",
                    "1",
                    "{}{}",
                    "{\"a\":1,\"a\":2}",
                    "{\"text\":\"a\nb\"}"
                })
        void broken_json_is_told(String body) {
            changesNothing(() -> isRefused(grace.post(at("/commitments"), body), 400, "JSON"));
        }

        @Test
        void another_kind_of_content_or_request_is_told() {
            var form = grace.send(grace.request(at("/commitments"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("text=x")));
            isRefused(form, 415, "application/json");
            isRefused(
                    grace.send(grace.request(at("/open-items"))
                            .header("Accept", "text/csv")
                            .GET()),
                    406,
                    "JSON");
        }

        @Test
        void an_address_or_a_kind_of_request_that_there_is_not_is_told() {
            isRefused(grace.get(at("/commitments")), 405, "does not take");
            isRefused(grace.get("/api/nonsense"), 404, "nothing here");
            isRefused(grace.get("/api"), 404, "nothing here");
        }

        @Test
        void zones_that_do_not_exist_are_told() {
            changesNothing(() -> {
                for (var zone : new String[] {"Mars/Olympus", "+02:00", "", "../../etc"}) {
                    isRefused(
                            grace.post("/api/relationships", "{\"report\":{\"name\":\"A\"},\"zone\":\"" + zone + "\"}"),
                            422,
                            "zone");
                }
            });
        }

        @Test
        void a_person_without_a_proper_name_is_told() {
            changesNothing(() -> {
                isRefused(grace.post("/api/relationships", "{\"zone\":\"UTC\"}"), 422, "report.name");
                isRefused(grace.post("/api/relationships", "{\"report\":\"Ada\",\"zone\":\"UTC\"}"), 422, "report");
                isRefused(
                        grace.post(
                                "/api/relationships",
                                "{\"report\":{\"name\":\"" + "x".repeat(61) + "\"},\"zone\":\"UTC\"}"),
                        422,
                        "at most 60");
                isRefused(
                        grace.post(
                                "/api/relationships",
                                "{\"report\":{\"name\":\"A\",\"email\":\"nowhere\"},\"zone\":\"UTC\"}"),
                        422,
                        "e-mail");
                isRefused(
                        grace.post(
                                "/api/relationships",
                                "{\"report\":{\"name\":\"A\"},\"manager\":{\"name\":\"B\"},\"zone\":\"UTC\"}"),
                        422,
                        "either");
            });
        }

        @Test
        void what_is_not_there_and_what_is_not_yours_are_one_answer() {
            var stranger = grace.withToken(new MorePeople(sql, joining).tokenForSomebodyNew("Mallory"));
            var commitment = promise("").field("id");
            changesNothing(() -> {
                var notThere = grace.get("/api/relationships/" + UUID.randomUUID());
                isRefused(notThere, 404, "not yours to see");
                var body = "{\"promisor\":\"MANAGER\",\"text\":\"x\",\"dueOn\":\"" + today() + "\"}";
                assertThat(stranger.get("/api/relationships/" + relationship).text())
                        .isEqualTo(notThere.text());
                assertThat(stranger.get(at("/open-items")).text()).isEqualTo(notThere.text());
                assertThat(stranger.get(at("/open-items?asOf=nonsense")).text()).isEqualTo(notThere.text());
                assertThat(stranger.post(at("/commitments"), body).text()).isEqualTo(notThere.text());
                assertThat(stranger.post(at("/commitments"), "{}").text()).isEqualTo(notThere.text());
                assertThat(stranger.post(at("/commitments/" + commitment + "/keep"))
                                .text())
                        .isEqualTo(notThere.text());
                assertThat(stranger.post(at("/end"), "{}").text()).isEqualTo(notThere.text());
                assertThat(grace.get("/api/relationships/nonsense").text()).isEqualTo(notThere.text());
                assertThat(grace.post(at("/commitments/" + UUID.randomUUID() + "/keep"))
                                .text())
                        .isEqualTo(notThere.text());
                assertThat(grace.post(at("/commitments/" + commitment + "/explode"))
                                .text())
                        .isEqualTo(notThere.text());
                assertThat(stranger.get("/api/relationships").text()).isEqualTo("{\"relationships\":[]}");
            });
        }

        @Test
        void a_body_that_is_too_large_is_refused_however_it_is_sent() {
            changesNothing(() -> {
                var large = "{\"text\":\"" + "x".repeat(5_000_000) + "\"}";
                isRefused(
                        grace.send(grace.request(at("/commitments"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
                        413,
                        "too large");
                var told = grace.raw("POST " + at("/commitments")
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + grace.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n{");
                assertThat(told).startsWith("HTTP/1.1 413").contains("too large");
            });
        }
    }

    @Nested
    class The_gate {

        private String rawGet(String host) {
            return grace.raw("GET /api/me HTTP/1.1\r\n" + host + "Authorization: Bearer " + grace.token()
                    + "\r\nConnection: close\r\n\r\n");
        }

        private Answer from(String header, String value, String body) {
            return grace.send(grace.request("/api/relationships")
                    .header("Content-Type", "application/json")
                    .header(header, value)
                    .POST(BodyPublishers.ofString(body)));
        }

        @Test
        void answers_only_under_its_own_names() {
            assertThat(rawGet("Host: localhost:" + port + "\r\n")).startsWith("HTTP/1.1 200");
            assertThat(rawGet("Host: [::1]:" + port + "\r\n")).startsWith("HTTP/1.1 200");
            assertThat(rawGet("Host: evil.example\r\n"))
                    .startsWith("HTTP/1.1 421")
                    .doesNotContain("Grace");
            assertThat(rawGet("Host: localhost.evil.example:1111\r\n")).startsWith("HTTP/1.1 421");
            assertThat(rawGet("Host: 127.0.0.1.evil.example\r\n")).startsWith("HTTP/1.1 421");
            assertThat(rawGet("")).startsWith("HTTP/1.1 400");
            assertThat(rawGet("Host: \r\n")).startsWith("HTTP/1.1 400");
            assertThat(rawGet("Host: localhost\r\nHost: evil.example\r\n")).startsWith("HTTP/1.1 400");
        }

        @Test
        void lets_nothing_be_changed_from_another_site() {
            var before = events();
            var body = "{\"report\":{\"name\":\"X\"},\"zone\":\"UTC\"}";
            for (var origin : new String[] {"https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"}) {
                assertThat(from("Origin", origin, body).status()).as(origin).isEqualTo(403);
            }
            for (var site : new String[] {"cross-site", "same-site", "none"}) {
                assertThat(from("Sec-Fetch-Site", site, body).status()).isEqualTo(403);
            }
            assertThat(events()).isEqualTo(before);
            assertThat(from("Origin", "http://127.0.0.1:" + port, body).status())
                    .isEqualTo(201);
        }

        @Test
        void asks_programs_for_a_valid_token_and_nothing_else() {
            for (var token : new @Nullable String[] {null, "wrong", grace.token() + "x", ""}) {
                var reply = grace.withToken(token).get("/api/me");
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.contentType()).startsWith("application/problem+json");
            }
            assertThat(grace.withToken("wrong").post("/api/relationships", "{}").status())
                    .isEqualTo(401);
            assertThat(grace.get("/api/me").field("name")).isEqualTo("Grace");
        }

        @Test
        void set_up_is_over_once_done() {
            var again = grace.withToken(null)
                    .post("/api/setup", "{\"token\":\"x\",\"name\":\"Eve\",\"passphrase\":\"long enough too\"}");

            assertThat(again.status()).isEqualTo(409);
            assertThat(again.field("rule")).isEqualTo("already-set-up");
            assertThat(HOME.resolve("setup-token")).doesNotExist();
        }
    }

    @Test
    void every_act_of_two_hundred_at_once_is_recorded_or_refused() {
        var id = promise("").field("id");
        var before = events();

        var replies = IntStream.range(0, 200)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> number % 2 == 0 ? grace.post(at("/commitments/" + id + "/keep")) : promise("")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies).allMatch(reply -> reply.status() == 200 || reply.status() == 201 || reply.status() == 409);
        var recorded = replies.stream().filter(reply -> reply.status() < 300).count();
        assertThat(recorded).isEqualTo(101);
        assertThat(events()).isEqualTo(before + recorded);
        assertThat(sql.sql(
                                "select max(sequence_number) + 1 - count(*) from domain_event where aggregate_identifier = ?")
                        .param(relationship)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
