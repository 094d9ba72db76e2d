package rapport.api;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import rapport.doors.Addresses;
import rapport.doors.OnMyBehalf;
import rapport.parties.Actor;

/** What was recorded in the caller's name before they joined. */
@RestController
class OnMyBehalfController {

    private final OnMyBehalf onMyBehalf;
    private final HistoryViews views;

    OnMyBehalfController(OnMyBehalf onMyBehalf, HistoryViews views) {
        this.onMyBehalf = onMyBehalf;
        this.views = views;
    }

    @GetMapping("/api/relationships/{r}/on-my-behalf")
    Answer onMyBehalf(@AuthenticationPrincipal Actor actor, @PathVariable String r) {
        return new Answer(views.onMyBehalf(onMyBehalf.of(actor.person(), Addresses.relationship(r))));
    }
}
