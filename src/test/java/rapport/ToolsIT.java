package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's tools as processes of the packaged application. */
class ToolsIT {

    @TempDir
    private Path scratch;

    private static String said(JarProcess.Place place, int exit, String... words) {
        try (var tool = JarProcess.started(place, words)) {
            assertThat(tool.exitCode()).as(tool.said()).isEqualTo(exit);
            assertThat(tool.said()).doesNotContain("\tat ", "Exception", "/setup?token=");
            return tool.output();
        }
    }

    @Test
    void tools_reach_the_running_server_and_work_without_one_also_after_it_was_killed() throws Exception {
        var place = new JarProcess.Place(scratch);
        var kept = scratch.resolve("kept");
        assertThat(said(place, 0, "--version")).contains("Rapport 0.1.0");
        assertThat(said(place, 0, "help")).contains("backup", "doctor");
        assertThat(said(place, 2, "dcotor")).contains("Did you mean doctor?");
        assertThat(said(place, 3, "doctor")).contains("There is no Rapport in ");
        assertThat(place.home()).doesNotExist();
        try (var server = JarProcess.ready(place)) {
            server.api().setUp(server.setupToken()).start("Grace");
            assertThat(said(place, 0, "backup", "--to", kept.toString())).contains("Events: " + kept);
            assertThat(said(place, 0, "doctor")).contains("Nothing is wrong.");
            assertThat(said(place, 3, "compact")).contains("stop Rapport first");
            assertThat(said(place, 2, "erase", "somebody", "--withdraw")).contains("this is no id");
            // Whoever cannot reach it sees at least that it is there.
            Files.delete(place.home().resolve("operator"));
            assertThat(said(place, 3, "doctor")).contains("Another program has the database ");
            server.kill();
        }
        assertThat(place.home().resolve("operator.socket")).exists();
        assertThat(said(place, 0, "doctor")).contains("Nothing is wrong.");
        assertThat(said(place, 0, "compact")).contains("The history took ");
        Path events;
        try (var files = Files.list(kept.resolve("events"))) {
            events = files.findFirst().orElseThrow();
        }
        var elsewhere = scratch.resolve("elsewhere");
        assertThat(said(place, 0, "restore", events.toString(), "--to", elsewhere.toString()))
                .contains("Restored into ");
        assertThat(elsewhere.resolve("rapport.mv.db")).exists();
        JarProcess.ready(place).close();
    }
}
