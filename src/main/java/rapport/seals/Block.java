package rapport.seals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is signed of a block, and what whoever holds proofs sees of it. It tells when it was made, and nothing about what
 * it holds.
 *
 * @param sealedAt in milliseconds since 1970
 * @param root of the tree over its events
 * @param extent stands for which part of the history it covers, blinded by the block's salt
 */
record Block(long number, long sealedAt, byte[] previous, byte[] root, byte[] extent) {

    static final byte[] TAG = "rapport block 1\0".getBytes(StandardCharsets.US_ASCII);

    /** What the first block follows: the key itself, so that a chain cannot be taken over by another. */
    static byte[] beginning(byte[] publicKey) {
        return Hash.tagged("rapport chain 1").with(publicKey).value();
    }

    static byte[] extent(byte[] salt, long upTo, byte[] entries) {
        return Hash.tagged("rapport extent 1")
                .with(salt)
                .with(upTo)
                .with(Hash.tagged("rapport entries 1").with(entries).value())
                .value();
    }

    byte[] header() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(TAG);
        out.writeBytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(number)
                .putLong(sealedAt)
                .array());
        for (var hash : new byte[][] {previous, root, extent}) {
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(hash.length).array());
            out.writeBytes(hash);
        }
        return out.toByteArray();
    }

    byte[] hash() {
        return Hash.tagged("rapport header 1").with(header()).value();
    }

    Receipt receipt() {
        return Receipt.of(number, hash());
    }
}
