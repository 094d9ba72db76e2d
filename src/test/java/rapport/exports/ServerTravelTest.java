package rapport.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import rapport.Api;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.MorePeople;
import rapport.accounts.PersonDetails;
import rapport.doors.Joining;
import rapport.eventstore.OnPostgres;
import rapport.parties.PersonId;
import rapport.seals.Sealer;
import rapport.tools.Console;
import rapport.tools.Elsewhere;
import rapport.tools.Refused;
import rapport.web.Browser;

/** A whole server is taken along, comes back elsewhere as it was, and nothing else ever gets in that way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTravelTest {

    private static final String PASSPHRASE = "a calm and long passphrase";
    private static final Map<String, String> ADA = Map.of("name", "Ada", "email", "ada@example.org");
    private static final String MARKER = "the words that nobody must find";
    private static final ServerExport.Progress QUIETLY = (_, _) -> {};
    private static final Pattern ONE_OF_A_KIND = Pattern.compile("(name=\"_csrf\"[^>]*value=|name=\"csrf\"[^>]*content="
            + "|name=\"rapport-version\" content=|type=\"hidden\" name=\"[a-z.]*id\" value=)\"[^\"]+\"");

    /** What the tables hold that are made again, and must come out as they were. */
    private static final Map<String, String> VIEWS = Map.of(
            "relationship", "id",
            "promise", "relationship, commitment",
            "promise_step", "relationship, sequence",
            "entry", "stream, entry",
            "meetings", "relationship",
            "one_on_one_held", "relationship, sequence",
            "opening", "relationship, sequence",
            "view_version", "view",
            "stale_view", "view, relationship");

    @TempDir
    private static Path scratch = Path.of("");

    private Running source = new Running(null, Path.of(""));
    private String token = "";
    private String relationship = "";
    private String secondOne = "";
    private Path events = Path.of("");
    private Path keys = Path.of("");

    /** A server that may be stopped and started again on the same data. */
    private record Running(@Nullable ConfigurableApplicationContext context, Path home) implements AutoCloseable {

        ConfigurableApplicationContext application() {
            return java.util.Objects.requireNonNull(context);
        }

        <T> T get(Class<T> bean) {
            return application().getBean(bean);
        }

        int port() {
            return Integer.parseInt(
                    String.valueOf(application().getEnvironment().getProperty("local.server.port")));
        }

        @Override
        public void close() {
            application().close();
        }
    }

    private static Running start(String name, List<String> more) {
        var home = scratch.resolve(name);
        var settings = new ArrayList<>(List.of(
                "--rapport.home=" + home,
                "--server.port=0",
                "--rapport.seals.every=P1D",
                "--rapport.auditors=Otto <otto@example.org>"));
        settings.addAll(more);
        var context = new SpringApplication(Rapport.class).run(settings.toArray(String[]::new));
        return new Running(context, home);
    }

    private static Running start(String name) {
        return start(name, List.of());
    }

    @BeforeAll
    void a_server_that_holds_something_in_every_table() throws IOException, SQLException {
        source = start("source");
        var setUp = source.get(Accounts.class)
                .setUp(
                        source.get(Accounts.class).openSetupToken().orElseThrow(),
                        new PersonDetails("Grace", null),
                        PASSPHRASE);
        token = setUp.token();
        var api = new Api(source.port(), token);
        var started = api.post("/api/relationships", Map.of("report", ADA, "zone", "Europe/Berlin"))
                .expect(201);
        relationship = started.field("id");
        var at = "/api/relationships/" + relationship;
        var invitation = api.post(at + "/invitations").expect(201).field("token");
        var more = new MorePeople(source.get(JdbcClient.class), source.get(Joining.class));
        var ada = api.withToken(
                more.tokenForOneWhoJoins(new PersonId(UUID.fromString(started.field("report"))), invitation));
        var today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        api.post(at + "/commitments", Map.of("promisor", "MANAGER", "text", MARKER, "dueOn", today.toString()))
                .expect(201);
        ada.post(at + "/concerns", Map.of("text", "a concern, אבג 謝 =1+1")).expect(201);
        ada.post(at + "/topics", Map.of("text", "a topic")).expect(201);
        ada.post(at + "/notes", Map.of("text", "private to Ada", "flagged", true))
                .expect(201);
        api.post(at + "/notes", Map.of("text", "private to Grace", "flagged", true))
                .expect(201);
        ada.post(
                        at + "/ruptures",
                        Map.of(
                                "causedBy",
                                "MANAGER",
                                "kind",
                                "SHARP_TONE",
                                "text",
                                "a sharp word",
                                "occurredOn",
                                today.toString(),
                                "visibility",
                                "SHARED"))
                .expect(201);
        api.post(at + "/one-on-ones/hold", Map.of("heldOn", today.toString())).expect(200);
        api.post("/api/calendar", Map.of()).expect(201);
        more.accountFor(new PersonId(UUID.fromString(started.field("report"))), "Ada", PASSPHRASE);
        aSecondManagerAndAnAuditor(api, more, ada, new PersonId(UUID.fromString(started.field("report"))));
        source.get(Sealer.class).seal();
        // Somebody whom nobody meets, since what is made up here is not fit for pages.
        fillWhatIsEmpty(more.somebodyNew("Zoe", "zoe@example.org").value());
        var made = source.get(ServerExport.class).to(scratch.resolve("out"), true, QUIETLY);
        events = made.events();
        keys = made.keys();
    }

    @AfterAll
    void stop() {
        source.close();
    }

    private void aSecondManagerAndAnAuditor(Api api, MorePeople more, Api ada, PersonId adaId) {
        var barbara = more.somebodyNew("Barbara", "barbara@example.org");
        more.accountFor(barbara, "Barbara", PASSPHRASE);
        var second = api.withToken(more.tokenFor(barbara));
        secondOne = second.post("/api/relationships", Map.of("report", ADA, "zone", "Europe/Berlin"))
                .expect(201)
                .field("id");
        var invited = second.post("/api/relationships/" + secondOne + "/invitations")
                .expect(201)
                .field("token");
        more.tokenForOneWhoJoins(adaId, invited);
        second.post("/api/relationships/" + secondOne + "/notes", Map.of("text", "private to Barbara", "flagged", true))
                .expect(201);
        ada.post("/api/relationships/" + secondOne + "/concerns", Map.of("text", "for Barbara alone"))
                .expect(201);
        var otto = new PersonId(source.get(JdbcClient.class)
                .sql("select id from person where email_key = 'otto@example.org'")
                .query(UUID.class)
                .single());
        more.accountFor(otto, "Otto", PASSPHRASE);
        source.get(JdbcClient.class)
                .sql("update person set email_verified_at = current_timestamp where id = ?")
                .param(otto.value())
                .update();
        api.withToken(more.tokenFor(otto))
                .post("/api/relationships/" + relationship + "/openings", Map.of("reason", "a yearly look"))
                .expect(201);
    }

    // So that every table and every kind of column makes the journey.
    private void fillWhatIsEmpty(UUID person) throws SQLException {
        var sql = source.get(JdbcClient.class);
        try (var connection = source.get(DataSource.class).getConnection()) {
            for (var table : Tables.TAKEN) {
                if (sql.sql("select count(*) from " + table.name())
                                .query(Long.class)
                                .single()
                        == 0) {
                    fill(connection, table, person);
                }
            }
        }
    }

    private static void fill(Connection connection, Tables.Table table, UUID person) throws SQLException {
        var columns = Columns.of(connection, table);
        try (var statement = connection.prepareStatement(columns.insert())) {
            var index = 0;
            for (var column : columns.cells().entrySet()) {
                index++;
                var isPerson = column.getKey().equals("person");
                if (column.getKey().equals("next_try_at")) {
                    statement.setNull(index, column.getValue().type());
                    continue;
                }
                statement.setObject(
                        index,
                        switch (column.getValue()) {
                            case BYTES -> new byte[] {0, -1, 7, 10};
                            case TEXT -> "t";
                            case ID ->
                                isPerson ? person : new UUID(7, table.name().startsWith("webhook") ? 7 : index);
                            case NUMBER -> 5;
                            case FLAG -> true;
                            case INSTANT -> OffsetDateTime.parse("2026-03-02T09:00:00.123456+01:00");
                            case LOCAL -> LocalDateTime.parse("2026-03-02T09:00:01");
                            case DAY -> LocalDate.parse("2026-03-02");
                            case TIME -> LocalTime.parse("09:30");
                        });
            }
            statement.executeUpdate();
        }
    }

    // --- looking --------------------------------------------------------------------------------------------------

    private static Map<String, List<String>> tables(Running server) throws SQLException {
        var all = new TreeMap<String, List<String>>();
        try (var connection = server.get(DataSource.class).getConnection()) {
            for (var table : Tables.TAKEN) {
                all.put(table.name(), rows(connection, table));
            }
            for (var view : VIEWS.entrySet()) {
                all.put(
                        view.getKey(),
                        rows(
                                connection,
                                new Tables.Table(
                                        view.getKey(), List.of(view.getValue().split(", ")))));
            }
        }
        return all;
    }

    private static List<String> rows(Connection connection, Tables.Table table) throws SQLException {
        var rows = new ArrayList<String>();
        Columns.of(connection, table).forEach(connection, row -> rows.add(row.toString()));
        return rows;
    }

    private Map<String, String> shown(Running server) {
        var shown = new LinkedHashMap<String, String>();
        var api = new Api(server.port(), token);
        var at = "/api/relationships/" + relationship;
        for (var path : List.of("/api/me", at, at + "/open-items", at + "/history", "/api/promises-to-me")) {
            shown.put(path, withoutReceipt(api.get(path).expect(200).text()));
        }
        var first = "/relationships/" + relationship;
        var second = "/relationships/" + secondOne;
        for (var path : List.of(first, first + "/history", first + "/access", second)) {
            shown.putAll(shown(server, "Ada", path));
        }
        shown.putAll(shown(server, "Ada", "/", "/promises-to-me", "/people", first + "/export"));
        shown.putAll(shown(
                server, "Grace", "/", first, first + "/history", "/promises-to-me", "/people", "/settings/tokens"));
        shown.putAll(shown(server, "Barbara", "/", second, second + "/history", "/people"));
        shown.putAll(shown(server, "Otto", "/audit", first, first + "/history"));
        return shown;
    }

    private static Map<String, String> shown(Running server, String name, String... paths) {
        var shown = new LinkedHashMap<String, String>();
        var browser = new Browser(server.port());
        browser.submit(browser.get("/sign-in"), "#sign-in", Map.of("name", name, "passphrase", PASSPHRASE));
        for (var path : paths) {
            var page = browser.get(path);
            assertThat(page.status()).as(name + " at " + path).isEqualTo(200);
            shown.put(
                    name + " at " + path,
                    ONE_OF_A_KIND
                            .matcher(withoutReceipt(page.body()))
                            .replaceAll("$1")
                            .replace(":" + server.port(), ":PORT")
                            .replaceAll("last used [^<]*", "last used"));
        }
        return shown;
    }

    // Each start seals once more, so the newest receipt is another one then.
    private static String withoutReceipt(String text) {
        return text.replaceAll("\\b[0-9]+(-[0-9A-Z]{4}){3}\\b", "RECEIPT");
    }

    private static Map<String, byte[]> unzipped(Path file) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    // --- there and back -------------------------------------------------------------------------------------------

    static Stream<Arguments> elsewhere() {
        return Stream.of(
                Arguments.of("files", List.of()),
                Arguments.of("PostgreSQL", OnPostgres.settings(OnPostgres.newDatabase())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("elsewhere")
    void what_comes_back_elsewhere_is_the_same_to_every_eye_and_goes_on(String where, List<String> settings)
            throws Exception {
        var name = "target-" + where;
        var there = tables(source);
        var seen = shown(source);
        // Looking signs in, which is kept.
        there.keySet().removeAll(List.of("known_browser", "api_token"));
        Path again;
        Path keysAgain;
        try (var target = start(name, settings)) {
            assertThat(target.get(Accounts.class).openSetupToken()).isPresent();
            var imported = target.get(ServerImport.class).take(events, keys, false, QUIETLY);
            assertThat(imported.events())
                    .isEqualTo(there.getOrDefault("domain_event", List.of()).size());
            var here = tables(target);
            assertThat(here.keySet()).containsAll(there.keySet());
            there.forEach((table, rows) -> assertThat(here.get(table)).as(table).isEqualTo(rows));
            assertThat(there.get("entry")).isNotEmpty();
            var made = target.get(ServerExport.class).to(scratch.resolve("again-" + where), true, QUIETLY);
            again = made.events();
            keysAgain = made.keys();
            assertThat(target.home().resolve("setup-token")).doesNotExist();
        }
        var first = unzipped(events);
        var second = unzipped(again);
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((file, bytes) -> {
            if (!file.startsWith("manifest")) {
                assertThat(second.get(file)).as(file).isEqualTo(bytes);
            }
        });
        assertThat(Files.readString(keysAgain).replaceFirst("\"madeAt\" : \"[^\"]+\"", ""))
                .isEqualTo(Files.readString(keys).replaceFirst("\"madeAt\" : \"[^\"]+\"", ""));
        try (var target = start(name, settings)) {
            var shownAgain = shown(target);
            seen.forEach(
                    (path, body) -> assertThat(shownAgain.get(path)).as(path).isEqualTo(body));
            assertThat(told(seen, "Grace"))
                    .contains(MARKER, "private to Grace")
                    .doesNotContain("private to Ada", "private to B");
            assertThat(told(seen, "Ada"))
                    .contains(MARKER, "private to Ada", "a yearly look", "for Barbara")
                    .doesNotContain("private to G");
            assertThat(told(seen, "Barbara"))
                    .contains("private to Barbara", "for Barbara")
                    .doesNotContain(MARKER);
            assertThat(told(seen, "Otto")).contains(MARKER).doesNotContain("private to", "for Barbara");
            var newest = highest(target);
            new Api(target.port(), token)
                    .post("/api/relationships/" + relationship + "/topics", Map.of("text", "on we go"))
                    .expect(201);
            assertThat(highest(target)).isGreaterThan(newest);
        }
        try (var back = start("back-from-" + where)) {
            back.get(ServerImport.class).take(again, keysAgain, false, QUIETLY);
            var here = tables(back);
            there.forEach((table, rows) -> assertThat(here.get(table)).as(table).isEqualTo(rows));
        }
    }

    private static String told(Map<String, String> seen, String name) {
        var told = new StringBuilder();
        seen.forEach((path, page) -> {
            if (path.startsWith(name)) {
                told.append(page);
            }
        });
        return told.toString();
    }

    private static long highest(Running server) {
        return server.get(JdbcClient.class)
                .sql("select max(global_index) from domain_event")
                .query(Long.class)
                .single();
    }

    @Test
    void no_word_and_no_key_lies_open_in_it() throws Exception {
        var bare = source.get(ServerExport.class).to(scratch.resolve("bare"), false, QUIETLY);

        for (var file : unzipped(bare.events()).entrySet()) {
            assertThat(new String(file.getValue(), StandardCharsets.UTF_8))
                    .as(file.getKey())
                    .doesNotContain(MARKER, "private to", "a sharp word");
        }
        var master = Files.readString(source.home().resolve("master.key")).strip();
        assertThat(Files.readString(bare.keys())).doesNotContain(master);
        assertThat(Files.readString(keys)).contains(master);
        for (var file : List.of(bare.events(), bare.keys())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (var listed = Files.list(scratch.resolve("bare"))) {
            assertThat(listed).hasSize(2);
        }
    }

    @Test
    void every_table_is_taken_made_again_or_left_out_on_purpose() {
        var known = new TreeSet<String>();
        Tables.TAKEN.forEach(table -> known.add(table.name()));
        known.addAll(Tables.MADE_AGAIN);
        known.addAll(Tables.LEFT_OUT);

        var there = new TreeSet<>(source.get(JdbcClient.class)
                .sql(
                        "select lower(table_name) from information_schema.tables where lower(table_schema) in ('public', 'rapport')")
                .query(String.class)
                .list());

        assertThat(there).isEqualTo(known);
        assertThat(known).hasSize(Tables.TAKEN.size() + Tables.MADE_AGAIN.size() + Tables.LEFT_OUT.size());
    }

    @Test
    void a_table_that_is_read_in_pieces_is_whole() throws Exception {
        try (var server = start("many")) {
            server.get(JdbcClient.class)
                    .sql("insert into person (id, name, made_at) values "
                            + Stream.generate(() -> "('" + UUID.randomUUID() + "', 'Somebody', current_timestamp)")
                                    .limit(1_500)
                                    .collect(Collectors.joining(", ")))
                    .update();
            var there = server.get(JdbcClient.class)
                    .sql("select id from person order by id")
                    .query(UUID.class)
                    .list();
            var made = server.get(ServerExport.class).to(scratch.resolve("many-out"), false, QUIETLY);

            var rows = new String(unzipped(made.events()).get("tables/person.jsonl"), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> UUID.fromString(
                            ServerFormat.JSON.readTree(line).get("id").asString()))
                    .toList();

            assertThat(rows).isEqualTo(there).hasSizeGreaterThan(1_500);
        }
    }

    @Test
    void what_is_read_while_others_write_is_one_instant() throws Exception {
        var isOver = new AtomicBoolean();
        try (var server = start("busy");
                var writers = Executors.newFixedThreadPool(3)) {
            var api = new Api(
                    server.port(),
                    server.get(Accounts.class)
                            .setUp(
                                    server.get(Accounts.class).openSetupToken().orElseThrow(),
                                    new PersonDetails("Grace", null),
                                    PASSPHRASE)
                            .token());
            for (var writer = 0; writer < 3; writer++) {
                writers.execute(() -> {
                    while (!isOver.get()) {
                        // One transaction: a person, and the event that names them.
                        api.post("/api/relationships", Map.of("report", Map.of("name", "Ada"), "zone", "UTC"))
                                .expect(201);
                    }
                });
            }
            try {
                for (var round = 0; round < 20; round++) {
                    var out = scratch.resolve("busy-" + round);
                    var made = server.get(ServerExport.class).to(out, false, QUIETLY);
                    var files = unzipped(made.events());
                    var people = lines(files, "person");
                    var begun = lines(files, "domain_event");
                    // Besides the one who set it up and the auditor who is named.
                    assertThat(people).as("round " + round).isEqualTo(begun + 2);
                }
            } finally {
                isOver.set(true);
            }
        }
    }

    private static long lines(Map<String, byte[]> files, String table) {
        return new String(files.get("tables/" + table + ".jsonl"), StandardCharsets.UTF_8)
                .lines()
                .count();
    }

    // --- what is refused ------------------------------------------------------------------------------------------

    private Path written(String name, byte[] bytes) {
        try {
            return Files.write(scratch.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The export with some of its files changed, added or gone, and the lists in it made to fit where that is said. */
    private Path changed(String name, UnaryOperator<Map<String, byte[]>> change) throws IOException {
        return zipped(name, change.apply(new LinkedHashMap<>(unzipped(events))));
    }

    private Path zipped(String name, Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return written(name, bytes.toByteArray());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> withManifest(Map<String, byte[]> files, UnaryOperator<String> change) {
        var manifest = text(change.apply(new String(files.get("manifest.json"), StandardCharsets.UTF_8)));
        files.put("manifest.json", manifest);
        files.put(
                "manifest.sha256",
                text(HexFormat.of().formatHex(Archive.sha256().digest(manifest))));
        return files;
    }

    /** With the lists in it made to fit, as one would who knows the format. */
    private static Map<String, byte[]> withTable(
            Map<String, byte[]> files, String table, UnaryOperator<String> change) {
        var name = "tables/" + table + ".jsonl";
        var before = files.get(name);
        var after = text(change.apply(new String(before, StandardCharsets.UTF_8)));
        files.put(name, after);
        return withManifest(
                files,
                manifest -> manifest.replace(
                                HexFormat.of().formatHex(Archive.sha256().digest(before)),
                                HexFormat.of().formatHex(Archive.sha256().digest(after)))
                        .replaceFirst(
                                "(\"name\" : \"" + name + "\",\\s+\"rows\" : )\\d+(,\\s+\"size\" : )\\d+",
                                "$1"
                                        + new String(after, StandardCharsets.UTF_8)
                                                .lines()
                                                .count() + "$2" + after.length));
    }

    @Test
    void whatever_is_not_a_whole_export_is_refused_with_a_sentence_and_changes_nothing() throws Exception {
        var good = Files.readAllBytes(events);
        var goodKeys = Files.readString(keys);
        Map<String, List<Path>> refused = new LinkedHashMap<>();
        refused.put("no file", List.of(scratch.resolve("nowhere.zip"), keys));
        refused.put("damaged or cut off", List.of(written("empty.zip", new byte[0]), keys));
        refused.put(
                "is damaged or cut off, or", List.of(written("half.zip", Arrays.copyOf(good, good.length / 2)), keys));
        refused.put("something else", List.of(written("text.zip", text("no zip at all")), keys));
        refused.put("not the export of a Rapport", List.of(zipped("foreign.zip", Map.of("a.txt", text("a"))), keys));
        refused.put(
                "copy of one relationship",
                List.of(zipped("party.zip", Map.of("rapport-a-and-b/manifest.json", text("{}"))), keys));
        refused.put(
                "newer Rapport",
                List.of(
                        changed(
                                "newer.zip",
                                files -> withManifest(
                                        files, manifest -> manifest.replace("\"version\" : 1", "\"version\" : 2"))),
                        keys));
        refused.put(
                "a part of it is missing",
                List.of(
                        changed("missing.zip", files -> {
                            files.remove("tables/person.jsonl");
                            return files;
                        }),
                        keys));
        refused.put(
                "does not belong",
                List.of(
                        changed("more.zip", files -> {
                            files.put("../../etc/passwd", text("x"));
                            return files;
                        }),
                        keys));
        refused.put(
                "not what was written",
                List.of(
                        changed("changed.zip", files -> {
                            java.util.Objects.requireNonNull(files.get("tables/person.jsonl"))[20] ^= 1;
                            return files;
                        }),
                        keys));
        refused.put(
                "larger than it says",
                List.of(
                        changed("larger.zip", files -> {
                            files.put("tables/person.jsonl", new byte[5_000_000]);
                            return files;
                        }),
                        keys));
        refused.put(
                "more than it can",
                List.of(
                        changed(
                                "claims.zip",
                                files -> withManifest(
                                        files,
                                        manifest ->
                                                manifest.replaceFirst("\"size\" : \\d+", "\"size\" : 999999999999"))),
                        keys));
        refused.put(
                "cannot be there together",
                List.of(changed("twice.zip", files -> withTable(files, "person", table -> table + table)), keys));
        refused.put(
                "no row of this table",
                List.of(changed("rows.zip", files -> withTable(files, "person", table -> "{\"id\":1}\n")), keys));
        refused.put(
                "a value that cannot be",
                List.of(
                        changed(
                                "values.zip",
                                files -> withTable(
                                        files, "person", table -> table.replaceFirst("\"id\":\"", "\"id\":\"x"))),
                        keys));
        refused.put(
                "of a kind that this Rapport does not know",
                List.of(
                        changed(
                                "events.zip",
                                files -> withTable(
                                        files,
                                        "domain_event",
                                        table -> table.replaceFirst("rapport.Concern", "rapport.Cocern"))),
                        keys));
        refused.put(
                "tables of version",
                List.of(
                        changed(
                                "schema.zip",
                                files -> withManifest(
                                        files,
                                        manifest -> manifest.replaceFirst("\"schema\" : \"\\d+", "\"schema\" : \"9"))),
                        keys));
        refused.put(
                "list of files is not the one",
                List.of(
                        changed("unhashed.zip", files -> {
                            files.put(
                                    "manifest.json",
                                    text(new String(files.get("manifest.json"), StandardCharsets.UTF_8)
                                            .replace("\"madeBy\" : \"Rapport", "\"madeBy\" : \"Support")));
                            return files;
                        }),
                        keys));
        refused.put(
                "not in their order",
                List.of(
                        changed(
                                "order.zip",
                                files -> withTable(files, "domain_event", table -> {
                                    var lines = new ArrayList<>(table.lines().toList());
                                    java.util.Collections.swap(lines, 0, 1);
                                    return String.join("\n", lines) + "\n";
                                })),
                        keys));
        refused.put(
                "another number of rows",
                List.of(
                        changed(
                                "counted.zip",
                                files -> withManifest(
                                        files,
                                        manifest -> manifest.replaceFirst(
                                                "(\"name\" : \"tables/person.jsonl\",\\s+\"rows\" : )", "$11"))),
                        keys));
        refused.put("keys " + scratch.resolve("wrapped.json"), List.of(events, keysThatOpenNothing()));
        refused.put("no file of keys", List.of(events, scratch.resolve("nowhere.json")));
        refused.put("does not hold the keys", List.of(events, written("not.json", text("{\"format\":\"x\"}"))));
        refused.put("is damaged or cut off.", List.of(events, written("cut.json", text(goodKeys.substring(0, 900)))));
        refused.put(
                "keys " + scratch.resolve("changed.json") + " was damaged",
                List.of(events, written("changed.json", text(goodKeys.replaceFirst("\"wrapped\" : \"A?.", "$0A")))));
        refused.put("another server's", List.of(events, anotherServersKeys()));
        refused.put("another master key", List.of(events, keysWithoutMaster()));
        try (var target = start("refusing")) {
            var before = state(target);
            refused.forEach((sentence, files) -> {
                assertThatThrownBy(() ->
                                target.get(ServerImport.class).take(files.getFirst(), files.getLast(), false, QUIETLY))
                        .as(sentence)
                        .isInstanceOf(NotImported.class)
                        .hasMessageContaining(sentence);
                assertThat(state(target)).as("after: " + sentence).isEqualTo(before);
            });
            target.get(ServerImport.class).take(events, keys, false, QUIETLY);
            assertThatThrownBy(() -> target.get(ServerImport.class).take(events, keys, false, QUIETLY))
                    .isInstanceOf(NotImported.class)
                    .hasMessageContaining("something in");
        }
    }

    /** Hashed as it should be, by one who knows the format. */
    private Path keysThatOpenNothing() throws IOException {
        var all = ServerFormat.JSON.readValue(Files.readAllBytes(keys), ServerFormat.Keys.class);
        var first = all.keys().getFirst();
        var wrapped = java.util.Base64.getDecoder().decode(first.wrapped());
        wrapped[wrapped.length - 1] ^= 1;
        var others = new ArrayList<>(all.keys());
        others.set(
                0,
                new ServerFormat.Key(
                        first.id(),
                        first.stream(),
                        java.util.Base64.getEncoder().encodeToString(wrapped),
                        first.madeAt()));
        return written(
                "wrapped.json",
                ServerFormat.JSON.writeValueAsBytes(new ServerFormat.Keys(
                        all.format(),
                        all.version(),
                        all.madeAt(),
                        all.madeBy(),
                        all.check(),
                        all.masterKey(),
                        ServerFormat.hash(all.check(), all.masterKey(), others, all.kept()),
                        others,
                        all.kept())));
    }

    private Path keysWithoutMaster() throws IOException {
        return source.get(ServerExport.class)
                .to(scratch.resolve("without"), false, QUIETLY)
                .keys();
    }

    private Path anotherServersKeys() throws IOException {
        try (var other = start("other")) {
            other.get(rapport.words.Vault.class).makeKeyFor(UUID.randomUUID());
            return other.get(ServerExport.class)
                    .to(scratch.resolve("others"), true, QUIETLY)
                    .keys();
        }
    }

    private static String state(Running server) {
        try {
            return tables(server)
                    + Files.readString(server.home().resolve("master.key"))
                    + server.get(rapport.words.WrappedKeys.class).all().size();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_thousand_random_changes_are_refused_or_mean_the_same() throws Exception {
        var good = Files.readAllBytes(events);
        var meant = meaning(events);
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 1_000; round++) {
            var path = written("fuzzed.zip", mutated(good, random));
            String meaning;
            try {
                meaning = meaning(path);
            } catch (NotImported _) {
                refused++;
                continue;
            }
            assertThat(meaning).as("round " + round).isEqualTo(meant);
        }
        assertThat(refused).isBetween(500, 1_000);
    }

    @Test
    void a_thousand_random_changes_of_the_keys_are_refused_or_mean_the_same() throws Exception {
        var good = Files.readAllBytes(keys);
        var random = new Random(11);
        var refused = 0;
        try (var target = start("fuzzed-keys")) {
            var imports = target.get(ServerImport.class);
            var before = state(target);
            var meant = meaning(imports.chest(keys));
            for (var round = 0; round < 1_000; round++) {
                var path = written("fuzzed.json", mutated(good, random));
                String meaning;
                try {
                    meaning = meaning(imports.chest(path));
                } catch (NotImported e) {
                    assertThat(e.sentence()).endsWith(".");
                    refused++;
                    continue;
                }
                assertThat(meaning).as("round " + round).isEqualTo(meant);
            }
            assertThat(state(target)).isEqualTo(before);
        }
        assertThat(refused).isBetween(800, 1_000);
    }

    private static String meaning(rapport.words.WrappedKeys.Chest chest) {
        var meaning = new StringBuilder(Arrays.toString(chest.masterKey()) + Arrays.toString(chest.check()));
        chest.keys()
                .forEach(key -> meaning.append(key.id())
                        .append(key.stream())
                        .append(Arrays.toString(key.wrapped()))
                        .append(key.madeAt()));
        chest.kept()
                .forEach(one -> meaning.append(one.name())
                        .append(Arrays.toString(one.content()))
                        .append(Arrays.toString(one.code())));
        return meaning.toString();
    }

    /** All that an import would write. */
    private String meaning(Path path) throws IOException, SQLException {
        try (var file = ServerFile.open(path);
                var connection = source.get(DataSource.class).getConnection()) {
            var hash = Archive.sha256();
            for (var table : Tables.TAKEN) {
                file.forEach(
                        table,
                        Columns.of(connection, table),
                        row -> row.forEach(value -> hash.update(
                                text(value instanceof byte[] bytes ? Arrays.toString(bytes) : value + ";"))));
            }
            return HexFormat.of().formatHex(hash.digest())
                    + file.keyIds()
                    + file.manifest().schema();
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        var bytes = good.clone();
        var at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 ->
                joined(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 9), bytes.length));
            case 3 ->
                joined(
                        Arrays.copyOf(bytes, at),
                        joined(new byte[] {1, 2, 3}, Arrays.copyOfRange(bytes, at, bytes.length)));
            default -> {
                var other = random.nextInt(bytes.length);
                var kept = bytes[at];
                bytes[at] = bytes[other];
                bytes[other] = kept;
                yield bytes;
            }
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    // --- the commands ---------------------------------------------------------------------------------------------

    /** A console that remembers. */
    private static final class Heard implements Console {

        private final StringBuilder said = new StringBuilder();

        @Override
        public void say(String sentence) {
            said.append(sentence).append('\n');
        }

        @Override
        public void progress(String what, long done, long of) {
            assertThat(done).isLessThanOrEqualTo(of);
        }

        @Override
        public String ask(String question) {
            return "";
        }
    }

    @Test
    void the_commands_say_what_they_did_and_answer_with_their_codes() throws Exception {
        var heard = new Heard();
        var out = scratch.resolve("by-command");

        var code = new CommandLine(source.get(ExportTool.class).command(heard)).execute("--to", out.toString());

        assertThat(code).isZero();
        assertThat(heard.said.toString()).contains("rapport-server-", "The master key is not among them");
        var file = written("a-file", text("x"));
        assertThat(new CommandLine(source.get(ExportTool.class).command(new Heard())).execute("--to", file.toString()))
                .isEqualTo(3);
        var refused = new Heard();
        assertThat(new CommandLine(source.get(ImportTool.class).command(refused))
                        .execute(events.toString(), "--keys", keys.toString()))
                .isEqualTo(3);
        assertThat(refused.said.toString()).contains("Rapport is running");
    }

    // --- where nothing is open ------------------------------------------------------------------------------------

    private MovingIn into(Path home) {
        return new MovingIn(home, source.get(Elsewhere.class), false);
    }

    private int imported(Path home, Heard heard, Path from, Path with, String... more) {
        var words = new ArrayList<>(List.of(from.toString(), "--keys", with.toString()));
        words.addAll(List.of(more));
        return new CommandLine(OutsideImport.into(home, new StandardEnvironment(), source.get(Elsewhere.class))
                        .command(heard))
                .execute(words.toArray(String[]::new));
    }

    private static List<String> files(Path home) throws IOException {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("tmp"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_command_leaves_a_whole_server_or_the_directory_as_it_was() throws Exception {
        var home = scratch.resolve("by-the-command");
        start("by-the-command").close();
        var before = files(home);
        assertThat(before).contains("setup-token");
        var refused = new Heard();
        var half = written("half-a-file.zip", Arrays.copyOf(Files.readAllBytes(events), (int) Files.size(events) / 2));
        assertThat(imported(home, refused, half, keys)).isEqualTo(1);
        assertThat(refused.said.toString()).contains("cut off", "Nothing was changed.");
        assertThat(files(home)).isEqualTo(before);
        Files.createDirectories(home.resolve("restoring"));
        Files.writeString(home.resolve("restoring").resolve("rapport.mv.db"), "what a killed import left");
        var heard = new Heard();

        assertThat(imported(home, heard, events, keys)).isZero();

        assertThat(heard.said.toString()).contains("events and", "Start Rapport now");
        assertThat(files(home)).containsExactly("master.key", "rapport.mv.db", "vault.mv.db");
        var again = new Heard();
        assertThat(imported(home, again, events, keys)).isEqualTo(1);
        assertThat(again.said.toString()).contains("There is something in " + home, "Nothing was changed.");
        assertThat(files(home)).containsExactly("master.key", "rapport.mv.db", "vault.mv.db");
        try (var target = start("by-the-command")) {
            assertThat(told(shown(target, "Grace", "/relationships/" + relationship + "/history"), "Grace"))
                    .contains(MARKER);
        }
    }

    @Test
    void keys_that_are_lacking_are_asked_for_unless_they_are_said_to_be_erased() throws Exception {
        var home = scratch.resolve("with-less");
        var all = ServerFormat.JSON.readValue(Files.readAllBytes(keys), ServerFormat.Keys.class);
        var left = all.keys().stream()
                .filter(key -> !key.stream().toString().equals(secondOne))
                .toList();
        assertThat(left).hasSize(all.keys().size() - 1);
        var fewer = written(
                "fewer.json",
                ServerFormat.JSON.writeValueAsBytes(new ServerFormat.Keys(
                        all.format(),
                        all.version(),
                        all.madeAt(),
                        all.madeBy(),
                        all.check(),
                        all.masterKey(),
                        ServerFormat.hash(all.check(), all.masterKey(), left, all.kept()),
                        left,
                        all.kept())));
        var asked = new Heard();
        assertThat(imported(home, asked, events, fewer)).isEqualTo(1);
        assertThat(asked.said.toString())
                .contains("lacks 1 of the " + all.keys().size(), "--erased", "Nothing was changed.");
        assertThat(files(home)).isEmpty();
        var heard = new Heard();

        assertThat(imported(home, heard, events, fewer, "--erased")).isZero();

        assertThat(heard.said.toString()).contains("What one other key opened counts as erased.");
        try (var target = start("with-less")) {
            var pages = shown(target, "Ada", "/relationships/" + secondOne + "/history");
            assertThat(told(pages, "Ada")).contains("[erased]").doesNotContain("for Barbara");
            assertThat(told(shown(target, "Ada", "/relationships/" + relationship + "/history"), "Ada"))
                    .contains(MARKER)
                    .doesNotContain("[erased]");
        }
    }

    @Test
    void the_master_key_that_was_put_there_opens_keys_that_come_without() throws Exception {
        var home = Files.createDirectories(scratch.resolve("own-master"));
        Files.copy(source.home().resolve("master.key"), home.resolve("master.key"));

        into(home).take(events, keysWithoutMaster(), false, QUIETLY);

        assertThat(Files.readString(home.resolve("master.key")))
                .isEqualTo(Files.readString(source.home().resolve("master.key")));
        assertThat(files(home)).containsExactly("master.key", "rapport.mv.db", "vault.mv.db");
    }

    @Test
    void what_was_decided_on_is_finished_by_a_start_and_not_taken_back() throws Exception {
        var home = scratch.resolve("decided");
        var draft = Files.createDirectories(home.resolve("restoring"));
        Files.writeString(draft.resolve("decided"), "replaced-x");

        assertThatThrownBy(() -> into(home).take(events, keys, false, QUIETLY))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Start Rapport once");

        assertThat(draft.resolve("decided")).exists();
    }

    @Test
    void a_server_that_was_only_set_up_is_not_taken_for_nothing() throws Exception {
        var home = scratch.resolve("only-set-up");
        try (var server = start("only-set-up")) {
            server.get(Accounts.class)
                    .setUp(
                            server.get(Accounts.class).openSetupToken().orElseThrow(),
                            new PersonDetails("Grace", null),
                            PASSPHRASE);
        }
        var before = files(home);

        assertThatThrownBy(() -> into(home).take(events, keys, false, QUIETLY))
                .isInstanceOf(NotImported.class)
                .hasMessageContaining("something in " + home);

        assertThat(files(home)).isEqualTo(before);
    }

    @Test
    void a_vault_with_keys_is_not_taken_for_nothing() throws Exception {
        var home = scratch.resolve("only-a-vault");
        try (var server = start("only-a-vault")) {
            server.get(rapport.words.Vault.class).makeKeyFor(UUID.randomUUID());
        }
        var vault = Files.readAllBytes(home.resolve("vault.mv.db"));

        assertThatThrownBy(() -> into(home).take(events, keys, false, QUIETLY))
                .isInstanceOf(NotImported.class)
                .hasMessageContaining("something in " + home);

        assertThat(home.resolve("vault.mv.db")).exists();
        assertThat(vault).isNotEmpty();
    }
}
