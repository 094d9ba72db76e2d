package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.parties.Actor;

/** The forms with which a relationship starts and ends. */
@Controller
class Acting {

    private final Acts acts;
    private final Pages pages;
    private final PeoplePages people;

    Acting(Acts acts, Pages pages, PeoplePages people) {
        this.acts = acts;
        this.pages = pages;
        this.people = people;
    }

    @PostMapping("/relationships")
    View start(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var fields = Sending.fields(request);
        var form = fields.has("manager") ? PeoplePages.START_MANAGER : PeoplePages.START_REPORT;
        return Sending.sent(
                request,
                form,
                () -> {
                    var started = acts.start(actor, fields);
                    return Sending.done(request, Confirmation.STARTED, Addressed.brief(started.relationship()));
                },
                refused -> people(actor, request, refused));
    }

    @PostMapping("/relationships/{r}/end")
    View end(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                PeoplePages.endKey(id),
                () -> {
                    acts.end(actor, id, Sending.fields(request));
                    return Sending.done(request, Confirmation.ENDED, Addressed.PEOPLE);
                },
                refused -> people(actor, request, refused));
    }

    private View people(Actor actor, HttpServletRequest request, Attempt refused) {
        return pages.page(
                "people", refused.status(), people.of(Visit.of(request, actor).after(refused)));
    }
}
