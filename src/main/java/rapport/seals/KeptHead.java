package rapport.seals;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The copy of the newest block that lies apart from the history, with the key that signs; number 0 before the first. */
record KeptHead(long number, byte[] hash, byte[] publicKey) {

    static final String NAME = "seals";

    byte[] packed() {
        return ByteBuffer.allocate(Long.BYTES + Hash.BYTES + publicKey.length)
                .putLong(number)
                .put(hash)
                .put(publicKey)
                .array();
    }

    static Optional<KeptHead> unpacked(byte[] packed) {
        if (packed.length <= Long.BYTES + Hash.BYTES) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(packed);
        var number = bytes.getLong();
        var hash = new byte[Hash.BYTES];
        bytes.get(hash);
        var publicKey = new byte[bytes.remaining()];
        bytes.get(publicKey);
        return Optional.of(new KeptHead(number, hash, publicKey));
    }
}
