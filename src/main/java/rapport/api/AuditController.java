package rapport.api;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.relationships.Relationships;

/** Auditors open histories, and the two people say that they have seen it. */
@RestController
@RequestMapping("/api")
class AuditController {

    private final Acts acts;
    private final Relationships relationships;
    private final JsonViews views;

    AuditController(Acts acts, Relationships relationships, JsonViews views) {
        this.acts = acts;
        this.relationships = relationships;
        this.views = views;
    }

    @GetMapping("/audit")
    Answer audit(@AuthenticationPrincipal Actor actor) {
        var auditor = actor.person();
        return new Answer(views.audit(relationships.auditable(auditor), relationships.openTo(auditor)));
    }

    @PostMapping("/relationships/{r}/openings")
    ResponseEntity<Answer> open(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        var opened = acts.open(actor, Addresses.relationship(r), fields);
        return ResponseEntity.created(URI.create("/api/relationships/" + opened.id()))
                .body(new Answer(new Json.Acted(opened.id(), opened.sequence())));
    }

    @PostMapping("/relationships/{r}/openings/{sequence}/seen")
    Answer see(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String sequence,
            Fields fields) {
        var seen = acts.see(actor, Addresses.relationship(r), Addresses.sequence(sequence), fields);
        return new Answer(new Json.Acted(seen.id(), seen.sequence()));
    }
}
