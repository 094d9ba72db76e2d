package rapport.web;

import java.util.List;

/**
 * What happened to an entry, step by step, as another page shows it in place.
 *
 * @param words the whole of a long text, of which a list shows only the beginning; empty for a short one
 * @param href the entry's own page
 */
public record StoryPage(String words, String href, List<Step> steps) {

    /** Longer than the lines that a list shows of a text. */
    private static final int LONG = 200;

    static StoryPage of(String words, String href, List<Step> steps) {
        var isLong = words.length() > LONG || words.lines().count() > 2;
        return new StoryPage(isLong ? words : "", href, steps);
    }

    @Override
    public String toString() {
        return "StoryPage[•]";
    }
}
