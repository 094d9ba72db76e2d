package rapport.seals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over parts. Each use begins with a tag of its own, so that no hash can be taken for another kind. */
final class Hash {

    static final int BYTES = 32;

    private final MessageDigest digest;

    private Hash(byte[] tag) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        digest.update(tag);
    }

    static Hash tagged(int tag) {
        return new Hash(new byte[] {(byte) tag});
    }

    /** Ends in a zero, which no tag holds. */
    static Hash tagged(String tag) {
        return new Hash((tag + '\0').getBytes(StandardCharsets.US_ASCII));
    }

    Hash with(byte[] part) {
        digest.update(part);
        return this;
    }

    Hash with(long part) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
        return this;
    }

    byte[] value() {
        return digest.digest();
    }
}
