package rapport.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rapport.Rapport;
import rapport.tools.Console;

/** Types commands as an operator would, in this process. */
public final class CommandLineUse {

    private CommandLineUse() {}

    /** Runs {@code rapport <words>} on a data directory and answers with the exit code. */
    public static int rapport(Path home, Console console, String... words) {
        var all = new ArrayList<>(List.of("--rapport.home=" + home));
        all.addAll(List.of(words));
        try {
            return Operator.run(Rapport.class, all.toArray(String[]::new), console);
        } catch (RuntimeException e) {
            return Bench.say(e, console);
        }
    }
}
