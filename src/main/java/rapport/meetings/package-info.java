/**
 * 1:1s, their cadence, topics and notes: acts, events and the pure rules between them. Called by the relationship that holds them; knows no framework.
 */
@NullMarked
package rapport.meetings;

import org.jspecify.annotations.NullMarked;
