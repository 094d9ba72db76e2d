package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.AuditorLinks;
import rapport.accounts.Person;
import rapport.doors.Acts;
import rapport.doors.Addresses;
import rapport.doors.InvalidInput;
import rapport.doors.MalformedInput;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.security.SignIn;

/** Auditors choose a passphrase and open histories; the two people say that they have seen it. */
@Controller
class Auditing {

    private static final String CHOOSE = "auditor";

    private final Acts acts;
    private final AuditorLinks links;
    private final Pages pages;
    private final AuditPages audit;

    Auditing(Acts acts, AuditorLinks links, Pages pages, AuditPages audit) {
        this.acts = acts;
        this.links = links;
        this.pages = pages;
        this.audit = audit;
    }

    // --- the link -------------------------------------------------------------------------------------------------

    @GetMapping(Addressed.AUDITOR)
    View choose(HttpServletRequest request) {
        var token = token(request);
        return links.opens(token)
                .map(person -> choose(Visit.of(request, null), person, token))
                .orElseGet(this::withoutLink);
    }

    @PostMapping(Addressed.AUDITOR)
    View chosen(HttpServletRequest request, HttpServletResponse response) {
        var token = token(request);
        var person = links.opens(token);
        if (person.isEmpty()) {
            return withoutLink();
        }
        try {
            var signedIn = acts.choosePassphrase(token, Sending.fields(request));
            if (signedIn.isEmpty()) {
                return withoutLink();
            }
            SignIn.as(new Actor(signedIn.get(), Channel.WEB), request, response);
            return Sending.done(request, Confirmation.PASSPHRASE_CHOSEN, Addressed.AUDIT);
        } catch (InvalidInput invalid) {
            var refused = Attempt.refused(CHOOSE, request, invalid);
            return choose(Visit.of(request, null).after(refused), person.get(), token);
        }
    }

    private static String token(HttpServletRequest request) {
        var token = request.getParameter("token");
        return token == null ? "" : token;
    }

    private View choose(Visit visit, Person person, String token) {
        var form = new FormBuilder(CHOOSE, Addressed.AUDITOR, visit)
                .hidden("token", token)
                .secret(
                        "passphrase",
                        "A passphrase",
                        "At least 8 characters; a few words are best. Nobody can look it up for you later.",
                        "new-password")
                .build("Choose a passphrase", "Set it and sign in", true);
        return pages.page(
                "auditor",
                visit.attempt().status(),
                new AuditorPage(Frame.plain("Auditor"), person.name(), List.of(form)));
    }

    private View withoutLink() {
        return pages.page("auditor", 403, new AuditorPage(Frame.plain("Auditor"), "", List.of()));
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
