package rapport.doors;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import rapport.history.Line;
import rapport.words.Opened;
import rapport.words.Vault;

/**
 * Looks for a text in the words of a line, which it opens for no longer than that. There is no index: it would be the
 * words in clear.
 */
final class WordSearch implements Predicate<Line> {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Vault vault;
    private final String wanted;

    WordSearch(Vault vault, String text) {
        this.vault = vault;
        this.wanted = folded(text.strip());
    }

    @Override
    public boolean test(Line line) {
        return line.words().stream()
                .anyMatch(written -> vault.open(line.stream(), written) instanceof Opened.Clear(var words)
                        && folded(words.text()).contains(wanted));
    }

    // By way of small letters to capitals: the one makes the Greek sigmas alike, the other ß and SS.
    static String folded(String text) {
        var alike =
                Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return SPACES.matcher(Normalizer.normalize(alike, Form.NFKC)).replaceAll(" ");
    }

    @Override
    public String toString() {
        return "WordSearch[•]";
    }
}
