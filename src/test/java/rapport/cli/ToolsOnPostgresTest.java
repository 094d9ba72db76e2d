package rapport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.eventstore.OnPostgres;

/** Tools where the data lie on a PostgreSQL server: what works as ever, and what is left to PostgreSQL. */
class ToolsOnPostgresTest {

    private static final String MARKER = "the words that nobody must find";

    @TempDir
    private Path scratch;

    private String url = OnPostgres.newDatabase();

    /** Before the next 1:1, so that it stands among what is open. */
    private static String soon() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
    }

    private Path home() {
        return scratch.resolve("home");
    }

    private ConfigurableApplicationContext served() {
        var settings = new ArrayList<>(OnPostgres.settings(url));
        settings.addAll(List.of("--rapport.home=" + home(), "--server.port=0"));
        return SpringApplication.run(Rapport.class, settings.toArray(String[]::new));
    }

    private static Api api(ConfigurableApplicationContext served) {
        return new Api(
                Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                        .getPort(),
                null);
    }

    private String says(int exit, List<String> typed, String... words) {
        var heard = new Heard(typed.toArray(String[]::new));
        var all = new ArrayList<>(OnPostgres.settings(url));
        all.addAll(List.of(words));
        assertThat(rapport(home(), heard, all.toArray(String[]::new)))
                .as(String.join(" ", words) + ": " + heard.text())
                .isEqualTo(exit);
        return heard.text();
    }

    private String says(int exit, String... words) {
        return says(exit, List.of(), words);
    }

    @Test
    void what_works_on_files_says_that_postgresql_does_it_whether_rapport_runs_or_not() throws IOException {
        var file = scratch.resolve("rapport-20260331T120000Z.zip").toString();
        try (var served = served()) {
            api(served).setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
            for (var words :
                    List.of(List.of("backup"), List.of("restore", file), List.of("rehearse"), List.of("compact"))) {
                assertThat(says(3, words.toArray(String[]::new)))
                        .contains("keeps its data in PostgreSQL", "docs/operations.md");
            }
        }
        for (var words :
                List.of(List.of("backup"), List.of("restore", file), List.of("rehearse"), List.of("compact"))) {
            assertThat(says(3, words.toArray(String[]::new)))
                    .contains("keeps its data in PostgreSQL", "docs/operations.md");
        }
        try (var files = Files.list(home())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .doesNotContain("rapport.mv.db", "vault.mv.db", "backups");
        }
    }

    @Test
    void in_an_empty_database_a_tool_finds_nothing_and_makes_nothing() {
        assertThat(says(3, "doctor")).contains("There is no Rapport in this database.");
        assertThat(OnPostgres.databases(url).exists("rapport")).isFalse();
        assertThat(OnPostgres.databases(url).exists("vault")).isFalse();
    }

    @Test
    void the_doctor_looks_at_what_it_can_see_of_the_server() {
        try (var served = served()) {
            var grace = api(served)
                    .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
            grace.start("Ada");
            assertThat(says(0, "doctor"))
                    .contains("PostgreSQL: Version 18", "no other Rapport uses it now")
                    .contains("on disk before it is acknowledged", "keeps no archive of its write-ahead log")
                    .contains("Every table says what its stream says.", "Nothing is wrong.")
                    .doesNotContain("There is no backup in");
            served.getBean(JdbcClient.class).sql("delete from relationship").update();
            assertThat(says(1, "doctor")).contains("rapport rebuild --view");
        }
        assertThat(says(0, "rebuild")).contains("Made again from the events: ");
        assertThat(says(0, "doctor")).contains("Nothing is wrong.");
    }

    @Test
    void the_history_is_checked_and_what_was_changed_is_named() {
        try (var served = served()) {
            var grace = api(served)
                    .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
            grace.start("Ada");
        }
        // Sealed when it was stopped.
        says(0, "verify");
        try (var served = served()) {
            served.getBean(JdbcClient.class)
                    .sql("update domain_event set payload = ?")
                    .param(new byte[] {'{', '}'})
                    .update();
            assertThat(says(1, "verify")).contains("event");
        }
    }

    @Test
    void what_was_erased_is_gone_from_the_tables_of_the_keys() {
        try (var served = served()) {
            var grace = api(served)
                    .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
            var id = grace.start("Ada");
            grace.post(
                            "/api/relationships/" + id + "/commitments",
                            Map.of("promisor", "MANAGER", "text", MARKER, "dueOn", soon()))
                    .expect(201);
            says(0, "erase", id, "--basis", "OTHER", "--announce");
            served.getBean(JdbcClient.class)
                    .sql("update erasure set announced_at = announced_at - interval '31' day")
                    .update();
            assertThat(says(1, "erase", id, "--basis", "OTHER", "--keys-now"))
                    .contains("Backups of keys are PostgreSQL's here", "Nothing was erased.");
            assertThat(grace.get("/api/relationships/" + id + "/open-items").text())
                    .contains(MARKER);

            assertThat(says(0, List.of(id), "erase", id, "--basis", "OTHER"))
                    .contains("Erased.", "write-ahead log", "on standbys and in backups");

            assertThat(grace.get("/api/relationships/" + id + "/open-items").text())
                    .doesNotContain(MARKER);
            assertThat(says(0, "doctor")).contains("Nothing is wrong.");
        }
    }

    @Test
    void a_server_moves_from_files_and_back_by_export_and_import() throws IOException {
        var files = scratch.resolve("files");
        String token;
        String id;
        try (var served = SpringApplication.run(Rapport.class, "--rapport.home=" + files, "--server.port=0")) {
            var grace = new Api(
                    Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                            .getPort(),
                    null);
            var setUp = grace.post(
                            "/api/setup",
                            Map.of(
                                    "token",
                                    served.getBean(Accounts.class)
                                            .openSetupToken()
                                            .orElseThrow(),
                                    "name",
                                    "Grace",
                                    "passphrase",
                                    Api.PASSPHRASE))
                    .expect(201);
            token = setUp.field("token");
            id = grace.withToken(token).start("Ada");
            grace.withToken(token)
                    .post(
                            "/api/relationships/" + id + "/commitments",
                            Map.of("promisor", "MANAGER", "text", MARKER, "dueOn", soon()))
                    .expect(201);
        }
        var out = scratch.resolve("out");
        assertThat(rapport(files, new Heard(), "export", "--to", out.toString(), "--with-master-key"))
                .isZero();
        var events = the(out, "rapport-server");
        var keys = the(out, "rapport-keys");

        assertThat(says(0, "import", events, "--keys", keys)).contains("keys were taken in");
        assertThat(says(1, "import", events, "--keys", keys))
                .contains("There is something in this database already", "Nothing was changed.");

        var again = scratch.resolve("again");
        try (var served = served()) {
            var grace = api(served).withToken(token);
            assertThat(grace.get("/api/relationships/" + id + "/open-items")
                            .expect(200)
                            .text())
                    .contains(MARKER);
            grace.post(
                            "/api/relationships/" + id + "/commitments",
                            Map.of("promisor", "MANAGER", "text", "said here", "dueOn", soon()))
                    .expect(201);
            says(0, "export", "--to", again.toString(), "--with-master-key");
        }
        var back = scratch.resolve("back");
        assertThat(rapport(
                        back,
                        new Heard(),
                        "import",
                        the(again, "rapport-server"),
                        "--keys",
                        the(again, "rapport-keys")))
                .isZero();
        assertThat(rapport(back, new Heard(), "doctor")).isZero();
        try (var served = SpringApplication.run(Rapport.class, "--rapport.home=" + back, "--server.port=0")) {
            assertThat(api(served)
                            .withToken(token)
                            .get("/api/relationships/" + id + "/open-items")
                            .expect(200)
                            .text())
                    .contains(MARKER, "said here");
        }
    }

    @Test
    void nothing_is_taken_in_while_another_rapport_uses_the_database() throws IOException {
        var elsewhere = scratch.resolve("elsewhere");
        try (var _ = served()) {
            var heard = new Heard();
            var all = new ArrayList<>(OnPostgres.settings(url));
            all.addAll(List.of("import", "nothing.zip", "--keys", "nothing.json"));
            Files.createDirectories(elsewhere);
            Files.copy(home().resolve("master.key"), elsewhere.resolve("master.key"));
            assertThat(rapport(elsewhere, heard, all.toArray(String[]::new)))
                    .as(heard.text())
                    .isEqualTo(1);
            assertThat(heard.text()).contains("Another Rapport uses this database.", "Nothing was changed.");
        }
    }

    private static String the(Path directory, String name) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(Path::toString)
                    .filter(file -> file.contains(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
