package rapport.web;

import java.util.List;

/**
 * What helps to prepare a 1:1 beside the open items: what happened since the last one, a proposed order of conversation,
 * and both as Markdown to take along.
 *
 * @param since the heading over what happened
 * @param summaries what came of the last 1:1, if anybody said
 * @param done what happened, by what was done; nothing if nothing was
 * @param order the parts of the conversation, repairs first and work last
 * @param isShort true if order and Markdown are left for the page that shows everything
 * @param whole where that page is
 */
public record Preparation(
        String since,
        List<String> summaries,
        List<Part> done,
        List<Part> order,
        String markdown,
        boolean isShort,
        String whole) {

    /**
     * Entries under one heading; a link's label says who, or that nobody else sees it.
     *
     * @param more how many there are besides
     */
    public record Part(String title, List<Link> entries, int more) {

        @Override
        public String toString() {
            return "Part[•]";
        }
    }

    @Override
    public String toString() {
        return "Preparation[•]";
    }
}
