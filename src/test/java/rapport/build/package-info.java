/**
 * Tests of how Rapport is built rather than of what it does: the scripts in the project's root folder that a newcomer
 * runs before any of the project's own code is compiled.
 */
@NullMarked
package rapport.build;

import org.jspecify.annotations.NullMarked;
