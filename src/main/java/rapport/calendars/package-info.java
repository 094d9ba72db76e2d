/**
 * Calendars as files, RFC 5545: what other programs say about when two people meet, and what they are told about it.
 */
@NullMarked
package rapport.calendars;

import org.jspecify.annotations.NullMarked;
