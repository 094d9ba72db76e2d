package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the history of an entry.
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
        List<String> words) {

    @Override
    public String toString() {
        return "Step[•]";
    }
}
