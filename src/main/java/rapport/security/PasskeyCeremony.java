package rapport.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import rapport.accounts.Passkeys;
import rapport.accounts.Person;
import rapport.parties.PersonId;
import rapport.shared.RuleBroken;

/**
 * The two ceremonies of passkeys (WebAuthn): making one, and signing in with one. Each begins with a challenge, which is
 * kept in the session, answered once, and soon.
 */
@Component
public class PasskeyCeremony {

    /** The signatures that are understood, by their COSE numbers: Ed25519, then ECDSA on P-256, then RSA. */
    static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

    private static final String MAKE = "rapport.passkey.make";
    private static final String SIGN_IN = "rapport.passkey.sign-in";
    private static final String NOBODY = "-";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHALLENGE_BYTES = 32;

    /** How long a browser may ask its person; and how long we wait, for the ways to and fro. */
    private static final Duration ASKS_FOR = Duration.ofMinutes(5);

    private static final Duration WAITS_FOR = Duration.ofMinutes(6);

    private final Passkeys passkeys;
    private final PublicAddress address;
    private final Clock clock;

    PasskeyCeremony(Passkeys passkeys, PublicAddress address, Clock clock) {
        this.passkeys = passkeys;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Begins to make a passkey for a person: what their browser is to ask its authenticator for.
     *
     * @throws RuleBroken {@code too-many-passkeys}
     */
    public Map<String, Object> toMake(HttpServletRequest request, Person person) {
        passkeys.checkRoom(person.id());
        var options = new LinkedHashMap<String, Object>();
        options.put("rp", Map.of("id", address.host(), "name", "Rapport"));
        options.put(
                "user",
                Map.of("id", passkeys.handleOf(person.id()), "name", person.name(), "displayName", person.name()));
        options.put("challenge", challenge(request, MAKE, person.id().toString()));
        options.put(
                "pubKeyCredParams",
                ALGORITHMS.stream()
                        .map(number -> Map.of("type", "public-key", "alg", number))
                        .toList());
        options.put("timeout", ASKS_FOR.toMillis());
        options.put(
                "excludeCredentials",
                passkeys.credentialsOf(person.id()).stream()
                        .map(id -> Map.of("type", "public-key", "id", id))
                        .toList());
        options.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        options.put("attestation", "none");
        return options;
    }

    /**
     * Keeps the passkey that was made. It is on disk when this returns.
     *
     * @throws RuleBroken {@code passkey-too-late}, {@code passkey-refused}, {@code too-many-passkeys} or
     *     {@code passkey-taken}
     */
    public void make(HttpServletRequest request, PersonId person, String name, String answer) {
        var challenge = takeChallenge(request, MAKE, person.toString());
        var made = PasskeyChecks.made(answer, challenge, address).orElseThrow(PasskeyCeremony::refused);
        passkeys.add(person, made, name);
    }

    /** Begins to sign somebody in, whoever it is: what their browser is to ask its authenticators for. */
    public Map<String, Object> toSignIn(HttpServletRequest request) {
        return Map.of(
                "rpId",
                address.host(),
                "challenge",
                challenge(request, SIGN_IN, NOBODY),
                "timeout",
                ASKS_FOR.toMillis(),
                "userVerification",
                "required",
                "allowCredentials",
                List.of());
    }

    /**
     * Who signs in with this answer.
     *
     * @throws RuleBroken {@code passkey-too-late}, or {@code passkey-refused} for whatever else is wrong
     */
    public PersonId signIn(HttpServletRequest request, String answer) {
        var challenge = takeChallenge(request, SIGN_IN, NOBODY);
        var signed =
                PasskeyChecks.signed(answer, challenge, address, passkeys::find).orElseThrow(PasskeyCeremony::refused);
        if (!passkeys.used(signed.passkey(), signed.signCount())) {
            throw refused();
        }
        return signed.passkey().person();
    }

    private static RuleBroken refused() {
        return new RuleBroken("passkey-refused", "This passkey is not one that can be used here.");
    }

    private String challenge(HttpServletRequest request, String ceremony, String whose) {
        var bytes = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(bytes);
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var until = clock.instant().plus(WAITS_FOR).toEpochMilli();
        // As text, which a session kept in a database reads back after any change of the program.
        request.getSession().setAttribute(ceremony, challenge + " " + until + " " + whose);
        return challenge;
    }

    // Taken out before it is looked at: whatever comes of it, it is worth nothing afterwards.
    private String takeChallenge(HttpServletRequest request, String ceremony, String whose) {
        var session = request.getSession();
        var kept = session.getAttribute(ceremony) instanceof String text ? text.split(" ") : new String[0];
        session.removeAttribute(ceremony);
        if (kept.length != 3
                || !kept[2].equals(whose)
                || Long.parseLong(kept[1]) < clock.instant().toEpochMilli()) {
            throw new RuleBroken("passkey-too-late", "This took too long, or was sent twice. Please try once more.");
        }
        return kept[0];
    }
}
