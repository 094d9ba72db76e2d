package rapport.api;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Fields;
import rapport.mail.Email;
import rapport.parties.Actor;

/** Whether and where letters go. An address is confirmed by the link in a letter, by whoever reads there. */
@RestController
@RequestMapping("/api/email")
class EmailController {

    private final Email email;

    EmailController(Email email) {
        this.email = email;
    }

    @GetMapping
    Answer of(@AuthenticationPrincipal Actor actor) {
        var set = email.of(actor.person());
        return new Answer(
                new Json.Letters(set.possible(), set.on(), set.words(), set.address(), set.waiting(), set.offBy()));
    }

    @PostMapping("/address")
    Answer ask(@AuthenticationPrincipal Actor actor, Fields fields) {
        var address = fields.email("address");
        if (address.orNull() != null && !email.takes(address.get())) {
            fields.refuse("address", "No letter can be sent to this address.");
        }
        fields.check();
        email.ask(actor.person(), address.get());
        return of(actor);
    }

    @PutMapping
    Answer set(@AuthenticationPrincipal Actor actor, Fields fields) {
        var on = fields.requiredFlag("on");
        var words = fields.flag("words");
        fields.check();
        if (on.get()) {
            email.switchOn(actor.person(), words);
        } else {
            email.switchOff(actor.person());
        }
        return of(actor);
    }

    @PostMapping("/try")
    Answer tryOut(@AuthenticationPrincipal Actor actor, Fields fields) {
        fields.check();
        email.tryOut(actor.person());
        return of(actor);
    }

    @PostMapping("/forget")
    Answer forget(@AuthenticationPrincipal Actor actor, Fields fields) {
        fields.check();
        email.forget(actor.person());
        return of(actor);
    }
}
