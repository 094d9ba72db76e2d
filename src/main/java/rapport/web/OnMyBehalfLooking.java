package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.parties.Actor;

/** The page of what was recorded in one's name before one joined. */
@Controller
class OnMyBehalfLooking {

    private final Pages pages;
    private final OnMyBehalfPages onMyBehalf;

    OnMyBehalfLooking(Pages pages, OnMyBehalfPages onMyBehalf) {
        this.pages = pages;
        this.onMyBehalf = onMyBehalf;
    }

    @GetMapping("/relationships/{r}/on-my-behalf")
    View onMyBehalf(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        return pages.page("on-my-behalf", 200, onMyBehalf.of(Visit.of(request, actor), Addresses.relationship(r)));
    }
}
