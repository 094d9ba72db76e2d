package rapport.web;

import java.util.List;

/**
 * A promise or another entry in a list.
 *
 * @param with the other person's name where the list is about several, otherwise empty
 * @param lead the fact that matters most
 * @param marks what must be known about the words themselves, such as that nobody else sees them
 * @param next the next step; empty where the acts say it all
 * @param move whose move it is
 */
public record ItemView(
        Seam seam,
        String with,
        String words,
        String href,
        String lead,
        List<String> facts,
        List<String> marks,
        String next,
        String move,
        boolean yours,
        ActsView acts) {

    /** What tells it from the other items of a page: an entry is listed at most once with its acts, and once without. */
    public String id() {
        return (acts.isEmpty() ? "also-" : "item-") + href.substring(href.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "ItemView[" + seam + "]";
    }
}
