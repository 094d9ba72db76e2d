package rapport.web;

import java.util.List;

/**
 * Everyone whom the viewer meets or met 1:1.
 *
 * @param starts the forms with which somebody is added
 */
public record PeoplePage(
        Frame frame, List<Known> active, List<Known> ended, List<FormView> starts, List<String> zones) {

    /** One relationship, and the form that ends it; ended ones have none. */
    public record Known(String name, String href, String facts, List<FormView> end) {

        @Override
        public String toString() {
            return "Known[•]";
        }
    }

    @Override
    public String toString() {
        return "PeoplePage[•]";
    }
}
