package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the two meet, and how far they trust each other.
 *
 * @param cadence how it repeats, in a sentence
 * @param inARow that the last 1:1s did not take place; empty unless it was so more than once in a row
 * @param upcoming the next 1:1s, in words
 * @param wrapUp where one is wrapped up; null where nothing can be recorded
 * @param zones the time zones to choose from
 * @param trust what the two numbers noted by both tell, in a sentence
 * @param trustForm none where nothing can be recorded
 */
public record OneOnOnePage(
        Frame frame,
        String name,
        String back,
        String cadence,
        String inARow,
        List<String> upcoming,
        ActsView acts,
        @Nullable String wrapUp,
        List<String> zones,
        String trust,
        List<FormView> trustForm) {

    @Override
    public String toString() {
        return "OneOnOnePage[•]";
    }
}
