package rapport.web;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A promise or another entry in a list.
 *
 * @param with the other person's name where the list is about several, otherwise empty
 * @param lead the fact that matters most
 * @param marks what must be known about the words themselves, such as that nobody else sees them
 * @param next the next step; empty where the acts say it all
 * @param change what is being lived up to; null where nothing is
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
        ActsView acts,
        @Nullable Change change) {

    /**
     * A change that is being lived up to.
     *
     * @param whose such as "Your change"
     * @param href the promise that it became
     * @param held on how many days it was seen to hold
     * @param of on how many it has to be
     */
    public record Change(String whose, String words, String href, int held, int of) {

        /** One for each day that it takes: true if the change held on so many. */
        public List<Boolean> steps() {
            return IntStream.range(0, of).mapToObj(step -> step < held).toList();
        }

        @Override
        public String toString() {
            return "Change[•]";
        }
    }

    /** One with no change that is being lived up to. */
    ItemView(
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
        this(seam, with, words, href, lead, facts, marks, next, move, yours, acts, null);
    }

    /** Where its story is, to be shown in place. */
    public String story() {
        return Addressed.story(href);
    }

    /** What tells it from the other items of a page: an entry is listed at most once with its acts, and once without. */
    public String id() {
        return (acts.isEmpty() ? "also-" : "item-") + href.substring(href.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return "ItemView[" + seam + "]";
    }
}
