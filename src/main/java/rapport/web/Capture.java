package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.capture.Form;
import rapport.commitments.CommitmentId;
import rapport.doors.Addresses;
import rapport.doors.Capturing;
import rapport.doors.Capturing.Looked;
import rapport.doors.Capturing.Outcome.NotYet;
import rapport.doors.Capturing.Outcome.Recorded;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.parties.Actor;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;
import rapport.web.CapturePage.Written;

/**
 * The capture line. Each step is a form that is sent to the next one; a script on the page sends the same forms with
 * {@code inline}, and gets the part that changes in place of a whole page.
 */
@Controller
class Capture {

    private static final String INLINE = "inline";
    private static final String OTHER_DAY = "otherDay";
    private static final Set<String> OUR_OWN = Set.of("_csrf", CameFrom.FIELD, INLINE, OTHER_DAY);
    private static final String NOT_AS_SHOWN =
            "Nothing was recorded: by now it means something else than what you were shown. Please look again.";

    private final Capturing capturing;
    private final Frames frames;
    private final Pages pages;

    Capture(Capturing capturing, Frames frames, Pages pages) {
        this.capturing = capturing;
        this.frames = frames;
        this.pages = pages;
    }

    @GetMapping(Addressed.CAPTURE)
    View empty(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor), request, 200, null);
    }

    /** Looks at the line, on a page of its own. */
    @PostMapping(Addressed.CAPTURE)
    View look(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var seen = seen(actor, request);
        return page(Visit.of(request, actor), request, seen.status(), seen);
    }

    /** Looks at the line while it is being typed. */
    @PostMapping("/capture/understand")
    View understand(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return pages.page("parts/understanding", 200, seen(actor, request));
    }

    private UnderstandingView seen(Actor actor, HttpServletRequest request) {
        try {
            return UnderstandingView.of(capturing.look(actor, fields(request)), null);
        } catch (InvalidInput invalid) {
            return unreadable(invalid);
        }
    }

    // Of what stands on the line itself; whoever sends anything else that is not right has not come by our page.
    private static UnderstandingView unreadable(InvalidInput invalid) {
        var sentence = invalid.errors().get("text");
        if (sentence == null || invalid.errors().size() > 1) {
            throw invalid;
        }
        return UnderstandingView.not(sentence, null, null, List.of());
    }

    private static Fields fields(HttpServletRequest request) {
        var parameters = new LinkedHashMap<>(request.getParameterMap());
        var other = parameters.get(OTHER_DAY);
        if (other != null && !other[0].isBlank() && !parameters.containsKey("day")) {
            parameters.put("day", other);
        }
        OUR_OWN.forEach(parameters::remove);
        return Fields.ofForm(parameters);
    }

    /** Records what was shown. */
    @PostMapping(Addressed.CAPTURE_RECORD)
    View record(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        try {
            return switch (capturing.record(actor, shown(request))) {
                case Recorded recorded -> isInline(request) ? recorded(visit, recorded) : recorded(request, recorded);
                case NotYet(var looked) -> again(visit, request, 422, looked, NOT_AS_SHOWN);
            };
        } catch (InvalidInput invalid) {
            return again(visit, request, 422, unreadable(invalid));
        } catch (RuleBroken broken) {
            return again(visit, request, 409, capturing.look(actor, fields(request)), broken.sentence());
        }
    }

    // What nobody was shown is not recorded here, however clear it may be.
    private static Fields shown(HttpServletRequest request) {
        var fields = new LinkedHashMap<>(request.getParameterMap());
        OUR_OWN.forEach(fields::remove);
        var shown = fields.get("shown");
        if (shown == null || shown[0].isBlank()) {
            fields.put("shown", new String[] {"nothing"});
        }
        return Fields.ofForm(fields);
    }

    private View recorded(HttpServletRequest request, Recorded recorded) {
        if (recorded.canBeTakenBack()) {
            Visit.offerUndo(request, recorded.relationship(), recorded.acted().id());
        }
        var collection = recorded.collection();
        return Sending.done(
                request,
                collection == null ? Confirmation.KEEP : Confirmation.of(collection),
                CameFrom.page(request, Addressed.brief(recorded.relationship())));
    }

    private View recorded(Visit visit, Recorded recorded) {
        var relationship = recorded.relationship();
        var entry = new EntryId(recorded.acted().id());
        var isPromise = recorded.form() == Form.PROMISE || recorded.form() == Form.KEPT;
        var address = isPromise
                ? Addressed.promise(relationship, new CommitmentId(entry.value()))
                : Addressed.entry(relationship, entry);
        var undo =
                recorded.canBeTakenBack() ? CaptureView.undo(visit, relationship.toString(), entry.toString()) : null;
        return pages.page(
                "parts/captured",
                200,
                new CapturedView("Recorded: " + recorded.sentence(), undo, new Link("", "See it", address)));
    }

    private View again(Visit visit, HttpServletRequest request, int status, Looked looked, String trouble) {
        return again(visit, request, status, UnderstandingView.of(looked, trouble));
    }

    private View again(Visit visit, HttpServletRequest request, int status, UnderstandingView seen) {
        return isInline(request) ? pages.page("parts/understanding", status, seen) : page(visit, request, status, seen);
    }

    private static boolean isInline(HttpServletRequest request) {
        return "true".equals(request.getParameter(INLINE));
    }

    /** Takes back what was just recorded. */
    @PostMapping(Addressed.CAPTURE_UNDO)
    View undo(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var relationship = Addresses.relationship(String.valueOf(request.getParameter("relationship")));
        var entry = Addresses.entry(String.valueOf(request.getParameter("entry")));
        if (isInline(request)) {
            return pages.page(
                    "parts/captured", 200, new CapturedView(takenBack(actor, relationship, entry), null, null));
        }
        if (!capturing.takeBack(actor, relationship, entry)) {
            return Sending.done(request, Confirmation.TOO_LATE_TO_TAKE_BACK, Addressed.history(relationship, entry));
        }
        return Sending.done(request, Confirmation.TAKEN_BACK, CameFrom.page(request, Addressed.brief(relationship)));
    }

    private String takenBack(Actor actor, RelationshipId relationship, EntryId entry) {
        try {
            return (capturing.takeBack(actor, relationship, entry)
                            ? Confirmation.TAKEN_BACK
                            : Confirmation.TOO_LATE_TO_TAKE_BACK)
                    .sentence();
        } catch (RuleBroken broken) {
            return broken.sentence();
        }
    }

    // --- the page -------------------------------------------------------------------------------------------------

    private View page(Visit visit, HttpServletRequest request, int status, @Nullable UnderstandingView seen) {
        var frame = frames.around(visit, "Record something", CaptureView.PLACE);
        var given = request.getParameter("relationship");
        var here = given == null || given.isBlank() ? null : Addresses.relationship(given);
        var somebody = frame.neighbours().isEmpty()
                ? ""
                : frame.neighbours().getFirst().name();
        var typed = request.getParameter("text");
        var capture = new CaptureView(
                visit.csrf(),
                here,
                CameFrom.page(request, here == null ? Addressed.TODAY : Addressed.brief(here)),
                typed == null ? "" : typed,
                Form.PROMISE.example(here == null ? somebody : ""),
                seen,
                null);
        var forms = Stream.of(Form.values())
                .map(form -> new Written(form.example(somebody), form.purpose()))
                .toList();
        return pages.page("capture", status, new CapturePage(frame, capture, forms));
    }
}
