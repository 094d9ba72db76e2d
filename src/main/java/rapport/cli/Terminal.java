package rapport.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import rapport.tools.Console;

/** The terminal, or the files, that this process was started with. */
@SuppressWarnings({"SystemOut", "SystemConsoleNull"})
final class Terminal implements Console {

    private static final int TENTH = 10;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final boolean isTerminal;
    private long tenths = -1;
    private int shown;

    Terminal() {
        var console = System.console();
        this.isTerminal = console != null && console.isTerminal();
    }

    @Override
    public synchronized void say(String sentence) {
        clearProgress();
        out.println(sentence);
    }

    @Override
    public synchronized void progress(String what, long done, long of) {
        var line = "%s: %,d of %,d".formatted(what, done, of);
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            out.flush();
            shown = line.length();
        } else if (of > 0 && TENTH * done / of != tenths) {
            tenths = TENTH * done / of;
            out.println(line);
        }
        if (done >= of) {
            clearProgress();
            tenths = -1;
        }
    }

    private void clearProgress() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    @Override
    public synchronized String ask(String question) {
        clearProgress();
        out.print(question + " ");
        out.flush();
        try {
            var line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException _) {
            return "";
        }
    }
}
