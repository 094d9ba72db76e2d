package rapport.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.backups.Homes.names;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.cli.Heard;
import rapport.tools.Console;
import rapport.words.Vault;

/** What lies among the backups, how long it stays, and what becomes of what was not finished. */
class ShelfTest {

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    @TempDir
    private Path scratch;

    private Shelf shelf(Instant... times) throws IOException {
        var shelf = new Shelf(scratch.resolve("kept"));
        Files.createDirectories(shelf.events());
        Files.createDirectories(shelf.keys());
        for (var at : times) {
            Files.createFile(Shelf.next(shelf.events(), "rapport", at));
            Files.createFile(Shelf.next(shelf.keys(), "keys", at));
        }
        return shelf;
    }

    @Test
    void what_is_exactly_as_old_as_it_may_be_stays_and_a_second_more_is_too_old() throws IOException {
        var shelf = shelf(
                NOW,
                NOW.minus(Duration.ofDays(7)),
                NOW.minus(Duration.ofDays(7)).minusSeconds(1));

        shelf.clear(NOW, Duration.ofDays(30), Duration.ofDays(7));

        assertThat(names(shelf.keys())).containsExactly("keys-20260324T120000Z.zip", "keys-20260331T120000Z.zip");
        assertThat(names(shelf.events())).hasSize(3);
    }

    @Test
    void of_two_made_in_one_second_the_later_is_the_newest() throws IOException {
        var shelf = shelf(NOW, NOW, NOW);
        assertThat(shelf.newestEvents().orElseThrow().file()).hasFileName("rapport-20260331T120000Z-3.zip");

        shelf.clear(NOW.plus(Duration.ofDays(99)), Duration.ofDays(30), Duration.ofDays(7));

        assertThat(names(shelf.keys())).containsExactly("keys-20260331T120000Z-3.zip");
        assertThat(names(shelf.events())).containsExactly("rapport-20260331T120000Z-3.zip");
    }

    @Test
    void what_a_wrong_clock_dated_ahead_is_not_the_newest_and_costs_no_other_its_place() throws IOException {
        var ahead = NOW.plus(Duration.ofDays(400));
        var shelf = shelf(NOW.minus(Duration.ofDays(90)), ahead);

        shelf.clear(NOW, Duration.ofDays(30), Duration.ofDays(7));

        assertThat(names(shelf.keys())).hasSize(2);
        assertThat(names(shelf.events())).hasSize(2);
        assertThat(shelf.newestEvents(NOW).orElseThrow().madeAt()).isEqualTo(NOW.minus(Duration.ofDays(90)));
        assertThat(shelf.newestEvents(NOW.minus(Duration.ofDays(91)))).isEmpty();
    }

    @Test
    void what_a_killed_process_left_is_cleared_away_and_what_somebody_is_writing_is_not() throws IOException {
        var shelf = shelf(NOW);
        var left = Files.createFile(shelf.events().resolve("rapport-20260330T120000Z.zip.draft"));
        var written = shelf.keys().resolve("keys-20260330T120000Z.zip.draft");
        var theirs = Files.createFile(shelf.keys().resolve("a letter.draft"));
        try (var channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            shelf.prepare();
            assertThat(left).doesNotExist();
            assertThat(written).exists();
        }
        shelf.prepare();
        assertThat(written).doesNotExist();
        assertThat(theirs).exists();
        assertThat(names(shelf.events())).hasSize(1);
    }

    @Test
    void a_backup_is_locked_while_it_is_written() throws IOException {
        var shelf = shelf();
        var target = shelf.events().resolve("rapport-20260330T120000Z.zip");
        BackupFile.write(
                target,
                java.util.Map.of("rapport.mv.db", _ -> {
                    shelf.prepare();
                    assertThat(names(shelf.events())).containsExactly("rapport-20260330T120000Z.zip.draft");
                }),
                parts -> new Manifest("events", "asked", "0", "1", NOW, Optional.empty(), parts));
        assertThat(names(shelf.events())).containsExactly("rapport-20260330T120000Z.zip");
    }

    @Test
    void a_backup_whose_keys_cannot_be_copied_is_none() throws IOException {
        var home = scratch.resolve("home");
        var shelf = new Shelf(scratch.resolve("kept"));
        try (var served = Homes.served(home)) {
            Homes.setUp(served).start("Grace");
            // A directory cannot be copied as a file.
            Files.delete(home.resolve("master.key"));
            Files.createDirectory(home.resolve("master.key"));

            assertThatThrownBy(() -> served.getBean(Backups.class).make(Backups.ASKED, shelf))
                    .isInstanceOf(IOException.class);

            assertThat(names(shelf.events())).isEmpty();
            assertThat(names(shelf.keys())).isEmpty();
        }
    }

