package rapport.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;
import rapport.words.Vault;

/**
 * The links by which whoever reads a letter ends them. Each is the address's id with proof that this server wrote it, so
 * that none has to be kept, and none can be made from a copy of the database.
 */
@Component
final class UnsubscribeLinks {

    private static final int ID = 16;
    private static final int PROOF = 16;

    private final SecretKey key;

    UnsubscribeLinks(Vault vault) {
        this.key = vault.keyFor("links that end letters");
    }

    String tokenOf(UUID id) {
        var bytes = ByteBuffer.allocate(ID + PROOF)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(proofOf(id))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The id in a token; empty if we did not write it. */
    Optional<UUID> idIn(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (bytes.length != ID + PROOF) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        var id = new UUID(buffer.getLong(), buffer.getLong());
        return MessageDigest.isEqual(proofOf(id), Arrays.copyOfRange(bytes, ID, ID + PROOF))
                ? Optional.of(id)
                : Optional.empty();
    }

    private byte[] proofOf(UUID id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(id.toString().getBytes(StandardCharsets.UTF_8)), PROOF);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
