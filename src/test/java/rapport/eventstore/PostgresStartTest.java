package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.shared.CannotStart;

/** What a PostgreSQL server that cannot be used is found to be, before anything is written to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStartTest {

    private static final String PASSWORD = "a long and secret password";

    @TempDir
    private static Path directory = Path.of("");

    private @Nullable EmbeddedPostgres server;

    /** One that asks everybody but its own superuser for a password. */
    @BeforeAll
    void a_server_with_passwords() throws IOException {
        var rules = Files.writeString(directory.resolve("hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all postgres ::1/128 trust
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128 scram-sha-256
                local all all trust
                """);
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("hba_file", rules.toString())
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        server().close();
    }

    private EmbeddedPostgres server() {
        return java.util.Objects.requireNonNull(server);
    }

    private void run(String database, String... statements) {
        try (var connection = server().getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A role of that name with the right password, and a new database. */
    private String database(String role, String how) {
        var name = "db_" + UUID.randomUUID().toString().replace('-', '_');
        run("postgres", "create role " + role + " login password '" + PASSWORD + "'", "create database " + name + how);
        return name;
    }

    private Postgres with(int port, String database, String user, String password) {
        var settings = new HashMap<String, Object>(Map.of(
                "rapport.database.url", "jdbc:postgresql://localhost:" + port + "/" + database,
                "rapport.database.username", user,
                "rapport.database.password", password));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new Postgres(environment);
    }

    private Postgres with(String database, String user) {
        return with(server().getPort(), database, user, PASSWORD);
    }

    private static void assertRefused(Postgres databases, String... sentence) {
        assertThatThrownBy(() -> databases.open("rapport", 4))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(sentence)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void a_role_that_may_make_schemas_needs_nothing_more() {
        var database = database("maker", "");
        run("postgres", "grant create on database " + database + " to maker");
        var databases = with(database, "maker");

        assertThat(databases.exists("rapport")).isFalse();
        try (var pool = databases.open("rapport", 4)) {
            assertThat(databases.exists("rapport")).isFalse();
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/rapport")
                    .load()
                    .migrate();
            assertThat(databases.exists("rapport")).isTrue();
            assertThat(databases.exists("vault")).isFalse();
            assertThat(JdbcClient.create(pool)
                            .sql("select count(*) from rapport.domain_event")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void a_role_that_may_use_a_schema_made_for_it_needs_nothing_more() {
        var database = database("tenant", "");
        run(database, "create schema rapport", "grant usage, create on schema rapport to tenant");

        try (var pool = with(database, "tenant").open("rapport", 4)) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/rapport")
                    .load()
                    .migrate();
        }
        assertThat(with(database, "tenant").exists("rapport")).isTrue();
    }

    @Test
    void who_may_make_no_schema_is_told_so() {
        assertRefused(with(database("guest", ""), "guest"), "does not let this user make the schema rapport");
    }

    @Test
    void who_may_not_use_the_schema_that_is_there_is_told_so() {
        var database = database("stranger", "");
        run(database, "create schema rapport");

        assertRefused(with(database, "stranger"), "does not let this user use the schema rapport");
    }

    @Test
    void a_wrong_password_is_told_without_repeating_it() {
        var database = database("forgetful", "");

        assertThatThrownBy(() -> with(server().getPort(), database, "forgetful", "hunter2")
                        .open("rapport", 4))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not let Rapport in")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_database_that_is_not_there_is_told() {
        assertRefused(with("nowhere", "postgres"), "has no database of that name");
    }

    @Test
    void a_server_that_is_not_there_is_told() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertRefused(with(port, "rapport", "postgres", PASSWORD), "localhost:" + port, "cannot be reached");
    }

    @Test
    void letters_that_cannot_be_held_are_refused_before_anything_is_made() {
        var database = database("ascii", " encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0");

        assertRefused(with(database, "postgres"), "its encoding is not UTF8");
        assertThat(with(server().getPort(), "postgres", "postgres", "").exists("rapport"))
                .isFalse();
    }

    @Test
    void a_server_that_may_lose_what_it_acknowledged_is_refused() throws IOException {
        // Unless told otherwise, those of tests are set so.
        try (var careless = EmbeddedPostgres.start()) {
            assertRefused(with(careless.getPort(), "postgres", "postgres", ""), "fsync or full_page_writes is off");
        }
    }

    @Test
    void a_role_that_is_set_to_answer_before_the_disk_has_it_does_not_count() {
        var database = database("hasty", "");
        run(
                "postgres",
                "alter role hasty set synchronous_commit = off",
                "grant create on database " + database + " to hasty");

        try (var pool = with(database, "hasty").open("rapport", 4)) {
            assertThat(JdbcClient.create(pool)
                            .sql("show synchronous_commit")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
        }
    }
}
