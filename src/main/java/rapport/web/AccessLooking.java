package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.MalformedInput;
import rapport.parties.Actor;

/** Who else opened a history; and that one knows that it is to be erased. */
@Controller
class AccessLooking {

    private final Acts acts;
    private final Pages pages;
    private final AccessPages access;

    AccessLooking(Acts acts, Pages pages, AccessPages access) {
        this.acts = acts;
        this.pages = pages;
        this.access = access;
    }

    @GetMapping("/relationships/{r}/access")
    View access(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return pages.page("access", 200, access.of(visit, Addresses.relationship(r), request.getParameter("before")));
    }

    @PostMapping("/relationships/{r}/erasures/{erasure}/seen")
    View see(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String erasure,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                "erasure",
                () -> {
                    acts.seeErasure(actor, id, Addresses.id(erasure), Sending.fields(request));
                    return Sending.done(request, Confirmation.ERASURE_SEEN, Addressed.brief(id));
                },
                _ -> {
                    throw new MalformedInput("This form takes no fields.");
                });
    }
}
