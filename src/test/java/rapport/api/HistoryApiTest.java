package rapport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The history over real HTTP. Grace is the manager, Ada the report. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryApiTest {

    private static final String ZONE = "Europe/Berlin";
    private static final Path HOME = TestHome.fresh("history-api");

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
        relationship = started.field("id");
        var invitation = grace.post(at("/invitations")).field("token");
        var id = new PersonId(UUID.fromString(started.field("report")));
        ada = grace.withToken(new MorePeople(sql, joining).tokenForOneWhoJoins(id, invitation));
    }

    private String at(String rest) {
        return "/api/relationships/" + relationship + rest;
    }

    private static String today() {
        return LocalDate.now(ZoneId.of(ZONE)).toString();
    }

    private String record(Api by, String rest, Map<String, ?> fields) {
        var answer = by.post(at(rest), JsonMapper.shared().writeValueAsString(fields));
        assertThat(answer.status() / 100).as(answer.text()).isEqualTo(2);
        return answer.field("id");
    }

    private String promise(String text) {
        return record(grace, "/commitments", Map.of("promisor", "MANAGER", "text", text, "dueOn", today()));
    }

    private static List<JsonNode> events(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return StreamSupport.stream(answer.json().get("events").spliterator(), false)
                .toList();
    }

    private static List<String> names(Answer answer) {
        return events(answer).stream()
                .map(event -> event.get("event").asString())
                .toList();
    }

    private static Answer found(Api by, String history, String text) {
        return by.get(history + "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    @Test
    void an_event_is_told_with_who_when_and_what() {
        var id = promise("read your note");
        record(ada, "/concerns", Map.of("text", "too much at once"));
        var events = events(grace.get(at("/history")));

        assertThat(events).hasSize(4);
        var made = events.get(1);
        assertThat(made.get("sequence").asLong()).isEqualTo(2);
        assertThat(made.get("event").asString()).isEqualTo("CommitmentMade");
        assertThat(made.at("/by/name").asString()).isEqualTo("Grace");
        assertThat(made.get("side").asString()).isEqualTo("MANAGER");
        assertThat(made.has("onBehalfOf")).isFalse();
        assertThat(made.get("visibility").asString()).isEqualTo("SHARED");
        assertThat(made.get("entryId").asString()).isEqualTo(id);
        assertThat(made.get("kind").asString()).isEqualTo("COMMITMENT");
        assertThat(made.get("fields").toString())
                .isEqualTo("{\"promisor\":\"MANAGER\",\"text\":\"read your note\",\"dueOn\":\"%s\",\"madeOn\":\"%s\"}"
                        .formatted(today(), today()));
        assertThat(events.get(0).at("/by/name").asString()).isEqualTo("Ada");
        assertThat(events.get(3).get("fields").get("zone").asString()).isEqualTo(ZONE);
        assertThat(events.get(3).has("entryId")).isFalse();
    }

    @Test
    void what_was_recorded_in_somebodys_name_says_so() {
        relationship = grace.post("/api/relationships", "{\"report\":{\"name\":\"Ada\"},\"zone\":\"" + ZONE + "\"}")
                .field("id");
        record(
                grace,
                "/commitments",
                Map.of("promisor", "REPORT", "text", "send figures", "dueOn", today(), "onBehalfOf", true));

        var made = events(grace.get(at("/history?limit=1"))).getFirst();

        assertThat(made.get("onBehalfOf").asBoolean()).isTrue();
        assertThat(made.get("side").asString()).isEqualTo("REPORT");
        assertThat(made.at("/by/name").asString()).isEqualTo("Grace");
    }

    @Test
    void walking_on_by_next_meets_everything_once() {
        for (var number = 0; number < 5; number++) {
            promise("promise " + number);
            record(grace, "/notes", Map.of("text", "private note " + number, "visibility", "PRIVATE"));
        }
        var walked = new ArrayList<String>();
        var next = "";
        do {
            var answer = grace.get(at("/history?limit=2" + (next.isEmpty() ? "" : "&before=" + next)));
            events(answer).forEach(event -> walked.add(event.get("visibility") + " " + event.get("sequence")));
            promise("another one meanwhile");
            next = answer.field("next");
        } while (!next.isEmpty());

        assertThat(walked).hasSize(13).doesNotHaveDuplicates().endsWith("\"SHARED\" 0");
    }

    @Test
    void words_are_found_in_every_wording_and_after_they_were_retracted() {
        var id = promise("Bring the Straße map");
        record(grace, "/entries/" + id + "/reword", Map.of("text", "Bring the harbour map", "reason", "a slip"));
        record(grace, "/entries/" + id + "/retract", Map.of("reason", "never mind"));
        var history = at("/history");

        assertThat(names(found(grace, history, "STRASSE"))).containsExactly("CommitmentMade");
        assertThat(names(found(grace, history, "harbour"))).containsExactly("EntryReworded");
        assertThat(names(found(grace, history, "never mind"))).containsExactly("EntryRetracted");
        assertThat(names(found(ada, history, " map "))).containsExactly("EntryReworded", "CommitmentMade");
        assertThat(names(found(grace, history, "MANAGER"))).isEmpty();
        assertThat(names(grace.get(at("/history?kind=CORRECTION")))).containsExactly("EntryRetracted", "EntryReworded");
        assertThat(names(grace.get(at("/history?kind=COMMITMENT&side=MANAGER"))))
                .hasSize(3);
        assertThat(names(grace.get(at("/history?side=REPORT")))).containsExactly("PartyJoined");
    }

    @Test
    void what_is_private_is_there_for_its_author_alone() {
        promise("read your note");
        var before = ada.get(at("/history?limit=1"));
        var all = ada.get(at("/history"));
        var note = record(grace, "/notes", Map.of("text", "a quiet doubt", "visibility", "PRIVATE"));
        record(grace, "/entries/" + note + "/reword", Map.of("text", "a quiet worry"));
        grace.send(grace.request(at("/trust"))
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"own\":4,\"guessOfOther\":2}")));

        var own = events(grace.get(at("/history")));
        assertThat(own.stream().map(event -> event.get("event").asString()))
                .startsWith("TrustNoted", "EntryReworded", "PrivateNoteTaken", "NotebookOpened");
        assertThat(own.get(0).get("fields").toString()).isEqualTo("{\"own\":\"4\",\"guessOfOther\":\"2\"}");
        assertThat(own.get(1).get("fields").toString()).isEqualTo("{\"text\":\"a quiet worry\"}");
        assertThat(own.get(1).get("kind").asString()).isEqualTo("NOTE");
        assertThat(own.get(1).get("visibility").asString()).isEqualTo("PRIVATE");
        assertThat(own.get(3).get("fields").toString()).isEqualTo("{}");
        assertThat(names(found(grace, at("/history"), "quiet"))).hasSize(2);

        assertThat(ada.get(at("/history?limit=1")).text()).isEqualTo(before.text());
        assertThat(ada.get(at("/history")).text()).isEqualTo(all.text());
        assertThat(names(found(ada, at("/history"), "quiet"))).isEmpty();
    }

    @Test
    void it_is_not_there_for_anybody_else() {
        var other = grace.withToken(new MorePeople(sql, joining).tokenForSomebodyNew("Edsger"));

        assertThat(other.get(at("/history")).status()).isEqualTo(404);
        assertThat(grace.withToken(null).get(at("/history")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=ten",
                "limit=-1",
                "kind=PROMISE",
                "kind=COMMITMENT&kind=NOTE",
                "side=BOTH",
                "before=0",
                "before=________________________"
            })
    void what_cannot_be_read_is_said_so(String query) {
        var answer = grace.get(at("/history?" + query));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("detail")).startsWith(query.substring(0, query.indexOf('=')) + " must be");
    }

    @Test
    void a_search_has_an_end() {
        assertThat(grace.get(at("/history?q=" + "x".repeat(200))).status()).isEqualTo(200);
        var answer = grace.get(at("/history?q=" + "x".repeat(201)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("detail")).isEqualTo("q has at most 200 characters.");
    }
}
