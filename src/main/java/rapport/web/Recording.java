package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.commitments.CommitmentId;
import rapport.corrections.CorrectionActKind;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Collection;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.shared.NotThere;

/** The forms with which entries are recorded, acted on and put right. */
@Controller
class Recording {

    private final Acts acts;
    private final Pages pages;
    private final TodayPages today;
    private final BriefPages briefs;
    private final PromisePages promises;
    private final EntryPages entries;
    private final OnMyBehalfPages onMyBehalf;
    private final PromisesToMePages promisesToMe;
    private final WrapUpPages wrapUps;

    Recording(
            Acts acts,
            Pages pages,
            TodayPages today,
            BriefPages briefs,
            PromisePages promises,
            EntryPages entries,
            OnMyBehalfPages onMyBehalf,
            PromisesToMePages promisesToMe,
            WrapUpPages wrapUps) {
        this.acts = acts;
        this.pages = pages;
        this.today = today;
        this.briefs = briefs;
        this.promises = promises;
        this.entries = entries;
        this.onMyBehalf = onMyBehalf;
        this.promisesToMe = promisesToMe;
        this.wrapUps = wrapUps;
    }

    @PostMapping("/relationships/{r}/{collection}")
    View create(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String collection,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var what = Addressed.collection(collection);
        var onBehalf = "true".equals(request.getParameter("onBehalfOf"));
        var back = Back.named(request.getParameter("back"));
        var on = request.getParameter(what == Collection.RUPTURES ? "about" : "answers");
        var isOnEntry = on != null && !on.isBlank() && (what == Collection.RUPTURES || what == Collection.FEEDBACK);
        // A strain about an entry may be ticked as on behalf; an answer on behalf has a form of its own.
        var key =
                isOnEntry ? CreateForms.key(what, on, onBehalf && what == Collection.FEEDBACK) : CreateForms.key(what);
        return Sending.sent(
                request,
                key,
                () -> {
                    acts.create(actor, id, what, Sending.fields(request));
                    return Sending.done(
                            request,
                            Confirmation.of(what),
                            isOnEntry ? address(actor, back, id, Addresses.entry(on)) : afterCreating(back, id));
                },
                refused -> {
                    var visit = Visit.of(request, actor).after(refused);
                    return isOnEntry ? refused(visit, back, id, on) : creatingRefused(visit, back, id);
                });
    }

    private static String afterCreating(Back back, RelationshipId id) {
        var step = back.step();
        return step == null ? Addressed.brief(id) : Addressed.wrapUp(id, step);
    }

    private View creatingRefused(Visit visit, Back back, RelationshipId id) {
        var wrapUp = wrapUp(visit, back, id);
        return wrapUp == null ? brief(visit, id) : wrapUp;
    }

    // None if that page does not hold what was attempted.
    private @Nullable View wrapUp(Visit visit, Back back, RelationshipId id) {
        var step = back.step();
        var page = step == null ? null : wrapUps.of(visit, id, step);
        return page != null && page.holds(visit.attempt().form())
                ? pages.page(page.template(), visit.attempt().status(), page)
                : null;
    }

    @PostMapping("/relationships/{r}/{collection}/{e}/{act}")
    View act(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String collection,
            @PathVariable String e,
            @PathVariable String act,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var entry = Addresses.entry(e);
        var what = Addressed.collection(collection);
        var kind = what.act(act);
        var back = Back.named(request.getParameter("back"));
        var onBehalf = "true".equals(request.getParameter("onBehalfOf"));
        var key = ActForms.key(kind, onBehalf, entry);
        if (request.getParameter(FormBuilder.HINTS) != null) {
            acts.refuseOthers(actor, id);
            return refused(Visit.of(request, actor).after(Attempt.toLookAt(key, request)), back, id, entry.toString());
        }
        return Sending.sent(
                request,
                key,
                () -> {
                    acts.act(actor, id, entry, kind, Sending.fields(request));
                    return Sending.done(request, Confirmation.of(kind), address(actor, back, id, entry));
                },
                refused -> refused(Visit.of(request, actor).after(refused), back, id, e));
    }

