package rapport.api;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Acts;
import rapport.doors.Acts.Acted;
import rapport.doors.Addresses;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.doors.OneOnOneActKind;
import rapport.parties.Actor;

/** Everything that is recorded within a relationship: entries made, acted on and corrected, 1:1s, trust. */
@RestController
@RequestMapping("/api/relationships/{r}")
class EntryController {

    private final Acts acts;

    EntryController(Acts acts) {
        this.acts = acts;
    }

    @PostMapping("/{collection:commitments|feedback|concerns|ruptures|topics|notes}")
    ResponseEntity<Answer> create(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String collection,
            Fields fields) {
        return created(actor, r, Collection.at(collection), fields);
    }

    @PostMapping("/feedback/requests")
    ResponseEntity<Answer> requestFeedback(
            @AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        return created(actor, r, Collection.FEEDBACK_REQUESTS, fields);
    }

    private ResponseEntity<Answer> created(Actor actor, String r, Collection collection, Fields fields) {
        var relationship = Addresses.relationship(r);
        var made = acts.create(actor, relationship, collection, fields);
        var address = "/api/relationships/" + relationship + "/" + collection.path() + "/" + made.id();
        return ResponseEntity.created(URI.create(address)).body(answer(made));
    }

    @PostMapping("/{collection:commitments|feedback|concerns|ruptures|topics|notes}/{e}/{act}")
    Answer act(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String collection,
            @PathVariable String e,
            @PathVariable String act,
            Fields fields) {
        var kind = Collection.at(collection).act(act);
        return answer(acts.act(actor, Addresses.relationship(r), Addresses.entry(e), kind, fields));
    }

    @PostMapping("/entries/{e}/{act:reword|retract}")
    Answer correct(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String e,
            @PathVariable String act,
            Fields fields) {
        return answer(acts.correct(actor, Addresses.relationship(r), Addresses.entry(e), Acts.correction(act), fields));
    }

    @PutMapping("/cadence")
    Answer setCadence(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        return answer(acts.setCadence(actor, Addresses.relationship(r), fields));
    }

    @PostMapping("/one-on-ones/{act:move|cancel|hold}")
    Answer oneOnOne(
            @AuthenticationPrincipal Actor actor, @PathVariable String r, @PathVariable String act, Fields fields) {
        return answer(acts.oneOnOne(actor, Addresses.relationship(r), OneOnOneActKind.at(act), fields));
    }

    @PutMapping("/trust")
    Answer noteTrust(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        return answer(acts.noteTrust(actor, Addresses.relationship(r), fields));
    }

    @GetMapping("/trust")
    Answer trust(@AuthenticationPrincipal Actor actor, @PathVariable String r) {
        return new Answer(new Json.Trust(
                acts.comparedTrust(actor, Addresses.relationship(r)).orElse(null)));
    }

    private static Answer answer(Acted acted) {
        return new Answer(new Json.Acted(acted.id(), acted.sequence()));
    }
}
