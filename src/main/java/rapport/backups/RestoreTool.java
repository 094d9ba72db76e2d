package rapport.backups;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Refused;
import rapport.tools.Tool;

/** {@code rapport restore}. */
record RestoreTool(Restorer restorer, Path home, boolean isOpen, boolean isOnServer) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Restore(this, console);
    }

    @Command(
            name = "restore",
            description = {
                "Put a backup in place, beside or instead of what is there.",
                "Both files are checked, opened and looked through first; only then anything is changed. What was there "
                        + "is moved aside, never deleted."
            })
    private static final class Restore implements Callable<Integer> {

        private final RestoreTool tool;
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The backup of events: backups/events/rapport-….zip.")
        private Path events = Path.of("");

        @Option(
                names = "--keys",
                paramLabel = "FILE",
                description = "The backup of keys; by default the newest that lies beside the events.")
        private @Nullable Path keys;

        @Option(
                names = "--to",
                paramLabel = "DIR",
                description = "A directory to restore into; by default the data directory.")
        private @Nullable Path to;

        Restore(RestoreTool tool, Console console) {
            this.tool = tool;
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (tool.isOnServer()) {
                throw OnServer.refused();
            }
            var target = to == null ? tool.home() : to;
            if (tool.isOpen() && target.toAbsolutePath().normalize().equals(tool.home())) {
                throw Refused.notNow("Rapport is running on these data: stop it first, then run this again.");
            }
            tool.restorer().restore(events, Optional.ofNullable(keys), target, console);
            return Exit.WELL;
        }
    }
}
