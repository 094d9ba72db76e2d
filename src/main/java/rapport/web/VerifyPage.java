package rapport.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the history is as it was recorded, and whether receipts still fit.
 *
 * @param receipt the newest; empty before the first
 * @param progress of the check that runs, in per cent; null if none does
 * @param outcome what the last check came to, in a sentence; empty if there was none
 * @param holds true if it found nothing
 * @param problems what does not fit in one's own
 * @param fits what came of the receipts that were typed in
 */
public record VerifyPage(
        Frame frame,
        String receipt,
        @Nullable Integer progress,
        String outcome,
        boolean holds,
        List<Problem> problems,
        FormView check,
        List<Fit> fits,
        FormView receipts) {

    /** @param href the history that it is in */
    public record Problem(String sentence, String href, String link) {

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
