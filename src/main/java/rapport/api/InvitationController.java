package rapport.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.doors.Joining;
import rapport.parties.Actor;
import rapport.security.PublicAddress;

/** Inviting the other one. Joining is done by people, in a browser. */
@RestController
@RequestMapping("/api")
class InvitationController {

    private final Joining joining;

    InvitationController(Joining joining) {
        this.joining = joining;
    }

    @PostMapping("/relationships/{r}/invitations")
    ResponseEntity<Answer> invite(
            @AuthenticationPrincipal Actor actor, @PathVariable String r, Fields fields, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        fields.check();
        var made = joining.invite(actor, id);
        var link = PublicAddress.reachedBy(request) + "/join?token=" + made.token();
        return ResponseEntity.status(201).body(new Answer(new Json.Invited(made.token(), link, made.expiresAt())));
    }
}
