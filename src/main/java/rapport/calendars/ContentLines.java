package rapport.calendars;

import java.nio.charset.StandardCharsets;

/** The lines of a calendar file, RFC 5545 section 3.1: ended by CRLF, and folded so that none is longer than 75 octets. */
final class ContentLines {

    private static final int MOST_OCTETS = 75;
    private static final String END = "\r\n";

    private final StringBuilder file = new StringBuilder();

    /** A property whose value holds nothing that would have to be escaped. */
    ContentLines add(String name, String value) {
        fold(name + ":" + value);
        return this;
    }

    /** A property whose value is a text. */
    ContentLines addText(String name, String text) {
        return add(name, escaped(text));
    }

    // Section 3.3.11. What can neither be shown nor escaped is left out.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().forEach(point -> {
            switch (point) {
                case '\\', ';', ',' -> escaped.append('\\').appendCodePoint(point);
                case '\n' -> escaped.append("\\n");
                default -> {
                    if (point == '\t' || !Character.isISOControl(point)) {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }

    // Octets are counted, not letters, and no letter is torn apart.
    private void fold(String line) {
        var octets = 0;
        for (var at = 0; at < line.length(); ) {
            var point = line.codePointAt(at);
            var length = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MOST_OCTETS) {
                file.append(END).append(' ');
                octets = 1;
            }
            file.appendCodePoint(point);
            octets += length;
            at += Character.charCount(point);
        }
        file.append(END);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
