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
record RehearseTool(Rehearsals rehearsals) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Rehearse(rehearsals, console);
    }

    @Command(
            name = "rehearse",
            description = {
                "Restore a backup into a scratch directory, open it and compare.",
                "Nothing of what is here is changed."
            })
    private static final class Rehearse implements Callable<Integer> {

        private final Rehearsals rehearsals;
        private final Console console;

        @Parameters(arity = "0..1", paramLabel = "FILE", description = "The backup of events; by default the newest.")
        private @Nullable Path events;

        @Option(
                names = "--keys",
                paramLabel = "FILE",
                description = "The backup of keys; by default the newest that lies beside the events.")
        private @Nullable Path keys;

        Rehearse(Rehearsals rehearsals, Console console) {
            this.rehearsals = rehearsals;
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            return rehearsals.rehearse(Optional.ofNullable(events), Optional.ofNullable(keys), console)
                    ? Exit.WELL
                    : Exit.WRONG;
        }
    }
}
