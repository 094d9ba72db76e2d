package rapport.nodes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time by the database's clock, which all nodes go by, carried on between two looks at it by a counter that no change of
 * this machine's clock touches.
 */
final class DatabaseTime implements InstantSource {

    /** How far the counter may run off the database's clock: a hundred microseconds a second, more than any crystal does. */
    private static final long DRIFT = 10_000;

    private final LongSupplier nanos;
    private volatile @Nullable Look last;

    /** @param nanos counts nanoseconds evenly, from wherever */
    DatabaseTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param error how far off it may be either way, in nanoseconds */
    private record Look(Instant at, long nanos, long error) {

        Instant at(long now) {
            return at.plusNanos(now - nanos);
        }

        long errorAt(long now) {
            return error + Math.max(0, now - nanos) / DRIFT;
        }
    }

    /**
     * Takes in what the database said the time was at some moment between two counts. A look that took long says less than
     * one of a moment ago, and is passed over unless the two cannot both be right.
     */
    void heard(Instant database, long before, long after) {
        var half = (after - before) / 2;
        var look = new Look(database, before + half, half);
        var known = last;
        if (known == null) {
            last = look;
            return;
        }
        var apart = Duration.between(known.at(look.nanos), look.at).abs();
        var explained = Duration.ofNanos(known.errorAt(look.nanos) + look.error);
        if (look.error <= known.errorAt(look.nanos) || apart.compareTo(explained) > 0) {
            last = look;
        }
    }

    @Override
    public Instant instant() {
        var look = last;
        if (look == null) {
            throw new IllegalStateException("the database's clock was not looked at yet");
        }
        return look.at(nanos.getAsLong());
    }
}
