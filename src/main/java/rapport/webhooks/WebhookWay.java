package rapport.webhooks;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Way;

/** The way by which digests reach other programs. */
@Component
class WebhookWay implements Way {

    private final Webhooks webhooks;

    WebhookWay(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<UUID> targets(PersonId person) {
        return webhooks.on(person);
    }

    @Override
    public Outcome send(UUID target, Digest digest) {
        return webhooks.send(target, digest);
    }
}
