package rapport.exports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Tool;

/** {@code rapport export}. */
@Component
class ExportTool implements Tool {

    private final ServerExport exports;

    ExportTool(ServerExport exports) {
        this.exports = exports;
    }

    @Override
    public Callable<Integer> command(Console console) {
        return new Export(exports, console);
    }

    @Command(
            name = "export",
            description = {
                "Take the whole server along: two files that any Rapport takes in.",
                "One holds everything that was recorded, sealed as it is; the other the keys to it. Rapport may go on "
                        + "running. \"rapport import\" takes them in elsewhere."
            })
    static final class Export implements Callable<Integer> {

        private final ServerExport exports;
        private final Console console;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "DIR",
                description = "The directory to write them into; made if it is not there.")
        private @Nullable Path to;

        @Option(
                names = "--with-master-key",
                description =
                        "Writes the master key into the file of keys as well. Whoever has both files can then read "
                                + "everything.")
        private boolean withMasterKey;

        Export(ServerExport exports, Console console) {
            this.exports = exports;
            this.console = console;
        }

        @Override
        public Integer call() {
            var directory =
                    java.util.Objects.requireNonNull(to).toAbsolutePath().normalize();
            try {
                var made =
                        exports.to(directory, withMasterKey, (done, of) -> console.progress("rows written", done, of));
                console.say(made.rows() + " rows are in " + made.events() + ".");
                console.say("The keys to them are in " + made.keys() + ". Keep it apart from the other.");
                console.say(
                        withMasterKey
                                ? "The master key is among them: whoever has both files can read everything."
                                : "The master key is not among them. Whoever imports this needs it as well.");
                return Exit.WELL;
            } catch (IOException e) {
                console.say("The export could not be written: " + reason(e) + ". Nothing half is left behind.");
                return Exit.NOT_NOW;
            }
        }

        private static String reason(IOException e) {
            return switch (e) {
                case java.nio.file.AccessDeniedException denied -> "there is no right to write to " + denied.getFile();
                case java.nio.file.FileSystemException other
                when other.getReason() == null -> "the place " + other.getFile() + " cannot be used";
                default -> String.valueOf(e.getMessage());
            };
        }
    }
}
