package rapport.exports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Tool;

/** {@code rapport import}, asked of a Rapport that has the data open: it says no. {@link OutsideImport} does it. */
@Component
class ImportTool implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Import(null, console);
    }

    @Command(
            name = "import",
            description = {
                "Take in what export made, into an empty data directory.",
                "Looks at everything before it writes anything, and does all of it or nothing. Rapport must be stopped."
            })
    static final class Import implements Callable<Integer> {

        private final @Nullable MovingIn moving;
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The file rapport-server-….zip.")
        private @Nullable Path file;

        @Option(names = "--keys", required = true, paramLabel = "FILE", description = "The file rapport-keys-….json.")
        private @Nullable Path keys;

        @Option(
                names = "--erased",
                description = "Words whose key is not in the file of keys count as erased, for good.")
        private boolean erased;

        /** @param moving null if the data directory is in use */
        Import(@Nullable MovingIn moving, Console console) {
            this.moving = moving;
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (moving == null) {
                console.say("Rapport is running on this data directory. Stop it first, then import.");
                return Exit.NOT_NOW;
            }
            try {
                var imported = moving.take(
                        absolute(file), absolute(keys), erased, (done, of) -> console.progress("rows", done, of));
                console.say(imported.events() + " events and " + imported.keys()
                        + " keys were taken in, and the views made again.");
                if (imported.erased() > 0) {
                    console.say(
                            imported.erased() == 1
                                    ? "What one other key opened counts as erased."
                                    : "What " + imported.erased() + " other keys opened counts as erased.");
                }
                console.say("Start Rapport now: people sign in as before.");
                return Exit.WELL;
            } catch (NotImported e) {
                console.say(e.sentence());
                console.say("Nothing was changed.");
                return Exit.WRONG;
            }
        }

        private static Path absolute(@Nullable Path path) {
            return Objects.requireNonNull(path).toAbsolutePath().normalize();
        }
    }
}
