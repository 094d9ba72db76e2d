package rapport.ruptures;

import java.time.LocalDate;
import java.util.Collection;
import rapport.parties.EntryId;
import rapport.parties.Side;

/** As much of a rupture as it takes to tell whether the same happened before. */
public record Sighting(EntryId id, Side causedBy, RuptureKind kind, LocalDate occurredOn) {

    /** How many days before a rupture another one still counts as the same again (2-events, "Ruptures" 8). */
    public static final int DAYS_COUNTED = 180;

    /**
     * How many of the others are of the same kind, caused by the same side, and happened in the 180 days before it. The
     * hundred-and-eightieth day before still counts; what happened on the same day does not, nor does the rupture itself.
     * {@link RuptureKind#OTHER} never repeats.
     *
     * @param others the ruptures that the viewer may see, with or without this one
     */
    public static int repeats(Sighting of, Collection<Sighting> others) {
        return of.kind() == RuptureKind.OTHER
                ? 0
                : Math.toIntExact(others.stream().filter(of::repeats).count());
    }

    private boolean repeats(Sighting earlier) {
        return earlier.kind() == kind
                && earlier.causedBy() == causedBy
                && earlier.occurredOn().isBefore(occurredOn)
                && !earlier.occurredOn().isBefore(occurredOn.minusDays(DAYS_COUNTED));
    }
}
