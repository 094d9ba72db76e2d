package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restored files take the place of others wholly, wherever the process that puts them there is killed. */
class PutInPlaceTest {

    private static final List<String> FILES = List.of("rapport.mv.db", "vault.mv.db", "master.key");

    @TempDir
    private Path home;

    private Path draft() {
        return home.resolve(PutInPlace.DRAFT);
    }

    private Path aside() {
        return home.resolve("replaced-then");
    }

    private void before() throws IOException {
        Files.createDirectory(draft());
        for (var name : FILES) {
            Files.writeString(home.resolve(name), "old " + name);
            Files.writeString(draft().resolve(name), "new " + name);
        }
    }

    private void mustBeDone() throws IOException {
        for (var name : FILES) {
            assertThat(home.resolve(name)).hasContent("new " + name);
            assertThat(aside().resolve(name)).hasContent("old " + name);
        }
        assertThat(draft()).doesNotExist();
    }

    @Test
    void at_once() throws IOException {
        before();
        PutInPlace.now(home, "replaced-then");
        mustBeDone();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void after_being_killed_behind_any_step(int steps) throws IOException {
        before();
        Files.writeString(draft().resolve("decided"), "replaced-then");
        Files.createDirectory(aside());
        for (var step = 0; step < steps; step++) {
            var name = FILES.get(step / 2);
            if (step % 2 == 0) {
                Files.move(home.resolve(name), aside().resolve(name));
            } else {
                Files.move(draft().resolve(name), home.resolve(name));
            }
        }

        PutInPlace.finish(home);

        mustBeDone();
        PutInPlace.finish(home);
        mustBeDone();
    }

    @Test
    void what_was_not_decided_on_changes_nothing() throws IOException {
        before();

        PutInPlace.finish(home);

        for (var name : FILES) {
            assertThat(home.resolve(name)).hasContent("old " + name);
        }
    }
}
