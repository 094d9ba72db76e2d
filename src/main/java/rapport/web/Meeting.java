package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.doors.OneOnOneActKind;
import rapport.parties.Actor;
import rapport.parties.RelationshipId;
import rapport.web.OneOnOnePages.Repeats;

/** The page of 1:1s, and the forms on it. */
@Controller
class Meeting {

    private final Acts acts;
    private final Pages pages;
    private final OneOnOnePages meetings;
    private final WrapUpPages wrapUps;

    Meeting(Acts acts, Pages pages, OneOnOnePages meetings, WrapUpPages wrapUps) {
        this.acts = acts;
        this.pages = pages;
        this.meetings = meetings;
        this.wrapUps = wrapUps;
    }

    @GetMapping("/relationships/{r}/one-on-ones")
    View oneOnOnes(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return pages.page("one-on-ones", 200, meetings.of(Visit.of(request, actor), Addresses.relationship(r)));
    }

    @PostMapping("/relationships/{r}/cadence")
    View setCadence(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                OneOnOnePages.CADENCE,
                () -> {
                    acts.setCadence(actor, id, asRule(Sending.fields(request)));
                    return Sending.done(request, Confirmation.CADENCE_SET, next(request, id));
                },
                refused -> again(actor, id, request, refused));
    }

    // The form asks as people speak of it; the act takes the rule that this amounts to.
    private static Fields asRule(Fields form) {
        var repeats = form.choice("repeats", Repeats.class);
        var firstDay = form.date("firstDay");
        var time = form.line("time");
        var minutes = form.number("minutes");
        var zone = form.zone("zone");
        var given = time.orNull();
        if (given != null && !isTime(given)) {
            form.refuse("time", "This must be a time of the day, written such as 10:00.");
        }
        form.check();
        return Fields.ofForm(Map.of(
                "rrule", one(repeats.get().from(firstDay.get())),
                "firstStart", one(firstDay.get() + "T" + time.get().strip()),
                "minutes", one(minutes.get().toString()),
                "zone", one(zone.get().getId())));
    }

    private static String[] one(String value) {
        return new String[] {value};
    }

    private static boolean isTime(String text) {
        try {
            return text.strip().length() == 5 && LocalTime.parse(text.strip()) != null;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    @PostMapping("/relationships/{r}/one-on-ones/{act}")
    View oneOnOne(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String act,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var kind = OneOnOneActKind.at(act);
        return Sending.sent(
                request,
                OneOnOnePages.key(kind),
                () -> {
                    acts.oneOnOne(actor, id, kind, Sending.fields(request));
                    return Sending.done(request, Confirmation.of(kind), next(request, id, kind));
                },
                refused -> isHeldAlready(kind, refused, request)
                        ? Sending.done(
                                request, Confirmation.ONE_ON_ONE_HELD_ALREADY, Addressed.wrapUp(id, WrapUpStep.TALKED))
                        : again(actor, id, request, refused));
    }

    @PostMapping("/relationships/{r}/trust")
    View noteTrust(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                OneOnOnePages.TRUST,
                () -> {
                    acts.noteTrust(actor, id, Sending.fields(request));
                    return Sending.done(request, Confirmation.TRUST_NOTED, Addressed.oneOnOnes(id));
                },
                refused -> again(actor, id, request, refused));
    }

    private static @Nullable WrapUpStep wrapUp(HttpServletRequest request) {
        return Back.named(request.getParameter("back")).step();
    }

    private static String next(HttpServletRequest request, RelationshipId id) {
        return wrapUp(request) == null ? Addressed.oneOnOnes(id) : Addressed.wrapUp(id, WrapUpStep.NEXT);
    }

    private static String next(HttpServletRequest request, RelationshipId id, OneOnOneActKind kind) {
        return kind == OneOnOneActKind.HOLD && wrapUp(request) != null
                ? Addressed.wrapUp(id, WrapUpStep.TALKED)
                : next(request, id);
    }

    // The other one was quicker, which is no reason not to go on; but what came of it is not thrown away.
    private static boolean isHeldAlready(OneOnOneActKind kind, Attempt refused, HttpServletRequest request) {
        return kind == OneOnOneActKind.HOLD
                && wrapUp(request) != null
                && "already-held".equals(refused.rule())
                && refused.typed().getOrDefault("summary", "").isBlank();
    }

    private View again(Actor actor, RelationshipId id, HttpServletRequest request, Attempt refused) {
        var step = wrapUp(request);
        if (step != null) {
            var page = wrapUps.of(Visit.of(request, actor).after(refused), id, step);
            return pages.page(page.template(), refused.status(), page);
        }
        return pages.page(
                "one-on-ones",
                refused.status(),
                meetings.of(Visit.of(request, actor).after(refused), id));
    }
}
