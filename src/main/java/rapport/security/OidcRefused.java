package rapport.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A sign-in with an account elsewhere that came to nothing. Nobody has been signed in. */
public final class OidcRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    OidcRefused(Reason reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    /** What to tell the person. */
    public Reason reason() {
        return reason;
    }

    /** Why a sign-in came to nothing, in words of our own. */
    public enum Reason {
        STALE(
                "This sign-in was started in another window, took too long or had been finished already. Please try again."),
        DECLINED("You did not sign in at %s, so you are not signed in here."),
        UNREACHABLE("%s cannot be reached at the moment. Please try again a little later."),
        NOT_ACCEPTED("%s did not accept this sign-in. If that happens again, tell the person who runs Rapport."),
        NOT_GENUINE("The answer of %s could not be verified, so you are not signed in. "
                + "If that happens again, tell the person who runs Rapport."),
        UNVERIFIED("%s does not say that it has verified your e-mail address. " + "Verify it there, then try again."),
        UNKNOWN("Nobody here is known by the e-mail address that %s has for you. "
                + "Ask the person you meet 1:1 to add you with that address."),
        TAKEN("Somebody already signs in here with the e-mail address that %s has for you, from another account there. "
                + "If that should be you, tell the person who runs Rapport."),
        OTHER_NAME("%s knows Rapport under this address. Please press the button once more here.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** One or two sentences for the person. */
        public String sentence(String provider) {
            return sentence.replace("%s", provider);
        }

        /** Its name in an address. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The one of this name. */
        public static Optional<Reason> of(String code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code().equals(code))
                    .findFirst();
        }
    }
}
