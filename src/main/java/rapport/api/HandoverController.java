package rapport.api;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.doors.HandingOver;
import rapport.parties.Actor;

/** A report goes on with another manager. */
@RestController
class HandoverController {

    private final HandingOver handingOver;

    HandoverController(HandingOver handingOver) {
        this.handingOver = handingOver;
    }

    @PostMapping("/api/relationships/{r}/handover")
    Answer handOver(@AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields) {
        var done = handingOver.handOver(actor, Addresses.relationship(r), fields);
        return new Answer(new Json.HandedOver(done.id(), done.onward()));
    }
}
