package rapport.doors;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.history.Ask;
import rapport.history.Kind;
import rapport.history.Line;
import rapport.history.Position;
import rapport.parties.Side;
import rapport.words.Vault;

/**
 * What somebody asks of the history, as it was sent; what is blank was not asked for.
 *
 * @param before a place from an earlier answer
 * @param limit how many lines: 1 to 200
 * @param q the words to look for: at most 200 characters
 */
public record Question(
        @Nullable String before,
        @Nullable String limit,
        @Nullable String kind,
        @Nullable String side,
        @Nullable String q) {

    public static final int LONGEST_SEARCH = 200;
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /** @throws MalformedInput with a sentence if any of it cannot be read */
    Ask read(Vault vault) {
        return new Ask(
                given(kind, text -> oneOf("kind", Kind.class, text)).orElse(null),
                given(side, text -> oneOf("side", Side.class, text)).orElse(null),
                given(q, text -> search(vault, text)).orElse(_ -> true),
                given(before, Question::position).orElse(null),
                given(limit, Question::number).orElse(USUAL));
    }

    private static <T> Optional<T> given(@Nullable String text, Function<String, T> reader) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(reader);
    }

    private static <E extends Enum<E>> E oneOf(String name, Class<E> type, String text) {
        var constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new MalformedInput(name + " must be one of "
                        + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", ")) + "."));
    }

    private static Predicate<Line> search(Vault vault, String text) {
        if (text.codePointCount(0, text.length()) > LONGEST_SEARCH) {
            throw new MalformedInput("q has at most " + LONGEST_SEARCH + " characters.");
        }
        return new WordSearch(vault, text);
    }

    private static Position position(String text) {
        return Position.of(text)
                .orElseThrow(() -> new MalformedInput("before must be a place that an earlier answer gave as next."));
    }

    private static Integer number(String text) {
        var number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw new MalformedInput("limit must be a whole number from 1 to " + MOST + ".");
        }
        return number;
    }

    @Override
    public String toString() {
        return "Question[•]";
    }
}
