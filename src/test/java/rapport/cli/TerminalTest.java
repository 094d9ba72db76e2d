package rapport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What an operator sees while a tool works. */
class TerminalTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(-5);

    private Terminal terminal(boolean isTerminal, String typed) {
        return new Terminal(
                new PrintStream(shown, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(typed)),
                isTerminal,
                nanos::get);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private void later(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void what_is_over_within_a_second_shows_no_progress() {
        var terminal = terminal(false, "");
        terminal.progress("Streams", 1, 3);
        later(999);
        terminal.progress("Streams", 2, 3);
        later(500);
        terminal.progress("Streams", 3, 3);
        terminal.progress("Comparing", 1, 3);
        later(999);
        terminal.progress("Comparing", 2, 3);
        assertThat(shown()).isEmpty();
    }

    @Test
    void what_takes_longer_shows_each_tenth_once_in_a_file() {
        var terminal = terminal(false, "");
        terminal.progress("Streams", 0, 1000);
        later(1000);
        for (var at = 1; at <= 1000; at++) {
            terminal.progress("Streams", at, 1000);
        }
        assertThat(shown().lines()).hasSize(10).first().isEqualTo("Streams: 1 of 1,000");
        assertThat(shown()).contains("Streams: 900 of 1,000");
    }

    @Test
    void on_a_terminal_it_stays_in_one_line_and_is_gone_before_anything_is_said_or_asked() {
        var terminal = terminal(true, "  replace \n");
        terminal.progress("Streams", 0, 10);
        later(1000);
        terminal.progress("Streams", 5, 10);
        assertThat(shown()).isEqualTo("\rStreams: 5 of 10");
        terminal.say("Well.");
        assertThat(shown()).endsWith("\r" + " ".repeat("Streams: 5 of 10".length()) + "\rWell.\n");
        assertThat(terminal.ask("Go on?")).isEqualTo("replace");
        assertThat(terminal.ask("And now?")).as("nobody answers").isEmpty();
    }
}
