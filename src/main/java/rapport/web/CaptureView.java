package rapport.web;

import org.jspecify.annotations.Nullable;
import rapport.capture.Form;
import rapport.doors.Addresses;
import rapport.parties.RelationshipId;

/**
 * The capture line as a page shows it.
 *
 * @param relationship the one that the page is about, so that a name may be left out; null elsewhere
 * @param back the page to return to, if that is already known
 * @param text what stands on the line
 * @param example what could stand there
 * @param seen what came of looking at it; null for a line that was not looked at
 * @param undo takes back what was just recorded; null if nothing was
 */
public record CaptureView(
        String csrf,
        @Nullable RelationshipId relationship,
        @Nullable String back,
        String text,
        String example,
        @Nullable UnderstandingView seen,
        @Nullable FormView undo) {

    /** The page that is nothing but the line. */
    static final String PLACE = "capture";

    /** An empty line on a page that may be about a relationship. */
    static CaptureView idle(Visit visit, @Nullable Pair pair, String somebody) {
        var own = pair == null || pair.isReader() ? null : pair;
        return new CaptureView(
                visit.csrf(),
                own == null ? null : own.card().id(),
                null,
                "",
                Form.PROMISE.example(own == null ? somebody : ""),
                null,
                undo(visit));
    }

    private static @Nullable FormView undo(Visit visit) {
        var undo = visit.undo();
        if (undo == null) {
            return null;
        }
        var slash = undo.indexOf('/');
        return undo(visit, Addresses.relationship(undo.substring(0, slash)).toString(), undo.substring(slash + 1));
    }

    static FormView undo(Visit visit, String relationship, String entry) {
        return new FormBuilder("undo", Addressed.CAPTURE_UNDO, visit)
                .hidden("relationship", relationship)
                .hidden("entry", entry)
                .build("Undo", "Undo", false);
    }

    @Override
    public String toString() {
        return "CaptureView[•]";
    }
}
