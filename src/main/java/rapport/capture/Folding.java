package rapport.capture;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes texts alike that people mean alike. */
final class Folding {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}");

    private Folding() {}

    /** Without capitals, invisible characters and ways of writing the same letter. */
    static String folded(String text) {
        var seen =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        // By way of small letters to capitals: the one makes the Greek sigmas alike, the other ß and SS.
        var alike = seen.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return SPACES.matcher(Normalizer.normalize(alike, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
    }

    /** Likewise, and without the marks on letters: Zoë is found by zoe. */
    static String bare(String text) {
        return MARKS.matcher(Normalizer.normalize(folded(text), Normalizer.Form.NFD))
                .replaceAll("");
    }

    /** One line with single spaces, for patterns in small letters. */
    static String plain(String text) {
        return SPACES.matcher(UNSEEN.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
