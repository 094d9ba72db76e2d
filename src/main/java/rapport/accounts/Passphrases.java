package rapport.accounts;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passphrases, kept as Argon2id hashes only. Each costs 16 MB and some time, so only a few are looked at at once. */
final class Passphrases {

    private static final int AT_ONCE = 4;

    /** Compared with where there is no account, so that the answer takes as long. A hash of a passphrase nobody knows. */
    private static final String HASH_OF_NOBODY =
            "$argon2id$v=19$m=16384,t=2,p=1$" + "ZG9lc25vdG1hdHRlcmF0YWxs$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore room = new Semaphore(AT_ONCE, true);

    String hash(String passphrase) {
        room.acquireUninterruptibly();
        try {
            return Objects.requireNonNull(argon2.encode(passphrase));
        } finally {
            room.release();
        }
    }

    /** True if this is the passphrase of that hash; never for no hash, which takes as long. */
    boolean matches(String passphrase, @Nullable String hash) {
        room.acquireUninterruptibly();
        try {
            return argon2.matches(passphrase, hash == null ? HASH_OF_NOBODY : hash) && hash != null;
        } finally {
            room.release();
        }
    }
}
