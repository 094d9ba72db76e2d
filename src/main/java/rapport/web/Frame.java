package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What stands around every page.
 *
 * @param place which of the main pages it is; empty for others
 * @param viewer the name of the one who is signed in; empty if nobody is
 * @param neighbours the people one meets, for the second pane
 * @param signOut empty of inputs; null if nobody is signed in
 * @param done what was just done, in a sentence
 * @param auditor true if the viewer may ask to read what others recorded
 * @param reading that what is shown is read by somebody who is neither of the two, in a sentence; null otherwise
 * @param version of what the viewer may see, as it was when the page was asked for; null for a page that must not be
 *     asked for again by itself
 * @param accesses what others opened of the viewer's, until it was seen
 * @param arrivals the briefs that have arrived and were not read yet
 * @param notes what stopped by itself, or is to be erased, until the viewer says that they know
 * @param capture the capture line; null where there is nobody to record with, or the page shows it itself
 */
public record Frame(
        String title,
        String place,
        String viewer,
        List<Neighbour> neighbours,
        @Nullable FormView signOut,
        @Nullable String done,
        boolean auditor,
        @Nullable String reading,
        @Nullable String version,
        List<Access> accesses,
        List<Arrival> arrivals,
        List<Note> notes,
        @Nullable CaptureView capture) {

    /**
     * Somebody whom the viewer meets.
     *
     * @param when the day of the next 1:1, as short as can be; empty if none is planned
     */
    public record Neighbour(String name, String href, String when, String line, boolean broken, boolean current) {

        @Override
        public String toString() {
            return "Neighbour[•]";
        }
    }

    /**
     * That somebody else opened a history of the viewer's: who and when, why in their words, and how to say "seen".
     *
     * @param all where everything of that kind stands
     */
    public record Access(String sentence, String reason, String all, FormView seen) {

        @Override
        public String toString() {
            return "Access[•]";
        }
    }

    /**
     * That a brief has arrived.
     *
     * @param title whom the 1:1 is with, and when
     * @param announced true if the page is to notify, where the browser lets it
     * @param shown says that it has
     */
    public record Arrival(String title, String counts, String href, boolean announced, FormView shown) {

        @Override
        public String toString() {
            return "Arrival[•]";
        }
    }

    /**
     * Something that one has to know, until one says that one does.
     *
     * @param about what it is about, for those who hear it only
     * @param href where there is more to see of it, or where it can be put right
     * @param seen null for what stays until it was put right
     */
    public record Note(
            String about,
            String sentence,
            String href,
            String link,
            @Nullable FormView seen) {

        @Override
        public String toString() {
            return "Note[•]";
        }
    }

    /** Around a page for nobody in particular. */
    public static Frame plain(String title) {
        return new Frame(
                title, "", "", List.of(), null, null, false, null, null, List.of(), List.of(), List.of(), null);
    }

    /** The attribute of a request that says something on each page, whatever the page is. */
    public static final String MARK = "rapport.mark";

    /** What each page says, such as that all of it is made up; null if there is nothing to say. */
    public @Nullable String mark() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(MARK, RequestAttributes.SCOPE_REQUEST) instanceof String mark
                ? mark
                : null;
    }

    public boolean isAt(String other) {
        return place.equals(other);
    }

    @Override
    public String toString() {
        return "Frame[•]";
    }
}
