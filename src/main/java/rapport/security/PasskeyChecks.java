package rapport.security;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapport.accounts.PasskeyCredential;
import rapport.accounts.Passkeys;

/**
 * Checks what browsers answer, by the book (Web Authentication, level 3, sections 7.1 and 7.2), with webauthn4j. The
 * only class that knows the library, so that it is loaded when the first passkey is used and not before.
 */
final class PasskeyChecks {

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST_KEY = 4_000;

    private static final ObjectConverter CONVERTER = new ObjectConverter();

    // Not strict about who built the authenticator: we ask for no such proof.
    private static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
    private static final AttestedCredentialDataConverter KEYS = new AttestedCredentialDataConverter(CONVERTER);

    private static final List<PublicKeyCredentialParameters> ALGORITHMS = PasskeyCeremony.ALGORITHMS.stream()
            .map(number -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();

    private PasskeyChecks() {}

    /** A passkey that signed, and how often it had signed by then. */
    record Signed(Passkeys.Owned passkey, long signCount) {}

    /** The passkey that an authenticator made for this challenge; empty if the answer is not one that can be trusted. */
    static Optional<PasskeyCredential> made(String answer, String challenge, PublicAddress address) {
        return ifTrusted(() -> {
            var parameters = new RegistrationParameters(server(challenge, address), ALGORITHMS, true, true);
            var data = MANAGER.verifyRegistrationResponseJSON(answer, parameters);
            var authenticator =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            var key = TEXT.encodeToString(KEYS.convert(credential));
            return key.length() > LONGEST_KEY
                    ? null
                    : new PasskeyCredential(
                            TEXT.encodeToString(credential.getCredentialId()),
                            key,
                            authenticator.getSignCount(),
                            authenticator.isFlagBE());
        });
    }

    /**
     * The passkey that signed this challenge; empty if none did.
     *
     * @param find who owns the credential of this id
     */
    static Optional<Signed> signed(
            String answer, String challenge, PublicAddress address, Function<String, Optional<Passkeys.Owned>> find) {
        // No name was given, so that the authenticator has to say whose passkey it is, and be right.
        return ifTrusted(() -> claim(answer))
                .flatMap(claim -> find.apply(claim.credential())
                        .filter(found -> found.handle().equals(claim.handle()))
                        .flatMap(found -> ifTrusted(() -> signed(claim.data(), found, server(challenge, address)))));
    }

    /** An answer that can be read, and which passkey of whom it claims to come from. */
    private record Claim(AuthenticationData data, String credential, String handle) {}

    private static Claim claim(String answer) {
        var data = MANAGER.parseAuthenticationResponseJSON(answer);
        return new Claim(
                data,
                TEXT.encodeToString(Objects.requireNonNull(data.getCredentialId())),
                TEXT.encodeToString(Objects.requireNonNull(data.getUserHandle())));
    }

    private static Signed signed(AuthenticationData data, Passkeys.Owned owned, ServerProperty server) {
        var known = owned.credential();
        var key = KEYS.convert(Base64.getUrlDecoder().decode(known.publicKey()));
        var record = new CredentialRecordImpl(
                null, true, known.backupEligible(), null, known.signCount(), key, null, null, null, null);
        MANAGER.verify(data, new AuthenticationParameters(server, record, null, true, true));
        return new Signed(
                owned, Objects.requireNonNull(data.getAuthenticatorData()).getSignCount());
    }

    private static ServerProperty server(String challenge, PublicAddress address) {
        return ServerProperty.builder()
                .origin(new Origin(address.origin()))
                .rpId(address.host())
                .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
                .build();
    }

    // Whatever is sent here, well-formed or not, ends as an exception of one kind or another if it is not right, and
    // what those say of it is for nobody.
    private static <T> Optional<T> ifTrusted(Supplier<@Nullable T> check) {
        try {
            return Optional.ofNullable(check.get());
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }
}
