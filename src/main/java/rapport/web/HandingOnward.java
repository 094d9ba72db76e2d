package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.doors.HandingOver;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;

/** A report goes on with another manager: they choose what goes along, look at it once more, and do it. */
@Controller
@RequestMapping("/relationships/{r}/handover")
class HandingOnward {

    private final HandingOver handingOver;
    private final HandoverPages handovers;
    private final Pages pages;

    HandingOnward(HandingOver handingOver, HandoverPages handovers, Pages pages) {
        this.handingOver = handingOver;
        this.handovers = handovers;
        this.pages = pages;
    }

    @GetMapping
    View choose(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return pages.page("handover", 200, handovers.choosing(Visit.of(request, actor), Addresses.relationship(r)));
    }

    /** Back to the choice with all that was chosen. Changes nothing; sent, because words are in it. */
    @PostMapping("/choose")
    View chooseAgain(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return again(actor, Addresses.relationship(r), request, Attempt.toLookAt(HandoverPages.FORM, request));
    }

    /** Shows what would be done. Changes nothing. */
    @PostMapping("/look")
    View look(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                HandoverPages.FORM,
                () -> {
                    var choice = handingOver.choice(actor.person(), id, Sending.fields(request));
                    var page = handovers.chosen(Visit.of(request, actor), id, choice, sent(request));
                    return pages.page("handover", 200, page);
                },
                refused -> again(actor, id, request, refused));
    }

    private static Map<String, String> sent(HttpServletRequest request) {
        var sent = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> sent.put(name, values[0]));
        return sent;
    }

    @PostMapping
    View handOver(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                HandoverPages.FORM,
                () -> {
                    var done = handingOver.handOver(actor, id, Sending.fields(request));
                    return Sending.done(request, Confirmation.HANDED_OVER, Addressed.brief(done.onward()));
                },
                refused -> again(actor, id, request, refused));
    }

    private View again(Actor actor, RelationshipId id, HttpServletRequest request, Attempt attempt) {
        var page = handovers.choosing(Visit.of(request, actor).after(attempt), id);
        return pages.page("handover", attempt.status(), page);
    }
}