    @PostMapping("/relationships/{r}/entries/{e}/{act}")
    View correct(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String e,
            @PathVariable String act,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var entry = Addresses.entry(e);
        var kind = Acts.correction(act);
        return Sending.sent(
                request,
                ActForms.key(kind, false, entry),
                () -> {
                    acts.correct(actor, id, entry, kind, Sending.fields(request));
                    var next = kind == CorrectionActKind.RETRACT
                            ? Addressed.brief(id)
                            : address(actor, Back.ENTRY, id, entry);
                    return Sending.done(request, Confirmation.of(kind), next);
                },
                refused -> refused(Visit.of(request, actor).after(refused), Back.ENTRY, id, e));
    }

    private String address(Actor actor, Back back, RelationshipId id, EntryId entry) {
        return switch (back) {
            case TODAY -> Addressed.TODAY;
            case PROMISES_TO_ME -> Addressed.PROMISES_TO_ME;
            case BRIEF -> Addressed.brief(id);
            case ON_MY_BEHALF -> Addressed.onMyBehalf(id);
            case WRAP_UP -> Addressed.wrapUp(id, WrapUpStep.TOOK_PLACE);
            case WRAP_UP_TALKED -> Addressed.wrapUp(id, WrapUpStep.TALKED);
            case WRAP_UP_PROMISED -> Addressed.wrapUp(id, WrapUpStep.PROMISED);
            case WRAP_UP_NEXT -> Addressed.wrapUp(id, WrapUpStep.NEXT);
            case ENTRY ->
                promises.has(actor.person(), id, new CommitmentId(entry.value()))
                        ? Addressed.promise(id, new CommitmentId(entry.value()))
                        : Addressed.entry(id, entry);
        };
    }

    // The page that it came from may no longer offer the form; the entry's own page always shows it again.
    private View refused(Visit visit, Back back, RelationshipId id, String entry) {
        var attempt = visit.attempt();
        if (back == Back.TODAY) {
            var page = today.of(visit);
            if (page.moves().stream().anyMatch(move -> move.acts().holds(attempt.form()))) {
                return pages.page("today", attempt.status(), page);
            }
        }
        if (back == Back.PROMISES_TO_ME) {
            var page = promisesToMe.of(visit, 1, Extent.READABLE);
            if (page.holds(attempt.form())) {
                return pages.page("promises-to-me", attempt.status(), page);
            }
        }
        if (back == Back.BRIEF) {
            var page = briefs.now(visit, id);
            if (page.holds(attempt.form())) {
                return pages.page("brief", attempt.status(), page);
            }
        }
        if (back == Back.ON_MY_BEHALF) {
            var page = onMyBehalf.of(visit, id);
            if (page.holds(attempt.form())) {
                return pages.page("on-my-behalf", attempt.status(), page);
            }
        }
        var wrapUp = wrapUp(visit, back, id);
        if (wrapUp != null) {
            return wrapUp;
        }
        var own = own(visit, id, Addresses.entry(entry));
        return own == null ? brief(visit, id) : own;
    }

    // None if the entry was retracted meanwhile: then the brief says why, and shows what was typed.
    private @Nullable View own(Visit visit, RelationshipId id, EntryId entry) {
        var status = visit.attempt().status();
        var commitment = new CommitmentId(entry.value());
        if (promises.has(visit.viewer(), id, commitment)) {
            return pages.page("promise", status, promises.of(visit, id, commitment));
        }
        try {
            return pages.page("entry", status, entries.of(visit, id, entry));
        } catch (NotThere _) {
            return null;
        }
    }

    private View brief(Visit visit, RelationshipId id) {
        return pages.page("brief", visit.attempt().status(), briefs.now(visit, id));
    }
}
