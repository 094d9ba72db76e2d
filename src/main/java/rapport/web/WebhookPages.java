package rapport.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.security.PublicAddress;
import rapport.web.WebhooksPage.Listed;
import rapport.webhooks.Format;
import rapport.webhooks.Result;
import rapport.webhooks.Webhook;
import rapport.webhooks.Webhook.Last;
import rapport.webhooks.Webhook.State;
import rapport.webhooks.Webhooks;

/** Makes the page of webhooks. */
@Component
class WebhookPages {

    static final String MAKE = "add-webhook";

    private final Webhooks webhooks;
    private final Frames frames;
    private final PublicAddress address;
    private final Clock clock;

    WebhookPages(Webhooks webhooks, Frames frames, PublicAddress address, Clock clock) {
        this.webhooks = webhooks;
        this.frames = frames;
        this.address = address;
        this.clock = clock;
    }

    /**
     * @param secret the one just made, if one was
     * @param of the webhook that it belongs to
     */
    WebhooksPage of(Visit visit, @Nullable String secret, @Nullable UUID of) {
        // Webhooks belong to no relationship, so the times are this machine's.
        var zone = ZoneId.systemDefault();
        var all = webhooks.of(visit.viewer());
        return new WebhooksPage(
                frames.around(visit, "Webhooks", "settings"),
                secret,
                all.stream()
                        .filter(webhook -> webhook.id().equals(of))
                        .map(Webhook::name)
                        .findFirst()
                        .orElse(""),
                all.stream().map(webhook -> listed(visit, webhook, zone)).toList(),
                all.size() < Webhooks.MOST ? make(visit) : null,
                zone.getId(),
                address.origin());
    }

    private Listed listed(Visit visit, Webhook webhook, ZoneId zone) {
        var id = webhook.id();
        var name = "“" + webhook.name() + "”";
        var on = webhook.state() == State.ON;
        var acts = new ArrayList<FormView>();
        acts.add(form(visit, id, "trial", on ? "Send a trial" : "Send a trial and switch on", name, !on));
        if (on) {
            acts.add(form(visit, id, "off", "Switch off", name, false));
        }
        if (webhook.withWords()) {
            acts.add(form(visit, id, "without-words", "Send no words any more", name, false));
        }
        acts.add(form(visit, id, "remove", "Delete", name, false));
        return new Listed(
                id.toString(),
                webhook.name(),
                said(webhook.format()),
                webhook.place(),
                webhook.withWords() ? "with words" : "counts and links only",
                said(webhook.state()),
                said(webhook.last(), zone),
                isWrong(webhook),
                acts,
                webhook.withWords() ? null : form(visit, id, "with-words", "Send the words too", name, false),
                webhook.isSigned() ? form(visit, id, "secret", "Make a new secret", name, false) : null);
    }

    private static boolean isWrong(Webhook webhook) {
        var last = webhook.last();
        return webhook.state() == State.STOPPED || (last != null && last.result() != Result.ARRIVED);
    }

    private static FormView form(Visit visit, UUID id, String what, String button, String of, boolean main) {
        return new FormBuilder(what + "-" + id, Addressed.webhook(id, what), visit)
                .build(button + " " + of, button, main);
    }

    private static String said(Format format) {
        return switch (format) {
            case GENERIC -> "a program of yours";
            case SLACK -> "Slack";
            case TEAMS -> "Teams";
        };
    }

    private static String said(State state) {
        return switch (state) {
            case NEW -> "Off until a trial has gone through.";
            case ON -> "On.";
            case OFF -> "Switched off by you.";
            case STOPPED -> "Switched off by Rapport, because nothing arrived there any more.";
        };
    }

    private @Nullable String said(@Nullable Last last, ZoneId zone) {
        if (last == null) {
            return null;
        }
        var today = LocalDate.ofInstant(clock.instant(), zone);
        return "Last message, on " + Days.moment(last.at(), zone, today) + ": "
                + last.result().sentence() + (last.status() == 0 ? "" : " (" + last.status() + ")");
    }

    private static FormView make(Visit visit) {
        Map<String, String> formats = new LinkedHashMap<>();
        for (var format : List.of(Format.SLACK, Format.TEAMS, Format.GENERIC)) {
            formats.put(format.name(), format == Format.GENERIC ? "A program of mine, as signed JSON" : said(format));
        }
        return new FormBuilder(MAKE, Addressed.WEBHOOKS, visit)
                .id(UUID.randomUUID().toString())
                .line("name", "A name, by which you will know it again", "off")
                .choice("format", "Who is told", formats)
                .line("url", "The address to send to", "off")
                .build("Add a webhook", "Add it", true);
    }
}
