package rapport.api;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.parties.Actor;

/** Promises: made, and acted on. */
@RestController
@RequestMapping("/api/relationships/{r}/commitments")
class CommitmentController {

    private final Acts acts;

    CommitmentController(Acts acts) {
        this.acts = acts;
    }

    @PostMapping
    ResponseEntity<Answer> make(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        var relationship = Addresses.relationship(r);
        var made = acts.makeCommitment(actor, relationship, fields);
        return ResponseEntity.created(URI.create("/api/relationships/" + relationship + "/commitments/" + made.id()))
                .body(new Answer(new Json.Acted(made.id(), made.sequence())));
    }

    @PostMapping("/{c}/{act}")
    Answer act(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String c,
            @PathVariable String act,
            Fields fields) {
        var acted = acts.act(actor, Addresses.relationship(r), Addresses.commitment(c), Acts.kindOf(act), fields);
        return new Answer(new Json.Acted(acted.id(), acted.sequence()));
    }
}
