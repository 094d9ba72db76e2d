package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Accounts;
import rapport.accounts.AuditorLinks;
import rapport.accounts.Person;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.InvalidInput;
import rapport.doors.MalformedInput;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.security.SignIn;

/** Auditors come by their link and open histories; the two people say that they have seen it. */
@Controller
class Auditing {

    private static final String COME = "auditor";

    private final Acts acts;
    private final AuditorLinks links;
    private final Accounts accounts;
    private final Pages pages;
    private final CodePages codes;
    private final AuditPages audit;

    Auditing(Acts acts, AuditorLinks links, Accounts accounts, Pages pages, CodePages codes, AuditPages audit) {
        this.acts = acts;
        this.links = links;
        this.accounts = accounts;
        this.codes = codes;
        this.pages = pages;
        this.audit = audit;
    }

    // --- the link -------------------------------------------------------------------------------------------------

    @GetMapping(Addressed.AUDITOR)
    View come(@AuthenticationPrincipal @Nullable Actor actor, HttpServletRequest request) {
        var token = token(request);
        return links.opens(token)
                .map(person -> come(Visit.of(request, actor), person, token))
                .orElseGet(this::withoutLink);
    }

    @PostMapping(Addressed.AUDITOR)
    View come(
            @AuthenticationPrincipal @Nullable Actor actor, HttpServletRequest request, HttpServletResponse response) {
        var token = token(request);
        var found = links.opens(token);
        if (found.isEmpty()) {
            return withoutLink();
        }
        var person = found.get();
        if (accounts.hasAccount(person.id())) {
            return actor != null && links.confirm(token, actor.person())
                    ? Sending.done(request, Confirmation.AUDITOR_CONFIRMED, Addressed.AUDIT)
                    : come(Visit.of(request, actor), person, token);
        }
        try {
            var welcomed = acts.choosePassphrase(token, Sending.fields(request));
            if (welcomed.isEmpty()) {
                return withoutLink();
            }
            var auditor = new Actor(welcomed.get().person(), Channel.WEB);
            SignIn.as(auditor, request, response);
            var visit = Visit.of(request, auditor);
            return pages.page(
                    "code", 200, codes.afterAuditorsLink(visit, welcomed.get().recoveryCode()));
        } catch (InvalidInput invalid) {
            var refused = Attempt.refused(COME, request, invalid);
            return come(Visit.of(request, actor).after(refused), person, token);
        }
    }

    private static String token(HttpServletRequest request) {
        var token = request.getParameter("token");
        return token == null ? "" : token;
    }

    private View come(Visit visit, Person person, String token) {
        var form = new FormBuilder(COME, Addressed.AUDITOR, visit).hidden("token", token);
        var page = new AuditorPage(Frame.plain("Auditor"), person.name(), accounts.hasAccount(person.id()), List.of());
        if (!page.known()) {
            return pages.page(
                    "auditor",
                    visit.attempt().status(),
                    page.with(form.secret("passphrase", "A passphrase", SetUpForm.ABOUT_PASSPHRASES, "new-password")
                            .build("Choose a passphrase", "Set it and sign in", true)));
        }
        // Somebody else may have made themselves an account under this address; they do not hold this link.
        return visit.actor() != null && visit.viewer().equals(person.id())
                ? pages.page("auditor", 200, page.with(form.build("Confirm", "Yes, this is me", true)))
                : pages.page("auditor", 403, page);
    }

    private View withoutLink() {
        return pages.page("auditor", 403, new AuditorPage(Frame.plain("Auditor"), "", false, List.of()));
    }

    // --- opening --------------------------------------------------------------------------------------------------

    @GetMapping(Addressed.AUDIT)
    View audit(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return pages.page("audit", 200, audit.of(Visit.of(request, actor)));
    }

    @PostMapping("/relationships/{r}/openings")
    View open(@AuthenticationPrincipal Actor actor, @PathVariable String r, HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                AuditPages.key(id),
                () -> {
                    acts.open(actor, id, Sending.fields(request));
                    return Sending.done(request, Confirmation.OPENED, Addressed.history(id));
                },
                refused -> pages.page(
                        "audit",
                        refused.status(),
                        audit.of(Visit.of(request, actor).after(refused))));
    }

    @PostMapping("/relationships/{r}/openings/{sequence}/seen")
    View see(
            @AuthenticationPrincipal Actor actor,
            @PathVariable String r,
            @PathVariable String sequence,
            HttpServletRequest request) {
        var id = Addresses.relationship(r);
        return Sending.sent(
                request,
                "seen",
                () -> {
                    acts.see(actor, id, Addresses.sequence(sequence), Sending.fields(request));
                    return Sending.done(request, Confirmation.OPENING_SEEN, Addressed.brief(id));
                },
                _ -> {
                    throw new MalformedInput("This form takes no fields.");
                });
    }
}
