package rapport.webhooks;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What the messages for people have in common: they are short, and nothing that anybody wrote acts in them. */
final class Text {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Text() {}

    static byte[] json(Object message) {
        return JSON.writeValueAsBytes(message);
    }

    /** At most so many characters, on one line, without those that turn the direction of reading. */
    static String line(String text, int most) {
        var plain = text.codePoints()
                .filter(character -> !turns(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("\\s+", " ")
                .strip();
        return plain.codePointCount(0, plain.length()) <= most
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
    }

    private static boolean turns(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    /** The fullest message that is small enough: with so many of the lines of each section, or fewer, or none. */
    static byte[] within(int bytes, int mostLines, Function<Integer, Object> message) {
        return IntStream.iterate(mostLines, lines -> lines >= 0, lines -> lines - 1)
                .mapToObj(lines -> json(message.apply(lines)))
                .filter(body -> body.length <= bytes)
                .findFirst()
                .orElseGet(() -> json(message.apply(0)));
    }

    /** The first of them, and how many are left out. */
    static <T> String more(List<T> all, int shown) {
        return all.size() <= shown ? "" : "and " + (all.size() - shown) + " more";
    }
}
