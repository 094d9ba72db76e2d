package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
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
import rapport.accounts.NamedAuditors;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.doors.Joining;
import rapport.parties.PersonId;
import rapport.shared.MovableClock;
import rapport.shared.TestHome;
import rapport.web.Browser.Page;
import tools.jackson.databind.JsonNode;

/** Edsger, Barbara and Tony are named as auditors; Grace manages Ada, and each of the two keeps a notebook as well. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(AuditTest.OnADayOfOnesChoice.class)
class AuditTest {

    private static final String ZONE = "Europe/Berlin";
    private static final String REASON = "A complaint reached the works council";
    private static final String PASSPHRASE = "a calm and long passphrase";
    private static final Path HOME = TestHome.fresh("audit");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
        registry.add(
                "rapport.auditors",
                () -> "Edsger Dijkstra <edsger@example.org>, Barbara Liskov <Barbara@Example.org>,"
                        + "Tony Hoare <tony@example.org>, Frances Allen <frances@example.org>,"
                        + "Jean Sammet <jean@example.org>, Mary Keller <mary@example.org>");
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
    private NamedAuditors auditors;

    @Autowired
    private Joining joining;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private MovableClock clock;

    private Api grace = new Api(0, null);
    private Api ada = new Api(0, null);
    private Api edsger = new Api(0, null);
    private Api barbara = new Api(0, null);
    private Api tony = new Api(0, null);
    private Api linus = new Api(0, null);
    private PersonId adaId = PersonId.random();
    private String relationship = "";

    @BeforeAll
    void grace_sets_up() {
        var token = accounts.openSetupToken().orElseThrow();
        var done = acts.setUp(
                Fields.ofJson(("{\"token\":\"" + token + "\",\"name\":\"Grace\",\"passphrase\":\"" + PASSPHRASE + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        grace = new Api(port, done.token());
        sql.sql("update person set email_verified_at = current_timestamp where email_key in "
                        + "('edsger@example.org', 'barbara@example.org', 'tony@example.org')")
                .update();
        var more = new MorePeople(sql, joining);
        edsger = grace.withToken(more.tokenFor(person("edsger@example.org")));
        barbara = grace.withToken(more.tokenFor(person("barbara@example.org")));
        tony = grace.withToken(more.tokenFor(person("tony@example.org")));
        linus = grace.withToken(more.tokenForSomebodyNew("Linus"));
    }

    private PersonId person(String emailKey) {
        return new PersonId(sql.sql("select id from person where email_key = ?")
                .param(emailKey)
                .query(UUID.class)
                .single());
    }

    @BeforeEach
    void grace_and_ada_have_a_history() {
        var started = grace.post("/api/relationships", "{\"report\":{\"name\":\"Ada\"},\"zone\":\"" + ZONE + "\"}");
        assertThat(started.status()).isEqualTo(201);
        relationship = started.field("id");
        adaId = new PersonId(UUID.fromString(started.field("report")));
        recordInAdasName();
        var invitation = grace.post(at("/invitations")).field("token");
        ada = grace.withToken(new MorePeople(sql, joining).tokenForOneWhoJoins(adaId, invitation));
        done(grace.post(at("/commitments"), """
                {"promisor":"MANAGER","text":"Answer the note","dueOn":"%s"}""".formatted(day(3))));
        done(ada.post(at("/concerns"), "{\"text\":\"The deadline\"}"));
        done(grace.post(at("/notes"), "{\"text\":\"Graces own\",\"flagged\":true}"));
        done(ada.post(at("/topics"), "{\"text\":\"Adas own\",\"visibility\":\"PRIVATE\"}"));
    }

    /** What was said in somebody's name is told to an auditor as well. */
    private void recordInAdasName() {
        var kept = done(grace.post(at("/commitments"), """
                {"promisor":"MANAGER","text":"Said to be kept","dueOn":"%s"}""".formatted(day(3))));
        done(grace.post(at("/commitments/" + kept.field("id") + "/keep"), "{\"onBehalfOf\":true}"));
        var moved = done(grace.post(at("/commitments"), """
                {"promisor":"MANAGER","text":"Said to be moved","dueOn":"%s"}""".formatted(day(3))));
        var move = "{\"dueOn\":\"" + day(30) + "\",\"reason\":\"later\"}";
        done(grace.post(at("/commitments/" + moved.field("id") + "/propose-date"), move));
        done(grace.post(at("/commitments/" + moved.field("id") + "/accept-date"), "{\"onBehalfOf\":true}"));
    }

    /** Axon asks one clock of all applications in this process, and the others want the time that it is. */
    @AfterEach
    void back_to_today() {
        clock.reset();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status() / 100).as(answer.text()).isEqualTo(2);
        return answer;
    }

    private String day(int fromToday) {
        return LocalDate.ofInstant(((Clock) clock).instant(), ZoneId.of(ZONE))
                .plusDays(fromToday)
                .toString();
    }

    private String at(String rest) {
        return "/api/relationships/" + relationship + rest;
    }

    private Answer open(Api auditor) {
        return auditor.post(at("/openings"), "{\"reason\":\"" + REASON + "\"}");
    }

    private List<String> views() {
        return List.of(
                at(""),
                at("/open-items"),
                at("/open-items?asOf=" + ((Clock) clock).instant()),
                at("/brief"),
                at("/brief?asOf=" + ((Clock) clock).instant()),
                at("/history"),
                at("/history?kind=ACCESS"));
    }

    private void assertLetIn(Api who) {
        views().forEach(view -> assertThat(who.get(view).status()).as(view).isEqualTo(200));
    }

    /** What somebody gets who has nothing to do with it, word for word, and no more than under an id that is none. */
    private void assertNotLetIn(Api who) {
        for (var view : views()) {
            var answer = who.get(view);
            assertThat(answer.status()).as(view).isEqualTo(404);
            assertThat(answer.text()).isEqualTo(linus.get(view).text());
            assertThat(answer.text())
                    .isEqualTo(
                            who.get(view.replace(relationship, UUID.randomUUID().toString()))
                                    .text());
        }
    }

    private JsonNode accesses(Api who) {
        var all = done(who.get("/api/today")).json().get("accesses");
        assertThat(all.isArray()).isTrue();
        var here = tools.jackson.databind.json.JsonMapper.shared().createArrayNode();
        all.forEach(access -> {
            if (access.get("relationship").asString().equals(relationship)) {
                here.add(access);
            }
        });
        return here;
    }

    @Nested
    class By_programs {

        @Test
        void who_is_not_named_cannot_open_anything() {
            for (var who : List.of(linus, grace, ada)) {
                assertThat(who.get("/api/audit").status()).isEqualTo(404);
                assertThat(open(who).status()).isEqualTo(404);
                assertThat(open(who).text())
                        .isEqualTo(who.post(
                                        "/api/relationships/" + UUID.randomUUID() + "/openings",
                                        "{\"reason\":\"" + REASON + "\"}")
                                .text());
            }
            assertNotLetIn(linus);
            assertThat(accesses(grace)).isEmpty();
        }

        @Test
        void the_list_says_who_and_since_when_and_nothing_else() {
            JsonNode listed = null;
            for (var one : done(edsger.get("/api/audit")).json().get("relationships")) {
                if (one.get("id").asString().equals(relationship)) {
                    listed = one;
                }
            }
            assertThat(listed).isNotNull();
            assertThat(java.util.Objects.requireNonNull(listed).propertyNames())
                    .containsExactlyInAnyOrder("id", "manager", "report", "startedAt");
            assertThat(listed.at("/manager/name").asString()).isEqualTo("Grace");
            assertThat(listed.at("/report/name").asString()).isEqualTo("Ada");
            open(edsger);
            done(grace.post(at("/end"), "{\"reason\":\"x\",\"endedOn\":\"" + day(0) + "\"}"));
            for (var one : done(edsger.get("/api/audit")).json().get("relationships")) {
                if (one.get("id").asString().equals(relationship)) {
                    assertThat(one.propertyNames())
                            .containsExactlyInAnyOrder("id", "manager", "report", "startedAt", "endedOn", "openUntil");
                }
            }
        }

        @Test
        void being_named_alone_shows_nothing() {
            assertNotLetIn(edsger);
        }

        @Test
        void an_opening_shows_what_both_may_read_and_nothing_of_a_notebook() {
            var opened = open(edsger);

            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.field("id")).isEqualTo(relationship);
            assertThat(opened.json().get("sequence").asLong()).isEqualTo(9);
            assertLetIn(edsger);
            for (var view : views()) {
                assertThat(edsger.get(view).text()).doesNotContain("Graces own", "Adas own", "PRIVATE");
            }
            assertThat(edsger.get(at("/open-items")).text()).contains("Answer the note", "The deadline");
            assertThat(edsger.get(at("/history")).text()).contains("Answer the note", "The deadline", REASON);
            var card = edsger.get(at("")).json();
            assertThat(card.has("side")).isFalse();
            assertThat(card.get("role").asString()).isEqualTo("AUDITOR");
            assertThat(edsger.get("/api/relationships").json().get("relationships"))
                    .isEmpty();
        }

        @Test
        void an_opening_by_one_lets_no_other_in() {
            open(edsger);

            assertNotLetIn(barbara);
            done(open(barbara));
            assertLetIn(barbara);
        }

        @Test
        void it_lasts_eight_hours_and_then_a_new_reason_is_asked_for() {
            done(open(edsger));
            clock.forward(Duration.ofHours(8).minusMinutes(1));
            assertLetIn(edsger);
            assertThat(open(edsger).field("rule")).isEqualTo("already-open");
            assertThat(open(edsger).status()).isEqualTo(409);

            clock.forward(Duration.ofMinutes(1));

            assertNotLetIn(edsger);
            assertThat(done(open(edsger)).json().get("sequence").asLong()).isEqualTo(10);
            assertLetIn(edsger);
            assertThat(accesses(grace)).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"reason\":\"  \"}", "{\"reason\":\"because\",\"more\":1}", "{\"reason\":7}"})
        void it_takes_a_reason_and_nothing_else(String body) {
            assertThat(edsger.post(at("/openings"), body).status()).isEqualTo(422);
            assertThat(edsger.post(at("/openings"), "{\"reason\":\"" + "x".repeat(4_001) + "\"}")
                            .status())
                    .isEqualTo(422);
            assertNotLetIn(edsger);
            assertThat(accesses(grace)).isEmpty();
        }

        @Test
        void a_party_who_is_an_auditor_reads_it_as_a_party() {
            var started = done(
                    tony.post("/api/relationships", "{\"report\":{\"name\":\"Robin\"},\"zone\":\"" + ZONE + "\"}"));
            relationship = started.field("id");

            assertThat(open(tony).status()).isEqualTo(409);
            assertThat(open(tony).field("rule")).isEqualTo("party-reads-anyway");
            assertThat(tony.get(at("")).field("side")).isEqualTo("MANAGER");
            assertThat(accesses(tony)).isEmpty();
            done(open(barbara));
            assertThat(accesses(tony)).hasSize(1);
        }

        @Test
        void what_has_ended_can_be_opened_and_both_learn_of_it() {
            done(grace.post(at("/end"), "{\"reason\":\"x\",\"endedOn\":\"" + day(0) + "\"}"));

            done(open(edsger));

            assertLetIn(edsger);
            assertThat(accesses(grace)).hasSize(1);
            assertThat(accesses(ada)).hasSize(1);
        }

        @Test
        void reading_is_all_that_an_auditor_does() {
            done(open(edsger));
            var entry = UUID.randomUUID().toString();
            var addresses = new ArrayList<>(List.of("/end", "/one-on-ones/hold", "/openings/4/seen"));
            for (var collection : Collection.values()) {
                addresses.add("/" + collection.path());
                collection
                        .acts()
                        .forEach(act -> addresses.add("/" + collection.path() + "/" + entry + "/" + act.path()));
            }
            for (var kind : CorrectionActKind.values()) {
                addresses.add("/entries/" + entry + "/" + kind.path());
            }
            for (var address : addresses) {
                for (var body : List.of("{}", "{\"text\":\"x\",\"reason\":\"y\"}", "{\"onBehalfOf\":true}")) {
                    var answer = edsger.post(at(address), body);
                    assertThat(answer.status()).as(address + body).isEqualTo(404);
                    assertThat(answer.text())
                            .isEqualTo(linus.post(at(address), body).text());
                }
            }
            assertThat(edsger.get(at("/trust")).status()).isEqualTo(404);
        }

        @Test
        void both_are_told_who_when_and_why_until_each_has_seen_it() {
            var before = ((Clock) clock).instant();
            var sequence = done(open(edsger)).json().get("sequence").asLong();
            for (var party : List.of(grace, ada)) {
                var access = accesses(party).get(0);
                assertThat(access.get("sequence").asLong()).isEqualTo(sequence);
                assertThat(access.at("/by/name").asString()).isEqualTo("Edsger Dijkstra");
                assertThat(access.get("role").asString()).isEqualTo("AUDITOR");
                assertThat(access.get("reason").asString()).isEqualTo(REASON);
                assertThat(Instant.parse(access.get("at").asString())).isAfterOrEqualTo(before);
                assertThat(access.at("/with/name").asString()).isEqualTo(party == grace ? "Ada" : "Grace");
            }
            assertThat(accesses(edsger)).isEmpty();
            var seen = at("/openings/" + sequence + "/seen");

            for (var stranger : List.of(edsger, barbara, linus)) {
                assertThat(stranger.post(seen).status()).isEqualTo(404);
            }
            for (var wrong : List.of("3", "99", "-1", "x", "9".repeat(30))) {
                assertThat(grace.post(at("/openings/" + wrong + "/seen")).status())
                        .as(wrong)
                        .isEqualTo(404);
            }
            done(grace.post(seen));
            done(grace.post(seen));
            assertThat(accesses(grace)).isEmpty();
            assertThat(accesses(ada)).hasSize(1);
            done(ada.post(seen));
            assertThat(accesses(ada)).isEmpty();
        }

        @Test
        void the_history_tells_it_for_ever_as_a_line_of_its_own_kind() {
            done(open(edsger));
            for (var reader : List.of(grace, ada, edsger)) {
                var events = done(reader.get(at("/history?kind=ACCESS"))).json().get("events");
                assertThat(events).hasSize(1);
                var line = events.get(0);
                assertThat(line.get("event").asString()).isEqualTo("HistoryOpened");
                assertThat(line.at("/by/name").asString()).isEqualTo("Edsger Dijkstra");
                assertThat(line.has("side")).isFalse();
                assertThat(line.get("fields").propertyNames()).containsExactly("role", "reason");
                assertThat(line.at("/fields/reason").asString()).isEqualTo(REASON);
                assertThat(reader.get(at("/history?side=MANAGER")).text()).doesNotContain("HistoryOpened");
                assertThat(reader.get(at("/history?side=REPORT")).text()).doesNotContain("HistoryOpened");
                assertThat(reader.get(at("/history?q=works%20council")).json().get("events"))
                        .hasSize(1);
            }
        }
    }

    @Nested
    class On_pages {

        private Browser signedIn(PersonId person, String name) {
            accounts.open(person, "Ada", PASSPHRASE);
            return signedIn(name);
        }

        private Browser signedIn(String name) {
            var browser = new Browser(port);
            var page =
                    browser.submit(browser.get("/sign-in"), "#sign-in", Map.of("name", name, "passphrase", PASSPHRASE));
            assertThat(page.address()).isEqualTo("/");
            return browser;
        }

        private Browser asEdsger() {
            if (sql.sql("select count(*) from account where person = ?")
                            .param(person("edsger@example.org").value())
                            .query(Long.class)
                            .single()
                    == 0) {
                accounts.open(person("edsger@example.org"), "Edsger Dijkstra", PASSPHRASE);
            }
            return signedIn("edsger@example.org");
        }

        private String brief() {
            return "/relationships/" + relationship;
        }

        private Page opened(Browser browser) {
            return browser.submit(
                    browser.get("/audit"), "form[action$=" + relationship + "/openings]", Map.of("reason", REASON));
        }

        private String link(String name) {
            return auditors.newLinks().stream()
                    .filter(link -> link.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .token();
        }

        @Test
        void a_link_leads_to_a_passphrase_once() {
            var token = link("Frances Allen");
            var browser = new Browser(port);
            var page = browser.get("/auditor?token=" + token);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.select("h1").text()).isEqualTo("Frances Allen");
            var refused = browser.submit(page, "#auditor", Map.of("passphrase", "short"));
            assertThat(refused.status()).isEqualTo(422);

            var done = browser.submit(refused, "#auditor", Map.of("passphrase", PASSPHRASE));

            assertThat(done.status()).isEqualTo(200);
            assertThat(done.select(".bar__viewer").text()).isEqualTo("Frances Allen");
            assertThat(done.has(".code code")).isTrue();
            assertThat(browser.get("/audit").status()).isEqualTo(200);
            assertThat(new Browser(port).get("/auditor?token=" + token).status())
                    .isEqualTo(403);
            assertThat(signedIn("frances@example.org").get("/audit").status()).isEqualTo(200);
            assertThat(auditors.newLinks()).noneMatch(link -> link.name().equals("Frances Allen"));
        }

        @Test
        void a_link_lasts_seven_days_and_only_until_the_next_one() {
            var token = link("Jean Sammet");
            assertThat(new Browser(port).get("/auditor?token=" + token).status())
                    .isEqualTo(200);
            clock.forward(Duration.ofDays(7));
            assertThat(new Browser(port).get("/auditor?token=" + token).status())
                    .isEqualTo(403);
            clock.reset();
            link("Jean Sammet");
            assertThat(new Browser(port).get("/auditor?token=" + token).status())
                    .isEqualTo(403);
            assertThat(new Browser(port).get("/auditor").status()).isEqualTo(403);
            assertThat(new Browser(port).get("/auditor?token=").status()).isEqualTo(403);
        }

        @Test
        void an_account_under_the_address_alone_makes_nobody_an_auditor() {
            // Grace names the auditor's address as her report's, and has an account made for it.
            var mary = person("mary@example.org");
            var more = new MorePeople(sql, joining);
            var api = grace.withToken(more.tokenFor(mary));
            accounts.open(mary, "Mary Keller", PASSPHRASE);
            var browser = signedIn("mary@example.org");
            assertThat(browser.get("/audit").status()).isEqualTo(404);
            assertThat(api.get("/api/audit").status()).isEqualTo(404);
            assertThat(open(api).status()).isEqualTo(404);

            var token = link("Mary Keller");
            var stranger = new Browser(port).get("/auditor?token=" + token);
            assertThat(stranger.status()).isEqualTo(403);
            assertThat(stranger.has("form#auditor")).isFalse();
            assertThat(asEdsger().get("/auditor?token=" + token).status()).isEqualTo(403);
            assertThat(browser.get("/audit").status()).isEqualTo(404);

            var done = browser.submit(browser.get("/auditor?token=" + token), "#auditor", Map.of());

            assertThat(done.address()).isEqualTo("/audit");
            assertThat(api.get("/api/audit").status()).isEqualTo(200);
            assertThat(browser.get("/auditor?token=" + token).status()).isEqualTo(403);
        }

        @Test
        void who_is_not_named_finds_no_such_page() {
            var browser = signedIn("Grace");
            assertThat(browser.get("/audit").status()).isEqualTo(404);
            assertThat(browser.get("/").html().select(".bar a[href=/audit]")).isEmpty();
            assertThat(new Browser(port).get("/audit").address()).startsWith("/sign-in");
        }

        @Test
        void before_it_is_opened_there_is_no_page_of_it() {
            var browser = asEdsger();
            for (var rest : List.of("", "?asOf=" + day(0), "/history", "/promises", "/one-on-ones")) {
                assertThat(browser.get(brief() + rest).status()).as(rest).isEqualTo(404);
            }
            assertThat(browser.get("/").select(".bar a[href=/audit]").text()).isEqualTo("Audit");
        }

        @Test
        void opened_with_a_reason_everything_that_both_see_can_be_read_and_nothing_done() {
            var browser = asEdsger();
            var history = opened(browser);

            assertThat(history.status()).isEqualTo(200);
            assertThat(history.address()).isEqualTo(brief() + "/history");
            assertThat(history.main())
                    .contains("Edsger Dijkstra (auditor) opened this history to read it.", REASON)
                    .contains("Grace made a promise", "Ada raised a concern", "Ada joined and speaks for themselves");
            var visited = new TreeSet<String>();
            walk(browser, brief(), visited);
            walk(browser, brief() + "?asOf=" + day(0), visited);
            walk(browser, brief() + "/history?kind=ACCESS&side=", visited);
            assertThat(visited)
                    .hasSizeGreaterThan(7)
                    .anyMatch(address -> address.contains("/promises/"))
                    .anyMatch(address -> address.contains("/entries/"))
                    .anyMatch(address -> address.matches(".*/history/.+"));
            assertThat(browser.get(brief() + "/one-on-ones").status()).isEqualTo(404);
            var fields = new java.util.HashMap<>(history.fieldsOf("form#history-search"));
            fields.put("text", "x");
            fields.put("promisor", "REPORT");
            fields.put("dueOn", day(1));
            for (var act : List.of("/promises", "/concerns", "/topics", "/end", "/trust", "/openings/4/seen")) {
                assertThat(browser.post(brief() + act, fields).statusCode())
                        .as(act)
                        .isEqualTo(404);
            }
            fields.put("hints", "true");
            var offer = brief() + "/ruptures/" + UUID.randomUUID() + "/offer-repair";
            assertThat(browser.post(offer, fields).statusCode()).isEqualTo(404);
            assertThat(browser.get("/audit").select("#open + ul").text())
                    .contains("Grace and Ada", "Open to you until");
        }

        // Every page of this relationship that a page of it leads to.
        private void walk(Browser browser, String address, Set<String> visited) {
            if (!visited.add(address)) {
                return;
            }
            var page = browser.get(address);
            assertThat(page.status()).as(address).isEqualTo(200);
            assertThat(page.select(".notice--reading").text())
                    .isEqualTo("You are reading as an auditor. Both people see that you opened this, when and why.");
            assertThat(page.html().select("main form[method=post]").eachAttr("id"))
                    .as("what can be done at " + address)
                    .isSubsetOf("history-search");
            assertThat(page.body()).doesNotContain("Graces own", "Adas own");
            var content = page.html();
            content.select(".notice").remove();
            assertThat(content.select("main").text()).as(address).doesNotContainPattern("(?i)\\byour?s?\\b");
            page.html().select("main a[href]").eachAttr("href").stream()
                    .filter(href -> href.startsWith(brief()))
                    .forEach(href -> walk(browser, href, visited));
        }

        @Test
        void without_a_reason_the_form_comes_back() {
            var browser = asEdsger();
            var refused = browser.submit(
                    browser.get("/audit"), "form[action$=" + relationship + "/openings]", Map.of("reason", " "));

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.html().select("details[open] form[action$=" + relationship + "/openings]"))
                    .hasSize(1);
            assertThat(browser.get(brief()).status()).isEqualTo(404);
        }

        @Test
        void both_see_it_on_every_page_until_each_has_seen_it() {
            var graces = signedIn("Grace");
            var email = "ada." + relationship + "@example.org";
            sql.sql("update person set email = ?, email_key = ? where id = ?")
                    .params(email, email, adaId.value())
                    .update();
            var adas = signedIn(adaId, email);
            assertThat(graces.get("/").has(".notice--access form[action*=" + relationship + "]"))
                    .isFalse();

            opened(asEdsger());

            for (var address : List.of("/", "/people", brief(), brief() + "/history", brief() + "/one-on-ones")) {
                assertThat(notice(graces.get(address)))
                        .as(address)
                        .matches("Edsger Dijkstra \\(auditor\\) opened this history of you and Ada on"
                                + " \\d+ [A-Z][a-z]+ \\d{4} at \\d\\d:\\d\\d, because: " + REASON
                                + " Everyone else who opened it Seen");
                assertThat(notice(adas.get(address))).contains("opened this history of you and Grace on", REASON);
            }
            var form = ".notice--access form[action*=" + relationship + "]";
            var after = graces.submit(graces.get("/people"), form, Map.of());
            assertThat(after.address()).isEqualTo(brief());
            assertThat(after.select(".notice--done").text()).contains("It stays in the history.");
            assertThat(after.has(form)).isFalse();
            assertThat(graces.get("/").has(form)).isFalse();
            assertThat(adas.get("/").has(form)).isTrue();
            assertThat(graces.get(brief() + "/history?kind=ACCESS").main())
                    .contains("Edsger Dijkstra (auditor) opened this history to read it.", REASON);
        }

        private String notice(Page page) {
            return page.html()
                    .select(".notice--access:has(form[action*=" + relationship + "])")
                    .text();
        }
    }
}
