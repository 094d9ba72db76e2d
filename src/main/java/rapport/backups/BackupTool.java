package rapport.backups;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Tool;

/** {@code rapport backup}. */
record BackupTool(Backups backups) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Backup(backups, console);
    }

    @Command(
            name = "backup",
            description = {
                "Copy events and keys into two files, while Rapport runs.",
                "Keep the two apart: who has only the events can read no words, and who has only the keys has nothing to "
                        + "read."
            })
    private static final class Backup implements Callable<Integer> {

        private final Backups backups;
        private final Console console;

        @Option(
                names = "--to",
                paramLabel = "DIR",
                description = "Where to; by default rapport.backup.directory, which is backups in the data directory.")
        private @Nullable Path to;

        Backup(Backups backups, Console console) {
            this.backups = backups;
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            var made =
                    backups.make(Backups.ASKED, to == null ? backups.settings().shelf() : new Shelf(to), console);
            console.say("Events: " + made.events());
            console.say("Keys:   " + made.keys());
            return Exit.WELL;
        }
    }
}
