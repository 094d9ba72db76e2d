package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Accounts;
import rapport.accounts.KnownBrowsers;
import rapport.accounts.People;
import rapport.parties.Actor;
import rapport.security.OidcOffer;
import rapport.security.Sessions;
import rapport.security.Sessions.SignedInBrowser;
import rapport.shared.NotThere;

/** The page of settings, and the forms on it. */
@Controller
class SettingsForms {

    private static final String PASSPHRASE = "passphrase";
    private static final String RECOVERY_CODE = "recovery-code";

    private final Accounts accounts;
    private final People people;
    private final KnownBrowsers known;
    private final Sessions sessions;
    private final OidcOffer oidc;
    private final Frames frames;
    private final Pages pages;
    private final CodePages codes;
    private final Clock clock;

    SettingsForms(
            Accounts accounts,
            People people,
            KnownBrowsers known,
            Sessions sessions,
            OidcOffer oidc,
            Frames frames,
            Pages pages,
            CodePages codes,
            Clock clock) {
        this.accounts = accounts;
        this.people = people;
        this.known = known;
        this.sessions = sessions;
        this.oidc = oidc;
        this.frames = frames;
        this.pages = pages;
        this.codes = codes;
        this.clock = clock;
    }

    @GetMapping(Addressed.SETTINGS)
    View settings(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor), request);
    }

    private View page(Visit visit, HttpServletRequest request) {
        var person = people.find(visit.viewer()).orElseThrow(NotThere::new);
        var email = person.details().email();
        var page = new SettingsPage(
                frames.around(visit, "Settings", "settings"),
                person.name(),
                email == null ? "" : email,
                passphraseForm(visit),
                codeForm(visit),
                oidc.provider().stream()
                        .map(provider -> CompanyEntering.connecting(provider, visit))
                        .toList(),
                CompanyEntering.notice(oidc, request).orElse(null),
                sessions.of(visit.viewer(), request).stream().map(this::inWords).toList(),
                List.of(
                        new FormBuilder("sign-out-here", "/sign-out", visit)
                                .build("Sign out here", "Sign out here", false),
                        new FormBuilder("sign-out-everywhere", Addressed.SETTINGS + "/sign-out-everywhere", visit)
                                .build("Sign out everywhere", "Sign out everywhere", false)));
        return pages.page("settings", visit.attempt().status(), page);
    }

    private FormView passphraseForm(Visit visit) {
        var form = new FormBuilder(PASSPHRASE, Addressed.SETTINGS + "/passphrase", visit);
        if (accounts.hasPassphrase(visit.viewer())) {
            form.secret("old", "Your present passphrase", null, "current-password");
        }
        return form.secret("passphrase", "A new passphrase", SetUpForm.ABOUT_PASSPHRASES, "new-password")
                .build("Change your passphrase", "Change it", false);
    }

    private FormView codeForm(Visit visit) {
        var form = new FormBuilder(RECOVERY_CODE, Addressed.SETTINGS + "/recovery-code", visit);
        if (accounts.hasPassphrase(visit.viewer())) {
            form.secret("old", "Your present passphrase", null, "current-password");
        }
        return form.build("Make a new recovery code", "Make a new code", false);
    }

    // The server's zone has to do: a session belongs to no relationship.
    private String inWords(SignedInBrowser browser) {
        var zone = ZoneId.systemDefault();
        var today = clock.instant().atZone(zone).toLocalDate();
        var since = Days.day(browser.since().atZone(zone).toLocalDate(), today);
        return browser.isThisOne()
                ? "Here, since " + since + "."
                : "Elsewhere, since " + since + "; last used "
                        + Days.day(browser.lastUsed().atZone(zone).toLocalDate(), today) + ".";
    }

    @PostMapping(Addressed.SETTINGS + "/passphrase")
    View changePassphrase(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return Sending.sent(
                request,
                PASSPHRASE,
                () -> {
                    var fields = Sending.fields(request);
                    var old = fields.optionalSecret("old");
                    var chosen = fields.newPassphrase("passphrase");
                    fields.check();
                    accounts.changePassphrase(actor.person(), old.orNull(), chosen.get());
                    known.forgetAll(actor.person());
                    sessions.endOthers(actor.person(), request);
                    return Sending.done(request, Confirmation.PASSPHRASE_CHANGED, Addressed.SETTINGS);
                },
                refused -> page(Visit.of(request, actor).after(refused), request));
    }

    @PostMapping(Addressed.SETTINGS + "/recovery-code")
    View makeRecoveryCode(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return Sending.sent(
                request,
                RECOVERY_CODE,
                () -> {
                    var fields = Sending.fields(request);
                    var old = fields.optionalSecret("old");
                    fields.check();
                    accounts.prove(actor.person(), old.orNull());
                    var code = accounts.newRecoveryCode(actor.person());
                    return pages.page("code", 200, codes.afresh(Visit.of(request, actor), code));
                },
                refused -> page(Visit.of(request, actor).after(refused), request));
    }

    @PostMapping(Addressed.SETTINGS + "/sign-out-everywhere")
    View signOutEverywhere(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        Sending.fields(request).check();
        known.forgetAll(actor.person());
        sessions.endAll(actor.person());
        return Pages.redirect("/sign-in?out");
    }
}
