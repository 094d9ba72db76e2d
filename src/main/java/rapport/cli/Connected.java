package rapport.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import rapport.tools.Console;
import rapport.tools.Exit;

/** The operator's end of a tool that the running server does. */
final class Connected {

    private Connected() {}

    /** Runs a tool in the server that has this data directory open; empty if there is none. */
    static OptionalInt run(Path home, List<String> words, Path directory, Console terminal) {
        var place = Place.in(home).orElse(null);
        if (place == null) {
            return OptionalInt.empty();
        }
        var connection = place.connect().orElse(null);
        if (connection == null) {
            return OptionalInt.empty();
        }
        try (connection) {
            var frames = new Frames(connection);
            frames.write(Map.of("secret", place.secret(), "words", words, "directory", directory.toString()));
            while (true) {
                var message = frames.read();
                if (message.has("say")) {
                    terminal.say(Frames.text(message, "say"));
                } else if (message.has("progress")) {
                    terminal.progress(
                            Frames.text(message, "progress"),
                            message.path("done").asLong(0),
                            message.path("of").asLong(0));
                } else if (message.has("ask")) {
                    frames.write("answer", terminal.ask(Frames.text(message, "ask")));
                } else if (message.has("exit")) {
                    return OptionalInt.of(message.path("exit").asInt(Exit.WRONG));
                }
            }
        } catch (IOException _) {
            terminal.say("The connection to the running Rapport has ended before the tool did. What it had begun may "
                    + "have been finished or not; Rapport's log may say more.");
            return OptionalInt.of(Exit.NOT_NOW);
        }
    }
}
