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
        List<String> marks,
        String move,
        boolean yours,
        ActsView acts,
        ActsView corrections,
        List<Link> links,
        List<Step> steps) {

    @Override
    public String toString() {
        return "PromisePage[•]";
    }
}
