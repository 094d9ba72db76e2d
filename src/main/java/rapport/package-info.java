/**
 * The application: starts everything, is called by nobody. Each package below is a room of its own, and arrows between
 * them point down the list in docs/architecture.md only.
 */
@NullMarked
package rapport;

import org.jspecify.annotations.NullMarked;
