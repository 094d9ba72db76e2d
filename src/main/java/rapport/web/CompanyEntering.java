package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Accounts;
import rapport.security.Oidc;
import rapport.security.OidcConfigured;
import rapport.security.OidcOffer;
import rapport.security.OidcRefused;
import rapport.security.OidcRefused.Reason;

/** Signing in with a company's account. Not there unless an identity provider is set. */
@Controller
@Conditional(OidcConfigured.class)
class CompanyEntering {

    static final String KEY = "sign-in-elsewhere";

    private static final String SIGN_IN = "/sign-in";
    private static final String REASON = "oidc";

    private final Oidc oidc;
    private final OidcOffer offer;
    private final Accounts accounts;
    private final Pages pages;

    CompanyEntering(Oidc oidc, OidcOffer offer, Accounts accounts, Pages pages) {
        this.oidc = oidc;
        this.offer = offer;
        this.accounts = accounts;
        this.pages = pages;
    }

    /** The button. */
    static FormView form(String provider, Visit visit) {
        var text = "Sign in with " + provider;
        return new FormBuilder(KEY, Oidc.START, visit).build(text, text, false);
    }

    /** What came of it, if it did not end well. */
    static Optional<String> notice(OidcOffer offer, HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(REASON))
                .flatMap(Reason::of)
                .flatMap(reason -> offer.provider().map(reason::sentence));
    }

    /** Leads on by a page rather than by a redirect, which our content policy forbids to lead a form to another site. */
    @PostMapping(Oidc.START)
    View start(HttpServletRequest request, HttpServletResponse response) {
        if (!accounts.isSetUp()) {
            return Pages.redirect(SIGN_IN);
        }
        try {
            var address = oidc.begin(request).toString();
            response.setHeader("Refresh", "0; url=" + address);
            var page = new OnwardPage(Frame.plain("Going on"), offer.provider().orElse(""), address);
            return pages.page("onward", 200, page);
        } catch (OidcRefused refused) {
            return backWith(refused);
        }
    }

    @GetMapping(Oidc.CALLBACK)
    View callback(HttpServletRequest request, HttpServletResponse response) {
        try {
            oidc.finish(request, response);
            return Pages.redirect(Addressed.TODAY);
        } catch (OidcRefused refused) {
            return backWith(refused);
        }
    }

    private static View backWith(OidcRefused refused) {
        return Pages.redirect(SIGN_IN + "?" + REASON + "=" + refused.reason().code());
    }
}
