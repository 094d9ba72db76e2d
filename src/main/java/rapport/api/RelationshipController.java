package rapport.api;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import rapport.briefing.Briefing;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.doors.MalformedInput;
import rapport.erasure.Erasures;
import rapport.parties.Actor;
import rapport.parties.Side;
import rapport.relationships.Relationships;

/** Relationships, and what is open in them. */
@RestController
@RequestMapping("/api")
class RelationshipController {

    private final Acts acts;
    private final Relationships relationships;
    private final Briefing briefing;
    private final JsonViews views;
    private final Erasures erasures;
    private final Clock clock;

    RelationshipController(
            Acts acts,
            Relationships relationships,
            Briefing briefing,
            JsonViews views,
            Erasures erasures,
            Clock clock) {
        this.acts = acts;
        this.relationships = relationships;
        this.briefing = briefing;
        this.views = views;
        this.erasures = erasures;
        this.clock = clock;
    }

    @PostMapping("/relationships")
    ResponseEntity<Answer> start(@AuthenticationPrincipal Actor actor, Fields fields) {
        var started = acts.start(actor, fields);
        var side = relationships
                .find(actor.person(), started.relationship())
                .parties()
                .sideOf(actor.person());
        var body = side.orElseThrow() == Side.MANAGER
                ? new Json.StartedWithReport(started.relationship(), started.other())
                : new Json.StartedByReport(started.relationship(), started.other());
        return ResponseEntity.created(URI.create("/api/relationships/" + started.relationship()))
                .body(new Answer(body));
    }

    @GetMapping("/relationships")
    Answer relationships(@AuthenticationPrincipal Actor actor) {
        return new Answer(views.relationships(actor.person(), relationships.of(actor.person())));
    }

    @GetMapping("/relationships/{r}")
    Answer relationship(@AuthenticationPrincipal Actor actor, @PathVariable String r) {
        return new Answer(views.relationship(relationships.reading(actor.person(), Addresses.relationship(r))));
    }

    @PostMapping("/relationships/{r}/end")
    Answer end(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        var acted = acts.end(actor, Addresses.relationship(r), fields);
        return new Answer(new Json.Acted(acted.id(), acted.sequence()));
    }

    @GetMapping("/relationships/{r}/open-items")
    Answer openItems(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @RequestParam(required = false) @Nullable String asOf) {
        var id = Addresses.relationship(r);
        relationships.reading(actor.person(), id);
        return new Answer(views.openItems(
                asOf == null
                        ? briefing.brief(actor.person(), id)
                        : briefing.briefAsOf(actor.person(), id, past(asOf))));
    }

    /** The open items, a proposed order of conversation, what happened since the last 1:1, and all of it as Markdown. */
    @GetMapping("/relationships/{r}/brief")
    Answer brief(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @RequestParam(required = false) @Nullable String asOf) {
        var id = Addresses.relationship(r);
        var viewer = actor.person();
        relationships.reading(viewer, id);
        if (asOf == null) {
            return new Answer(views.brief(briefing.brief(viewer, id), briefing.sinceLast(viewer, id)));
        }
        var then = past(asOf);
        return new Answer(views.brief(briefing.briefAsOf(viewer, id, then), briefing.sinceLastAsOf(viewer, id, then)));
    }

    private Instant past(String asOf) {
        try {
            var instant = Instant.parse(asOf);
            if (!instant.isAfter(clock.instant())) {
                return instant;
            }
        } catch (DateTimeException _) {
            throw new MalformedInput("asOf must be a moment in time, written like 2026-03-31T09:00:00Z.");
        }
        throw new MalformedInput("asOf lies in the future; only what has been can be shown.");
    }

    @GetMapping("/today")
    Answer today(@AuthenticationPrincipal Actor actor) {
        var viewer = actor.person();
        return new Answer(views.today(
                viewer, briefing.today(viewer), relationships.unseenOpenings(viewer), erasures.unseenBy(viewer)));
    }

    @GetMapping("/promises-to-me")
    Answer promisesToMe(@AuthenticationPrincipal Actor actor) {
        return new Answer(views.promises(briefing.promisesTo(actor.person())));
    }
}
