/**
 * Concerns: acts, events and the pure rules between them. Called by the relationship that holds them; knows no framework.
 */
@NullMarked
package rapport.concerns;

import org.jspecify.annotations.NullMarked;
