package rapport.hints;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One rule over a repair's texts, as data: which part it reads, and the signs that must all be there.
 *
 * @param part what it reads
 * @param signs all of them together make the hint
 */
record Rule(Hint hint, Part part, List<Sign> signs) {

    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Which of the two texts. */
    enum Part {
        OWNED,
        CHANGE,
        BOTH
    }

    Rule {
        signs = List.copyOf(signs);
    }

    boolean holdsFor(String owned, String change) {
        var text = plain(
                switch (part) {
                    case OWNED -> owned;
                    case CHANGE -> change;
                    case BOTH -> owned + "\n" + change;
                });
        return !text.isBlank() && signs.stream().allMatch(sign -> sign.isIn(text));
    }

    // Lower case, one kind of apostrophe, a line's end as a sentence's end: the phrases are written for that.
    private static String plain(String text) {
        var straight = text.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return SPACE.matcher(LINE_END.matcher(straight).replaceAll(" . ")).replaceAll(" ");
    }
}
