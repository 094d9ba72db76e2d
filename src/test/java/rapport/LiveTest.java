package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;
import rapport.erasure.Erasures;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.seals.Sealer;
import rapport.shared.TestHome;
import tools.jackson.databind.JsonNode;

/** What open pages are told, whom it is told to, and until when. */
class LiveTest extends ServedTest {

    private static final Pattern STAMP = Pattern.compile("name=\"rapport-version\" content=\"([^\"]*)\"");

    @Autowired
    private Sealer sealer;

    private Somebody grace = new Somebody(rapport.parties.PersonId.random(), "", "", "");
    private Somebody ada = grace;
    private String meets = "";

    @Autowired
    private Erasures erasures;

    @BeforeEach
    void two_who_meet() {
        grace = somebody("Grace");
        ada = somebody("Ada");
        meets = relationship(grace, ada);
        join(ada, meets);
    }

    private String version(Visitor visitor) {
        var reply = visitor.get("/live");
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }

    /** How often a version rose, without the start of the application and the day. */
    private static int raised(String version) {
        return Integer.parseInt(version.split("-")[1]);
    }

    private void raiseConcern(Somebody by) {
        record(by, meets, "concerns", Map.of("text", "words"));
    }

    @Test
    void what_one_records_is_told_to_the_other_who_has_the_page_open() {
        var page = signedIn(ada);
        try (var open = new Listening(port, page)) {
            var first = open.nextOtherThan("");
            assertThat(first).isEqualTo(version(page));
            raiseConcern(grace);
            var next = open.nextOtherThan(first);
            assertThat(raised(next)).isEqualTo(raised(first) + 1);
            assertThat(next).isEqualTo(version(page)).matches("[0-9a-f]{8}-\\d+-\\d+");
        }
    }

    @Test
    void what_one_keeps_to_oneself_is_told_to_nobody_else() {
        var own = signedIn(grace);
        var others = signedIn(ada);
        try (var open = new Listening(port, own)) {
            var before = version(others);
            var first = open.nextOtherThan("");
            var rupture =
                    Map.of("causedBy", "REPORT", "kind", "OTHER", "text", "words", "occurredOn", today().toString());
            var named = new java.util.HashMap<String, Object>(rupture);
            named.put("visibility", "PRIVATE");
            var kept = record(grace, meets, "ruptures", named);
            record(grace, meets, "notes", Map.of("text", "words", "visibility", "PRIVATE"));
            record(grace, meets, "topics", Map.of("text", "words", "visibility", "PRIVATE"));
            var trusting = api(grace)
                    .request("/api/relationships/" + meets + "/trust")
                    .header("Content-Type", "application/json")
                    .method("PUT", BodyPublishers.ofString("{\"own\":3,\"guessOfOther\":4}"));
            api(grace).send(trusting).expect(200);
            assertThat(open.nextOtherThan(first)).as("the author's own pages").isNotEqualTo(first);
            assertThat(version(others)).isEqualTo(before);

            api(grace)
                    .post("/api/relationships/" + meets + "/ruptures/" + kept + "/share", Map.of())
                    .expect(200);
            assertThat(raised(version(others))).as("once it is shared").isEqualTo(raised(before) + 1);
        }
    }

    private JsonNode check(Somebody by) {
        var answer = api(by).post("/api/verify", Map.of()).expect(200);
        for (var again = 0; again < 500 && answer.json().at("/running").isNumber(); again++) {
            LockSupport.parkNanos(20_000_000);
            answer = api(by).get("/api/verify").expect(200);
        }
        return answer.json();
    }

    @Test
    void a_check_is_told_to_whoever_asked_and_to_others_only_if_it_found_something_else_than_before() {
        record(grace, meets, "notes", Map.of("text", "words", "visibility", "PRIVATE"));
        assertThat(sealer.seal()).isTrue();
        var own = signedIn(grace);
        var others = signedIn(ada);
        var before = version(others);
        var first = version(own);
        assertThat(check(grace).at("/holds").asBoolean()).isTrue();
        assertThat(raised(version(own))).as("the one who asked").isEqualTo(raised(first) + 1);
        assertThat(version(others)).as("it holds, as it did").isEqualTo(before);

        var note = sql.sql("select max(global_index) from domain_event where payload_type like '%PrivateNoteTaken'")
                .query(Long.class)
                .single();
        var metaData = sql.sql("select meta_data from domain_event where global_index = ?")
                .param(note)
                .query((row, _) -> row.getBytes(1))
                .single();
        setMetaData(note, new byte[] {'{', ' ', '}'});
        try (var open = new Listening(port, others)) {
            assertThat(open.nextOtherThan("")).isEqualTo(before);
            assertThat(check(grace).at("/problems/0/ownNotes").asBoolean()).isTrue();
            assertThat(open.nextOtherThan(before)).as("an open page is told").isEqualTo(version(others));
            assertThat(raised(version(others))).isEqualTo(raised(before) + 1);
            assertThat(others.get("/").body())
                    .contains("the seals of this server do not all fit")
                    .doesNotContain("something in your history");
            assertThat(others.get("/verify").body()).doesNotContain("notes");
            var told = version(others);
            check(grace);
            assertThat(version(others)).as("the same again").isEqualTo(told);
        } finally {
            setMetaData(note, metaData);
            check(grace);
        }
        assertThat(others.get("/").body()).doesNotContain("do not all fit");
    }

