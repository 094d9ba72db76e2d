package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Accounts;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.security.SignIn;
import rapport.shared.RuleBroken;

/** The first set-up, and signing in. */
@Controller
class Entering {

    private static final String SET_UP = "/setup";
    private static final String SIGN_IN = "/sign-in";

    private final Acts acts;
    private final Accounts accounts;
    private final PasskeyPages passkeys;
    private final Pages pages;

    Entering(Acts acts, Accounts accounts, PasskeyPages passkeys, Pages pages) {
        this.acts = acts;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.pages = pages;
    }

    @GetMapping(SET_UP)
    View setUp(HttpServletRequest request) {
        if (accounts.isSetUp()) {
            return Pages.redirect(SIGN_IN);
        }
        var token = request.getParameter("token");
        return token != null && accounts.opensSetUp(token)
                ? setUpForm(Visit.of(request, null), token)
                : setUpWithoutToken();
    }

    @PostMapping(SET_UP)
    View setUp(HttpServletRequest request, HttpServletResponse response) {
        if (accounts.isSetUp()) {
            return Pages.redirect(SIGN_IN);
        }
        var token = request.getParameter("token");
        if (token == null || !accounts.opensSetUp(token)) {
            return setUpWithoutToken();
        }
        try {
            var fields = Fields.ofForm(request.getParameterMap());
            fields.ignore("_csrf");
            var done = acts.setUp(fields);
            SignIn.as(new Actor(done.person(), Channel.WEB), request, response);
            Visit.tellNext(request, Confirmation.SET_UP);
            return Pages.redirect(Addressed.PEOPLE);
        } catch (InvalidInput invalid) {
            return setUpForm(Visit.of(request, null).after(Attempt.refused(SetUpForm.KEY, request, invalid)), token);
        } catch (RuleBroken _) {
            // Somebody else was quicker.
            return Pages.redirect(SIGN_IN);
        }
    }

    private View setUpForm(Visit visit, String token) {
        var page = new SetUpPage(Frame.plain("Set up"), List.of(SetUpForm.of(visit, token)));
        return pages.page("setup", visit.attempt().status(), page);
    }

    private View setUpWithoutToken() {
        return pages.page("setup", 403, new SetUpPage(Frame.plain("Set up"), List.of()));
    }

    @GetMapping(SIGN_IN)
    View signIn(@AuthenticationPrincipal @Nullable Actor actor, HttpServletRequest request) {
        if (actor != null) {
            return Pages.redirect(Addressed.TODAY);
        }
        var form = accounts.isSetUp()
                ? List.of(new FormBuilder("sign-in", SIGN_IN, Visit.of(request, null))
                        .line("name", "Name or e-mail address", "username")
                        .secret("passphrase", "Passphrase", null, "current-password")
                        .build("Sign in", "Sign in", true))
                : List.<FormView>of();
        return pages.page(
                "sign-in",
                200,
                new SignInPage(
                        Frame.plain("Sign in"),
                        form,
                        passkeys.toSignIn(Visit.of(request, null), request),
                        notice(request)));
    }

    private static @Nullable String notice(HttpServletRequest request) {
        if (request.getParameter("wrong") != null) {
            return "This name and this passphrase do not belong together. Please try again.";
        }
        if (request.getParameter("unknown") != null) {
            return "This passkey signs nobody in here. Please try another one, or your name and passphrase.";
        }
        if (request.getParameter("late") != null) {
            return "This took too long, or was sent twice. Please try once more.";
        }
        return request.getParameter("out") == null ? null : "You are signed out.";
    }
}
