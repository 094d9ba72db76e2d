package rapport.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages over a channel: four bytes that say how long each is, then a JSON object. Whatever the other side sends, no more
 * than one message of the longest kind is ever held.
 */
final class Frames {

    /** The longest message, in bytes. */
    static final int LONGEST = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ByteChannel channel;
    private final Object writing = new Object();

    Frames(ByteChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException if the other side is gone, or it is no message */
    JsonNode read() throws IOException {
        var length = fully(ByteBuffer.allocate(Integer.BYTES)).getInt();
        if (length < 2 || length > LONGEST) {
            throw new IOException("no message is that long");
        }
        try {
            var message = JSON.readTree(fully(ByteBuffer.allocate(length)).array());
            if (!message.isObject()) {
                throw new IOException("not a message");
            }
            return message;
        } catch (JacksonException e) {
            throw new IOException("not a message", e);
        }
    }

    private ByteBuffer fully(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new EOFException();
            }
        }
        return into.flip();
    }

    void write(String key, Object value) throws IOException {
        write(Map.of(key, value));
    }

    void write(Map<String, ?> message) throws IOException {
        var bytes = JSON.writeValueAsBytes(message);
        if (bytes.length > LONGEST) {
            throw new IOException("no message is that long");
        }
        var frame = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
        synchronized (writing) {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }
    }

    static Map<String, Object> progress(String what, long done, long of) {
        var message = new LinkedHashMap<String, Object>();
        message.put("progress", what);
        message.put("done", done);
        message.put("of", of);
        return message;
    }

    static String text(JsonNode message, String key) {
        @Nullable JsonNode value = message.get(key);
        return value != null && value.isString() ? value.asString() : "";
    }
}
