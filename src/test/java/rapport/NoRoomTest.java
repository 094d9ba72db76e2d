package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.Durability;
import rapport.eventstore.OnPostgres;
import rapport.seals.Checks;
import rapport.shared.Home;
import rapport.shared.Room;

/** The data directory on a disk of its own, so small that it can be filled. Only where this user may mount one. */
@EnabledOnOs(OS.LINUX)
class NoRoomTest {

    private static final long SIZE = 80L << 20;

    @TempDir
    private Path scratch;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        assumeFalse(OnPostgres.isOn(), "the history lies elsewhere");
        disk = Files.createDirectory(scratch.resolve("disk"));
        assumeTrue(
                SystemCommand.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()),
                "a small disk can be mounted");
    }

    @AfterEach
    void unmount() throws Exception {
        if (!disk.toString().isEmpty()) {
            SystemCommand.run("umount", "--lazy", disk.toString());
        }
    }

    private Path home() {
        return disk.resolve("home");
    }

    private Path fillUpTo(long left) throws IOException {
        var filler = disk.resolve("filler");
        var piece = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (Files.getFileStore(disk).getUsableSpace() - piece.length >= left) {
                out.write(piece);
            }
            if (left == 0) {
                while (true) {
                    out.write(piece, 0, 1024);
                }
            }
        } catch (IOException _) {
            // to the last byte
        }
        return filler;
    }

    private static long events(OneApplication application) {
        return application
                .bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }

    @Test
    void with_hardly_any_room_nothing_new_is_taken_in_and_all_goes_on_once_there_is() throws Exception {
        try (var application = OneApplication.started(home())) {
            var api = application.setUp();
            var relationship = api.start("Grace");
            var path = "/api/relationships/" + relationship + "/commitments";
            api.post(path, Api.promise("before")).expect(201);
            var events = events(application);
            var filler = fillUpTo(Room.RESERVE - (4 << 20));

            var refused = api.post(path, Api.promise("meanwhile")).expect(503);
            assertThat(refused.field("detail"))
                    .isEqualTo("There is no room left on the disk that Rapport writes to. Nothing was recorded; "
                            + "please tell whoever runs it.");
            var page = new Visitor(application.port()).signIn("Ada", Api.PASSPHRASE);
            assertThat(page.get("/relationships/" + relationship).status()).isEqualTo(200);
            var form = page.submit("/relationships/" + relationship + "/commitments", Api.promise("by a form"));
            assertThat(form.status()).isEqualTo(503);
            assertThat(form.header("Retry-After")).hasValue("60");
            assertThat(form.body()).contains("There is no room left on the disk");
            assertThat(api.get("/api/relationships/" + relationship + "/open-items")
                            .status())
                    .isEqualTo(200);
            assertThat(events(application)).isEqualTo(events);
            assertThat(application.health("health/readiness").status()).isEqualTo(503);
            assertThat(application.health("health/readiness").body()).contains("\"disk\":{\"status\":\"DOWN\"}");
            assertThat(application.health("health/liveness").status()).isEqualTo(200);
            assertThat(page.submit("/sign-out", Map.of()).status()).isEqualTo(303);

            Files.delete(filler);
            api.post(path, Api.promise("after")).expect(201);
            assertThat(events(application)).isEqualTo(events + 1);
            assertThat(page.signIn("Ada", Api.PASSPHRASE).get("/people").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void where_the_disk_takes_not_one_byte_more_nothing_acknowledged_is_lost_and_nothing_half_is_kept()
            throws Exception {
        var acknowledged = new ArrayList<String>();
        var unsure = Api.promise("unsure");
        String token;
        String path;
        Path filler;
        try (var application = OneApplication.started(home())) {
            var api = application.setUp();
            token = api.token();
            var relationship = api.start("Grace");
            path = "/api/relationships/" + relationship + "/commitments";
            for (var number = 0; number < 5; number++) {
                acknowledged.add(api.post(path, Api.promise("number " + number))
                        .expect(201)
                        .field("id"));
            }
            filler = fillUpTo(0);
            assertThat(new Room(new Home(home())).isThere()).isFalse();
            // Past the gate, as an act would be that was on its way already.
            assertThatThrownBy(() -> recordUnguarded(application)).isInstanceOf(Durability.NotDurable.class);

            for (var each : List.of(api.get("/api/me"), api.get("/api/relationships/" + relationship))) {
                each.expect(503);
                assertThat(each.field("detail"))
                        .startsWith("Rapport could not write to its disk and has to be started");
            }
            assertThat(new Visitor(application.port()).get("/sign-in").status()).isEqualTo(503);
            assertThat(application.health("health/liveness").status()).isEqualTo(503);
            assertThat(application.health("prometheus").status()).isEqualTo(200);
            // Room alone does not help any more: nobody knows what is remembered in vain.
            Files.delete(filler);
            api.post(path, unsure).expect(503);
        }
        try (var again = OneApplication.started(home())) {
            var api = again.api(token);
            for (var id : acknowledged) {
                api.get("/api/me").expect(200);
                assertThat(count(again, "select count(*) from promise where commitment = '" + id + "'"))
                        .isEqualTo(1);
            }
            assertThat(count(again, "select count(*) from web_session where principal_name = 'in vain'"))
                    .as("what could not be acknowledged")
                    .isZero();
            api.post(path, unsure).expect(201);
            assertThat(again.bean(Checks.class).run((_, _) -> {}).findings()).isEmpty();
            assertThat(again.health("health/liveness").status()).isEqualTo(200);
        }
    }

    private static void recordUnguarded(OneApplication application) {
        application
                .bean(JdbcClient.class)
                .sql(
                        "insert into web_session (primary_id, session_id, creation_time, last_access_time,"
                                + " max_inactive_interval, expiry_time, principal_name) values (?, ?, 0, 0, 0, 9000000000000000, 'in vain')")
                .params(UUID.randomUUID().toString(), UUID.randomUUID().toString())
                .update();
        application.bean(Durability.class).await();
    }

    private static long count(OneApplication application, String sql) {
        return application.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }
}
