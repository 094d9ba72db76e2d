/**
 * What happens because time passed: the sweep that records promises nobody kept by their day.
 */
@NullMarked
package rapport.reminders;

import org.jspecify.annotations.NullMarked;
