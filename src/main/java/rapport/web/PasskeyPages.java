package rapport.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import rapport.accounts.Passkey;
import rapport.accounts.Passkeys;
import rapport.security.PublicAddress;
import rapport.web.PasskeysPage.Kept;

/** Makes the page of one's passkeys, and what the page to sign in offers to do with one. */
@Component
class PasskeyPages {

    static final String ADDRESS = "/settings/passkeys";
    static final String SIGN_IN = "/sign-in/passkey";
    static final String ADD = "add-passkey";

    private final Passkeys passkeys;
    private final PublicAddress address;
    private final Frames frames;
    private final Clock clock;

    PasskeyPages(Passkeys passkeys, PublicAddress address, Frames frames, Clock clock) {
        this.passkeys = passkeys;
        this.address = address;
        this.frames = frames;
        this.clock = clock;
    }

    PasskeysPage of(Visit visit, HttpServletRequest request) {
        var add = new FormBuilder(ADD, ADDRESS, visit)
                .hidden("credential", "")
                .line("name", "A name for it, such as “laptop” or “phone”", "off")
                .build("Add a passkey", "Add a passkey", true);
        return new PasskeysPage(
                frames.around(visit, "Passkeys", "settings"),
                passkeys.of(visit.viewer()).stream()
                        .map(passkey -> kept(visit, passkey))
                        .toList(),
                offer(request, "create", add, ADDRESS + "/options", ADDRESS));
    }

    /** What the page to sign in offers. */
    PasskeyOffer toSignIn(Visit visit, HttpServletRequest request) {
        var form = new FormBuilder("passkey", SIGN_IN, visit)
                .hidden("credential", "")
                .build("Sign in with a passkey", "Sign in with a passkey", false);
        return offer(request, "get", form, SIGN_IN + "/options", "/sign-in");
    }

    private PasskeyOffer offer(HttpServletRequest request, String ceremony, FormView form, String begin, String page) {
        var here = address.takesPasskeys() && address.isAddressOf(request);
        var elsewhere = !here && address.takesPasskeys() ? address.origin() + page : null;
        return new PasskeyOffer(ceremony, here ? form : null, begin, elsewhere);
    }

    private Kept kept(Visit visit, Passkey passkey) {
        var remove = new FormBuilder("remove-" + passkey.id(), ADDRESS + "/" + passkey.id() + "/remove", visit)
                .build("Remove", "Remove", false);
        return new Kept(passkey.name(), facts(passkey), remove);
    }

    private String facts(Passkey passkey) {
        var used = passkey.usedAt();
        return "Added " + moment(passkey.madeAt())
                + (used == null ? "; not used yet." : "; last used " + moment(used) + ".");
    }

    // Passkeys belong to no relationship, and so to no zone but the server's own.
    private String moment(Instant at) {
        var zone = ZoneId.systemDefault();
        return Days.moment(at, zone, LocalDate.ofInstant(clock.instant(), zone));
    }
}
