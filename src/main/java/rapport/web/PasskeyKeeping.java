package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;
import rapport.accounts.Passkeys;
import rapport.accounts.People;
import rapport.doors.Addresses;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.security.PasskeyCeremony;
import rapport.security.SignIn;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import tools.jackson.databind.json.JsonMapper;

/** One's passkeys: to look at, add and remove them, and to sign in with one. */
@Controller
class PasskeyKeeping {

    private static final int LONGEST_NAME = 60;

    private final PasskeyPages page;
    private final Pages pages;
    private final PasskeyCeremony ceremony;
    private final Passkeys passkeys;
    private final People people;
    private final JsonMapper json;

    PasskeyKeeping(
            PasskeyPages page,
            Pages pages,
            PasskeyCeremony ceremony,
            Passkeys passkeys,
            People people,
            JsonMapper json) {
        this.page = page;
        this.pages = pages;
        this.ceremony = ceremony;
        this.passkeys = passkeys;
        this.people = people;
        this.json = json;
    }

    @GetMapping(PasskeyPages.ADDRESS)
    View all(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return shown(Visit.of(request, actor), request);
    }

    private View shown(Visit visit, HttpServletRequest request) {
        return pages.page("passkeys", visit.attempt().status(), page.of(visit, request));
    }

    // What would be refused in the end is refused here, before the authenticator keeps a passkey that we do not.
    @PostMapping(PasskeyPages.ADDRESS + "/options")
    View options(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        return answered(() -> {
            name(Sending.fields(request));
            return ceremony.toMake(request, people.find(actor.person()).orElseThrow(NotThere::new));
        });
    }

    @PostMapping(PasskeyPages.ADDRESS)
    View add(@AuthenticationPrincipal Actor actor, HttpServletRequest request) {
        Sending adding = () -> {
            var fields = Sending.fields(request);
            var answer = fields.secret("credential");
            var name = name(fields);
            ceremony.make(request, actor.person(), name, answer.get());
            return Sending.done(request, Confirmation.PASSKEY_ADDED, PasskeyPages.ADDRESS);
        };
        return Sending.sent(
                request,
                PasskeyPages.ADD,
                adding,
                refused -> shown(Visit.of(request, actor).after(refused), request));
    }

    private static String name(Fields fields) {
        fields.ignore("credential");
        var name = fields.line("name");
        var given = name.orNull();
        if (given != null && given.codePointCount(0, given.length()) > LONGEST_NAME) {
            fields.refuse("name", "A name has at most " + LONGEST_NAME + " characters.");
        }
        fields.check();
        return name.get();
    }

    @PostMapping(PasskeyPages.ADDRESS + "/{id}/remove")
    View remove(@AuthenticationPrincipal Actor actor, @PathVariable String id, HttpServletRequest request) {
        passkeys.remove(actor.person(), Addresses.id(id));
        return Sending.done(request, Confirmation.PASSKEY_REMOVED, PasskeyPages.ADDRESS);
    }

    @PostMapping(PasskeyPages.SIGN_IN + "/options")
    View optionsToSignIn(HttpServletRequest request) {
        return answered(() -> ceremony.toSignIn(request));
    }

    @PostMapping(PasskeyPages.SIGN_IN)
    View signIn(HttpServletRequest request, HttpServletResponse response) {
        try {
            var answer = request.getParameter("credential");
            var person = ceremony.signIn(request, answer == null ? "" : answer);
            SignIn.as(new Actor(person, Channel.WEB), request, response);
            return Pages.redirect(Addressed.TODAY);
        } catch (RuleBroken broken) {
            return Pages.redirect(broken.rule().equals("passkey-too-late") ? "/sign-in?late" : "/sign-in?unknown");
        }
    }

    private View answered(Supplier<Map<String, Object>> options) {
        try {
            var body = json.writeValueAsString(options.get());
            return (_, _, response) -> write(response, HttpStatus.OK, MediaType.APPLICATION_JSON_VALUE, body);
        } catch (InvalidInput invalid) {
            return sentence(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    String.join(" ", invalid.errors().values()));
        } catch (RuleBroken broken) {
            return sentence(HttpStatus.CONFLICT, broken.sentence());
        }
    }

    private static View sentence(HttpStatus status, String sentence) {
        return (_, _, response) -> write(response, status, "text/plain;charset=UTF-8", sentence);
    }

    private static void write(HttpServletResponse response, HttpStatus status, String type, String body)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
