package rapport.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One 1:1 that took place.
 *
 * @param start the planned one that it was; null if nobody said
 * @param heldOn the day, in the relationship's zone
 * @param recordedAt when it was written down
 */
public record HeldOneOnOne(@Nullable LocalDateTime start, LocalDate heldOn, Instant recordedAt) {}
