package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making the views again is killed in the middle: what was asked for is kept, and whatever comes next goes on with it. */
class RebuildCutOffIT {

    private static final int RELATIONSHIPS = 12;
    private static final int PROMISES = 200;
    private static final int HITS = 2;
    private static final int MOST_KILLS = 40;

    /** What is taken out of the views of every stream, so that there is something to write. */
    private static final List<String> SPOILED = List.of("promise", "promise_step");

    @TempDir
    private static Path used;

    private static List<String> right = List.of();
    private static List<String> wrong = List.of();

    @TempDir
    private Path scratch;

    /** A Rapport that is stopped, whose views lack what its streams say. */
    @BeforeAll
    static void spoil() throws Exception {
        var place = new JarProcess.Place(used);
        try (var server = JarProcess.ready(place)) {
            var api = server.api().setUp(server.setupToken());
            var dueOn = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
            for (var number = 0; number < RELATIONSHIPS; number++) {
                var path = "/api/relationships/" + api.start("Report " + number) + "/commitments";
                for (var promise = 0; promise < PROMISES; promise++) {
                    api.post(path, Map.of("promisor", "REPORT", "text", "number " + promise, "dueOn", dueOn))
                            .expect(201);
                }
            }
            server.stop();
        }
        right = rows(place.home());
        try (var connection = opened(place.home());
                var statement = connection.createStatement()) {
            for (var table : SPOILED) {
                assertThat(statement.executeUpdate("delete from " + table)).isPositive();
            }
        }
        wrong = rows(place.home());
    }

    @Test
    void a_rebuild_that_is_killed_is_gone_on_with() throws Exception {
        var whole = copy("whole");
        var began = System.nanoTime();
        try (var tool = JarProcess.started(whole, "rebuild")) {
            assertThat(tool.exitCode()).as(tool.said()).isZero();
        }
        var length = System.nanoTime() - began;
        assertThat(rows(whole.home())).isEqualTo(right);

        // The first half of the time it opens the files. After that each miss says whether it was too early or too
        // late.
        var early = length / 2;
        var late = length;
        var hits = 0;
        for (var kill = 0; kill < MOST_KILLS && hits < HITS; kill++) {
            var place = copy("killed-" + kill);
            var at = (early + late) / 2;
            try (var tool = JarProcess.started(place, "rebuild")) {
                TimeUnit.NANOSECONDS.sleep(at);
                tool.kill();
            }
            if (waiting(place.home()) > 0) {
                hits++;
                goneOnWith(place);
                continue;
            }
            var rows = rows(place.home());
            assertThat(rows).as("not begun, or done").isIn(wrong, right);
            if (rows.equals(wrong)) {
                early = at;
            } else {
                late = at;
            }
            if (late - early < length / 100) {
                // One of them took longer or shorter than the others.
                early -= length / 10;
                late += length / 10;
            }
        }
        assertThat(hits).as("killed while views were made").isEqualTo(HITS);
    }

    private static void goneOnWith(JarProcess.Place place) throws SQLException {
        try (var doctor = JarProcess.started(place, "doctor")) {
            assertThat(doctor.exitCode()).as(doctor.said()).isZero();
        }
        assertThat(waiting(place.home())).isZero();
        assertThat(rows(place.home())).isEqualTo(right);
    }

    private JarProcess.Place copy(String name) throws IOException {
        return new JarProcess.Place(used).copiedTo(scratch.resolve(name));
    }

    private static Connection opened(Path home) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + home.resolve("rapport"), "sa", "");
    }

    private static long waiting(Path home) throws SQLException {
        try (var connection = opened(home);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from stale_view")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> rows(Path home) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = opened(home);
                var statement = connection.createStatement()) {
            for (var table : SPOILED) {
                try (var rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        var row = new StringBuilder(table);
                        for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            row.append(' ').append(rows.getString(column));
                        }
                        found.add(row.toString());
                    }
                }
            }
        }
        found.sort(null);
        return found;
    }
}
