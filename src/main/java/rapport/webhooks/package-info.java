/**
 * The way by which digests reach other programs: signed requests to addresses that people give, and the limits on where those may lead.
 */
@NullMarked
package rapport.webhooks;

import org.jspecify.annotations.NullMarked;
