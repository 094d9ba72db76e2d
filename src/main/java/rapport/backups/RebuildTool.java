package rapport.backups;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapport.eventstore.Durability;
import rapport.eventstore.ReadModels;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Refused;
import rapport.tools.Tool;

/** {@code rapport rebuild}. */
record RebuildTool(ReadModels readModels, Durability durability) implements Tool {

    @Override
    public Callable<Integer> command(Console console) {
        return new Rebuild(this, console);
    }

    @Command(
            name = "rebuild",
            description = {
                "Make the views again from the events.",
                "People can go on working: until a stream's turn has come, it is read from its events.",
                "If this is interrupted, Rapport goes on from there at its next start, and so does the next rebuild."
            })
    private static final class Rebuild implements Callable<Integer> {

        private final RebuildTool tool;
        private final Console console;

        @Option(names = "--view", paramLabel = "NAME", description = "One view alone; by default all of them.")
        private @Nullable String view;

        Rebuild(RebuildTool tool, Console console) {
            this.tool = tool;
            this.console = console;
        }

        @Override
        public Integer call() {
            var views = tool.readModels().names();
            if (view != null && !views.contains(view)) {
                throw Refused.wrong("There is no view of that name. The views are " + String.join(", ", views) + ".");
            }
            var asked = view == null ? views : List.of(view);
            tool.readModels().rebuild(asked, (done, of) -> console.progress("Streams", done, of));
            tool.durability().await();
            var failed = tool.readModels().deadLetters().stream()
                    .filter(letter -> asked.contains(letter.view()))
                    .count();
            if (failed > 0) {
                throw Refused.wrong(failed + (failed == 1 ? " view of a stream" : " views of streams")
                        + " could not be made again. They are read from their events as far as that can be; rapport"
                        + " dead-letters says which they are, and why.");
            }
            console.say("Made again from the events: " + String.join(", ", asked) + ".");
            return Exit.WELL;
        }
    }
}
