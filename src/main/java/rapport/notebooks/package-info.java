/**
 * Each party's own notebook beside a relationship: its aggregate, its events, and the one way in for private acts. Nobody but its author ever reads it.
 */
@NullMarked
package rapport.notebooks;

import org.jspecify.annotations.NullMarked;
