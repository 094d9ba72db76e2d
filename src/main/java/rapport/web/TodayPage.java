package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The home page.
 *
 * @param moves what waits for the viewer, across relationships, worst first
 * @param more how many there are besides
 * @param starts how to add the people one meets, while there are none
 */
public record TodayPage(
        Frame frame,
        String day,
        List<ItemView> moves,
        int more,
        List<Meeting> meetings,
        List<FormView> starts,
        List<String> zones) {

    /**
     * One relationship, with its worst items.
     *
     * @param when the next 1:1; empty if none is planned
     * @param inARow that the last 1:1s did not take place; empty unless it was so more than once in a row
     * @param wrapUp the way to wrap up the 1:1 that is due to be; null if none is
     */
    public record Meeting(
            String name,
            String href,
            String when,
            String inARow,
            String counts,
            @Nullable Link wrapUp,
            List<ItemView> worst) {

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
