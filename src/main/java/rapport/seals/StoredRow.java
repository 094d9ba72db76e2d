package rapport.seals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stored event with every column as it lies there. */
record StoredRow(
        long index,
        String identifier,
        String stream,
        long sequence,
        String type,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metaData,
        String timeStamp) {

    private static final int ABSENT = 0;
    private static final int PRESENT = 1;
    private static final int NO_TEXT = 2;

    static StoredRow of(ResultSet row, int number) throws SQLException {
        return new StoredRow(
                row.getLong("global_index"),
                row.getString("event_identifier"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getString("type"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("payload"),
                row.getBytes("meta_data"),
                row.getString("time_stamp"));
    }

    /** The stream's id; all zeros for one that is no id, which only somebody else can have written. */
    UUID streamId() {
        try {
            return UUID.fromString(stream);
        } catch (IllegalArgumentException _) {
            return new UUID(0, 0);
        }
    }

    /**
     * The hash under which this row is sealed. Its place in the whole history goes in blinded: whoever has some of the
     * rows must not see from their places how many others there are.
     */
    byte[] leaf(byte[] salt) {
        return Hash.tagged(0).with(blindedIndex(salt)).with(encoded()).value();
    }

    byte[] blindedIndex(byte[] salt) {
        return Hash.tagged("rapport index 1").with(salt).with(index).value();
    }

    /** All other columns, each with its length, so that nothing can move from one to the next. */
    private byte[] encoded() {
        var out = new ByteArrayOutputStream(payload.length + metaData.length + 512);
        put(out, identifier);
        put(out, stream);
        put(out, PRESENT, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
        put(out, type);
        put(out, payloadType);
        put(out, payloadRevision);
        put(out, PRESENT, payload);
        put(out, PRESENT, metaData);
        put(out, timeStamp);
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, @Nullable String text) {
        if (text == null) {
            out.write(ABSENT);
            return;
        }
        try {
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            var exact = new byte[bytes.remaining()];
            bytes.get(exact);
            put(out, PRESENT, exact);
        } catch (CharacterCodingException _) {
            // Half of a character: nothing we wrote, and still another text than any other.
            var halves = ByteBuffer.allocate(2 * text.length());
            halves.asCharBuffer().put(text);
            put(out, NO_TEXT, halves.array());
        }
    }

    private static void put(ByteArrayOutputStream out, int kind, byte[] bytes) {
        out.write(kind);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    @Override
    public String toString() {
        return "StoredRow[" + index + "]";
    }
}
