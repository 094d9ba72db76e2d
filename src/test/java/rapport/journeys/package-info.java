/**
 * People at real browsers, from signing in to what they came for, and what must hold of every page that they see on the
 * way: nothing in it may break, shut anybody out, or take long. Asks the running product and nothing inside of it.
 */
@NullMarked
package rapport.journeys;

import org.jspecify.annotations.NullMarked;
