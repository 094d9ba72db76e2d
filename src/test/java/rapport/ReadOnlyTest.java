package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rapport.eventstore.OnPostgres;
import rapport.shared.CannotStart;

/** A data directory that cannot be written, as on a disk that the system has made read-only. Only where this user may do so. */
@EnabledOnOs(OS.LINUX)
class ReadOnlyTest {

    @TempDir
    private Path scratch;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            SystemCommand.run("umount", "--lazy", home().toString());
        }
    }

    private Path home() {
        return scratch.resolve("home");
    }

    private void makeReadOnly() throws Exception {
        mounted = SystemCommand.run("mount", "--bind", home().toString(), home().toString());
        assumeTrue(
                mounted && SystemCommand.run("mount", "-o", "remount,ro,bind", home().toString()),
                "a directory can be made read-only");
    }

    @Test
    void a_new_server_says_so_and_does_not_start() throws Exception {
        Files.createDirectory(home());
        makeReadOnly();
        assertThatThrownBy(() -> OneApplication.started(home()).close()).satisfies(ReadOnlyTest::saysWhatToDo);
        assertThat(home()).isEmptyDirectory();
    }

    @Test
    void one_that_was_used_says_so_and_starts_again_once_it_can_write() throws Exception {
        assumeFalse(OnPostgres.isOn(), "the history lies elsewhere");
        String token;
        String relationship;
        try (var application = OneApplication.started(home())) {
            var api = application.setUp();
            token = api.token();
            relationship = api.start("Grace");
        }
        makeReadOnly();
        assertThatThrownBy(() -> OneApplication.started(home()).close()).satisfies(ReadOnlyTest::saysWhatToDo);
        assertThat(SystemCommand.run("umount", home().toString())).isTrue();
        mounted = false;
        try (var application = OneApplication.started(home())) {
            new Api(application.port(), token)
                    .get("/api/relationships/" + relationship)
                    .expect(200);
        }
    }

    private static void saysWhatToDo(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart explained) {
                assertThat(explained.getMessage()).contains("cannot be made or written to");
                assertThat(explained.whatToDo()).contains("RAPPORT_HOME");
                return;
            }
        }
        throw new AssertionError("not explained", thrown);
    }
}
