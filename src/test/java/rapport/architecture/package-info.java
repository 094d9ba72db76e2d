/** Holds the house to its plan: arrows, cycles, null marks, and documents that keep up with the code. */
@NullMarked
package rapport.architecture;

import org.jspecify.annotations.NullMarked;
