package rapport.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The one clock of the application, in whole milliseconds, which is what the store keeps. */
public final class OneClock extends Clock {

    private final Duration ahead;
    private volatile InstantSource source;

    /**
     * @param source what says the time as long as nothing better is known
     * @param ahead by how much it is shifted, whatever says the time
     */
    OneClock(InstantSource source, Duration ahead) {
        this.source = source;
        this.ahead = ahead;
    }

    /** Goes by another clock from now on: by the one of the database, where several processes share it. */
    public void follow(InstantSource other) {
        source = other;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
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
