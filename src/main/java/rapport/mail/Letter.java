package rapport.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter, ready to be sent.
 *
 * @param id the same each time that it is tried, so that a second one can be told
 * @param unsubscribe where one switch ends such letters; null for one that comes once
 */
record Letter(
        UUID id,
        String to,
        String subject,
        String text,
        String html,
        @Nullable String unsubscribe) {

    @Override
    public String toString() {
        return "Letter[" + id + "]";
    }
}
