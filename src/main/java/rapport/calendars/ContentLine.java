package rapport.calendars;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One line of a calendar file, put together again where it was folded: a name, parameters and a value, as RFC 5545, 3.1
 * spells them.
 *
 * @param name in upper case
 * @param parameters by their names in upper case; of one that is given twice, the first
 */
record ContentLine(String name, Map<String, String> parameters, String value) {

    /** Old versions of Outlook write in the code page of their country; most of them are close to this one. */
    private static final Charset OLD = Charset.forName("windows-1252");

    private static final char MARK = '\uFEFF';

    // --- a file ---------------------------------------------------------------------------------------------------

    /** Hands on all lines of a file in order; what is no line of this kind is left out. */
    static void each(byte[] file, Consumer<ContentLine> taker) {
        var text = text(file);
        var folded = new StringBuilder();
        var at = text.isEmpty() || text.charAt(0) != MARK ? 0 : 1;
        while (at < text.length()) {
            var end = endOfLine(text, at);
            if (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                folded.append(text, at + 1, end);
            } else if (at < end) {
                of(folded.toString()).ifPresent(taker);
                folded.setLength(0);
                folded.append(text, at, end);
            }
            at = end + 1;
        }
        of(folded.toString()).ifPresent(taker);
    }

    private static int endOfLine(String text, int from) {
        var end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static String text(byte[] file) {
        if (file.length > 1 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xFE) {
            return new String(file, StandardCharsets.UTF_16LE);
        }
        if (file.length > 1 && (file[0] & 0xFF) == 0xFE && (file[1] & 0xFF) == 0xFF) {
            return new String(file, StandardCharsets.UTF_16BE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException _) {
            return new String(file, OLD);
        }
    }

    // --- a line ---------------------------------------------------------------------------------------------------

    private static Optional<ContentLine> of(String line) {
        var parameters = new HashMap<String, String>();
        var colon = -1;
        var from = 0;
        var name = "";
        var quoted = false;
        for (var at = 0; at < line.length() && colon < 0; at++) {
            var character = line.charAt(at);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == ';' || character == ':')) {
                var part = line.substring(from, at);
                if (from == 0) {
                    name = part.strip().toUpperCase(Locale.ROOT);
                } else {
                    put(parameters, part);
                }
                from = at + 1;
                colon = character == ':' ? at : -1;
            }
        }
        return colon < 1
                ? Optional.empty()
                : Optional.of(new ContentLine(
                        name, parameters, line.substring(colon + 1).strip()));
    }

    private static void put(Map<String, String> parameters, String part) {
        var sides = part.split("=", 2);
        if (sides.length == 2) {
            parameters.putIfAbsent(
                    sides[0].strip().toUpperCase(Locale.ROOT),
                    sides[1].replace("\"", "").strip());
        }
    }

    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    @Override
    public String toString() {
        return "ContentLine[•]";
    }
}
