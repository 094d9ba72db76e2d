package rapport.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.cli.Heard;
import rapport.seals.Receipt;
import rapport.seals.Seals;
import rapport.tools.Elsewhere;
import rapport.words.Vault;

/** Backups of a Rapport that people work with, and what becomes of them when they are needed. */
class BackupsTest {

    @TempDir
    private Path scratch;

    private Path home() {
        return scratch.resolve("home");
    }

    private Path kept() {
        return scratch.resolve("kept");
    }

    private static ConfigurableApplicationContext served(Path home, String... settings) {
        var all = new ArrayList<>(List.of("--rapport.home=" + home, "--server.port=0"));
        all.addAll(List.of(settings));
        return SpringApplication.run(Rapport.class, all.toArray(String[]::new));
    }

    private static Api api(ConfigurableApplicationContext served) {
        var port = Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                .getPort();
        return new Api(port, null)
                .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
    }

    private static String promise(Api api, String relationship, String words) {
        return api.post(
                        "/api/relationships/" + relationship + "/commitments",
                        Map.of(
                                "promisor",
                                "REPORT",
                                "text",
                                words,
                                "dueOn",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()))
                .expect(201)
                .field("id");
    }

    private static Path only(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList().getFirst();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Map<String, Integer> contents(Path home) throws IOException {
        var contents = new TreeMap<String, Integer>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(home.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    /** A Rapport in which somebody has recorded a few things, a backup of it, and one more thing since. */
    private void usedAndBackedUp() throws IOException {
        try (var served = served(home())) {
            var api = api(served);
            var relationship = api.start("Grace");
            promise(api, relationship, "the figures");
            var heard = new Heard();
            assertThat(rapport(home(), heard, "backup", "--to", kept().toString()))
                    .as(heard.text())
                    .isZero();
            promise(api, relationship, "made after the backup");
        }
    }

    private Path events() throws IOException {
        return only(kept().resolve("events"));
    }

    private Path keys() throws IOException {
        return only(kept().resolve("keys"));
    }

    private static long events(Path home) {
        try (var served = served(home)) {
            return served.getBean(JdbcClient.class)
                    .sql("select count(*) from domain_event")
                    .query(Long.class)
                    .single();
        }
    }

    @Test
    void a_backup_is_two_files_that_only_their_owner_can_read_and_comes_back_elsewhere() throws IOException {
        usedAndBackedUp();
        for (var file : List.of(events(), keys())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(BackupFile.manifest(events()).parts().stream().map(Manifest.Part::name))
                .containsExactly("rapport.mv.db");
        assertThat(BackupFile.manifest(keys()).parts().stream().map(Manifest.Part::name))
                .containsExactly("vault.mv.db", "master.key");
        var elsewhere = scratch.resolve("elsewhere");
        var heard = new Heard();

        assertThat(rapport(home(), heard, "restore", events().toString(), "--to", elsewhere.toString()))
                .as(heard.text())
                .isZero();

        assertThat(names(elsewhere)).containsExactlyInAnyOrder("rapport.mv.db", "vault.mv.db", "master.key");
        assertThat(events(elsewhere)).isEqualTo(events(home()) - 1);
        assertThat(rapport(elsewhere, heard, "doctor")).as(heard.text()).isZero();
    }

    @Test
    void a_backup_takes_the_place_of_what_is_there_once_somebody_has_typed_so_and_nothing_is_deleted()
            throws IOException {
        usedAndBackedUp();
        var before = contents(home());
        var asked = new Heard("yes");

        assertThat(rapport(home(), asked, "restore", events().toString())).isEqualTo(1);
        assertThat(asked.text()).contains("Type replace to go on:", "Nothing was changed.");
        assertThat(contents(home())).isEqualTo(before);

        var heard = new Heard("replace");
        assertThat(rapport(home(), heard, "restore", events().toString()))
                .as(heard.text())
                .isZero();
        var now = contents(home());
        var aside = now.keySet().stream()
                .filter(file -> file.startsWith("replaced-"))
                .map(file -> file.substring(0, file.indexOf('/')))
                .findFirst()
                .orElseThrow();
        for (var file : List.of("rapport.mv.db", "vault.mv.db", "master.key")) {
            assertThat(now.get(aside + "/" + file)).as(file).isEqualTo(before.get(file));
        }
        var restored = events(home());
        var doctor = new Heard();
        assertThat(rapport(home(), doctor, "doctor")).as(doctor.text()).isZero();
        assertThat(doctor.text()).contains("What a restore has replaced still lies in ");
        for (var file : names(home().resolve(aside))) {
            Files.move(home().resolve(aside).resolve(file), home().resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(events(home())).isEqualTo(restored + 1);
    }

    @Test
    void an_older_history_that_comes_back_with_newer_keys_goes_on_being_sealed() throws Exception {
        usedAndBackedUp();
        var newer = scratch.resolve("newer");
        try (var served = served(home())) {
            // One when it was started, one when it was stopped, one now.
            sealed(served, 3);
            assertThat(rapport(home(), new Heard(), "backup", "--to", newer.toString()))
                    .isZero();
        }
        var keys = only(newer.resolve("keys"));
        var elsewhere = scratch.resolve("elsewhere");
        var heard = new Heard();

        assertThat(rapport(
                        home(),
                        heard,
                        "restore",
                        events().toString(),
                        "--keys",
                        keys.toString(),
                        "--to",
                        elsewhere.toString()))
                .as(heard.text())
                .isZero();

        assertThat(heard.text()).contains("The newest seal in it is 1-");
        assertThat(rapport(elsewhere, heard, "verify")).as(heard.text()).isZero();
        try (var served = served(elsewhere)) {
            sealed(served, 2);
        }
    }

    private static void sealed(ConfigurableApplicationContext served, long block) throws InterruptedException {
        var seals = served.getBean(Seals.class);
        for (var i = 0; i < 600 && seals.head().map(Receipt::block).orElse(0L) < block; i++) {
            Thread.sleep(50);
        }
        assertThat(seals.head().orElseThrow().block()).isEqualTo(block);
    }

    @Test
    void while_it_runs_nothing_is_put_in_its_place() throws IOException {
        usedAndBackedUp();
        try (var _ = served(home())) {
            var heard = new Heard("replace");
            assertThat(rapport(home(), heard, "restore", events().toString())).isEqualTo(3);
            assertThat(heard.text()).contains("stop it first").doesNotContain("Type");
        }
    }

    @Test
    void a_damaged_or_foreign_file_is_refused_with_a_sentence_and_nothing_is_changed() throws IOException {
        usedAndBackedUp();
        var before = contents(home());
        var whole = Files.readAllBytes(events());
        var damaged = Files.createDirectories(scratch.resolve("damaged")).resolve("rapport.zip");
        var random = new Random(7);
        for (var round = 0; round < 60; round++) {
            var bytes = whole.clone();
            switch (round % 3) {
                case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                default -> {
                    bytes = new byte[random.nextInt(5000)];
                    random.nextBytes(bytes);
                }
            }
            Files.write(damaged, bytes);
            var draft = Files.createDirectory(scratch.resolve("draft-" + round));
            try {
                BackupFile.takeOut(damaged, draft);
                // A bit that nobody reads may differ, such as one in the time of an entry; the files are the same.
                assertThat(Files.readAllBytes(draft.resolve("rapport.mv.db")))
                        .as("round %d", round)
                        .isEqualTo(contentOf(events()));
            } catch (NotABackup e) {
                assertThat(e).hasMessageNotContaining("Exception");
            }
        }
        for (var file : List.of(keys(), damaged, scratch.resolve("not there"))) {
            var heard = new Heard("replace");
            assertThat(rapport(home(), heard, "restore", file.toString(), "--keys", keys().toString()))
                    .as(heard.text())
                    .isEqualTo(1);
            assertThat(heard.text()).doesNotContain("Type", "Exception");
        }
        assertThat(contents(home())).isEqualTo(before);
    }

    private byte[] contentOf(Path backup) throws IOException {
        var directory = Files.createTempDirectory(scratch, "whole");
        BackupFile.takeOut(backup, directory);
        return Files.readAllBytes(directory.resolve("rapport.mv.db"));
    }

    @Test
    void keys_that_are_older_than_the_events_are_not_enough() throws IOException {
        try (var served = served(home())) {
            var api = api(served);
            api.start("Grace");
            rapport(
                    home(),
                    new Heard(),
                    "backup",
                    "--to",
                    scratch.resolve("early").toString());
            api.start("Linus");
            rapport(home(), new Heard(), "backup", "--to", kept().toString());
        }
        var heard = new Heard();
        var target = scratch.resolve("elsewhere");

        var exit = rapport(
                home(),
                heard,
                "restore",
                events().toString(),
                "--keys",
                only(scratch.resolve("early").resolve("keys")).toString(),
                "--to",
                target.toString());

        assertThat(exit).as(heard.text()).isEqualTo(1);
        assertThat(heard.text()).contains("1 of ", "have no key", "name a newer backup of keys");
        assertThat(target).isEmptyDirectory();

        // Somebody who knows that it was erased may say so.
        var knowing = new Heard("without");
        exit = rapport(
                home(),
                knowing,
                "restore",
                events().toString(),
                "--keys",
                only(scratch.resolve("early").resolve("keys")).toString(),
                "--to",
                target.toString());
        assertThat(exit).as(knowing.text()).isZero();
        assertThat(target.resolve("rapport.mv.db")).exists();
    }

    @Test
    void a_rehearsal_finds_a_good_backup_good_and_one_of_other_events_not() throws IOException {
        usedAndBackedUp();
        try (var served = served(home())) {
            var port = served.getEnvironment().getProperty("local.server.port");
            var heard = new Heard();
            assertThat(rapport(home(), heard, "backup")).as(heard.text()).isZero();
            assertThat(rapport(home(), heard, "rehearse")).as(heard.text()).isZero();
            assertThat(served.getEnvironment().getProperty("local.server.port"))
                    .as("where people reach it")
                    .isEqualTo(port);
            assertThat(heard.text()).contains("byte for byte", "This backup can be restored.");

            served.getBean(JdbcClient.class)
                    .sql(
                            "update domain_event set payload = ? where global_index = (select min(global_index) from domain_event)")
                    .param(new byte[] {1})
                    .update();
            var changed = new Heard();
            assertThat(rapport(home(), changed, "rehearse", events().toString()))
                    .isEqualTo(1);
            var unaware = new Heard();
            assertThat(rapport(home(), unaware, "doctor")).isEqualTo(1);
            assertThat(unaware.text())
                    .as("those are not the backups that are made here")
                    .doesNotContain("could not be restored as it should");
            assertThat(rapport(home(), changed, "rehearse")).isEqualTo(1);
            assertThat(changed.text()).contains("This backup is not what it should be.");
            var doctor = new Heard();
            assertThat(rapport(home(), doctor, "doctor")).isEqualTo(1);
            assertThat(doctor.text()).contains("could not be restored as it should");
        }
        try (var files = Files.list(home())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("rehearsal-"));
        }
    }

    @Test
    void what_is_made_by_itself_is_kept_for_a_while_and_the_newest_for_ever() throws IOException {
        var shelf = new Shelf(kept());
        Files.createDirectories(shelf.events());
        Files.createDirectories(shelf.keys());
        var now = Instant.parse("2026-03-31T12:00:00Z");
        for (var days : List.of(1, 8, 29, 31, 400)) {
            var at = now.minus(java.time.Duration.ofDays(days));
            Files.createFile(Shelf.next(shelf.events(), "rapport", at));
            Files.createFile(Shelf.next(shelf.keys(), "keys", at));
        }
        Files.createFile(shelf.keys().resolve("something else.zip"));

        shelf.clear(now, java.time.Duration.ofDays(30), java.time.Duration.ofDays(7));

        assertThat(names(shelf.events())).hasSize(3);
        assertThat(names(shelf.keys())).containsExactlyInAnyOrder("keys-20260330T120000Z.zip", "something else.zip");
        shelf.clear(
                now.plus(java.time.Duration.ofDays(900)), java.time.Duration.ofDays(30), java.time.Duration.ofDays(7));
        assertThat(names(shelf.events())).hasSize(1);
        assertThat(shelf.newestKeys()).isPresent();
    }

    @Test
    void nothing_is_left_of_a_backup_for_which_there_was_no_room() throws IOException {
        var target = Files.createDirectories(kept()).resolve("rapport-20260331T120000Z.zip");
        var full = new LinkedHashMap<String, BackupFile.Content>();
        full.put("rapport.mv.db", out -> {
            out.write(new byte[1_000_000]);
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(() -> BackupFile.write(
                        target,
                        full,
                        parts -> new Manifest("events", "asked", "0", "1", Instant.EPOCH, Optional.empty(), parts)))
                .hasMessage("No space left on device");

        assertThat(kept()).isEmptyDirectory();
    }

    @Test
    void backups_are_made_and_tried_out_as_time_passes() throws Exception {
        try (var served = served(
                home(),
                "--rapport.backup.first=PT0.1S",
                "--rapport.backup.look=PT0.2S",
                "--rapport.backup.every=PT1H")) {
            api(served).start("Grace");
            var directory = home().resolve("backups");
            for (var wait = 0; wait < 600 && Rehearsals.last(directory).isEmpty(); wait++) {
                Thread.sleep(100);
            }
            assertThat(Rehearsals.last(directory))
                    .get()
                    .extracting(Rehearsals.Last::well)
                    .isEqualTo(true);
            Thread.sleep(500);
            assertThat(names(directory.resolve("events"))).as("one an hour").hasSize(1);
            assertThat(BackupFile.manifest(only(directory.resolve("events"))).why())
                    .isEqualTo("scheduled");
        }
    }

    @Test
    void a_directory_that_cannot_be_written_is_told_and_people_are_served_on() throws IOException {
        try (var served = served(home())) {
            var api = api(served);
            var file = Files.createFile(scratch.resolve("a file"));
            var heard = new Heard();

            assertThat(rapport(
                            home(),
                            heard,
                            "backup",
                            "--to",
                            file.resolve("below").toString()))
                    .as(heard.text())
                    .isEqualTo(3);
            assertThat(heard.text()).contains("could not be used").doesNotContain("Exception:");
            api.start("Grace");
        }
    }

    @Test
    void backups_under_full_load_each_hold_a_state_that_some_acknowledged_moment_had() throws Exception {
        var writers = 6;
        var backups = 6;
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var acknowledged = new ArrayList<AtomicInteger>();
        var relationships = new ArrayList<String>();
        var before = new ArrayList<Map<String, Integer>>();
        var after = new ArrayList<Map<String, Integer>>();
        try (var served = served(home())) {
            var api = api(served);
            for (var writer = 0; writer < writers; writer++) {
                relationships.add(api.start("Writer " + writer));
                acknowledged.add(new AtomicInteger());
            }
            var stop = new AtomicBoolean();
            var threads = new ArrayList<Thread>();
            for (var writer = 0; writer < writers; writer++) {
                var mine = writer;
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        while (!stop.get()) {
                            promise(
                                    api,
                                    relationships.get(mine),
                                    "number " + acknowledged.get(mine).get());
                            acknowledged.get(mine).incrementAndGet();
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }));
            }
            // Keys come into being all the while, so that a copy of keys from another moment lacks some.
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (var number = 0; !stop.get(); number++) {
                        api.start("Somebody " + number);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
            for (var round = 0; round < backups; round++) {
                var sofar = total(acknowledged);
                while (total(acknowledged) < sofar + 10 && failures.isEmpty()) {
                    Thread.sleep(2);
                }
                before.add(counts(relationships, acknowledged, 0));
                served.getBean(Backups.class).make(Backups.ASKED, new Shelf(scratch.resolve("round-" + round)));
                // One each may be on its way.
                after.add(counts(relationships, acknowledged, 1));
            }
            stop.set(true);
            for (var thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            for (var round = 0; round < backups; round++) {
                var shelf = new Shelf(scratch.resolve("round-" + round));
                var restored = scratch.resolve("restored-" + round);
                Restorer.unpack(only(shelf.events()), only(shelf.keys()), restored, new Heard());
                var least = before.get(round);
                var most = after.get(round);
                served.getBean(Elsewhere.class).open(restored, context -> {
                    var sql = context.getBean(JdbcClient.class);
                    for (var relationship : relationships) {
                        var sequences = sql.sql(
                                        "select sequence_number from domain_event where aggregate_identifier = ?"
                                                + " order by global_index")
                                .param(relationship)
                                .query(Long.class)
                                .list();
                        // Nothing is missing in the middle.
                        assertThat(sequences)
                                .isEqualTo(java.util.stream.LongStream.range(0, sequences.size())
                                        .boxed()
                                        .toList());
                        assertThat(sequences.size() - 1).isBetween(least.get(relationship), most.get(relationship));
                        var promises = sql.sql("select count(*) from promise where relationship = ?")
                                .param(java.util.UUID.fromString(relationship))
                                .query(Integer.class)
                                .single();
                        assertThat(promises).isEqualTo(sequences.size() - 1);
                        assertThat(context.getBean(Vault.class).canOpen(java.util.UUID.fromString(relationship)))
                                .isTrue();
                    }
                    assertThat(context.getBean(Doctor.class).lookAtData(new Heard()))
                            .noneMatch(Finding::isWrong);
                    return true;
                });
            }
        }
    }

    private static int total(List<AtomicInteger> counts) {
        return counts.stream().mapToInt(AtomicInteger::get).sum();
    }

    private static Map<String, Integer> counts(List<String> relationships, List<AtomicInteger> counts, int more) {
        var all = new HashMap<String, Integer>();
        for (var at = 0; at < relationships.size(); at++) {
            all.put(relationships.get(at), counts.get(at).get() + more);
        }
        return all;
    }

    @Nested
    class The_doctor {

        private String says(ConfigurableApplicationContext served, int exit) {
            var heard = new Heard();
            assertThat(rapport(home(), heard, "doctor")).as(heard.text()).isEqualTo(exit);
            assertThat(served.isActive()).isTrue();
            return heard.text();
        }

        @Test
        void names_what_is_wrong_and_changes_nothing() throws IOException {
            try (var served = served(home())) {
                var api = api(served);
                var relationship = api.start("Grace");
                promise(api, relationship, "the figures");
                var sql = served.getBean(JdbcClient.class);
                assertThat(says(served, 0)).contains("Nothing is wrong.", "There is no backup in ");

                sql.sql("update promise set due_on = date '2031-01-01'").update();
                assertThat(says(served, 1))
                        .contains("What the view promises shows of 1 stream is not what was recorded.")
                        .contains("rapport rebuild --view promises");
                assertThat(sql.sql("select due_on from promise")
                                .query(LocalDate.class)
                                .single())
                        .isEqualTo(LocalDate.of(2031, 1, 1));
                assertThat(rapport(home(), new Heard(), "rebuild", "--view", "promises"))
                        .isZero();
                assertThat(says(served, 0)).contains("Every table says what its stream says.");

                Files.setPosixFilePermissions(
                        home().resolve("vault.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
                assertThat(says(served, 1)).contains("chmod 600 ");
                Files.setPosixFilePermissions(
                        home().resolve("vault.mv.db"), PosixFilePermissions.fromString("rw-------"));

                served.getBean(Vault.class).destroyKeyOf(java.util.UUID.fromString(relationship));
                assertThat(says(served, 1)).contains("have no key, and were not erased: " + relationship);
            }
        }
    }

    @Nested
    class An_upgrade {

        private Path migration(String name, String sql) throws IOException {
            var folder = Files.createDirectories(scratch.resolve("migrations-" + name));
            Files.writeString(folder.resolve("V9001__later.sql"), sql);
            return folder;
        }

        private ConfigurableApplicationContext served(Path folder) {
            return BackupsTest.served(home(), "--spring.flyway.locations=classpath:db/rapport,filesystem:" + folder);
        }

        @Test
        void is_tried_on_a_copy_and_changes_nothing_if_that_fails() throws IOException {
            usedAndBackedUp();
            var before = contents(home());
            var bad = migration(
                    "bad", "create table later (id integer);\nalter table no_such_table add column x integer;");

            assertThatThrownBy(() -> served(bad))
                    .hasStackTraceContaining("failed when it tried that on a copy of them.");
            var now = contents(home());
            now.keySet().removeIf(file -> file.startsWith("backups/"));
            assertThat(now.keySet()).isEqualTo(before.keySet());
            assertThat(events(home())).isPositive();
        }

        @Test
        void that_works_leaves_a_backup_by_which_the_older_version_comes_back() throws IOException {
            usedAndBackedUp();
            var events = events(home());
            served(migration("good", "create table later (id integer)")).close();
            assertThat(names(home())).noneMatch(name -> name.startsWith("trial-"));
            assertThatThrownBy(() -> events(home()))
                    .hasStackTraceContaining("A newer version of Rapport has changed these data already.");
            var made = only(home().resolve("backups/events"));
            assertThat(BackupFile.manifest(made).why()).isEqualTo("before-upgrade");

            var heard = new Heard("replace");
            assertThat(rapport(home(), heard, "restore", made.toString()))
                    .as(heard.text())
                    .isZero();
            assertThat(events(home())).isEqualTo(events);
        }
    }
}
