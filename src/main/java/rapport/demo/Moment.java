package rapport.demo;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that happens in the story.
 *
 * @param day the day on which it happens to the two
 */
record Moment(Instant at, LocalDate day, Runnable deed) {}
