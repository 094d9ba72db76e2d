package rapport.web;

import java.util.List;

/**
 * The home page.
 *
 * @param moves what waits for the viewer, across relationships
 */
public record TodayPage(Frame frame, String day, List<ItemView> moves, List<Meeting> meetings) {

    /** One relationship, with its worst items. */
    public record Meeting(String name, String href, String counts, List<ItemView> worst) {

        @Override
        public String toString() {
            return "Meeting[•]";
        }
    }

    @Override
    public String toString() {
        return "TodayPage[•]";
    }
}
