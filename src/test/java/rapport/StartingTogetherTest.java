package rapport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.eventstore.OnPostgres;
import rapport.shared.CannotStart;

/** Several that start on one PostgreSQL: what is made once is made once, and versions do not mix. */
class StartingTogetherTest {

    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path scratch;

    private final String url = OnPostgres.newDatabase();

    private ConfigurableApplicationContext start(String name, String... more) {
        var settings = new ArrayList<>(OnPostgres.settings(url));
        settings.addAll(List.of("--rapport.home=" + scratch.resolve(name), "--server.port=0"));
        settings.addAll(List.of(more));
        if (settings.stream().noneMatch(setting -> setting.startsWith("--RAPPORT_MASTER_KEY="))) {
            settings.add("--RAPPORT_MASTER_KEY=" + MASTER_KEY);
        }
        return SpringApplication.run(Rapport.class, settings.toArray(String[]::new));
    }

    /** What one that does not start says. */
    private String refusal(String name, String... more) {
        try (var _ = start(name, more)) {
            return "it started";
        } catch (RuntimeException e) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                if (at instanceof CannotStart cannot) {
                    return String.valueOf(cannot.getMessage());
                }
            }
            throw e;
        }
    }

    private static Api api(ConfigurableApplicationContext served) {
        return new Api(
                Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                        .getPort(),
                null);
    }

    private static long count(ConfigurableApplicationContext served, String table) {
        return served.getBean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    @Test
    void two_that_start_in_the_same_moment_on_an_empty_database_both_serve_the_same() throws Exception {
        var nodes = new ArrayList<ConfigurableApplicationContext>();
        // Of this process and not of a node: it cannot be set up by two at once.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var together = new CyclicBarrier(2);
            var starting = new ArrayList<Future<ConfigurableApplicationContext>>();
            for (var name : List.of("one", "other")) {
                Callable<ConfigurableApplicationContext> start = () -> {
                    together.await(30, SECONDS);
                    return start(name);
                };
                starting.add(threads.submit(start));
            }
            for (var node : starting) {
                nodes.add(node.get(120, SECONDS));
            }
            var one = nodes.getFirst();
            var other = nodes.getLast();
            assertThat(count(one, "vault.master_check")).isEqualTo(1);
            assertThat(count(one, "flyway_schema_history where version = '1'")).isEqualTo(1);
            assertThat(one.getBean(JdbcClient.class)
                            .sql("select count(*) - count(distinct view) from view_version")
                            .query(Long.class)
                            .single())
                    .isZero();

            var grace =
                    api(one).setUp(one.getBean(Accounts.class).openSetupToken().orElseThrow());
            var id = grace.start("Ada");
            assertThat(id).isNotEmpty();
            assertThat(other.getBean(Accounts.class).isSetUp()).isTrue();
            assertThat(count(other, "relationship")).isEqualTo(1);
        } finally {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
            nodes.forEach(ConfigurableApplicationContext::close);
        }
    }

    @Test
    void views_of_an_older_version_are_not_made_again_while_it_still_writes_them() {
        try (var older = start("older", "--rapport.version=0.0.9")) {
            var grace = api(older)
                    .setUp(older.getBean(Accounts.class).openSetupToken().orElseThrow());
            grace.start("Ada");
            older.getBean(JdbcClient.class)
                    .sql("update view_version set version = version - 1")
                    .update();

            assertThat(refusal("newer")).contains("version 0.0.9 still runs on it");
        }
        try (var newer = start("newer")) {
            assertThat(count(newer, "relationship")).isEqualTo(1);
            try (var second = start("older", "--rapport.version=0.0.9")) {
                // Nothing has to be changed for it, so it may.
                assertThat(second.isRunning()).isTrue();
            }
        }
    }

    @Test
    void one_that_has_another_master_key_does_not_start_beside() {
        try (var _ = start("one")) {
            var key = new byte[32];
            key[0] = 1;
            var other = Base64.getEncoder().encodeToString(key);
            assertThat(refusal("other", "--RAPPORT_MASTER_KEY=" + other))
                    .contains("not the one that these data were sealed with");
        }
    }
}
