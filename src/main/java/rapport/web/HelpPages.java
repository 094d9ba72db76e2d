package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import rapport.parties.Actor;

/** What the keyboard can do, for those who ask without the keyboard. */
@Controller
class HelpPages {

    private final Pages pages;
    private final Frames frames;

    HelpPages(Pages pages, Frames frames) {
        this.pages = pages;
        this.frames = frames;
    }

    @GetMapping("/help")
    View help(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return pages.page("help", 200, new HelpPage(frames.around(Visit.of(request, actor), "Keyboard", "help")));
    }
}
