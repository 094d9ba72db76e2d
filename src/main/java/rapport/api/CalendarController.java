package rapport.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.accounts.CalendarLinks;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.security.PublicAddress;

/** The link by which a calendar asks for the caller's coming 1:1s. */
@RestController
@RequestMapping("/api/calendar")
class CalendarController {

    private final CalendarLinks links;
    private final PublicAddress address;

    CalendarController(CalendarLinks links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    /** Whether there is a link; never the link itself. */
    record State(
            boolean active,
            @Nullable Instant madeAt,
            @Nullable Instant lastUsedAt) {}

    /** A link just made, which is answered this once. */
    record Made(String link) {

        @Override
        public String toString() {
            return "Made[•]";
        }
    }

    @GetMapping
    Answer state(@AuthenticationPrincipal Actor actor) {
        return new Answer(links.of(actor.person())
                .map(link -> new State(true, link.madeAt(), link.lastUsedAt()))
                .orElse(new State(false, null, null)));
    }

    @PostMapping
    ResponseEntity<Answer> make(@AuthenticationPrincipal Actor actor, Fields fields) {
        var id = fields.optionalId("id");
        fields.check();
        var given = id.orNull();
        var secret = links.make(given == null ? UUID.randomUUID() : given, actor.person());
        return ResponseEntity.status(201).body(new Answer(new Made(address.of("/calendar/" + secret + ".ics"))));
    }

    @PostMapping("/revoke")
    Answer revoke(@AuthenticationPrincipal Actor actor, Fields fields) {
        fields.check();
        links.revoke(actor.person());
        return new Answer(new State(false, null, null));
    }
}
