package rapport.web;

import org.jspecify.annotations.Nullable;

/**
 * What is said under the line once something was recorded, or taken back.
 *
 * @param undo null if it cannot be taken back, or was
 * @param link where it stands; null once it was taken back
 */
public record CapturedView(
        String sentence, @Nullable FormView undo, @Nullable Link link) {

    @Override
    public String toString() {
        return "CapturedView[•]";
    }
}
