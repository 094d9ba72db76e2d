package rapport.security;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.parties.PersonId;

/**
 * A sign-in under way, kept in the session of the browser that began it until it comes back, once.
 *
 * @param connecting who is signed in and wants to be known by this account too; null for who is not signed in
 */
record OidcAttempt(
        String state,
        String nonce,
        String verifier,
        Instant begun,
        @Nullable UUID connecting) implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static OidcAttempt begin(Instant now, @Nullable PersonId connecting) {
        return new OidcAttempt(random(), random(), random(), now, connecting == null ? null : connecting.value());
    }

    /** True if it has taken longer than anybody needs. */
    boolean isOver(Instant now) {
        return begun.plus(PATIENCE).isBefore(now);
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "OidcAttempt[•]";
    }
}
