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
import rapport.doors.Fields;
import rapport.doors.HandingOver;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.shared.NotThere;

/** A report goes on with another manager: step by step they choose what goes along, look at all of it, and do it. */
@Controller
@RequestMapping("/relationships/{r}/handover")
class HandingOnward {

    /** The name of the button that leads back, right or wrong as things are. */
    private static final String BACK = "before";

    private final HandingOver handingOver;
    private final HandoverPages handovers;
    private final Pages pages;

    HandingOnward(HandingOver handingOver, HandoverPages handovers, Pages pages) {
        this.handingOver = handingOver;
        this.handovers = handovers;
        this.pages = pages;
    }

    @GetMapping
    View begin(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return step(actor, Addresses.relationship(r), HandoverWalk.FIRST, Visit.of(request, actor), 200);
    }

    @GetMapping("/{step}")
    View choose(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String step,
            HttpServletRequest request) {
        return step(actor, Addresses.relationship(r), step, Visit.of(request, actor), 200);
    }

    private View step(Actor actor, RelationshipId id, String path, Visit visit, int status) {
        var offer = handingOver.offer(actor.person(), id);
        mustBeAStep(path);
        if (offer.onward() != null) {
            return pages.page("handover", status, handovers.done(visit, offer));
        }
        var walk = HandoverWalk.through(offer);
        // What was open may have been settled in between.
        return walk.step(path)
                .map(step -> pages.page("handover", status, handovers.choosing(visit, offer, step)))
                .orElseGet(() -> Pages.redirect(walk.look()));
    }

    private static void mustBeAStep(String path) {
        if (!HandoverWalk.isStep(path)) {
            throw new NotThere();
        }
    }

    /** Keeps what was chosen at a step for the report alone, and leads to the next one or the one before. */
    @PostMapping("/{step}")
    View keep(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String step,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var walk = HandoverWalk.through(handingOver.offer(actor.person(), id));
        mustBeAStep(step);
        handingOver.keep(actor.person(), id, sent(request));
        var here = walk.step(step).orElse(null);
        if (here == null) {
            return Pages.redirect(walk.look());
        }
        if (request.getParameter(BACK) != null) {
            return Pages.redirect(walk.before(here));
        }
        return Sending.sent(
                request,
                HandoverPages.FORM,
                () -> {
                    handingOver.check(actor.person(), id, here.part(), fields(request));
                    return Pages.redirect(walk.after(here));
                },
                refused -> step(actor, id, step, Visit.of(request, actor).after(refused), refused.status()));
    }

    private static Fields fields(HttpServletRequest request) {
        var fields = Sending.fields(request);
        fields.ignore(BACK);
        return fields;
    }

    private static Map<String, String> sent(HttpServletRequest request) {
        var sent = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> sent.put(name, values[0]));
        return sent;
    }

    /** Shows what would be done. */
    @GetMapping("/look")
    View look(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return looking(actor, Addresses.relationship(r), Visit.of(request, actor), 200);
    }

    private View looking(Actor actor, RelationshipId id, Visit visit, int status) {
        var offer = handingOver.offer(actor.person(), id);
        var page = offer.onward() == null ? handovers.looking(visit, offer) : handovers.done(visit, offer);
        return pages.page("handover", status, page);
    }

    @PostMapping("/forget")
    View forget(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        handingOver.forget(actor.person(), id);
        return Sending.done(request, Confirmation.CHOICE_FORGOTTEN, Addressed.handover(id));
    }

    @PostMapping
    View handOver(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                HandoverPages.DONE_FORM,
                () -> {
                    var done = handingOver.handOver(actor, id, Sending.fields(request));
                    return Sending.done(request, Confirmation.HANDED_OVER, Addressed.brief(done.onward()));
                },
                refused -> looking(actor, id, Visit.of(request, actor).after(refused), refused.status()));
    }
}
