/**
 * Digests for other programs: Slack, Teams, or one of a person's own. Whatever is sent leaves through {@code Poster},
 * which alone opens connections and looks at where they lead. The doors call {@code Webhooks}; the reminders find the way
 * by themselves.
 */
@NullMarked
package rapport.webhooks;

import org.jspecify.annotations.NullMarked;
