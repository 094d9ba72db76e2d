package rapport.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Stands where the story has come to, and runs on as the real clock once it is told. */
final class DemoClock extends Clock {

    private final Clock real;
    private volatile @Nullable Instant told;

    /** @param real in whole milliseconds, which is what the store keeps */
    DemoClock(Clock real) {
        this.real = real;
    }

    /** Has it be this moment until it is said otherwise. */
    void standAt(Instant moment) {
        told = moment;
    }

    /** Has it be the time that it is. */
    void runOn() {
        told = null;
    }

    /** The time that it is, wherever the story has come to. */
    Instant now() {
        return real.instant();
    }

    @Override
    public Instant instant() {
        var moment = told;
        return moment == null ? real.instant() : moment;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("each relationship has its own zone");
    }
}
