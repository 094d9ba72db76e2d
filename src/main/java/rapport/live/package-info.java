/**
 * Lets open pages know that they may be out of date. Holds a number for each person that rises when something they may see
 * has changed, and nothing else: no words, no kind of change, nobody's name. The web hands it to browsers.
 */
@NullMarked
package rapport.live;

import org.jspecify.annotations.NullMarked;
