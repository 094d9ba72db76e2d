package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the history is as it was recorded, and whether receipts still fit.
 *
 * @param receipt the newest; empty before the first
 * @param reach how far everything is sealed, in a sentence; empty before the first block
 * @param progress of the check that runs, in per cent; null if none does
 * @param outcome what the last check came to, in a sentence; empty if there was none
 * @param holds true if it found nothing
 * @param problems what does not fit in one's own, the first in the history first
 * @param more how many more there are; empty if none
 * @param fits what came of the receipts that were typed in
 */
public record VerifyPage(
        Frame frame,
        String receipt,
        String reach,
        @Nullable Integer progress,
        String outcome,
        boolean holds,
        List<Problem> problems,
        String more,
        FormView check,
        List<Fit> fits,
        FormView receipts) {

    /**
     * @param href where it stands; null if that cannot be shown
     * @param link what stands there, or why it cannot be shown
     */
    public record Problem(String sentence, @Nullable String href, String link) {

        @Override
        public String toString() {
            return "Problem[•]";
        }
    }

    /** A receipt, and what came of it. */
    public record Fit(String receipt, String sentence, boolean good) {

        @Override
        public String toString() {
            return "Fit[•]";
        }
    }

    @Override
    public String toString() {
        return "VerifyPage[•]";
    }
}
