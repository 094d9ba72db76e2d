package rapport.web;

import java.util.List;

/**
 * A promise in a list.
 *
 * @param with the other person's name where the list is about several, otherwise empty
 * @param lead the fact that matters most
 * @param move whose move it is
 */
public record ItemView(
        Seam seam,
        String with,
        String words,
        String href,
        String lead,
        List<String> facts,
        String move,
        boolean yours,
        ActsView acts) {

    @Override
    public String toString() {
        return "ItemView[" + seam + "]";
    }
}
