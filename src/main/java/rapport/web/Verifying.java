package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.doors.HistoryCheck;
import rapport.parties.Actor;

/** Having the history checked. Works without a script: while a check runs, the page asks to be asked for again. */
@Controller
class Verifying {

    /** Most checks are done by then, and nobody has to look twice. */
    private static final long PATIENCE = 800;

    private final Pages pages;
    private final VerifyPages verify;
    private final HistoryCheck check;

    Verifying(Pages pages, VerifyPages verify, HistoryCheck check) {
        this.pages = pages;
        this.verify = verify;
        this.check = check;
    }

    @GetMapping(Addressed.VERIFY)
    View look(@AuthenticationPrincipal Actor actor, HttpServletRequest request, HttpServletResponse response) {
        var page = verify.of(Visit.of(request, actor), Map.of());
        if (page.progress() != null) {
            response.setHeader("Refresh", "2; url=" + Addressed.VERIFY);
        }
        return pages.page("verify", 200, page);
    }

    @PostMapping(Addressed.VERIFY)
    View start(@AuthenticationPrincipal Actor actor) {
        check.start(actor.person(), PATIENCE);
        return Pages.redirect(Addressed.VERIFY);
    }

    /** Changes nothing, and is sent all the same rather than asked for, so that no receipt stands in an address. */
    @PostMapping(Addressed.RECEIPTS)
    View receipts(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return Sending.sent(
                request,
                VerifyPages.RECEIPTS,
                () -> {
                    var fields = Sending.fields(request);
                    var typed = fields.words("receipts");
                    fields.check();
                    return pages.page(
                            "verify",
                            200,
                            verify.of(visit, check.receipts(typed.get().text())));
                },
                refused -> pages.page("verify", 422, verify.of(visit.after(refused), Map.of())));
    }
}
