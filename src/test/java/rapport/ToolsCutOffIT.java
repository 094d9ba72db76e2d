package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tools that are cut off in the middle, by a kill or by a disk that takes no more: nothing is lost, and all goes on. */
class ToolsCutOffIT {

    private static final int PROMISES = 120;
    private static final int KILLS = 3;

    @TempDir
    private static Path used;

    private static Path backup = Path.of("");
    private static long now;
    private static long then;

    @TempDir
    private Path scratch;

    /** A Rapport that is stopped, a backup of it, and one more thing since. */
    @BeforeAll
    static void use() throws Exception {
        var place = new JarProcess.Place(used);
        try (var server = JarProcess.ready(place)) {
            var api = server.api().setUp(server.setupToken());
            var path = "/api/relationships/" + api.start("Grace") + "/commitments";
            for (var number = 0; number < PROMISES; number++) {
                promise(api, path, number);
            }
            try (var tool = JarProcess.started(
                    place, "backup", "--to", used.resolve("kept").toString())) {
                assertThat(tool.exitCode()).as(tool.said()).isZero();
            }
            promise(api, path, PROMISES);
            // Whoever stops it has H2 tidy up, and leaves little to write anew.
            server.kill();
        }
        try (var files = Files.list(used.resolve("kept/events"))) {
            backup = files.findFirst().orElseThrow();
        }
        now = events(place.home());
        then = now - 1;
    }

    private static void promise(Api api, String path, int number) {
        var dueOn = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
        api.post(path, Map.of("promisor", "REPORT", "text", "number " + number, "dueOn", dueOn))
                .expect(201);
    }

