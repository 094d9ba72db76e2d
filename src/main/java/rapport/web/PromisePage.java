package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One promise with its whole life.
 *
 * @param state where it stands, in a sentence
 * @param move whose move it is; empty if nobody's
 */
public record PromisePage(
        Frame frame,
        String name,
        String back,
        Seam seam,
        String words,
        @Nullable String plan,
        String state,
        List<String> facts,
        String move,
        boolean yours,
        ActsView acts,
        List<Step> steps) {

    /**
     * One step of its history.
     *
     * @param at when it was recorded, to be shown
     * @param machineAt the same for machines
     * @param mark that it was recorded in somebody's name, otherwise null
     */
    public record Step(
            String sentence,
            String at,
            String machineAt,
            @Nullable String mark,
            @Nullable String words) {

        @Override
        public String toString() {
            return "Step[•]";
        }
    }

    @Override
    public String toString() {
        return "PromisePage[•]";
    }
}
