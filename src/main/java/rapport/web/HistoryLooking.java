package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.doors.Question;
import rapport.parties.Actor;

/** The pages of what was recorded. */
@Controller
@RequestMapping("/relationships/{r}/history")
class HistoryLooking {

    private final Pages pages;
    private final HistoryPages history;

    HistoryLooking(Pages pages, HistoryPages history) {
        this.pages = pages;
        this.history = history;
    }

    @GetMapping
    View timeline(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return answer(actor, r, request, null);
    }

    /**
     * Looks for words. Changes nothing, and is sent all the same rather than asked for, so that what was looked for
     * stands in no address and no list of visited pages.
     */
    @PostMapping
    View search(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return answer(actor, r, request, request.getParameter("q"));
    }

    private View answer(Actor actor, String r, HttpServletRequest request, @Nullable String q) {
        var question = new Question(
                request.getParameter("before"), null, request.getParameter("kind"), request.getParameter("side"), q);
        return pages.page(
                "history", 200, history.timeline(Visit.of(request, actor), Addresses.relationship(r), question));
    }

    @GetMapping("/{e}")
    View entry(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String e,
            HttpServletRequest request) {
        return pages.page(
                "entryhistory",
                200,
                history.entry(Visit.of(request, actor), Addresses.relationship(r), Addresses.entry(e)));
    }
}
