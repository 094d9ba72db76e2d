/**
 * Feedback and requests for it: acts, events and the pure rules between them. Called by the relationship that holds them; knows no framework.
 */
@NullMarked
package rapport.feedback;

import org.jspecify.annotations.NullMarked;
