package rapport.eventstore;

import java.time.Instant;

/**
 * An event as it stands in its stream.
 *
 * @param sequence its place in the stream, from 0, without gaps
 * @param at the instant at which it was recorded
 */
public record Recorded<E>(long sequence, Instant at, E event) {}
