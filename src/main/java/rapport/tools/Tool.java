package rapport.tools;

import java.util.concurrent.Callable;

/**
 * One of the operator's commands: a bean of any room above. Runs within the server that has the data directory open, or
 * in a process of its own if none has. Never says a word that somebody wrote.
 */
public interface Tool {

    /**
     * A fresh picocli command (annotated with {@code @Command(name = …, description = …)}), which speaks on this console
     * and answers with an exit code, one of {@link Exit}.
     */
    Callable<Integer> command(Console console);
}
