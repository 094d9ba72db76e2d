package rapport.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.doors.FromCalendar;
import rapport.doors.FromCalendar.Looked;
import rapport.doors.FromCalendar.Outcome.NotAsShown;
import rapport.doors.FromCalendar.Outcome.Recorded;
import rapport.parties.Actor;
import rapport.security.FileForms;
import rapport.shared.RuleBroken;

/** Looks at the file of a calendar, and records what was shown of it. */
@Controller
class TakingFromCalendar {

    private static final String FILE = "file";
    private static final String NO_FILE =
            "Choose a file first: the one that your calendar exports, which ends in .ics.";
    private static final String NOT_AS_SHOWN =
            "Nothing was recorded: meanwhile something else is planned here. This is what it would be now.";

    private final FromCalendar calendars;
    private final FromCalendarPages made;
    private final Pages pages;

    TakingFromCalendar(FromCalendar calendars, FromCalendarPages made, Pages pages) {
        this.calendars = calendars;
        this.made = made;
        this.pages = pages;
    }

    @GetMapping("/relationships/{r}/calendar")
    View empty(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return pages.page("from-calendar", 200, made.empty(Visit.of(request, actor), Addresses.relationship(r)));
    }

    /** Answers with what the file means rather than lead on to it: nothing of a file is kept between two requests. */
    @PostMapping("/relationships/{r}/calendar")
    View look(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var visit = Visit.of(request, actor);
        var file = file(request);
        var looked = file == null || file.length == 0
                ? calendars.lookAtNothing(actor, id, NO_FILE)
                : calendars.look(actor, id, file);
        return pages.page("from-calendar", looked instanceof Looked.Not ? 422 : 200, made.of(visit, id, looked));
    }

    // Only the bytes matter; what the file is called stays where it came from.
    private static byte @Nullable [] file(HttpServletRequest request) {
        var type = request.getContentType();
        if (type == null || !type.startsWith("multipart/form-data")) {
            return null;
        }
        try {
            var part = request.getPart(FILE);
            if (part == null) {
                return null;
            }
            try (var in = part.getInputStream()) {
                return in.readNBytes(FileForms.LARGEST_FILE + 1);
            }
        } catch (IOException | ServletException | IllegalStateException _) {
            return null;
        }
    }

    @PostMapping("/relationships/{r}/calendar/record")
    View record(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        var visit = Visit.of(request, actor);
        try {
            return switch (calendars.record(actor, id, Sending.fields(request))) {
                case Recorded(var acts) ->
                    Sending.done(
                            request,
                            acts == 0 ? Confirmation.CALENDAR_UNCHANGED : Confirmation.CALENDAR_TAKEN,
                            Addressed.oneOnOnes(id));
                case NotAsShown(var offer) ->
                    pages.page("from-calendar", 409, made.again(visit, id, offer, NOT_AS_SHOWN));
            };
        } catch (RuleBroken broken) {
            return pages.page(
                    "from-calendar", 409, made.refused(visit, id, "Nothing was recorded. " + broken.sentence()));
        }
    }
}
