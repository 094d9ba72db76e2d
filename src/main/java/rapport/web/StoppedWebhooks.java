package rapport.web;

import java.util.List;
import org.springframework.stereotype.Component;
import rapport.web.Frame.Note;
import rapport.webhooks.Webhook;
import rapport.webhooks.Webhooks;

/** Says on every page that a webhook was switched off by Rapport, until its person has said that they know. */
@Component
class StoppedWebhooks {

    private final Webhooks webhooks;

    StoppedWebhooks(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    List<Note> unseen(Visit visit) {
        return webhooks.stoppedUnseen(visit.viewer()).stream()
                .map(webhook -> note(visit, webhook))
                .toList();
    }

    private static Note note(Visit visit, Webhook webhook) {
        return new Note(
                "Something stopped",
                "Nothing arrives at “" + webhook.name() + "” any more, so Rapport has switched it off.",
                Addressed.WEBHOOKS,
                "See what happened",
                new FormBuilder("seen-" + webhook.id(), Addressed.webhook(webhook.id(), "seen"), visit)
                        .build("Seen", "Seen", false));
    }
}
