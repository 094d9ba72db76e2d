package rapport.briefing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.meetings.InARow;
import rapport.parties.Viewer;
import rapport.parties.Visibility;

/**
 * Everything that the open items are told from, for one viewer at one moment: of the relationship's stream and of the
 * viewer's own notebook. Wherever it was read, the same picture gives the same items.
 *
 * @param zone the relationship's, in which the days of recorded instants are told
 * @param planned the day of the next 1:1; null if none is planned
 * @param inARow the planned 1:1s up to now that did not take place
 * @param promises at least those on which somebody has a move
 * @param shared at least the relationship's entries on which somebody has a move
 * @param own at least the notebook's entries on which the viewer has a move
 * @param ruptures at least those that the viewer may see and that count: that occurred in the 180 days before another
 *     that is open, or are about a promise or feedback that is open
 * @param held the days of 1:1s after a given day, at least from the oldest item on, in order
 */
record Picture(
        Viewer viewer,
        ZoneId zone,
        LocalDate today,
        @Nullable LocalDate planned,
        InARow inARow,
        Collection<Promise> promises,
        Collection<Entry> shared,
        Collection<Entry> own,
        Collection<Rupture> ruptures,
        Function<LocalDate, List<LocalDate>> held) {

    /** The day up to which one looks ahead. */
    LocalDate next() {
        return planned == null ? today.plusDays(OpenItems.DAYS_WITHOUT_CADENCE) : planned;
    }

    /** A rupture that the viewer may see, and where it is recorded. */
    record Rupture(Entry entry, Visibility visibility) {}
}
