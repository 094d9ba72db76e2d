/**
 * The door for programs: REST under /api with bearer tokens, errors as problem+json.
 */
@NullMarked
package rapport.api;

import org.jspecify.annotations.NullMarked;
