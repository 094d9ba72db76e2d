package rapport.web;

import org.jspecify.annotations.Nullable;

/**
 * Where a link in a letter leads.
 *
 * @param form null if there is nothing left to do
 */
public record LetterLinkPage(
        Frame frame,
        String title,
        String sentence,
        @Nullable FormView form) {

    @Override
    public String toString() {
        return "LetterLinkPage[•]";
    }
}
