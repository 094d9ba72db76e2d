package rapport.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.backups.Homes.change;
import static rapport.backups.Homes.names;
import static rapport.backups.Homes.served;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.cli.Heard;
import rapport.seals.Receipt;
import rapport.seals.Seals;

/** What a backup is not put in place of, and what is asked before it is. */
class RestorerTest {

    @TempDir
    private Path scratch;

    private Path home() {
        return scratch.resolve("home");
    }

    private Path kept() {
        return scratch.resolve("kept");
    }

    private Path events() throws IOException {
        return new Shelf(kept()).newestEvents().orElseThrow().file();
    }

    private void use() {
        try (var served = served(home())) {
            Homes.setUp(served).start("Grace");
        }
    }

    private void backUp() {
        var heard = new Heard();
        assertThat(rapport(home(), heard, "backup", "--to", kept().toString()))
                .as(heard.text())
                .isZero();
    }

    private Heard restore(int exit, Path target, String... answers) throws IOException {
        var heard = new Heard(answers);
        assertThat(rapport(home(), heard, "restore", events().toString(), "--to", target.toString()))
                .as(heard.text())
                .isEqualTo(exit);
        assertThat(heard.text()).doesNotContain("Exception");
        return heard;
    }

    @Test
    void another_rapport_that_is_running_a_directory_of_something_else_and_a_restore_under_way_are_left_alone()
            throws IOException {
        use();
        backUp();
        var other = scratch.resolve("other");
        try (var running = served(other)) {
            assertThat(restore(3, other, "replace").text())
                    .contains("A Rapport is running on " + other)
                    .doesNotContain("Type");
            assertThat(running.isActive()).isTrue();
            assertThat(names(other)).noneMatch(name -> name.startsWith("replaced-") || name.startsWith("restoring"));
        }

        var letters = Files.createDirectory(scratch.resolve("letters"));
        Files.createFile(letters.resolve("a letter"));
        assertThat(restore(1, letters, "replace").text()).contains("holds something else");
        assertThat(names(letters)).containsExactly("a letter");

        var busy = Files.createDirectory(scratch.resolve("busy"));
        var lock = busy.resolve("restoring.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(restore(3, busy).text()).contains("Another restore into " + busy + " is under way.");
            assertThat(names(busy)).containsExactly("restoring.lock");
        }
        restore(0, busy);
        assertThat(names(busy)).containsExactly("master.key", "rapport.mv.db", "vault.mv.db");
    }

    @Test
    void a_history_that_its_seals_say_was_changed_is_put_in_place_only_if_somebody_types_so() throws Exception {
        use();
        try (var served = served(home())) {
            var seals = served.getBean(Seals.class);
            for (var wait = 0; wait < 600 && seals.head().map(Receipt::block).orElse(0L) < 2; wait++) {
                Thread.sleep(50);
            }
        }
        // No view shows it, so that the seals alone can tell.
        change(home(), "rapport", "update domain_event set event_identifier = random_uuid()");
        backUp();
        var target = scratch.resolve("elsewhere");

        assertThat(restore(1, target, "yes").text())
                .contains("So what is in the backup is not as it was recorded.", "Type anyway", "Nothing was changed.");
        assertThat(target).isEmptyDirectory();

        restore(0, target, "anyway");
        assertThat(names(target)).contains("rapport.mv.db");
    }

    @Test
    void a_backup_whose_tables_do_not_say_what_its_streams_say_is_refused() throws Exception {
        use();
        change(home(), "rapport", "update relationship set manager = report");
        backUp();
        var target = scratch.resolve("elsewhere");

        assertThat(restore(1, target, "without", "anyway").text())
                .contains(
                        "is not what was recorded.", "What is in the backup is not sound, so it was not put in place.");
        assertThat(target).isEmptyDirectory();
    }
}
