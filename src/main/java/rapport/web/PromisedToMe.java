package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import rapport.parties.Actor;

/** The page of what was promised to whoever looks. */
@Controller
class PromisedToMe {

    private final Pages pages;
    private final PromisesToMePages promises;

    PromisedToMe(Pages pages, PromisesToMePages promises) {
        this.pages = pages;
        this.promises = promises;
    }

    @GetMapping(Addressed.PROMISES_TO_ME)
    View all(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var page = number(request.getParameter("settled"));
        return pages.page(
                "promises-to-me",
                200,
                promises.of(Visit.of(request, actor), page, Extent.asked(request.getParameter("whole"))));
    }

    // An address that somebody mended by hand still leads somewhere.
    private static int number(@Nullable String typed) {
        return typed != null && typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : 1;
    }
}