    @Test
    void keys_are_copied_after_the_events_so_that_none_of_these_can_be_without() throws Exception {
        var home = scratch.resolve("home");
        var shelf = new Shelf(scratch.resolve("kept"));
        var stream = UUID.randomUUID();
        try (var served = Homes.served(home)) {
            var vault = served.getBean(Vault.class);
            served.getBean(Backups.class).make(Backups.ASKED, shelf, new Console() {
                @Override
                public void say(String sentence) {
                    // nobody listens
                }

                @Override
                public void progress(String what, long done, long of) {
                    // Somebody begins while the events are being copied.
                    vault.makeKeyFor(stream);
                }

                @Override
                public String ask(String question) {
                    return "";
                }
            });
        }
        BackupFile.takeOut(shelf.newestKeys().orElseThrow().file(), Files.createDirectory(scratch.resolve("taken")));
        assertThat(Homes.asked(
                        scratch.resolve("taken"),
                        "vault",
                        "select count(*) from data_key where stream = '" + stream + "'"))
                .isEqualTo("1");
    }

    @Test
    void a_backup_that_is_asked_for_clears_its_own_place_and_no_other() throws IOException {
        var home = scratch.resolve("home");
        var old = Instant.now().minus(Duration.ofDays(10));
        var own = new Shelf(home.resolve("backups"));
        var other = shelf(old, old.plusSeconds(1));
        try (var served = Homes.served(home)) {
            Files.createDirectories(own.events());
            Files.createDirectories(own.keys());
            for (var at : List.of(old, old.plusSeconds(1))) {
                Files.createFile(Shelf.next(own.events(), "rapport", at));
                Files.createFile(Shelf.next(own.keys(), "keys", at));
            }
            assertThat(rapport(home, new Heard(), "backup")).isZero();
            assertThat(rapport(
                            home,
                            new Heard(),
                            "backup",
                            "--to",
                            other.directory().toString()))
                    .isZero();
            assertThat(served.isActive()).isTrue();
        }
        assertThat(names(own.events())).as("30 days").hasSize(3);
        assertThat(names(own.keys())).as("7 days").hasSize(1);
        assertThat(names(other.events())).hasSize(3);
        assertThat(names(other.keys())).hasSize(3);
    }

    @Test
    void keys_go_in_time_also_where_no_backups_are_made_any_more_and_a_wrong_date_holds_up_no_backup()
            throws Exception {
        var home = scratch.resolve("home");
        var ahead = Instant.now().plus(Duration.ofDays(400));
        var old = Instant.now().minus(Duration.ofDays(10));
        var shelf = new Shelf(home.resolve("backups"));
        try (var served = Homes.served(
                home,
                "--rapport.backup.every=PT0S",
                "--rapport.backup.rehearse=PT0S",
                "--rapport.backup.first=PT0.1S",
                "--rapport.backup.look=PT0.1S")) {
            Files.createDirectories(shelf.keys());
            for (var at : List.of(old, old.plusSeconds(9))) {
                Files.createFile(Shelf.next(shelf.keys(), "keys", at));
            }
            for (var wait = 0; wait < 600 && names(shelf.keys()).size() > 1; wait++) {
                Thread.sleep(50);
            }
            assertThat(names(shelf.keys())).hasSize(1);
            assertThat(shelf.events()).doesNotExist();
            assertThat(served.isActive()).isTrue();
        }
        Files.createDirectories(shelf.events());
        Files.createFile(Shelf.next(shelf.events(), "rapport", ahead));
        Files.writeString(shelf.directory().resolve("rehearsal.txt"), "well " + ahead + "\n");
        try (var served = Homes.served(home, "--rapport.backup.first=PT0.1S", "--rapport.backup.look=PT0.1S")) {
            for (var wait = 0;
                    wait < 600
                            && !(shelf.newestEvents(Instant.now()).isPresent()
                                    && Rehearsals.last(shelf.directory())
                                            .orElseThrow()
                                            .at()
                                            .isBefore(ahead));
                    wait++) {
                Thread.sleep(50);
            }
            assertThat(shelf.newestEvents(Instant.now())).isPresent();
            assertThat(Rehearsals.last(shelf.directory()).orElseThrow().at()).isBefore(ahead);
            assertThat(served.isActive()).isTrue();
        }
    }

    @Test
    void a_mistyped_name_says_nothing_about_the_backups_that_there_are() throws IOException {
        var home = scratch.resolve("home");
        try (var served = Homes.served(home)) {
            Homes.setUp(served).start("Grace");
            var heard = new Heard();
            assertThat(rapport(home, heard, "backup")).isZero();
            var shelf = new Shelf(home.resolve("backups"));
            var events = shelf.newestEvents().orElseThrow().file();
            var keys = shelf.newestKeys().orElseThrow().file();

            assertThat(rapport(
                            home,
                            heard,
                            "rehearse",
                            shelf.events().resolve("nothing.zip").toString()))
                    .isEqualTo(1);
            assertThat(rapport(home, heard, "rehearse", keys.toString(), "--keys", keys.toString()))
                    .isEqualTo(1);
            assertThat(rapport(home, heard, "rehearse", events.toString(), "--keys", events.toString()))
                    .isEqualTo(1);

            assertThat(heard.text())
                    .contains("There is no file " + shelf.events().resolve("nothing.zip"))
                    .contains("is a backup of keys, and one of events is needed here.")
                    .contains("is a backup of events, and one of keys is needed here.")
                    .doesNotContain("Exception");
            assertThat(rapport(home, heard, "rehearse")).as(heard.text()).isZero();
            assertThat(Rehearsals.last(shelf.directory()).orElseThrow().well()).isTrue();
        }
    }
}
