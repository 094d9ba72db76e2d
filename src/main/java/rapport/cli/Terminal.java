package rapport.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import rapport.tools.Console;

/** The terminal, or the files, that this process was started with. */
@SuppressWarnings({"SystemOut", "SystemConsoleNull"})
final class Terminal implements Console {

    private static final int TENTH = 10;

    /** What is over sooner needs no line. */
    private static final long WORTH_A_LINE = Duration.ofSeconds(1).toNanos();

    private final PrintStream out;
    private final BufferedReader in;
    private final boolean isTerminal;
    private final LongSupplier nanos;
    private String doing = "";
    private long since;
    private long tenths = -1;
    private int shown;

    Terminal() {
        this(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                isWatched(),
                System::nanoTime);
    }

    /** @param nanos the time, as {@link System#nanoTime()} tells it */
    Terminal(PrintStream out, BufferedReader in, boolean isTerminal, LongSupplier nanos) {
        this.out = out;
        this.in = in;
        this.isTerminal = isTerminal;
        this.nanos = nanos;
    }

    private static boolean isWatched() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public synchronized void say(String sentence) {
        clearProgress();
        out.println(sentence);
    }

    @Override
    public synchronized void progress(String what, long done, long of) {
        if (!what.equals(doing)) {
            doing = what;
            since = nanos.getAsLong();
            tenths = -1;
        }
        if (done >= of) {
            clearProgress();
            doing = "";
            return;
        }
        if (nanos.getAsLong() - since < WORTH_A_LINE) {
            return;
        }
        var line = "%s: %,d of %,d".formatted(what, done, of);
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            out.flush();
            shown = line.length();
        } else if (TENTH * done / of != tenths) {
            tenths = TENTH * done / of;
            out.println(line);
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
