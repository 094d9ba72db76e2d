package rapport.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.backups.Homes.asked;
import static rapport.backups.Homes.change;
import static rapport.backups.Homes.names;
import static rapport.backups.Homes.served;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that an earlier version left: what this one does before it changes them. */
class UpgradesTest {

    private static final String VAULT_VERSION =
            "select max(\"version\") from \"flyway_schema_history\" where \"success\"";

    private static final String VAULT_ROWS = "select count(*) from \"flyway_schema_history\"";

    @TempDir
    private Path scratch;

    private Path home() {
        return scratch.resolve("home");
    }

    @BeforeEach
    void use() {
        try (var served = served(home())) {
            Homes.setUp(served).start("Grace");
        }
    }

    /** What the one backup holds that was made before. */
    private Path backedUp() throws IOException {
        var shelf = new Shelf(home().resolve("backups"));
        assertThat(names(shelf.events())).hasSize(1);
        var events = shelf.newestEvents().orElseThrow().file();
        assertThat(BackupFile.manifest(events).why()).isEqualTo(Backups.BEFORE_UPGRADE);
        var taken = Files.createDirectory(scratch.resolve("taken"));
        BackupFile.takeOut(events, taken);
        BackupFile.takeOut(shelf.newestKeys().orElseThrow().file(), taken);
        return taken;
    }

    private static String madeBy(Path home) throws Exception {
        return asked(home, "rapport", "select version from view_version where view = 'promises'");
    }

    @Test
    void a_view_of_another_version_is_made_again_on_a_copy_first_and_a_backup_from_before_is_left() throws Exception {
        var now = madeBy(home());
        change(home(), "rapport", "update view_version set version = 0 where view = 'promises'");

        served(home()).close();

        assertThat(madeBy(home())).isEqualTo(now);
        assertThat(madeBy(backedUp())).isEqualTo("0");
        assertThat(names(home())).noneMatch(name -> name.startsWith("trial-"));
        served(home()).close();
        assertThat(names(home().resolve("backups/events"))).as("once is enough").hasSize(1);
    }

    @Test
    void a_view_that_cannot_be_made_again_leaves_everything_as_it_was() throws Exception {
        change(
                home(),
                "rapport",
                "update view_version set version = 0 where view = 'promises'",
                "update domain_event set payload = X'01'");

        assertThatThrownBy(() -> served(home()))
                .hasStackTraceContaining("failed when it tried that on a copy of them.");

        assertThat(madeBy(home())).isEqualTo("0");
        assertThat(names(home())).noneMatch(name -> name.startsWith("trial-"));
        assertThat(madeBy(backedUp())).isEqualTo("0");
    }

    @Test
    void nothing_is_copied_where_that_was_not_wanted() throws Exception {
        change(home(), "rapport", "update view_version set version = 0 where view = 'promises'");

        served(home(), "--rapport.backup.before-upgrade=false").close();

        assertThat(home().resolve("backups")).doesNotExist();
        assertThat(madeBy(home())).isNotEqualTo("0");
    }

    @Test
    void the_vault_of_an_earlier_version_is_backed_up_as_that_version_knows_it_before_it_is_changed() throws Exception {
        change(home(), "vault", "drop table kept", "delete from \"flyway_schema_history\" where \"version\" = '2'");
        // And more is to be changed than the vault: one backup is for all of it.
        change(home(), "rapport", "update view_version set version = 0 where view = 'promises'");

        served(home()).close();

        assertThat(asked(home(), "vault", VAULT_VERSION)).isEqualTo("2");
        assertThat(asked(backedUp(), "vault", VAULT_VERSION)).isEqualTo("1");
        assertThat(names(home())).noneMatch(name -> name.startsWith("trial-"));
    }

    @Test
    void a_vault_that_cannot_be_changed_is_left_as_it_was() throws Exception {
        // The table is there already, so making it fails.
        change(home(), "vault", "delete from \"flyway_schema_history\" where \"version\" = '2'");

        var before = asked(home(), "vault", VAULT_ROWS);

        assertThatThrownBy(() -> served(home()))
                .hasStackTraceContaining("failed when it tried that on a copy of them. It said: The keys' tables could "
                        + "not be brought up to date.");

        assertThat(asked(home(), "vault", VAULT_ROWS)).isEqualTo(before);
        assertThat(names(home())).noneMatch(name -> name.startsWith("trial-"));
        assertThat(asked(backedUp(), "vault", VAULT_VERSION)).isEqualTo("1");
    }

    @Test
    void a_vault_that_a_newer_version_has_changed_is_not_opened() throws Exception {
        change(
                home(),
                "vault",
                "insert into \"flyway_schema_history\" select 900, '900', 'later', 'SQL', 'V900__later.sql', 0, 'x', "
                        + "current_timestamp, 1, true");

        assertThatThrownBy(() -> served(home()))
                .hasStackTraceContaining("A newer version of Rapport has changed these keys already.");
        assertThat(home().resolve("backups")).doesNotExist();
    }
}
