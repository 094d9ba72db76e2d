package rapport.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.webhooks.Webhook;
import rapport.webhooks.Webhook.Last;
import rapport.webhooks.Webhooks;

/** One's webhooks, for programs. */
@RestController
@RequestMapping("/api/webhooks")
class WebhookController {

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record Listed(List<OneListed> webhooks) {}

    record OneListed(
            UUID id,
            String name,
            String format,
            String place,
            String state,
            boolean words,
            @Nullable LastSent last) {

        static OneListed of(Webhook webhook) {
            return new OneListed(
                    webhook.id(),
                    webhook.name(),
                    webhook.format().name(),
                    webhook.place(),
                    webhook.state().name(),
                    webhook.withWords(),
                    LastSent.of(webhook.last()));
        }
    }

    record LastSent(
            String result, String sentence, @Nullable Integer status, Instant at) {

        static @Nullable LastSent of(@Nullable Last last) {
            return last == null
                    ? null
                    : new LastSent(
                            last.result().name(),
                            last.result().sentence(),
                            last.status() == 0 ? null : last.status(),
                            last.at());
        }
    }

    record Added(UUID id, @Nullable String secret) {}

    record Tried(boolean on, @Nullable LastSent last) {}

    @GetMapping
    Answer all(@AuthenticationPrincipal Actor actor) {
        return listed(actor);
    }

    private Answer listed(Actor actor) {
        return new Answer(new Listed(
                webhooks.of(actor.person()).stream().map(OneListed::of).toList()));
    }

    @PostMapping
    ResponseEntity<Answer> add(@AuthenticationPrincipal Actor actor, Fields fields) {
        var added = webhooks.add(actor.person(), fields);
        return ResponseEntity.created(URI.create("/api/webhooks"))
                .body(new Answer(new Added(added.id(), added.secret())));
    }

    /** Waits for what comes of it, which takes up to ten seconds. */
    @PostMapping("/{id}/trial")
    Answer trial(@AuthenticationPrincipal Actor actor, @PathVariable String id, Fields fields) {
        fields.check();
        var tried = webhooks.trial(actor.person(), Addresses.id(id));
        return new Answer(new Tried(tried.on(), LastSent.of(tried.last())));
    }

    @PostMapping("/{id}/words")
    Answer words(@AuthenticationPrincipal Actor actor, @PathVariable String id, Fields fields) {
        var words = fields.requiredFlag("words");
        fields.check();
        webhooks.withWords(actor.person(), Addresses.id(id), words.get());
        return listed(actor);
    }

    @PostMapping("/{id}/off")
    Answer switchOff(@AuthenticationPrincipal Actor actor, @PathVariable String id, Fields fields) {
        fields.check();
        webhooks.switchOff(actor.person(), Addresses.id(id));
        return listed(actor);
    }

    @PostMapping("/{id}/seen")
    Answer see(@AuthenticationPrincipal Actor actor, @PathVariable String id, Fields fields) {
        fields.check();
        webhooks.see(actor.person(), Addresses.id(id));
        return listed(actor);
    }

    @PostMapping("/{id}/secret")
    Answer newSecret(@AuthenticationPrincipal Actor actor, @PathVariable String id, Fields fields) {
        fields.check();
        var webhook = Addresses.id(id);
        return new Answer(new Added(webhook, webhooks.newSecret(actor.person(), webhook)));
    }

    @PostMapping("/{id}/remove")
    Answer remove(@AuthenticationPrincipal Actor actor, @PathVariable String id, Fields fields) {
        fields.check();
        webhooks.remove(actor.person(), Addresses.id(id));
        return listed(actor);
    }
}
