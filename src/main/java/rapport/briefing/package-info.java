/**
 * What to know before the next 1:1: open items, promises to me, today. Read models projected in the act's own transaction, and the same pure functions over a stream as it stood at any instant.
 */
@NullMarked
package rapport.briefing;

import org.jspecify.annotations.NullMarked;
