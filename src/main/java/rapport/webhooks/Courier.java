package rapport.webhooks;

import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import rapport.reminders.Digest;
import rapport.webhooks.Poster.Reply;
import rapport.webhooks.WebhookTable.Row;
import rapport.words.Vault;

/** Brings one message to where it belongs. */
@Component
class Courier {

    private final Vault vault;
    private final Messages messages;
    private final Poster poster;
    private final Clock clock;

    Courier(Vault vault, Messages messages, Poster poster, Clock clock) {
        this.vault = vault;
        this.messages = messages;
        this.poster = poster;
        this.clock = clock;
    }

    Reply bring(Row webhook, Digest digest) {
        var place = vault.openSecret(webhook.key(), webhook.address())
                .flatMap(Place::of)
                .orElse(null);
        var sealedSecret = webhook.secret();
        var secret = sealedSecret == null
                ? null
                : vault.openSecret(webhook.key(), sealedSecret).orElse(null);
        if (place == null || (secret == null && webhook.format().isSigned())) {
            return Reply.without(Result.UNREADABLE);
        }
        var body = messages.of(digest, webhook.format(), webhook.withWords());
        return poster.post(
                place, secret == null ? Map.of() : Signature.headers(secret, digest.id(), clock.instant(), body), body);
    }
}
