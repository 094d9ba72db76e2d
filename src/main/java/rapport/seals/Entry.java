package rapport.seals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a block keeps of one event, so that a later look can say which one does not fit. */
record Entry(long index, UUID stream, long sequence, byte[] leaf) {

    private static final int BYTES = 4 * Long.BYTES + Hash.BYTES;

    static Entry of(StoredRow row, byte[] salt) {
        return new Entry(row.index(), row.streamId(), row.sequence(), row.leaf(salt));
    }

    static byte[] packed(List<Entry> entries) {
        var bytes = ByteBuffer.allocate(entries.size() * BYTES);
        for (var entry : entries) {
            bytes.putLong(entry.index)
                    .putLong(entry.stream.getMostSignificantBits())
                    .putLong(entry.stream.getLeastSignificantBits())
                    .putLong(entry.sequence)
                    .put(entry.leaf);
        }
        return bytes.array();
    }

    /** Whatever is left over is no entry and changes the block's hash. */
    static List<Entry> unpacked(byte[] packed) {
        var bytes = ByteBuffer.wrap(packed);
        var entries = new ArrayList<Entry>();
        while (bytes.remaining() >= BYTES) {
            var index = bytes.getLong();
            var stream = new UUID(bytes.getLong(), bytes.getLong());
            var sequence = bytes.getLong();
            var leaf = new byte[Hash.BYTES];
            bytes.get(leaf);
            entries.add(new Entry(index, stream, sequence, leaf));
        }
        return entries;
    }
}
