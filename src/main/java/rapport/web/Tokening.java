package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Token.Scope;
import rapport.accounts.Tokens;
import rapport.doors.Addresses;
import rapport.parties.Actor;

/** Making and revoking API tokens. There is no way to it for programs, so that no token can make another. */
@Controller
class Tokening {

    private final Tokens tokens;
    private final Pages pages;
    private final TokenPages tokenPages;

    Tokening(Tokens tokens, Pages pages, TokenPages tokenPages) {
        this.tokens = tokens;
        this.pages = pages;
        this.tokenPages = tokenPages;
    }

    @GetMapping(Addressed.TOKENS)
    View tokens(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor), null);
    }

    /**
     * Answers with the secret itself rather than lead on to it: between two requests it would have to be kept somewhere.
     * Sent again, by reloading, it makes no second token.
     */
    @PostMapping(Addressed.TOKENS)
    View make(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        var visit = Visit.of(request, actor);
        return Sending.sent(
                request,
                TokenPages.MAKE,
                () -> {
                    var fields = Sending.fields(request);
                    var id = fields.optionalId("id");
                    var name = fields.label("name");
                    var scope = fields.choice("scope", Scope.class);
                    fields.check();
                    var given = id.orNull();
                    return page(
                            visit,
                            tokens.make(
                                    given == null ? UUID.randomUUID() : given,
                                    actor.person(),
                                    name.get(),
                                    scope.get()));
                },
                refused -> page(visit.after(refused), null));
    }

    @PostMapping(Addressed.TOKENS + "/{t}/revoke")
    View revoke(@AuthenticationPrincipal Actor actor, @PathVariable String t, HttpServletRequest request) {
        tokens.revoke(actor.person(), Addresses.token(t));
        return Sending.done(request, Confirmation.TOKEN_REVOKED, Addressed.TOKENS);
    }

    private View page(Visit visit, @Nullable String secret) {
        return pages.page("tokens", visit.attempt().status(), tokenPages.of(visit, secret));
    }
}
