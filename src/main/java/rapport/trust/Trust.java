package rapport.trust;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a side may learn from what both have noted about trust. */
public final class Trust {

    private Trust() {}

    /**
     * How the other's own number compares with what I guessed; empty unless both have noted since the same 1:1, or both
     * before there was any.
     *
     * @param notedAt when my latest note was recorded
     * @param mine its numbers
     * @param otherNotedAt when the other's latest note was recorded
     * @param others its numbers
     * @param heldAt when each 1:1 was recorded as held, in any order
     */
    public static Optional<Comparison> compare(
            Instant notedAt, TrustNumbers mine, Instant otherNotedAt, TrustNumbers others, Collection<Instant> heldAt) {
        return lastHeldBefore(notedAt, heldAt).equals(lastHeldBefore(otherNotedAt, heldAt))
                ? Optional.of(compare(others.own(), mine.guessOfOther()))
                : Optional.empty();
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
