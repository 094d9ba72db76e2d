package rapport.security;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A sign-in under way, kept in the session of the browser that began it until it comes back, once. */
record OidcAttempt(String state, String nonce, String verifier, Instant begun) implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static OidcAttempt begin(Instant now) {
        return new OidcAttempt(random(), random(), random(), now);
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
