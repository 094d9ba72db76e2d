/**
 * Ruptures and repairs: acts, events and the pure rules between them. Called by the relationship that holds them; knows no framework.
 */
@NullMarked
package rapport.ruptures;

import org.jspecify.annotations.NullMarked;
