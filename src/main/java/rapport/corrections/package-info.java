/**
 * Corrections of entries, whatever their kind: acts, events and the pure rules between them. Called by the relationship that holds them; knows no framework.
 */
@NullMarked
package rapport.corrections;

import org.jspecify.annotations.NullMarked;
