package rapport.trust;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a side may learn from what both have noted about trust. */
public final class Trust {

    private Trust() {}

    /** What a side noted at an instant. */
    public record Note(Instant at, TrustNumbers numbers) {}

    /**
     * How the other's own number compares with what I guessed; empty unless both have noted since the same 1:1, or both
     * before there was any. What counts of each side is their first note since then: who could guess again would soon
     * know the other's number.
     *
     * @param mine my notes, oldest first
     * @param others the other's, likewise
     * @param heldAt when each 1:1 was recorded as held, in any order
     */
    public static Optional<Comparison> compare(List<Note> mine, List<Note> others, Collection<Instant> heldAt) {
        if (mine.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        var since = lastHeldBefore(mine.getLast().at(), heldAt);
        return since.equals(lastHeldBefore(others.getLast().at(), heldAt))
                ? Optional.of(compare(
                        first(others, since).numbers().own(),
                        first(mine, since).numbers().guessOfOther()))
                : Optional.empty();
    }

    private static Note first(List<Note> notes, Optional<Instant> since) {
        return notes.stream()
                .filter(note -> since.isEmpty() || note.at().isAfter(since.get()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Instant> lastHeldBefore(Instant noted, Collection<Instant> heldAt) {
        return heldAt.stream().filter(held -> held.isBefore(noted)).max(Comparator.naturalOrder());
    }

    private static Comparison compare(int actual, int guessed) {
        if (actual == guessed) {
            return Comparison.EQUAL;
        }
        return actual > guessed ? Comparison.HIGHER : Comparison.LOWER;
    }
}
