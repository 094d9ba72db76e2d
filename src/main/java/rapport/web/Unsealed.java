package rapport.web;

import java.util.List;
import org.springframework.stereotype.Component;
import rapport.doors.HistoryCheck;
import rapport.web.Frame.Note;

/** Says on every page that the history does not hold, as long as it does not. */
@Component
class Unsealed {

    private final HistoryCheck check;

    Unsealed(HistoryCheck check) {
        this.check = check;
    }

    List<Note> found(Visit visit) {
        var outcome = check.of(visit.viewer());
        if (outcome == null || outcome.holds()) {
            return List.of();
        }
        return List.of(new Note(
                "The history was checked",
                outcome.mine().isEmpty()
                        ? "A check found that the seals of this server do not all fit. The operator is told."
                        : "A check found that something in your history is not as it was recorded.",
                Addressed.VERIFY,
                "See what was found",
                null));
    }
}
