package rapport.hints;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Phrases of a language, one a line: regular expressions that match whole words of a text in lower case. Gaps in them
 * end with the sentence, so that looking through a text stays cheap.
 */
final class Phrases {

    static final Phrases NONE = new Phrases(Pattern.compile("(?!)"));

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'-]*");

    private final Pattern pattern;

    private Phrases(Pattern pattern) {
        this.pattern = pattern;
    }

    static Phrases of(String lines) {
        return of(
                lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }

    private static Phrases of(List<String> phrases) {
        return new Phrases(Pattern.compile("(?<![\\w'])(?:" + String.join("|", phrases) + ")(?!\\w)"));
    }

    int timesIn(String text) {
        return Math.toIntExact(pattern.matcher(text).results().count());
    }

    String takenOutOf(String text) {
        return pattern.matcher(text).replaceAll(" ~ ");
    }

    static int wordsIn(String text) {
        return Math.toIntExact(WORD.matcher(text).results().count());
    }
}
