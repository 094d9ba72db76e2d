/**
 * What was recorded within a relationship, as a timeline for one of its parties: the relationship's stream and the viewer's own notebook, and nobody else's. Reads the streams themselves and keeps no table.
 */
@NullMarked
package rapport.history;

import org.jspecify.annotations.NullMarked;
