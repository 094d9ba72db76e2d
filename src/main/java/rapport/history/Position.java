package rapport.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in somebody's history, before which one reads on. It counts what stands before it in the relationship's stream
 * and in the viewer's own notebook, so what is recorded later moves nothing, and nothing of the other's notebook is in it.
 */
public record Position(long shared, long own) {

    private static final Base64.Decoder FROM_TEXT = Base64.getUrlDecoder();
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    /** As it travels, with nothing in it for anybody to rely on. */
    public String text() {
        return TO_TEXT.encodeToString(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(shared).putLong(own).array());
    }

    /** The reverse of {@link #text()}; nothing if this is no such text. */
    public static Optional<Position> of(String text) {
        try {
            var bytes = ByteBuffer.wrap(FROM_TEXT.decode(text));
            if (bytes.remaining() != 2 * Long.BYTES) {
                return Optional.empty();
            }
            var position = new Position(bytes.getLong(), bytes.getLong());
            return position.shared < 0 || position.own < 0 ? Optional.empty() : Optional.of(position);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