    private void setMetaData(long place, byte[] metaData) {
        sql.sql("update domain_event set meta_data = ? where global_index = ?")
                .params(metaData, place)
                .update();
    }

    @Test
    void nobody_is_told_what_they_may_not_read() {
        var absent = somebody("Absent");
        var started = relationship(grace, absent);
        var outsider = signedIn(somebody("Outsider"));
        var auditor = signedIn(auditor(0));
        var named = signedIn(absent);
        var before = List.of(version(outsider), version(auditor), version(named));
        record(grace, started, "concerns", Map.of("text", "words"));
        assertThat(List.of(version(outsider), version(auditor), version(named))).isEqualTo(before);

        api(auditor(0))
                .post("/api/relationships/" + started + "/openings", Map.of("reason", "words"))
                .expect(201);
        var opened = version(auditor);
        assertThat(opened).isNotEqualTo(before.get(1));
        record(grace, started, "concerns", Map.of("text", "words"));
        assertThat(version(auditor)).isNotEqualTo(opened);
        assertThat(version(outsider)).isEqualTo(before.getFirst());

        join(absent, started);
        assertThat(version(named)).as("once they have joined").isNotEqualTo(before.get(2));
    }

    @Test
    void a_page_bears_the_version_that_it_shows_unless_it_came_of_a_form() {
        var visitor = signedIn(ada);
        var brief = "/relationships/" + meets;
        assertThat(stamp(visitor.get(brief).body())).isEqualTo(version(visitor));
        raiseConcern(grace);
        assertThat(stamp(visitor.get(brief).body())).isEqualTo(version(visitor));
        var refused = visitor.submit(brief + "/concerns", Map.of("text", "", "back", "brief"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(stamp(refused.body())).isEmpty();
        assertThat(stamp(nobody().get("/sign-in").body())).isEmpty();
    }

    @Test
    void what_is_done_by_a_form_shows_in_ones_other_windows_although_no_history_tells_of_it() {
        var visitor = signedIn(grace);
        var before = version(visitor);
        visitor.submit(
                "/settings/tokens",
                Map.of(
                        "name",
                        "editor",
                        "scope",
                        "READ",
                        "id",
                        UUID.randomUUID().toString()));
        var absent = somebody("Absent");
        var started = relationship(grace, absent);
        var since = version(visitor);
        assertThat(since).isNotEqualTo(before);
        api(auditor(1))
                .post("/api/relationships/" + started + "/openings", Map.of("reason", "words"))
                .expect(201);
        var opened = version(visitor);
        var sequence = sql.sql("select max(sequence) from opening where relationship = ?")
                .param(UUID.fromString(started))
                .query(Long.class)
                .single();
        assertThat(visitor.submit("/relationships/" + started + "/openings/" + sequence + "/seen", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(raised(version(visitor))).isEqualTo(raised(opened) + 1);
    }

    @Test
    void what_whoever_runs_the_server_announces_or_takes_back_is_told_to_both_and_to_nobody_else() {
        var outsider = signedIn(somebody("Outsider"));
        var before = version(outsider);
        var id = new RelationshipId(UUID.fromString(meets));
        for (var who : List.of(grace, ada)) {
            var page = signedIn(who);
            try (var open = new Listening(port, page)) {
                var first = open.nextOtherThan("");
                erasures.announce(id, ErasureBasis.BOTH_ASKED);
                var announced = open.nextOtherThan(first);
                assertThat(announced).isEqualTo(version(page));
                assertThat(page.get("/").body()).contains("is going to erase for ever");
                erasures.withdraw(id);
                assertThat(open.nextOtherThan(announced)).isEqualTo(version(page));
                assertThat(page.get("/").body()).doesNotContain("is going to erase for ever");
            }
        }
        assertThat(version(outsider)).isEqualTo(before);
    }

    private static String stamp(String page) {
        var found = STAMP.matcher(page);
        return found.find() ? found.group(1) : "";
    }

    @Test
    void the_stream_is_sent_as_it_is_and_kept_by_nobody() {
        try (var open = new Listening(port, signedIn(ada))) {
            assertThat(open.status()).isEqualTo(200);
            assertThat(open.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(open.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(open.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(open.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(open.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .hasValue("same-origin");
            assertThat(open.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void it_ends_with_the_session_and_is_refused_from_then_on() {
        var leaves = signedIn(ada);
        var stays = signedIn(ada);
        try (var open = new Listening(port, leaves);
                var other = new Listening(port, stays)) {
            var first = open.nextOtherThan("");
            leaves.withCookie(leaves.cookie()).submit("/sign-out", Map.of());
            assertThat(open.nextOtherThan(first)).isEqualTo("event: signed-out");
            assertThat(open.nextOtherThan("")).isEqualTo("data:");
            assertThat(open.hasEnded(open.nextOtherThan(""))).isTrue();
            try (var again = new Listening(port, leaves)) {
                assertThat(again.status()).isEqualTo(401);
            }
            raiseConcern(grace);
            var told = other.nextOtherThan(first);
            assertThat(told).as("the other browser goes on").isEqualTo(version(stays));

            stays.withCookie(stays.cookie()).submit("/settings/sign-out-everywhere", Map.of());
            assertThat(other.nextOtherThan(told)).isEqualTo("event: signed-out");
        }
    }

    @Test
    void following_along_is_no_use_of_a_session() {
        var visitor = signedIn(ada);
        var id =
                visitor.cookie().substring("rapport=".length(), visitor.cookie().indexOf('.'));
        sql.sql("update web_session set last_access_time = last_access_time - 1000000 where session_id = ?")
                .param(id)
                .update();
        var used = used(id);
        version(visitor);
        try (var open = new Listening(port, visitor)) {
            var first = open.nextOtherThan("");
            raiseConcern(grace);
            open.nextOtherThan(first);
        }
        assertThat(used(id)).isEqualTo(used);
        visitor.get("/");
        assertThat(used(id)).as("but looking at a page is").isGreaterThan(used);
    }

    private long used(String session) {
        return sql.sql("select last_access_time from web_session where session_id = ?")
                .param(session)
                .query(Long.class)
                .single();
    }

    @Test
    void nobody_holds_more_streams_than_windows_that_they_could_look_at() {
        var visitor = signedIn(ada);
        var open = new ArrayList<Listening>();
        try {
            for (var i = 0; i < 12; i++) {
                open.add(new Listening(port, visitor));
                assertThat(open.getLast().status()).isEqualTo(200);
            }
            try (var more = new Listening(port, visitor);
                    var others = new Listening(port, signedIn(grace))) {
                assertThat(more.status()).isEqualTo(429);
                assertThat(others.status()).isEqualTo(200);
            }
        } finally {
            open.forEach(Listening::close);
        }
    }

    @Test
    void who_is_not_signed_in_is_told_so_in_a_word() {
        assertThat(nobody().get("/live").status()).isEqualTo(401);
        assertThat(Visitor.withToken(port, ada.token()).get("/live").status()).isEqualTo(401);
        assertThat(signedIn(ada).request("POST", "/live", Map.of(), null, "").status())
                .isIn(403, 405);
    }

    @Test
    void an_open_stream_does_not_hold_up_the_end_of_the_server() {
        var home = TestHome.fresh("live-end");
        var running = SpringApplication.run(Rapport.class, "--rapport.home=" + home, "--server.port=0");
        try (running) {
            var its = Integer.parseInt(String.valueOf(running.getEnvironment().getProperty("local.server.port")));
            var itsAccounts = running.getBean(Accounts.class);
            itsAccounts.setUp(itsAccounts.openSetupToken().orElseThrow(), new PersonDetails("Hedy", null), PASSPHRASE);
            var visitor = new Visitor(its).signIn("Hedy", PASSPHRASE);
            try (var open = new Listening(its, visitor)) {
                var first = open.nextOtherThan("");
                var begin = System.nanoTime();
                running.close();
                // The server waits half a minute for what is still being answered.
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
                assertThat(open.hasEnded(open.nextOtherThan(first))).isTrue();
            }
        }
    }
}
