package rapport.exports;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Tool;

/** {@code rapport import}. */
@Component
class ImportTool implements Tool {

    private final ServerImport imports;
    private final boolean isServing;

    ImportTool(ServerImport imports, Environment environment) {
        this.imports = imports;
        this.isServing = environment.getProperty("rapport.served", Boolean.class, true);
    }

    @Override
    public Callable<Integer> command(Console console) {
        return new Import(imports, isServing, console);
    }

    @Command(
            name = "import",
            description = {
                "Take in what export made, into an empty data directory.",
                "Looks at everything before it writes anything, and does all of it or nothing. Rapport must be stopped."
            })
    static final class Import implements Callable<Integer> {

        private final ServerImport imports;
        private final boolean isServing;
        private final Console console;

        @Parameters(paramLabel = "FILE", description = "The file rapport-server-….zip.")
        private @Nullable Path file;

        @Option(names = "--keys", required = true, paramLabel = "FILE", description = "The file rapport-keys-….json.")
        private @Nullable Path keys;

        @Option(
                names = "--erased",
                description = "Words whose key is not in the file of keys count as erased, for good.")
        private boolean erased;

        Import(ServerImport imports, boolean isServing, Console console) {
            this.imports = imports;
            this.isServing = isServing;
            this.console = console;
        }

        @Override
        public Integer call() {
            if (isServing) {
                console.say("Rapport is running on this data directory. Stop it first, then import.");
                return Exit.NOT_NOW;
            }
            try {
                var imported = imports.take(
                        absolute(file), absolute(keys), erased, (done, of) -> console.progress("rows", done, of));
                console.say(imported.events() + " events and " + imported.keys()
                        + " keys were taken in, and the views made again.");
                if (imported.erased() > 0) {
                    console.say("What " + imported.erased() + " other keys opened counts as erased.");
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
