/**
 * What every room may lean on: the broken rule, the answer "not there", the clock and the data directory. Depends on nothing else of ours.
 */
@NullMarked
package rapport.shared;

import org.jspecify.annotations.NullMarked;
