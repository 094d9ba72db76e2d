package rapport.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.backups.Homes.change;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.cli.Heard;
import rapport.words.Vault;

/** Everything that the doctor promises to find, brought about. */
class DoctorTest {

    @TempDir
    private Path scratch;

    private String token = "";

    private Path home() {
        return scratch.resolve("home");
    }

    @BeforeEach
    void use() {
        try (var served = Homes.served(home())) {
            var api = Homes.setUp(served);
            api.start("Grace");
            token = api.token();
        }
    }

    private String says(int exit) {
        var heard = new Heard();
        assertThat(rapport(home(), heard, "doctor")).as(heard.text()).isEqualTo(exit);
        return heard.text();
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void what_is_wrong_while_it_runs() throws IOException {
        try (var served = Homes.served(home())) {
            var sql = served.getBean(JdbcClient.class);
            var shelf = new Shelf(home().resolve("backups"));
            assertThat(rapport(home(), new Heard(), "backup")).isZero();
            assertThat(says(0))
                    .contains("Nobody else on this machine can read the data.", "The newest was made at ")
                    .contains("No event is later than now.", "None is left behind.", " are free in ")
                    .doesNotContain("WRONG", "belongs to nothing");

            for (var name : new String[] {"master.key", "rapport.mv.db", "vault.mv.db", "operator"}) {
                mode(home().resolve(name), "rw-r-----");
                assertThat(says(1)).contains("One thing is wrong.", "chmod 600 " + home().resolve(name));
                mode(home().resolve(name), "rw-------");
            }
            mode(home(), "rwxr-xr-x");
            assertThat(says(1)).contains("chmod 700 " + home());
            mode(home(), "rwx------");
            var keys = shelf.newestKeys().orElseThrow().file();
            mode(keys, "rw-r--r--");
            assertThat(says(1)).contains("chmod 600 " + keys);
            mode(keys, "rw-------");

            var newest = shelf.newestEvents().orElseThrow().file();
            var old = Files.move(newest, newest.resolveSibling("rapport-20200101T000000Z.zip"));
            assertThat(says(0)).contains("The newest was made at 2020", "That is longer ago than it should be.");
            Files.move(old, newest);
            assertThat(says(0)).doesNotContain("longer ago");

            var late = "insert into delivery select random_uuid(), random_uuid(), 'BRIEF', id, 'MAIL', random_uuid(), "
                    + "current_timestamp, dateadd('HOUR', %d, current_timestamp), 0, current_timestamp, '' from person "
                    + "limit 1";
            sql.sql(late.formatted(-5)).update();
            assertThat(says(0)).contains("None is left behind.");
            sql.sql(late.formatted(-7)).update();
            assertThat(says(0)).contains("1 reminder waits to be sent though nobody needs it any more.");
            sql.sql("delete from delivery").update();

            var ahead = Files.createFile(shelf.events().resolve("rapport-20990101T000000Z.zip"));
            mode(ahead, "rw-------");
            assertThat(says(0)).contains("1 file says that it was made later than now.", "The newest was made at 20");

            served.getBean(Vault.class).makeKeyFor(UUID.randomUUID());
            assertThat(says(0)).contains("look   Keys: 1 key belongs to nothing that is stored.");

            var kind = sql.sql("select payload_type from domain_event")
                    .query(String.class)
                    .list()
                    .getFirst();
            sql.sql("update domain_event set payload_type = 'SomethingLater'").update();
            assertThat(says(1)).contains("Kinds that this version does not know are stored: SomethingLater.");
            sql.sql("update domain_event set payload_type = ?").param(kind).update();

            // Not tried again before this has been looked at.
            sql.sql("insert into stale_view (view, relationship, since, next_try_at) select 'promises', id,"
                            + " current_timestamp, dateadd('DAY', 1, current_timestamp) from relationship")
                    .update();
            assertThat(says(0)).contains("1 view of a stream has fallen behind.");
            sql.sql("delete from stale_view").update();

            var payload = sql.sql("select payload from domain_event")
                    .query(byte[].class)
                    .single();
            sql.sql("update domain_event set payload = ?")
                    .param(new byte[] {'{'})
                    .update();
            assertThat(says(1))
                    .contains(
                            "1 stream holds something that cannot be read: ", "rapport verify says which event it is.")
                    .doesNotContain("rapport rebuild");
            assertThat(rapport(home(), new Heard(), "verify")).isEqualTo(1);
            sql.sql("update domain_event set payload = ?").param(payload).update();
            assertThat(says(1)).contains("WRONG  Seals: The check at ", "found that something is not as it was");
            assertThat(rapport(home(), new Heard(), "verify")).isZero();
            assertThat(says(0)).contains("ok     Seals: The newest is ", "; all were checked at ");
        }
    }

    @Test
    void a_key_that_the_master_key_does_not_open() throws Exception {
        change(
                home(),
                "vault",
                "update data_key set wrapped = X'0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D'");
        assertThat(says(1)).contains("cannot be opened with this master key: ");
    }

    @Test
    void a_master_key_that_is_missing_or_another_one() throws IOException {
        var key = home().resolve("master.key");
        Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(says(1)).contains("The master key is not the one").doesNotContain("Exception");
        Files.delete(key);
        assertThat(says(1)).contains("The master key is missing").doesNotContain("Exception");
        assertThat(key).doesNotExist();
    }

    @Test
    void a_clock_that_was_or_is_wrong() {
        try (var served = Homes.served(home(), "--spring.profiles.active=lab", "--rapport.clock.offset=P7D")) {
            Homes.api(served, token).start("Linus");
        }
        assertThat(says(1)).contains("which is still to come.", "Set this machine's clock right.");
    }

    @Test
    void too_little_room() {
        var here = Path.of("here");
        assertThat(Doctor.room(here, (50L << 20) - 1).isWrong()).isTrue();
        assertThat(Doctor.room(here, 50L << 20).level()).isEqualTo(Finding.Level.NOTICE);
        assertThat(Doctor.room(here, (500L << 20) - 1).level()).isEqualTo(Finding.Level.NOTICE);
        assertThat(Doctor.room(here, 500L << 20).level()).isEqualTo(Finding.Level.WELL);
    }
}
