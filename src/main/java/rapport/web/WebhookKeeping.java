package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.parties.Actor;
import rapport.webhooks.Result;
import rapport.webhooks.Webhooks;

/** One's webhooks: to look at, add, try, switch and delete them. */
@Controller
class WebhookKeeping {

    private final Webhooks webhooks;
    private final Pages pages;
    private final WebhookPages webhookPages;

    WebhookKeeping(Webhooks webhooks, Pages pages, WebhookPages webhookPages) {
        this.webhooks = webhooks;
        this.pages = pages;
        this.webhookPages = webhookPages;
    }

    @GetMapping(Addressed.WEBHOOKS)
    View all(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor), null, null);
    }

    /** Answers with the secret itself, where there is one, rather than keep it anywhere between two requests. */
    @PostMapping(Addressed.WEBHOOKS)
    View add(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return Sending.sent(
                request,
                WebhookPages.MAKE,
                () -> {
                    var added = webhooks.add(actor.person(), Sending.fields(request));
                    return added.secret() == null
                            ? Sending.done(request, Confirmation.WEBHOOK_ADDED, Addressed.WEBHOOKS)
                            : page(visit, added.secret(), added.id());
                },
                refused -> page(visit.after(refused), null, null));
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/trial")
    View trial(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return Sending.sent(
                request,
                "trial-" + id,
                () -> {
                    Sending.fields(request).check();
                    var tried = webhooks.trial(actor.person(), Addresses.id(id));
                    if (tried.last().result() != Result.ARRIVED) {
                        // What happened stands beside the webhook.
                        return Pages.redirect(Addressed.WEBHOOKS);
                    }
                    return Sending.done(
                            request,
                            tried.began() ? Confirmation.WEBHOOK_ON : Confirmation.WEBHOOK_TRIED,
                            Addressed.WEBHOOKS);
                },
                refused -> page(visit.after(refused), null, null));
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/with-words")
    View withWords(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        Sending.fields(request).check();
        webhooks.withWords(actor.person(), Addresses.id(id), true);
        return Sending.done(request, Confirmation.WEBHOOK_WITH_WORDS, Addressed.WEBHOOKS);
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/without-words")
    View withoutWords(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        Sending.fields(request).check();
        webhooks.withWords(actor.person(), Addresses.id(id), false);
        return Sending.done(request, Confirmation.WEBHOOK_WITHOUT_WORDS, Addressed.WEBHOOKS);
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/off")
    View switchOff(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        Sending.fields(request).check();
        webhooks.switchOff(actor.person(), Addresses.id(id));
        return Sending.done(request, Confirmation.WEBHOOK_OFF, Addressed.WEBHOOKS);
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/secret")
    View newSecret(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        Sending.fields(request).check();
        var webhook = Addresses.id(id);
        return page(Visit.of(request, actor), webhooks.newSecret(actor.person(), webhook), webhook);
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/seen")
    View see(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        Sending.fields(request).check();
        webhooks.see(actor.person(), Addresses.id(id));
        return Sending.done(request, Confirmation.WEBHOOK_SEEN, Addressed.WEBHOOKS);
    }

    @PostMapping(Addressed.WEBHOOKS + "/{id}/remove")
    View remove(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        Sending.fields(request).check();
        webhooks.remove(actor.person(), Addresses.id(id));
        return Sending.done(request, Confirmation.WEBHOOK_DELETED, Addressed.WEBHOOKS);
    }

    private View page(Visit visit, @Nullable String secret, @Nullable UUID of) {
        return pages.page("webhooks", visit.attempt().status(), webhookPages.of(visit, secret, of));
    }
}
