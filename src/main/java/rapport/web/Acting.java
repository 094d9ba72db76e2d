package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;

/** The forms that are sent. Each leads on to a page that says what was done, or comes back as it was typed. */
@Controller
class Acting {

    private final Acts acts;
    private final Pages pages;
    private final TodayPages today;
    private final PeoplePages people;
    private final BriefPages briefs;
    private final PromisePages promises;

    Acting(Acts acts, Pages pages, TodayPages today, PeoplePages people, BriefPages briefs, PromisePages promises) {
        this.acts = acts;
        this.pages = pages;
        this.today = today;
        this.people = people;
        this.briefs = briefs;
        this.promises = promises;
    }

    @PostMapping("/relationships")
    View start(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var fields = fields(request);
        var form = fields.has("manager") ? PeoplePages.START_MANAGER : PeoplePages.START_REPORT;
        return sent(
                request,
                form,
                () -> {
                    var started = acts.start(actor, fields);
                    return done(request, Confirmation.STARTED, Addressed.brief(started.relationship()));
                },
                refused -> people(actor, request, refused));
    }

    @PostMapping("/relationships/{r}/end")
    View end(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return sent(
                request,
                PeoplePages.endKey(id),
                () -> {
                    acts.end(actor, id, fields(request));
                    return done(request, Confirmation.ENDED, Addressed.PEOPLE);
                },
                refused -> people(actor, request, refused));
    }

    private View people(Actor actor, HttpServletRequest request, Attempt refused) {
        return pages.page(
                "people", refused.status(), people.of(Visit.of(request, actor).after(refused)));
    }

    @PostMapping("/relationships/{r}/promises")
    View make(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return sent(
                request,
                BriefPages.MAKE,
                () -> {
                    acts.create(actor, id, Collection.COMMITMENTS, fields(request));
                    return done(request, Confirmation.MADE, Addressed.brief(id));
                },
                refused -> pages.page(
                        "brief",
                        refused.status(),
                        briefs.now(Visit.of(request, actor).after(refused), id)));
    }

    @PostMapping("/relationships/{r}/promises/{c}/{act}")
    View act(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String c,
            @PathVariable String act,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var commitment = Addresses.commitment(c);
        var kind = (CommitmentActKind) Collection.COMMITMENTS.act(act);
        var back = Back.named(request.getParameter("back"));
        var onBehalf = "true".equals(request.getParameter("onBehalfOf"));
        return sent(
                request,
                ActForms.key(kind, onBehalf, commitment),
                () -> {
                    acts.act(actor, id, commitment.entry(), kind, fields(request));
                    return done(request, Confirmation.of(kind), address(back, id, commitment));
                },
                refused -> refused(Visit.of(request, actor).after(refused), back, id, commitment));
    }

    private static String address(Back back, RelationshipId id, CommitmentId commitment) {
        return switch (back) {
            case TODAY -> Addressed.TODAY;
            case BRIEF -> Addressed.brief(id);
            case PROMISE -> Addressed.promise(id, commitment);
        };
    }

    // The page that it came from may no longer offer the form; the promise's own page always shows it again.
    private View refused(Visit visit, Back back, RelationshipId id, CommitmentId commitment) {
        var attempt = visit.attempt();
        if (back == Back.TODAY) {
            var page = today.of(visit);
            if (page.moves().stream().anyMatch(move -> move.acts().holds(attempt.form()))) {
                return pages.page("today", attempt.status(), page);
            }
        }
        if (back == Back.BRIEF) {
            var page = briefs.now(visit, id);
            if (page.holds(attempt.form())) {
                return pages.page("brief", attempt.status(), page);
            }
        }
        return pages.page("promise", attempt.status(), promises.of(visit, id, commitment));
    }

    private static Fields fields(HttpServletRequest request) {
        var fields = Fields.ofForm(request.getParameterMap());
        fields.ignore("_csrf");
        fields.ignore("back");
        return fields;
    }

    private static View done(HttpServletRequest request, Confirmation what, String next) {
        Visit.tellNext(request, what);
        return Pages.redirect(next);
    }

    private interface Sending {
        View send();
    }

    private static View sent(
            HttpServletRequest request, String form, Sending sending, Function<Attempt, View> whenRefused) {
        try {
            return sending.send();
        } catch (InvalidInput invalid) {
            return whenRefused.apply(Attempt.refused(form, request, invalid));
        } catch (RuleBroken broken) {
            return whenRefused.apply(Attempt.refused(form, request, broken));
        }
    }
}
