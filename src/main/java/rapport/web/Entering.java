package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Accounts;
import rapport.accounts.KnownBrowsers;
import rapport.doors.Acts;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.security.BrowserCookie;
import rapport.security.OidcOffer;
import rapport.security.Sessions;
import rapport.security.SignIn;
import rapport.security.Wanted;
import rapport.shared.RuleBroken;

/** The first set-up, signing in, and coming back without a passphrase. */
@Controller
class Entering {

    private static final String SET_UP = "/setup";
    private static final String SIGN_IN = "/sign-in";
    private static final String SIGN_IN_FORM = "sign-in";
    private static final String RECOVER = "/recover";
    private static final String RECOVER_FORM = "recover";

    private static final String WRONG = "This name and this passphrase do not belong together. Please try again.";
    private static final String WRONG_CODE =
            "This name and this code do not belong together, or the code was used already. Please try again.";

    private final Acts acts;
    private final Accounts accounts;
    private final KnownBrowsers browsers;
    private final Sessions sessions;
    private final OidcOffer oidc;
    private final PasskeyPages passkeys;
    private final Pages pages;
    private final CodePages codes;

    Entering(
            Acts acts,
            Accounts accounts,
            KnownBrowsers browsers,
            Sessions sessions,
            OidcOffer oidc,
            PasskeyPages passkeys,
            Pages pages,
            CodePages codes) {
        this.acts = acts;
        this.accounts = accounts;
        this.browsers = browsers;
        this.sessions = sessions;
        this.oidc = oidc;
        this.passkeys = passkeys;
        this.pages = pages;
        this.codes = codes;
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
            var actor = new Actor(done.person(), Channel.WEB);
            SignIn.as(actor, request, response);
            return pages.page("code", 200, codes.afterSetUp(Visit.of(request, actor), done.recoveryCode()));
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
        return actor == null ? signInForm(request, Attempt.NONE, notice(request)) : Pages.redirect(Addressed.TODAY);
    }

    private View signInForm(HttpServletRequest request, Attempt attempt, @Nullable String notice) {
        var visit = Visit.of(request, null).after(attempt);
        var forms = new ArrayList<FormView>();
        if (accounts.isSetUp()) {
            forms.add(new FormBuilder(SIGN_IN_FORM, SIGN_IN, visit)
                    .line("name", "Name or e-mail address", "username")
                    .secret("passphrase", "Passphrase", null, "current-password")
                    .begun()
                    .build("Sign in", "Sign in", true));
            oidc.provider().ifPresent(provider -> forms.add(CompanyEntering.form(provider, visit)));
        }
        return pages.page(
                "sign-in",
                visit.attempt().status(),
                new SignInPage(Frame.plain("Sign in"), forms, passkeys.toSignIn(visit, request), notice));
    }

    @PostMapping(SIGN_IN)
    View signIn(HttpServletRequest request, HttpServletResponse response) {
        return Sending.sent(
                request,
                SIGN_IN_FORM,
                () -> {
                    var fields = Sending.fields(request);
                    var name = fields.line("name");
                    var passphrase = fields.secret("passphrase");
                    fields.check();
                    var browser = BrowserCookie.read(request);
                    var person = accounts.signIn(name.get(), passphrase.get(), browser);
                    if (person.isEmpty()) {
                        return signInForm(request, Attempt.wrong(SIGN_IN_FORM, request, WRONG), null);
                    }
                    rememberBrowser(person.get(), browser, request, response);
                    SignIn.as(new Actor(person.get(), Channel.WEB), request, response);
                    return Pages.redirect(Wanted.take(request).orElse(Addressed.TODAY));
                },
                refused -> signInForm(request, refused, null));
    }

    private void rememberBrowser(
            PersonId person, @Nullable String browser, HttpServletRequest request, HttpServletResponse response) {
        if (!browsers.isKnown(browser, person)) {
            BrowserCookie.write(browsers.remember(person), request, response);
        }
    }

    private @Nullable String notice(HttpServletRequest request) {
        var refused = CompanyEntering.notice(oidc, request);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (request.getParameter("unknown") != null) {
            return "This passkey signs nobody in here. Please try another one, or your name and passphrase.";
        }
        if (request.getParameter("late") != null) {
            return "This took too long, or was sent twice. Please try once more.";
        }
        return request.getParameter("out") == null ? null : "You are signed out.";
    }

    @GetMapping(RECOVER)
    View recover(HttpServletRequest request) {
        return recoverForm(Visit.of(request, null));
    }

    private View recoverForm(Visit visit) {
        var form = new FormBuilder(RECOVER_FORM, RECOVER, visit)
                .line("name", "Name or e-mail address", "username")
                .secret("code", "Recovery code", "Large or small letters, with or without dashes.", "off")
                .secret("passphrase", "A new passphrase", SetUpForm.ABOUT_PASSPHRASES, "new-password")
                .build("Come back", "Set this passphrase", true);
        return pages.page("recover", visit.attempt().status(), new RecoverPage(Frame.plain("Recover"), form));
    }

    @PostMapping(RECOVER)
    View recover(HttpServletRequest request, HttpServletResponse response) {
        return Sending.sent(
                request,
                RECOVER_FORM,
                () -> {
                    var fields = Sending.fields(request);
                    var name = fields.line("name");
                    var code = fields.secret("code");
                    var passphrase = fields.newPassphrase("passphrase");
                    fields.check();
                    var back = accounts.recover(name.get(), code.get(), passphrase.get());
                    if (back.isEmpty()) {
                        return recoverForm(
                                Visit.of(request, null).after(Attempt.wrong(RECOVER_FORM, request, WRONG_CODE)));
                    }
                    sessions.endAll(back.get().person());
                    var actor = new Actor(back.get().person(), Channel.WEB);
                    SignIn.as(actor, request, response);
                    return pages.page(
                            "code",
                            200,
                            codes.afterRecovery(
                                    Visit.of(request, actor), back.get().nextCode()));
                },
                refused -> recoverForm(Visit.of(request, null).after(refused)));
    }
}
