/**
 * Trust, as each side notes it for themselves: acts, events and the pure rules between them. Called by the notebook that holds them; knows no framework.
 */
@NullMarked
package rapport.trust;

import org.jspecify.annotations.NullMarked;
