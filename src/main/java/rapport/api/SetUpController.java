package rapport.api;

import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import rapport.accounts.People;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.parties.Actor;
import rapport.shared.NotThere;

/** Set-up, and who one is. */
@RestController
@RequestMapping("/api")
class SetUpController {

    private final Acts acts;
    private final People people;

    SetUpController(Acts acts, People people) {
        this.acts = acts;
        this.people = people;
    }

    @PostMapping("/setup")
    ResponseEntity<Answer> setUp(Fields fields) {
        var done = acts.setUp(fields);
        return ResponseEntity.status(201)
                .body(new Answer(new Json.SetUp(done.person(), done.token(), done.recoveryCode())));
    }

    @GetMapping("/me")
    Answer me(@AuthenticationPrincipal Actor actor) {
        var person = people.find(actor.person()).orElseThrow(NotThere::new);
        return new Answer(
                new Json.Me(person.id(), person.name(), person.details().email()));
    }
}
