package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.shared.TestHome;

/** A real PostgreSQL that is stopped and started again under a Rapport that runs. */
class DatabaseGoneTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path scratch;

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(scratch.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void it_says_so_from_the_first_moment_on_and_works_again_by_itself_with_nothing_lost() throws Exception {
        var port = freePort();
        var server = server(port);
        try (var application = OneApplication.started(
                TestHome.fresh("gone"),
                "--spring.profiles.active=postgres",
                "--rapport.database.url=jdbc:postgresql://localhost:" + port + "/postgres",
                "--rapport.database.username=postgres")) {
            var api = application.setUp();
            var relationship = api.start("Grace");
            var path = "/api/relationships/" + relationship + "/commitments";
            var kept = new ArrayList<String>();
            for (var number = 0; number < 5; number++) {
                kept.add(api.post(path, Api.promise("the figures")).expect(201).field("id"));
            }
            var page = new Visitor(application.port()).signIn("Ada", Api.PASSPHRASE);
            var refused = new ArrayList<Map<String, String>>();

            server.close();
            // Until long after it is known that the node is cut off, which takes six seconds.
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(9);
            while (System.nanoTime() < end) {
                var promise = Api.promise("the figures");
                var answer = api.post(path, promise).expect(503);
                assertThat(answer.field("detail")).contains("Nothing was recorded");
                refused.add(promise);
                for (var address : List.of("/relationships/" + relationship, "/sign-in")) {
                    var reply = page.get(address);
                    assertThat(reply.status()).as(reply.text()).isEqualTo(503);
                    assertThat(reply.header("Retry-After")).hasValue("5");
                }
            }
            assertThat(application.health("health/readiness").status()).isEqualTo(503);
            assertThat(application.health("health/readiness").body()).contains("\"database\":{\"status\":\"DOWN\"}");
            assertThat(application.health("health/liveness").status()).isEqualTo(200);
            assertThat(application.health("prometheus").body()).contains("rapport_cut_off 1.0", "rapport_events NaN");

            server = server(port);
            var back = System.nanoTime() + LONGEST.toNanos();
            while (api.get("/api/me").status() != 200) {
                assertThat(System.nanoTime()).isLessThan(back);
                Thread.sleep(100);
            }
            api.post(path, Api.promise("the figures")).expect(201);
            assertThat(page.get("/relationships/" + relationship).status())
                    .as("still signed in")
                    .isEqualTo(200);
            assertThat(application.health("health/readiness").status()).isEqualTo(200);
            var sql = application.bean(JdbcClient.class);
            assertThat(kept).allSatisfy(id -> assertThat(promises(sql, id)).isEqualTo(1));
            assertThat(refused)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(promises(sql, one.getOrDefault("id", "")))
                            .isZero());
        } finally {
            server.close();
        }
    }

    private static long promises(JdbcClient sql, String id) {
        return sql.sql("select count(*) from promise where commitment = ?")
                .param(UUID.fromString(id))
                .query(Long.class)
                .single();
    }
}
