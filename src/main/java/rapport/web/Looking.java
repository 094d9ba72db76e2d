package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.parties.Actor;

/** The pages that one looks at. */
@Controller
class Looking {

    private final Pages pages;
    private final TodayPages today;
    private final PeoplePages people;
    private final BriefPages briefs;
    private final PromisePages promises;
    private final EntryPages entries;
    private final HintsPages hints;
    private final Arrivals arrivals;

    Looking(
            Pages pages,
            TodayPages today,
            PeoplePages people,
            BriefPages briefs,
            PromisePages promises,
            EntryPages entries,
            HintsPages hints,
            Arrivals arrivals) {
        this.pages = pages;
        this.today = today;
        this.people = people;
        this.briefs = briefs;
        this.promises = promises;
        this.entries = entries;
        this.hints = hints;
        this.arrivals = arrivals;
    }

    @GetMapping(Addressed.TODAY)
    View today(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var extent = Extent.asked(request.getParameter("whole"));
        return pages.page("today", 200, today.of(Visit.of(request, actor), extent));
    }

    @GetMapping(Addressed.PEOPLE)
    View people(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return pages.page("people", 200, people.of(Visit.of(request, actor)));
    }

    @GetMapping("/relationships/{r}")
    View brief(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        var id = Addresses.relationship(r);
        var asOf = request.getParameter("asOf");
        var extent = Extent.asked(request.getParameter("whole"));
        if (asOf == null || asOf.isBlank()) {
            arrivals.opened(actor.person(), id);
            return pages.page("brief", 200, briefs.now(visit, id, extent));
        }
        var then = briefs.asOf(visit, id, asOf, extent);
        return pages.page("brief", then.asOfError() == null ? 200 : 422, then);
    }

    @GetMapping("/relationships/{r}/promises")
    View promises(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return pages.page("promises", 200, promises.all(Visit.of(request, actor), Addresses.relationship(r)));
    }

    @GetMapping("/relationships/{r}/entries/{e}")
    View entry(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String e,
            HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return pages.page("entry", 200, entries.of(visit, Addresses.relationship(r), Addresses.entry(e)));
    }

    @GetMapping(Addressed.HINTS)
    View hints(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return pages.page("hints", 200, hints.of(Visit.of(request, actor)));
    }

    @GetMapping("/relationships/{r}/promises/{c}")
    View promise(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String c,
            HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return pages.page("promise", 200, promises.of(visit, Addresses.relationship(r), Addresses.commitment(c)));
    }
}
