package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On which a report chooses what goes with them to another manager, and looks at it once more before it is done.
 *
 * @param back the brief
 * @param onward where they went on, if it is done
 * @param choosing what there is to choose; null once it is chosen or done
 * @param chosen what was chosen, to be looked at; null before and after
 */
public record HandoverPage(
        Frame frame,
        String name,
        String back,
        @Nullable Link onward,
        @Nullable FormView choosing,
        List<String> zones,
        @Nullable Chosen chosen) {

    /**
     * @param seen what the new manager sees
     * @param kept what happens in the old relationship
     * @param confirm does it
     * @param change goes back to the choice
     */
    public record Chosen(String manager, List<Seen> seen, List<String> kept, FormView confirm, FormView change) {

        @Override
        public String toString() {
            return "Chosen[•]";
        }
    }

    /** One thing that the new manager sees, and what it says. */
    public record Seen(String what, String words) {

        @Override
        public String toString() {
            return "Seen[•]";
        }
    }

    @Override
    public String toString() {
        return "HandoverPage[•]";
    }
}
