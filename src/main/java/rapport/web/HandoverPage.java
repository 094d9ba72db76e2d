package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On which a report chooses, step by step, what goes with them to another manager, and looks at it once more before it is done.
 *
 * @param name the present manager's
 * @param back the brief
 * @param onward where they went on, if it is done
 * @param stages the groups, and how far each is; empty once it is done
 * @param choosing the step to choose in; null where there is nothing to choose
 * @param zones the time zones that there are, at the step that asks for one
 * @param looking what was chosen, to be looked at; null at any other step
 */
public record HandoverPage(
        Frame frame,
        String name,
        String back,
        @Nullable Link onward,
        List<Stage> stages,
        @Nullable Choosing choosing,
        List<String> zones,
        @Nullable Looking looking) {

    /**
     * A group among the others.
     *
     * @param href where its first step is
     */
    public record Stage(String title, String state, String href, boolean current) {

        @Override
        public String toString() {
            return "Stage[•]";
        }
    }

    /**
     * A step.
     *
     * @param place which one it is, such as "Step 2 of 5"
     * @param lead what is asked here, sentence by sentence
     * @param first true at the first one, before which there is none
     */
    public record Choosing(String place, String title, List<String> lead, FormView form, boolean first) {

        @Override
        public String toString() {
            return "Choosing[•]";
        }
    }

    /**
     * All of it.
     *
     * @param missing where something has to be chosen yet
     * @param chosen what was chosen; null while something is missing
     * @param refused why it could not be done; null if nobody tried
     * @param previous the step before
     * @param forget has all that was chosen forgotten
     */
    public record Looking(
            List<Link> missing,
            @Nullable Chosen chosen,
            @Nullable String refused,
            String previous,
            FormView forget) {

        @Override
        public String toString() {
            return "Looking[•]";
        }
    }

    /**
     * @param seen what the new manager sees
     * @param kept what happens in the old relationship
     * @param reason what the old manager reads about the end; null if it has ended
     * @param confirm does it
     */
    public record Chosen(
            String manager,
            List<Seen> seen,
            List<String> kept,
            @Nullable String reason,
            FormView confirm) {

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
