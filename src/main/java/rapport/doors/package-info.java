/**
 * What the web pages and the REST interface share: reading what was sent into acts, with one clear sentence for every mistake, and sealing words before an act exists.
 */
@NullMarked
package rapport.doors;

import org.jspecify.annotations.NullMarked;
