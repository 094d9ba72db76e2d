package rapport.webhooks;

import org.springframework.stereotype.Component;
import rapport.reminders.Digest;
import rapport.security.PublicAddress;

/** Writes a digest down for whoever is to read it. */
@Component
class Messages {

    private final PublicAddress address;

    Messages(PublicAddress address) {
        this.address = address;
    }

    /** @param withWords true if what people wrote goes along */
    byte[] of(Digest digest, Format format, boolean withWords) {
        return switch (format) {
            case GENERIC -> GenericMessage.of(digest, withWords, address::of);
            case SLACK -> SlackMessage.of(digest, withWords, address::of);
            case TEAMS -> TeamsMessage.of(digest, withWords, address::of);
        };
    }
}
