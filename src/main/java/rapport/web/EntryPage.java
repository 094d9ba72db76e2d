package rapport.web;

import java.util.List;

/**
 * One entry other than a promise, with everything that was said on it.
 *
 * @param kind what it is, in a word or two
 * @param state where it stands, in a sentence
 * @param next the next step; empty if there is none or the acts say it all
 * @param move whose move it is; empty if nobody's
 */
public record EntryPage(
        Frame frame,
        String name,
        String back,
        String kind,
        Seam seam,
        String words,
        List<String> marks,
        String state,
        List<String> facts,
        String next,
        String move,
        boolean yours,
        List<Said> said,
        List<Link> links,
        ActsView acts,
        ActsView corrections,
        List<Step> steps) {

    /** What stands on an entry now, such as the answer to a concern. */
    public record Said(String title, String words) {

        @Override
        public String toString() {
            return "Said[•]";
        }
    }

    @Override
    public String toString() {
        return "EntryPage[•]";
    }
}
