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
import rapport.tools.Tool;

/** {@code rapport rehearse}. */
record RehearseTool(Rehearsals rehearsals, boolean isOnServer) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Rehearse(this, console);
    }

    @Command(
            name = "rehearse",
            description = {
                "Restore a backup into a scratch directory, open it and compare.",
                "Nothing of what is here is changed."
            })
    private static final class Rehearse implements Callable<Integer> {

        private final RehearseTool tool;
        private final Console console;

        @Parameters(arity = "0..1", paramLabel = "FILE", description = "The backup of events; by default the newest.")
        private @Nullable Path events;

        @Option(
                names = "--keys",
                paramLabel = "FILE",
                description = "The backup of keys; by default the newest that lies beside the events.")
        private @Nullable Path keys;

        Rehearse(RehearseTool tool, Console console) {
            this.tool = tool;
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (tool.isOnServer()) {
                throw OnServer.refused();
            }
            return tool.rehearsals().rehearse(Optional.ofNullable(events), Optional.ofNullable(keys), console)
                    ? Exit.WELL
                    : Exit.WRONG;
        }
    }
}
