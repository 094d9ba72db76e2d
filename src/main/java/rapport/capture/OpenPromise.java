package rapport.capture;

import java.time.LocalDate;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;

/**
 * A promise of which the one who types may say that it was kept.
 *
 * @param words as they stand, opened for no longer than a line is looked at
 * @param own true if the one who types made it
 * @param claimed true if the other one already says that it was kept, so that it is agreed to
 */
public record OpenPromise(
        RelationshipId relationship, EntryId id, String words, LocalDate dueOn, boolean own, boolean claimed) {

    @Override
    public String toString() {
        return "OpenPromise[" + id + "]";
    }
}
