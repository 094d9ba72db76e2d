package rapport.words;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Words that only the {@link Vault} can open: AES-256-GCM, twelve random bytes of nonce. The only form in which words
 * travel past the edge.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes, compared by content below, never changed
public record Sealed(UUID keyId, byte[] nonce, byte[] ciphertext) {

    static final int NONCE_BYTES = 12;
    private static final int KEY_ID_BYTES = 16;

    /** The same in one piece, for a table's column: key id, nonce, ciphertext. */
    @JsonIgnore
    public byte[] packed() {
        return ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + ciphertext.length)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    /** The reverse of {@link #packed()}. */
    public static Sealed unpacked(byte[] packed) {
        var buffer = ByteBuffer.wrap(packed);
        var keyId = new UUID(buffer.getLong(), buffer.getLong());
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var ciphertext = new byte[buffer.remaining()];
        buffer.get(ciphertext);
        return new Sealed(keyId, nonce, ciphertext);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sealed(var otherKey, var otherNonce, var otherCiphertext)
                && keyId.equals(otherKey)
                && Arrays.equals(nonce, otherNonce)
                && Arrays.equals(ciphertext, otherCiphertext);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keyId, Arrays.hashCode(nonce), Arrays.hashCode(ciphertext));
    }

    @Override
    public String toString() {
        return "Sealed[" + ciphertext.length + " bytes]";
    }
}
