package rapport.backups;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapport.eventstore.DeadLetter;
import rapport.eventstore.Durability;
import rapport.eventstore.ReadModels;
import rapport.tools.Console;
import rapport.tools.Exit;
import rapport.tools.Refused;
import rapport.tools.Tool;

/** {@code rapport dead-letters}. */
record DeadLettersTool(ReadModels readModels, Durability durability) implements Tool {

    private static final String DROP = "drop";

    @Override
    public Callable<Integer> command(Console console) {
        return new DeadLetters(this, console);
    }

    @Command(
            name = "dead-letters",
            description = {
                "List what views could not take in, try it again, or give it up.",
                "As long as something stands here, people are shown what the events say, a little more slowly."
            })
    private static final class DeadLetters implements Callable<Integer> {

        private final DeadLettersTool tool;
        private final Console console;

        @Option(names = "--retry", description = "Try all of them now, without waiting for their time.")
        private boolean retry;

        @Option(
                names = "--drop",
                paramLabel = "VIEW:STREAM",
                description = "Give one up, as it is listed. People then see less than was recorded. Asks first.")
        private @Nullable String drop;

        DeadLetters(DeadLettersTool tool, Console console) {
            this.tool = tool;
            this.console = console;
        }

        @Override
        public Integer call() {
            if (drop != null) {
                return drop(drop);
            }
            if (retry) {
                tool.readModels().retryDeadLetters((done, of) -> console.progress("Streams", done, of));
                tool.durability().await();
            }
            return list();
        }

        private int list() {
            var letters = tool.readModels().deadLetters();
            if (letters.isEmpty()) {
                console.say("The views have taken in everything.");
                return Exit.WELL;
            }
            letters.forEach(letter -> described(letter).forEach(console::say));
            console.say(
                    "Nobody sees anything wrong meanwhile. If trying again does not help, run rapport doctor and rapport"
                            + " verify: they say whether an event is damaged.");
            return Exit.WRONG;
        }

        private static List<String> described(DeadLetter letter) {
            var lines = new ArrayList<String>();
            lines.add(letter.view() + ":" + letter.stream());
            var sequence = letter.sequence();
            var id = letter.eventId();
            lines.add("  "
                    + (sequence == null ? "It is not known at which event" : "At event " + sequence)
                    + (id == null ? "" : " (" + id + ")")
                    + ", since " + letter.since() + ", tried " + letter.tries()
                    + (letter.tries() == 1 ? " time" : " times") + " again"
                    + (letter.nextTry() == null ? "" : ", next at " + letter.nextTry())
                    + (letter.failure() == null ? "." : ": " + letter.failure()));
            return lines;
        }

        private int drop(String named) {
            var colon = named.indexOf(':');
            var letter = tool.readModels().deadLetters().stream()
                    .filter(one -> colon > 0 && named.equals(one.view() + ":" + one.stream()))
                    .findFirst()
                    .orElseThrow(() -> Refused.wrong("There is nothing of that name that a view could not take in."
                            + " rapport dead-letters lists what there is."));
            console.say(
                    "People are then shown what the view " + letter.view() + " holds of the stream " + letter.stream()
                            + ", without what it could not take in: something that was recorded may be missing on their pages and in"
                            + " what is open. The events stay as they are. rapport doctor goes on to say that the view is not what was"
                            + " recorded, and rapport rebuild tries it anew.");
            if (!DROP.equals(console.ask("Type " + DROP + " to give it up: ").strip())) {
                console.say("Nothing was changed.");
                return Exit.WRONG;
            }
            if (!tool.readModels().dropDeadLetter(letter.view(), letter.stream())) {
                throw Refused.wrong("It was made again just now. Nothing was given up.");
            }
            tool.durability().await();
            console.say("It was given up.");
            return Exit.WELL;
        }
    }
}
