package rapport.api;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.AccessLedger;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.parties.Actor;

/** Who else opened a history, and that a party knows of an erasure. */
@RestController
@RequestMapping("/api/relationships/{r}")
class AccessController {

    private final AccessLedger ledger;
    private final Acts acts;
    private final JsonViews views;

    AccessController(AccessLedger ledger, Acts acts, JsonViews views) {
        this.ledger = ledger;
        this.acts = acts;
        this.views = views;
    }

    @GetMapping("/access")
    Answer access(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        return new Answer(views.ledger(ledger.of(actor.person(), Addresses.relationship(r), before, limit)));
    }

    @PostMapping("/erasures/{erasure}/seen")
    Answer see(
            @AuthenticationPrincipal Actor actor, @PathVariable String r, @PathVariable String erasure, Fields fields) {
        return new Answer(
                new Json.Seen(acts.seeErasure(actor, Addresses.relationship(r), Addresses.id(erasure), fields)));
    }
}