    private static long events(Path home) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("rapport"), "sa", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from domain_event")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private JarProcess.Place copy(String name) throws IOException {
        return new JarProcess.Place(used).copiedTo(scratch.resolve(name));
    }

    private static void assertSound(JarProcess.Place place) throws IOException {
        try (var doctor = JarProcess.started(place, "doctor")) {
            assertThat(doctor.exitCode()).as(doctor.said()).isZero();
        }
        try (var files = Files.list(place.home())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("restoring") || name.contains("rewritten"))
                    .noneMatch(name -> name.startsWith("trial-") || name.startsWith("rehearsal-"));
        }
    }

    private static void killWithin(JarProcess tool, long nanos, Random random) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(random.nextLong(nanos));
        tool.kill();
    }

    @Test
    void a_restore_that_is_killed_leaves_what_was_there_or_what_was_to_come_and_never_half_of_both() throws Exception {
        var random = new Random(11);
        var whole = copy("whole");
        var started = System.nanoTime();
        try (var tool = JarProcess.started(whole, "restore", backup.toString())) {
            assertThat(tool.type("replace").exitCode()).as(tool.said()).isZero();
        }
        var length = System.nanoTime() - started;
        assertSound(whole);
        assertThat(events(whole.home())).isEqualTo(then);
        for (var kill = 0; kill < KILLS; kill++) {
            var place = copy("killed-" + kill);
            try (var tool = JarProcess.started(place, "restore", backup.toString())) {
                killWithin(tool.type("replace"), length, random);
            }
            assertSound(place);
            assertThat(events(place.home())).isIn(now, then);
        }
    }

    @Test
    void a_restore_that_is_killed_once_it_was_decided_on_is_finished_by_whatever_comes_next() throws Exception {
        var place = copy("decided");
        var other = scratch.resolve("other");
        try (var tool = JarProcess.started(place, "restore", backup.toString(), "--to", other.toString())) {
            assertThat(tool.exitCode()).as(tool.said()).isZero();
        }
        // As a kill leaves it between moving the one file aside and moving the other in.
        var home = place.home();
        Files.move(other, home.resolve("restoring"));
        Files.writeString(home.resolve("restoring/decided"), "replaced-20260331T120000Z");
        Files.createDirectory(home.resolve("replaced-20260331T120000Z"));
        Files.move(home.resolve("rapport.mv.db"), home.resolve("replaced-20260331T120000Z/rapport.mv.db"));

        assertSound(place);

        assertThat(events(home)).isEqualTo(then);
        for (var file : new String[] {"rapport.mv.db", "vault.mv.db", "master.key"}) {
            assertThat(home.resolve("replaced-20260331T120000Z").resolve(file)).exists();
        }
    }

    @Test
    void compacting_that_is_killed_loses_nothing() throws Exception {
        var random = new Random(12);
        var whole = copy("whole");
        var before = Files.size(whole.home().resolve("rapport.mv.db"));
        var started = System.nanoTime();
        try (var tool = JarProcess.started(whole, "compact")) {
            assertThat(tool.exitCode()).as(tool.said()).isZero();
            assertThat(tool.output()).contains("Writing the files anew.", "The history took ", " and now takes ");
        }
        var length = System.nanoTime() - started;
        assertThat(Files.size(whole.home().resolve("rapport.mv.db"))).isLessThan(before / 2);
        assertSound(whole);
        assertThat(events(whole.home())).isEqualTo(now);
        for (var kill = 0; kill < KILLS; kill++) {
            var place = copy("killed-" + kill);
            try (var tool = JarProcess.started(place, "compact")) {
                killWithin(tool, length, random);
            }
            assertSound(place);
            assertThat(events(place.home())).isEqualTo(now);
        }
    }

    @Test
    void a_start_can_write_the_files_anew_first_and_is_killed_without_a_loss() throws Exception {
        var place = copy("compacted");
        var before = Files.size(place.home().resolve("rapport.mv.db"));
        var started = System.nanoTime();
        try (var server = JarProcess.ready(place, "--rapport.compact=true")) {
            assertThat(server.output()).contains("the history took ");
            server.stop();
        }
        var length = System.nanoTime() - started;
        assertThat(Files.size(place.home().resolve("rapport.mv.db"))).isLessThan(before / 2);
        assertSound(place);
        assertThat(events(place.home())).isEqualTo(now);
        var killed = copy("killed");
        try (var server = JarProcess.started(killed, "--rapport.compact=true")) {
            killWithin(server, length, new Random(13));
        }
        assertSound(killed);
        assertThat(events(killed.home())).isEqualTo(now);
    }

    @Test
    void a_backup_that_is_killed_leaves_nothing_that_the_next_does_not_clear_away() throws Exception {
        var place = copy("killed");
        var events = place.home().resolve("backups/events");
        try (var tool = JarProcess.started(place, "backup")) {
            while (tool.isAlive() && !hasDraft(events)) {
                Thread.onSpinWait();
            }
            tool.kill();
        }
        try (var tool = JarProcess.started(place, "backup")) {
            assertThat(tool.exitCode()).as(tool.said()).isZero();
        }
        assertThat(hasDraft(events)).isFalse();
        try (var tool = JarProcess.started(place, "rehearse")) {
            assertThat(tool.exitCode()).as(tool.said()).isZero();
        }
        assertSound(place);
    }

    private static boolean hasDraft(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".draft"));
        }
    }

    private static void assertDoesNot(JarProcess.Place place, long bytes, String... words) {
        try (var tool = JarProcess.startedWithLimit(place, bytes, words)) {
            assertThat(tool.type("replace").exitCode()).as(tool.said()).isEqualTo(3);
            assertThat(tool.said())
                    .contains("File too large")
                    .doesNotContain("\tat ", "Exception", "nobody has foreseen");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void where_the_disk_takes_no_more_tools_say_so_and_leave_nothing_half() throws Exception {
        var place = copy("full");
        var home = place.home();
        var size = Files.size(home.resolve("rapport.mv.db"));
        var before = new TreeSet<String>();
        try (var files = Files.list(home)) {
            files.forEach(file -> before.add(file.getFileName().toString()));
        }
        for (var limit : new long[] {size / 4, size + 64 * 1024}) {
            var target = scratch.resolve("restored-" + limit);
            assertDoesNot(place, limit, "restore", backup.toString(), "--to", target.toString());
            assertThat(target).isEmptyDirectory();
            assertDoesNot(place, limit, "restore", backup.toString());
            try (var files = Files.list(home)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(before);
            }
        }
        assertDoesNot(place, size / 4, "compact");
        assertDoesNot(place, size / 4, "backup", "--to", scratch.resolve("kept").toString());
        assertSound(place);
        assertThat(events(home)).isEqualTo(now);
        try (var files = Files.walk(scratch.resolve("kept"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void where_the_disk_takes_no_more_a_new_version_changes_nothing() throws Exception {
        var place = copy("full");
        var home = place.home();
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("rapport"), "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("update view_version set version = 0");
        }
        try (var server = JarProcess.startedWithLimit(place, Files.size(home.resolve("rapport.mv.db")) / 4)) {
            assertThat(server.exitCode()).as(server.said()).isNotZero();
            assertThat(server.said()).doesNotContain("\tat ");
        }
        try (var server = JarProcess.ready(place)) {
            server.stop();
        }
        assertSound(place);
        assertThat(events(home)).isEqualTo(now);
    }
}
