package rapport.words;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a random nonce, bound to the key's id and to the stream it belongs to. */
final class Aes {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** Looked for once: to ask every provider again for each word took half as long as to encrypt it. */
    private static final Provider PROVIDER = provider();

    private Aes() {}

    private static Provider provider() {
        try {
            return Cipher.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot encrypt", e);
        }
    }

    static Sealed seal(SecretKey key, UUID keyId, UUID stream, byte[] clear) {
        var nonce = new byte[Sealed.NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            return new Sealed(keyId, nonce, run(Cipher.ENCRYPT_MODE, key, keyId, stream, nonce, clear));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot encrypt", e);
        }
    }

    /** @throws AEADBadTagException if these are not the bytes that were sealed with this key for this stream */
    static byte[] open(SecretKey key, UUID stream, Sealed sealed) throws AEADBadTagException {
        try {
            return run(Cipher.DECRYPT_MODE, key, sealed.keyId(), stream, sealed.nonce(), sealed.ciphertext());
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw (AEADBadTagException) new AEADBadTagException("not sealed bytes").initCause(e);
        }
    }

    private static byte[] run(int mode, SecretKey key, UUID keyId, UUID stream, byte[] nonce, byte[] input)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM, PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .array());
        return cipher.doFinal(input);
    }
}
