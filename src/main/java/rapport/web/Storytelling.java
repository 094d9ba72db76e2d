package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import rapport.doors.Addresses;
import rapport.parties.Actor;

/** The stories of promises and other entries, which a list shows in place when somebody asks. */
@Controller
class Storytelling {

    private static final String TEMPLATE = "story";

    private final Pages pages;
    private final PromisePages promises;
    private final EntryPages entries;

    Storytelling(Pages pages, PromisePages promises, EntryPages entries) {
        this.pages = pages;
        this.promises = promises;
        this.entries = entries;
    }

    @GetMapping("/relationships/{r}/promises/{c}/story")
    View ofPromise(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String c,
            HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return pages.page(TEMPLATE, 200, promises.story(visit, Addresses.relationship(r), Addresses.commitment(c)));
    }

    @GetMapping("/relationships/{r}/entries/{e}/story")
    View ofEntry(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String e,
            HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return pages.page(TEMPLATE, 200, entries.story(visit, Addresses.relationship(r), Addresses.entry(e)));
    }
}
