/**
 * Axon, wired by hand on JDBC: stored names, serializer, conflicts, durability, reading a stream. Knows no event of ours; the rooms above register theirs.
 */
@NullMarked
package rapport.eventstore;

import org.jspecify.annotations.NullMarked;
