package rapport.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import picocli.CommandLine;
import rapport.Api;
import rapport.Api.Answer;
import rapport.accounts.Accounts;
import rapport.accounts.MorePeople;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.doors.Joining;
import rapport.eventstore.Durability;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.reminders.Reminders;
import rapport.shared.MovableClock;
import rapport.shared.TestHome;
import rapport.tools.Console;
import rapport.tools.Erased;
import rapport.words.KeyOnDisk;
import rapport.words.Opened;
import rapport.words.Sealed;
import rapport.words.Vault;

/** Grace and Ada wrote to each other, and each for themselves; Edsger is an auditor. Then their words are to go. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Import(EraseTest.OnADayOfOnesChoice.class)
class EraseTest {

    private static final String PASSPHRASE = "a calm and long passphrase";
    private static final Path HOME = TestHome.fresh("erase");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("rapport.home", HOME::toString);
        registry.add("rapport.auditors", () -> "Edsger Dijkstra <edsger@example.org>");
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
    private Joining joining;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private MovableClock clock;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Erased known;

    @Autowired
    private Vault vault;

    @Autowired
    private Notebooks notebooks;

    @Autowired
    private Durability durability;

    @Autowired
    private EraseTool tool;

    @Autowired
    private Erasures erasures;

    @Autowired
    private Reminders reminders;

    private Api grace = new Api(0, null);
    private Api ada = new Api(0, null);
    private Api edsger = new Api(0, null);
    private Api linus = new Api(0, null);
    private PersonId graceId = PersonId.random();
    private PersonId adaId = PersonId.random();
    private String relationship = "";
    private String marker = "";
    private final List<String> ids = new ArrayList<>();

    @BeforeAll
    void grace_sets_up() {
        var token = accounts.openSetupToken().orElseThrow();
        var done = acts.setUp(
                Fields.ofJson(("{\"token\":\"" + token + "\",\"name\":\"Grace\",\"passphrase\":\"" + PASSPHRASE + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        grace = new Api(port, done.token());
        graceId = done.person();
        sql.sql("update person set email_verified_at = current_timestamp where email_key = 'edsger@example.org'")
                .update();
        var more = new MorePeople(sql, joining);
        edsger = grace.withToken(
                more.tokenFor(new PersonId(sql.sql("select id from person where email_key = 'edsger@example.org'")
                        .query(UUID.class)
                        .single())));
        linus = grace.withToken(more.tokenForSomebodyNew("Linus"));
    }

    @BeforeEach
    void they_write() {
        marker = "marker" + UUID.randomUUID().toString().replace("-", "");
        ids.clear();
        var started = grace.post("/api/relationships", Map.of("report", Map.of("name", "Ada"), "zone", "Europe/Berlin"))
                .expect(201);
        relationship = started.field("id");
        adaId = new PersonId(UUID.fromString(started.field("report")));
        did(grace, "/one-on-ones/hold", Map.of("heldOn", day(0), "summary", marker));
        var invitation = grace.post(at("/invitations"), Map.of()).field("token");
        ada = grace.withToken(new MorePeople(sql, joining).tokenForOneWhoJoins(adaId, invitation));
        for (var by : List.of(grace, ada)) {
            var mine = by == grace ? "MANAGER" : "REPORT";
            var promised = created(
                    by, "/commitments", Map.of("promisor", mine, "text", marker, "plan", marker, "dueOn", day(2)));
            did(by, "/commitments/" + promised + "/propose-date", Map.of("dueOn", day(5), "reason", marker));
            var asked = created(by, "/feedback/requests", Map.of("about", marker));
            created(
                    by == grace ? ada : grace,
                    "/feedback",
                    Map.of("kind", "GUIDANCE", "text", marker, "situation", marker, "answers", asked));
            created(by, "/feedback/requests", Map.of("about", marker));
            created(by, "/concerns", Map.of("text", marker));
            for (var visibility : List.of("SHARED", "PRIVATE")) {
                created(
                        by,
                        "/ruptures",
                        Map.of(
                                "causedBy",
                                mine,
                                "kind",
                                "OTHER",
                                "text",
                                marker,
                                "occurredOn",
                                day(0),
                                "visibility",
                                visibility));
                var topic = created(by, "/topics", Map.of("text", marker, "visibility", visibility));
                did(by, "/entries/" + topic + "/reword", Map.of("text", marker, "reason", marker));
                created(by, "/notes", Map.of("text", marker, "visibility", visibility, "flagged", true));
            }
            by.send("PUT", at("/trust"), "{\"own\":4,\"guessOfOther\":3}").expect(200);
        }
        edsger.post(at("/openings"), Map.of("reason", marker)).expect(201);
    }

    @AfterEach
    void back_to_today() {
        clock.reset();
    }

    private String created(Api by, String path, Map<String, ?> body) {
        var id = by.post(at(path), body).expect(201).field("id");
        ids.add(id);
        return id;
    }

    private void did(Api by, String path, Map<String, ?> body) {
        by.post(at(path), body).expect(200);
    }

    private String at(String rest) {
        return "/api/relationships/" + relationship + rest;
    }

    private String day(int fromToday) {
        return LocalDate.ofInstant(((Clock) clock).instant(), ZoneId.of("Europe/Berlin"))
                .plusDays(fromToday)
                .toString();
    }

    // --- the tool -------------------------------------------------------------------------------------------------

    /** A terminal at which somebody has typed these lines already. */
    private static final class Typed implements Console {

        private final Deque<String> lines;
        private final List<String> said = new ArrayList<>();

        Typed(String... lines) {
            this.lines = new ArrayDeque<>(List.of(lines));
        }

        @Override
        public void say(String sentence) {
            said.add(sentence);
        }

        @Override
        public void progress(String what, long done, long of) {}

        @Override
        public String ask(String question) {
            said.add(question);
            return lines.isEmpty() ? "" : lines.removeFirst();
        }
    }

    private record Ran(int code, String said) {}

    private Ran run(String commandLine, String... typed) {
        var console = new Typed(typed);
        var code = new CommandLine(tool.command(console)).execute(commandLine.split(" "));
        var said = String.join("\n", console.said);
        assertThat(said).doesNotContain(marker);
        return new Ran(code, said);
    }

    private Ran announce() {
        return run(relationship + " --basis BOTH_ASKED --announce");
    }

    private Ran erase() {
        return run(relationship + " --basis BOTH_ASKED", relationship);
    }

    private void bothHaveSeen() {
        for (var who : List.of(grace, ada)) {
            for (var erasure : toCome(who)) {
                who.post(at("/erasures/" + erasure + "/seen"), Map.of()).expect(200);
            }
        }
    }

    private List<String> toCome(Api who) {
        var found = new ArrayList<String>();
        who.get("/api/today").expect(200).json().get("erasures").forEach(one -> {
            if (one.get("relationship").asString().equals(relationship)) {
                found.add(one.get("id").asString());
            }
        });
        return found;
    }

    private void erased() {
        assertThat(announce().code()).isZero();
        bothHaveSeen();
        assertThat(erase().code()).isZero();
    }

    // --- before ---------------------------------------------------------------------------------------------------

    @Test
    void nothing_is_erased_that_was_not_announced() {
        assertThat(erase()).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said()).contains("Nothing is announced");
        });
        assertReadable();
    }

    @Test
    void nothing_is_erased_until_both_have_said_that_they_have_seen_it() {
        announce();
        assertThat(erase().said()).contains("The two have not said yet");
        var id = toCome(ada).getFirst();
        ada.post(at("/erasures/" + id + "/seen"), Map.of()).expect(200);
        assertThat(erase()).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said()).contains("One of the two has not said yet");
        });
        assertReadable();
        grace.post(at("/erasures/" + id + "/seen"), Map.of()).expect(200);
        assertThat(erase().code()).isZero();
    }

    @Test
    void who_never_looks_holds_it_up_for_thirty_days_and_no_longer() {
        assertThat(Erasure.WAITS).isEqualTo(Duration.ofDays(30));
        announce();
        clock.forward(Erasure.WAITS.minusMinutes(1));
        assertThat(erase().code()).isEqualTo(1);
        assertReadable();
        clock.forward(Duration.ofMinutes(1));
        assertThat(erase().code()).isZero();
    }

    @Test
    void it_is_done_on_the_basis_that_the_two_were_told_and_on_no_other() {
        announce();
        bothHaveSeen();
        assertThat(run(relationship + " --basis ORDERED", relationship)).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said()).contains("another basis");
        });
        assertReadable();
    }

    @Test
    void an_announcement_can_be_taken_back_and_then_nobody_is_told_of_it() {
        announce();
        assertThat(announce().said()).contains("already announced");
        assertThat(run(relationship + " --withdraw").code()).isZero();
        assertThat(toCome(ada)).isEmpty();
        bothHaveSeen();
        assertThat(erase().code()).isEqualTo(1);
        assertThat(run(relationship + " --withdraw").code()).isEqualTo(1);
        assertReadable();
        assertThat(whatTheLedgerTells(ada)).containsExactly("ERASURE_WITHDRAWN", "ERASURE_ANNOUNCED", "OPENED");
    }

    @Test
    void the_operator_types_both_names_or_the_id_and_nothing_else_will_do() {
        announce();
        bothHaveSeen();
        for (var wrong :
                List.of("", "yes", "Grace", "Ada and Grace", UUID.randomUUID().toString())) {
            assertThat(run(relationship + " --basis BOTH_ASKED", wrong)).satisfies(ran -> {
                assertThat(ran.code()).isEqualTo(1);
                assertThat(ran.said()).contains("Nothing was erased");
            });
        }
        assertReadable();
        assertThat(run(relationship + " --basis BOTH_ASKED", "Grace and Ada").code())
                .isZero();
        assertErasedFor(ada);
    }

    @Test
    void a_command_line_that_cannot_be_understood_does_nothing() {
        for (var wrong : List.of(
                relationship,
                relationship + " --announce",
                relationship + " --basis BECAUSE",
                "everything --basis OTHER",
                relationship + " --basis OTHER --withdraw",
                relationship + " --basis OTHER --announce --withdraw")) {
            assertThat(run(wrong).code()).as(wrong).isEqualTo(2);
        }
        assertThat(run(UUID.randomUUID() + " --basis OTHER --announce")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said()).isEqualTo("There is no relationship of that id.");
        });
        assertReadable();
        assertThat(toCome(ada)).isEmpty();
    }

    @Test
    void only_the_two_are_told_and_only_they_can_say_that_they_know() {
        announce();
        var erasure = toCome(ada).getFirst();
        assertThat(toCome(grace)).containsExactly(erasure);
        for (var other : List.of(linus, edsger)) {
            assertThat(other.get("/api/today").text()).doesNotContain(erasure);
            other.post(at("/erasures/" + erasure + "/seen"), Map.of()).expect(404);
        }
        ada.post(at("/erasures/" + UUID.randomUUID() + "/seen"), Map.of()).expect(404);
        ada.post(at("/erasures/" + erasure + "/seen"), Map.of()).expect(200);
        ada.post(at("/erasures/" + erasure + "/seen"), Map.of()).expect(200);
        assertThat(toCome(ada)).isEmpty();
        assertThat(toCome(grace)).containsExactly(erasure);
    }

    private void assertReadable() {
        assertThat(ada.get(at("/history")).expect(200).text()).contains(marker);
        assertThat(grace.get(at("/history")).expect(200).text()).contains(marker);
    }

    // --- afterwards -----------------------------------------------------------------------------------------------

    private void assertErasedFor(Api who) {
        var history = who.get(at("/history?limit=200")).expect(200).text();
        assertThat(history).contains("[erased]", "RelationshipErased").doesNotContain(marker);
        for (var view : List.of("/open-items", "/brief", "/history", "/access")) {
            assertThat(who.get(at(view)).expect(200).text()).as(view).doesNotContain(marker);
        }
    }

    @Test
    void every_view_says_erased_where_words_were_and_nothing_is_open_any_more() {
        var before = ((Clock) clock).instant();
        erased();
        for (var who : List.of(grace, ada)) {
            assertErasedFor(who);
            var open = who.get(at("/open-items")).expect(200).json();
            assertThat(open.get("items")).isEmpty();
            assertThat(open.get("inFlight").asInt()).isZero();
            assertThat(who.get("/api/today")
                            .expect(200)
                            .json()
                            .get("relationships")
                            .toString())
                    .doesNotContain(relationship);
            assertThat(who.get("/api/promises-to-me").expect(200).text()).doesNotContain(relationship);
            assertThat(who.get(at("/open-items?asOf=" + before)).expect(200).text())
                    .contains("[erased]")
                    .doesNotContain(marker);
            assertThat(who.get(at("/history?q=" + marker)).expect(200).json().get("events"))
                    .isEmpty();
            assertThat(who.get(at("")).expect(200).json().has("erasedAt")).isTrue();
            assertThat(who.get(at("/on-my-behalf")).expect(200).text()).doesNotContain(marker);
            assertThat(who.post("/api/capture/understand", Map.of("text", "kept ", "relationship", relationship))
                            .text())
                    .doesNotContain(marker);
        }
        assertThat(whatTheLedgerTells(ada)).containsExactly("ERASED", "ERASURE_ANNOUNCED", "OPENED");
    }

    @Test
    void what_was_done_cannot_be_taken_back() {
        erased();

        assertThat(run(relationship + " --withdraw")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.said()).contains("were erased for ever");
        });
        assertThat(whatTheLedgerTells(ada)).containsExactly("ERASED", "ERASURE_ANNOUNCED", "OPENED");
    }

    @Test
    void what_others_wrote_stays_whole() {
        var other = "other" + UUID.randomUUID().toString().replace("-", "");
        var started = grace.post(
                        "/api/relationships", Map.of("report", Map.of("name", "Barbara"), "zone", "Europe/Berlin"))
                .expect(201)
                .field("id");
        var path = "/api/relationships/" + started;
        grace.post(path + "/concerns", Map.of("text", other)).expect(201);
        grace.post(path + "/notes", Map.of("text", other, "visibility", "PRIVATE"))
                .expect(201);
        var before = grace.get(path + "/history").expect(200).text();
        erased();

        assertThat(grace.get(path + "/history").expect(200).text())
                .isEqualTo(before)
                .contains(other);
        grace.post(path + "/notes", Map.of("text", other, "visibility", "PRIVATE"))
                .expect(201);
    }

    private List<String> whatTheLedgerTells(Api who) {
        var told = new ArrayList<String>();
        who.get(at("/access"))
                .expect(200)
                .json()
                .get("accesses")
                .forEach(line -> told.add(line.get("what").asString()));
        return told;
    }

    @Test
    void nobody_acts_on_it_any_more() {
        var promise = created(ada, "/commitments", Map.of("promisor", "REPORT", "text", marker, "dueOn", day(2)));
        erased();
        refused(grace.post(at("/commitments"), Map.of("promisor", "MANAGER", "text", marker, "dueOn", day(2))));
        refused(ada.post(at("/commitments/" + promise + "/keep"), Map.of()));
        refused(ada.post(at("/commitments/" + promise + "/keep"), Map.of("delivered", marker)));
        refused(ada.post(at("/notes"), Map.of("text", marker)));
        refused(grace.post(at("/topics"), Map.of("text", marker, "visibility", "PRIVATE")));
        refused(ada.send("PUT", at("/trust"), "{\"own\":4,\"guessOfOther\":3}"));
        refused(grace.post(at("/end"), Map.of("reason", marker, "endedOn", day(0))));
        // The same creation again, which elsewhere gets its first answer again.
        refused(ada.post(
                at("/commitments"), Map.of("id", promise, "promisor", "REPORT", "text", marker, "dueOn", day(2))));
        clock.forward(Duration.ofHours(9));
        refused(edsger.post(at("/openings"), Map.of("reason", marker)));
        assertThat(run(relationship + " --basis OTHER --announce").said()).contains("were erased for ever");
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.field("rule")).isEqualTo("relationship-erased");
        assertThat(answer.field("detail")).contains("erased");
    }

    @Test
    void nothing_happens_on_it_because_time_passes() {
        erased();
        var before = rowsOf(relationship);
        clock.forward(Duration.ofDays(20));
        reminders.look();
        assertThat(rowsOf(relationship)).isEqualTo(before);
        assertThat(sql.sql("select count(*) from brief_look where relationship = ?")
                        .param(UUID.fromString(relationship))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    // --- bytes ----------------------------------------------------------------------------------------------------

    private List<UUID> streams() {
        var id = new RelationshipId(UUID.fromString(relationship));
        return List.of(
                id.value(),
                notebooks.find(graceId, id).orElseThrow().value(),
                notebooks.find(adaId, id).orElseThrow().value());
    }

    /** Every column of every row of a stream, in one digest each. */
    private List<String> rowsOf(String stream) {
        return sql.sql("select * from domain_event where aggregate_identifier = ? order by sequence_number")
                .param(stream)
                .query((row, _) -> {
                    try {
                        var digest = MessageDigest.getInstance("SHA-256");
                        for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                            // Not its bytes: a server may send a number as digits now and as bits then.
                            var value = row.getObject(column);
                            digest.update(
                                    value instanceof byte[] bytes
                                            ? bytes
                                            : String.valueOf(value).getBytes(StandardCharsets.UTF_8));
                        }
                        return HexFormat.of().formatHex(digest.digest());
                    } catch (java.security.NoSuchAlgorithmException e) {
                        throw new AssertionError(e);
                    }
                })
                .list();
    }

    @Test
    void what_is_stored_stays_as_it_is_but_for_one_more_event_in_each_stream() {
        var before = streams().stream().map(stream -> rowsOf(stream.toString())).toList();
        erased();
        for (var i = 0; i < before.size(); i++) {
            var after = rowsOf(streams().get(i).toString());
            assertThat(after)
                    .startsWith(before.get(i).toArray(String[]::new))
                    .hasSize(before.get(i).size() + 1);
        }
    }

    @Test
    void who_looks_after_the_keys_is_told_that_these_are_not_missing() {
        assertThat(streams()).noneMatch(known::isErased);
        erased();
        assertThat(streams()).hasSize(3).allMatch(known::isErased);
    }

    @Test
    void no_word_can_be_read_from_an_older_copy_of_the_events_with_the_present_keys() {
        var sealed = everythingSealed();
        assertThat(sealed).hasSizeGreaterThan(30).allMatch(one -> one.open(vault) instanceof Opened.Clear);
        erased();
        assertThat(sealed).allMatch(one -> one.open(vault) instanceof Opened.Erased);
    }

    private record SealedIn(UUID stream, Sealed words) {
        Opened open(Vault vault) {
            return vault.open(stream, words);
        }
    }

    // As they lie in the rows, which is what a copy of them holds.
    private List<SealedIn> everythingSealed() {
        var found = new ArrayList<SealedIn>();
        var json = tools.jackson.databind.json.JsonMapper.shared();
        for (var stream : streams()) {
            sql.sql("select payload from domain_event where aggregate_identifier = ?")
                    .param(stream.toString())
                    .query((row, _) -> json.readTree(row.getBytes(1)))
                    .list()
                    .forEach(event -> event.forEach(field -> {
                        if (field.has("ciphertext")) {
                            found.add(new SealedIn(stream, json.treeToValue(field, Sealed.class)));
                        }
                    }));
        }
        return found;
    }

    @DisabledIfSystemProperty(
            named = "rapport.test.database",
            matches = "postgres",
            disabledReason = "there are no files; see ToolsOnPostgresTest and PostgresPoolTest")
    @Test
    void neither_a_marker_nor_a_wrapped_key_is_found_in_any_file() throws IOException {
        var keys = keys();
        // What is found before can be found; so that it is not found afterwards says something.
        assertThat(keys).allMatch(key -> isInAFile(key));
        erased();
        durability.await();
        for (var bytes : List.of(
                marker.getBytes(StandardCharsets.UTF_8),
                marker.getBytes(StandardCharsets.UTF_16LE),
                marker.getBytes(StandardCharsets.UTF_16BE))) {
            assertThat(isInAFile(bytes)).isFalse();
        }
        assertThat(keys).noneMatch(key -> isInAFile(key));
    }

    private static boolean isInAFile(byte[] bytes) {
        try (var files = Files.walk(HOME)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> holds(file, bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean holds(Path file, byte[] bytes) {
        try {
            var all = Files.readAllBytes(file);
            for (var i = 0; i + bytes.length <= all.length; i++) {
                if (all[i] == bytes[0] && Arrays.equals(all, i, i + bytes.length, bytes, 0, bytes.length)) {
                    return true;
                }
            }
            return false;
        } catch (java.nio.file.NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    // --- again ----------------------------------------------------------------------------------------------------

    @Test
    void what_was_cut_off_after_any_step_is_finished_by_the_next_run_and_by_the_next_start() {
        for (var last = 1; last <= 5; last++) {
            they_write();
            announce();
            bothHaveSeen();
            var keys = keys();
            cutOffAfter(last);
            assertThat(erase().code()).as("cut off after step " + last).isZero();
            assertNothingIsLeft(keys);
            they_write();
            announce();
            bothHaveSeen();
            keys = keys();
            cutOffAfter(last);
            erasures.resume();
            assertThat(erasures.resume()).isZero();
            assertNothingIsLeft(keys);
        }
    }

    @Test
    void the_streams_say_so_before_any_key_goes() {
        var streams = streams();
        announce();
        bothHaveSeen();
        for (var step = 1; step <= 2; step++) {
            cutOffAfter(step);
            assertThat(ada.get(at("/history")).expect(200).text()).contains("RelationshipErased");
            assertThat(streams).allMatch(vault::canOpen);
            refused(ada.post(at("/notes"), Map.of("text", marker)));
        }
        cutOffAfter(3);
        assertThat(streams).noneMatch(vault::canOpen);
    }

    @Test
    void a_start_does_not_do_what_is_only_announced() {
        announce();
        bothHaveSeen();

        erasures.resume();

        assertReadable();
        assertThat(whatTheLedgerTells(ada)).containsExactly("ERASURE_ANNOUNCED", "OPENED");
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void cutOffAfter(int last) {
        var id = new RelationshipId(UUID.fromString(relationship));
        try {
            erasures.erase(id, ErasureBasis.BOTH_ASKED, (done, _) -> {
                if (done == last) {
                    throw new Killed();
                }
            });
            throw new AssertionError("not cut off");
        } catch (Killed _) {
            // as meant
        }
    }

    private List<byte[]> keys() {
        durability.await();
        return streams().stream()
                .map(stream -> KeyOnDisk.of(application, stream))
                .toList();
    }

    private void assertNothingIsLeft(List<byte[]> keys) {
        assertThat(keys).noneMatch(EraseTest::isInAFile);
        assertErasedFor(ada);
        assertErasedFor(grace);
        assertThat(everythingSealed()).allMatch(one -> one.open(vault) instanceof Opened.Erased);
        for (var stream : streams()) {
            var names = sql.sql("select payload_type from domain_event where aggregate_identifier = ?")
                    .param(stream.toString())
                    .query(String.class)
                    .list();
            assertThat(names.stream().filter(name -> name.endsWith("Erased"))).hasSize(1);
        }
    }

    @Test
    void a_notebook_that_nobody_has_written_into_takes_no_word_afterwards() {
        var started = grace.post(
                        "/api/relationships", Map.of("report", Map.of("name", "Barbara"), "zone", "Europe/Berlin"))
                .expect(201);
        var other = started.field("id");
        var barbara = new PersonId(UUID.fromString(started.field("report")));
        var id = new RelationshipId(UUID.fromString(other));
        assertThat(run(other + " --basis OTHER --announce").code()).isZero();
        clock.forward(Erasure.WAITS);
        assertThat(run(other + " --basis OTHER", other).code()).isZero();
        // Whoever had looked before it was erased, and seals only now.
        for (var author : List.of(graceId, barbara)) {
            var notebook = notebooks.openOrFind(author, id);
            org.assertj.core.api.Assertions.assertThatExceptionOfType(rapport.shared.NotThere.class)
                    .isThrownBy(() -> vault.seal(notebook.value(), new rapport.words.Words(marker)));
        }
    }

    @Test
    void who_has_not_said_that_they_know_is_told_afterwards_that_it_was_done() {
        announce();
        clock.forward(Erasure.WAITS);
        erase();
        var told = ada.get("/api/today").expect(200).json().get("erasures").get(0);
        assertThat(told.get("relationship").asString()).isEqualTo(relationship);
        assertThat(told.has("erasedAt")).isTrue();
    }

    // --- what else there is ---------------------------------------------------------------------------------------

    /**
     * Every column that could hold what somebody wrote, and why it holds nothing of a relationship's words once its keys are
     * gone. A new one has to be thought about before it gets here.
     */
    @Test
    void every_column_that_could_hold_words_is_known_not_to_keep_any() {
        var columns = new TreeSet<String>();
        sql.sql("""
                select lower(table_name), lower(column_name) from information_schema.columns
                where lower(table_schema) in ('public', 'rapport') and table_name not like 'flyway%'
                and (upper(data_type) like '%CHAR%' or upper(data_type) like '%BINARY%' or upper(data_type) like '%OBJECT%'
                    or upper(data_type) in ('BYTEA', 'TEXT', 'JSON'))
                """)
                .query((row, _) -> columns.add(row.getString(1) + "." + row.getString(2)))
                .list();
        assertThat(columns).containsExactlyInAnyOrderElementsOf(Columns.KNOWN.keySet());
    }
}
