package rapport.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import rapport.words.Vault;

/** Makes secrets that nobody can guess, and the hashes under which they are kept. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    /** 256 random bits, fit for a URL. */
    public static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As hard to guess, and the same wherever the master key is the same. */
    static String derived(Vault vault, String purpose) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(vault.keyFor(purpose).getEncoded());
    }

    /** Enough for a secret that is random already; a passphrase needs more, see {@link Accounts}. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Compares in a time that tells nothing about where they differ. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(hash(one), hash(other));
    }
}
