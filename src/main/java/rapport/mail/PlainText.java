package rapport.mail;

import java.util.ArrayList;
import java.util.List;

/** Writes the plain text of a letter: lines short enough to be read anywhere, links whole. */
final class PlainText {

    private static final int WIDTH = 72;

    private final StringBuilder text = new StringBuilder();

    /** A paragraph, and an empty line behind it. */
    PlainText paragraph(String sentence) {
        return lines(sentence).empty();
    }

    PlainText lines(String sentence) {
        wrapped(sentence, WIDTH).forEach(line -> line("", line));
        return this;
    }

    /** A point of a list. */
    PlainText point(String sentence) {
        var first = true;
        for (var line : wrapped(sentence, WIDTH - 2)) {
            line(first ? "- " : "  ", line);
            first = false;
        }
        return this;
    }

    /** What somebody wrote, marked as such on each line so that nothing in it passes for ours. */
    PlainText quoted(String words) {
        for (var said : words.split("\\R", -1)) {
            wrapped(OneLine.of(said), WIDTH - 4).forEach(line -> line("  > ", line));
        }
        return this;
    }

    /** A line as it is, however long. */
    PlainText link(String address) {
        line("", address);
        return this;
    }

    PlainText empty() {
        text.append('\n');
        return this;
    }

    private void line(String before, String line) {
        text.append((before + line).stripTrailing()).append('\n');
    }

    private static List<String> wrapped(String sentence, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : OneLine.of(sentence).split(" ", -1)) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
