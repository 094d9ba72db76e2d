package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everyone whom the viewer meets or met 1:1.
 *
 * @param waiting those whom the viewer has not joined yet
 * @param starts the forms with which somebody is added
 */
public record PeoplePage(
        Frame frame,
        List<Known> active,
        List<Known> ended,
        List<Waiting> waiting,
        List<FormView> starts,
        List<String> zones) {

    /**
     * One relationship.
     *
     * @param handover where a report chooses what goes with them to another manager; null for a manager
     * @param invite makes a link for the other one to join; null where there is nobody to invite
     * @param end the form that ends it; ended ones have none
     */
    public record Known(
            String name,
            String href,
            String facts,
            @Nullable Link handover,
            @Nullable FormView invite,
            List<FormView> end) {

        @Override
        public String toString() {
            return "Known[•]";
        }
    }

    /** Somebody who has added the viewer, and the form with which the viewer joins. */
    public record Waiting(String name, String facts, FormView join) {

        @Override
        public String toString() {
            return "Waiting[•]";
        }
    }

    @Override
    public String toString() {
        return "PeoplePage[•]";
    }
}
