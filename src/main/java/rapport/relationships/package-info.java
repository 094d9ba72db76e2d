/**
 * The aggregate root: one relationship is one stream. Loads it, routes each act to its part, applies what was decided. Every act of every door comes in through {@link rapport.relationships.Relationships}.
 */
@NullMarked
package rapport.relationships;

import org.jspecify.annotations.NullMarked;
