/**
 * Hints on a repair while it is being written: plain rules over the two texts, with their reasons. They run on this
 * machine, remember nothing and never stand in the way. Called by the doors, which hold the clear words; knows nothing
 * else of ours. A language is a list of rules like {@code English}.
 */
@NullMarked
package rapport.hints;

import org.jspecify.annotations.NullMarked;
