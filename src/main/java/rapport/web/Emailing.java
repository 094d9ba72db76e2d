package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.mail.Email;
import rapport.parties.Actor;

/** Switching letters on and off, here and by the links in them. */
@Controller
class Emailing {

    private static final String CONFIRM = "/email/confirm/{token}";
    private static final String UNSUBSCRIBE = "/email/unsubscribe/{token}";

    private final Email email;
    private final Pages pages;
    private final EmailPages emailPages;

    Emailing(Email email, Pages pages, EmailPages emailPages) {
        this.email = email;
        this.pages = pages;
        this.emailPages = emailPages;
    }

    // --- in the settings ------------------------------------------------------------------------------------------

    @GetMapping(Addressed.EMAIL)
    View email(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return page(Visit.of(request, actor));
    }

    @PostMapping(Addressed.EMAIL)
    View ask(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return sent(actor, request, EmailPages.ASK, () -> {
            var fields = Sending.fields(request);
            var address = fields.email("address");
            if (address.orNull() != null && !email.takes(address.get())) {
                fields.refuse("address", "No letter can be sent to this address.");
            }
            fields.check();
            email.ask(actor.person(), address.get());
            return Sending.done(request, Confirmation.ADDRESS_ASKED, Addressed.EMAIL);
        });
    }

    @PostMapping(Addressed.EMAIL + "/on")
    View switchOn(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return sent(actor, request, EmailPages.ON, () -> {
            var fields = Sending.fields(request);
            var words = fields.flag("words");
            fields.check();
            email.switchOn(actor.person(), words);
            return Sending.done(
                    request, words ? Confirmation.LETTERS_WITH_WORDS : Confirmation.LETTERS_ON, Addressed.EMAIL);
        });
    }

    @PostMapping(Addressed.EMAIL + "/off")
    View switchOff(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        Sending.fields(request).check();
        email.switchOff(actor.person());
        return Sending.done(request, Confirmation.LETTERS_OFF, Addressed.EMAIL);
    }

    @PostMapping(Addressed.EMAIL + "/try")
    View tryOut(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return sent(actor, request, EmailPages.TRY, () -> {
            Sending.fields(request).check();
            email.tryOut(actor.person());
            return Sending.done(request, Confirmation.LETTER_TRIED, Addressed.EMAIL);
        });
    }

    @PostMapping(Addressed.EMAIL + "/forget")
    View forget(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        Sending.fields(request).check();
        email.forget(actor.person());
        return Sending.done(request, Confirmation.ADDRESS_FORGOTTEN, Addressed.EMAIL);
    }

    private View sent(Actor actor, HttpServletRequest request, String form, Sending sending) {
        return Sending.sent(
                request, form, sending, refused -> page(Visit.of(request, actor).after(refused)));
    }

    private View page(Visit visit) {
        return pages.page("email", visit.attempt().status(), emailPages.of(visit));
    }

    // --- by a letter ----------------------------------------------------------------------------------------------

    // Programs that look at mail open each link in it, so opening this one does nothing.
    @GetMapping(CONFIRM)
    View confirming(@PathVariable String token, HttpServletRequest request) {
        var asked = email.asked(token).orElse(null);
        if (asked == null) {
            return withoutLink();
        }
        return linked(
                200,
                "Is this your address?",
                asked.name() + " gets letters before each 1:1 at " + asked.address()
                        + " if you confirm it. They hold no words unless that is switched on in the settings.",
                new FormBuilder("confirm-address", "/email/confirm/" + token, Visit.of(request, null))
                        .build("Confirm this address", "Confirm this address", true));
    }

    @PostMapping(CONFIRM)
    View confirm(@PathVariable String token, HttpServletRequest request) {
        Sending.fields(request).check();
        return email.confirm(token)
                ? linked(
                        200,
                        "The address is confirmed",
                        "From now on letters come before each 1:1 when something is open. You can close this page.",
                        null)
                : withoutLink();
    }

    private View withoutLink() {
        return linked(
                404,
                "This link does not work",
                "A link that confirms an address works once, for 24 hours, and only if no other was asked for since. "
                        + "A new one can be asked for in the settings, under Email.",
                null);
    }

    @GetMapping(UNSUBSCRIBE)
    View unsubscribing(@PathVariable String token, HttpServletRequest request) {
        return email.endsLetters(token)
                ? linked(
                        200,
                        "Switch letters off?",
                        "Rapport sends no more letters to this address then. They can be switched on again in the settings.",
                        new FormBuilder("unsubscribe", "/email/unsubscribe/" + token, Visit.of(request, null))
                                .build("Switch letters off", "Switch letters off", true))
                : notOurs();
    }

    /** What a mail provider sends along is not looked at: the address alone says it all. */
    @PostMapping(UNSUBSCRIBE)
    View unsubscribe(@PathVariable String token) {
        return email.unsubscribe(token)
                ? linked(
                        200,
                        "Letters are switched off",
                        "Rapport sends no more letters to this address. They can be switched on again in the settings, "
                                + "under Email.",
                        null)
                : notOurs();
    }

    private View notOurs() {
        return linked(
                404, "This link does not work", "Letters can be switched off in the settings, under Email.", null);
    }

    private View linked(int status, String title, String sentence, @Nullable FormView form) {
        return pages.page("letter-link", status, new LetterLinkPage(Frame.plain(title), title, sentence, form));
    }
}
