/**
 * Promises: their acts, their events and the pure rules between them. Called by the relationship that holds them; knows no framework.
 */
@NullMarked
package rapport.commitments;

import org.jspecify.annotations.NullMarked;
