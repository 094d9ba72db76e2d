package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One connection on which HTTP is spoken byte by byte, so that anything can be said, proper or not, and everything that
 * comes back is seen.
 */
public final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    public Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(20_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back; status 0 if the server hung up without a word. */
    public record Reply(int status, List<String> head, String body) {

        /** The value of a header; fails if it was sent more than once. */
        public Optional<String> header(String name) {
            var values = headers(name);
            assertThat(values).as(name).hasSizeLessThan(2);
            return values.stream().findFirst();
        }

        public List<String> headers(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        /** Everything, as it came. */
        public String text() {
            return String.join("\r\n", head) + "\r\n\r\n" + body;
        }
    }

    /** Sends one request on a connection of its own. */
    public static Reply send(int port, String request) {
        return send(port, request.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply send(int port, byte[] request) {
        try (var wire = new Wire(port)) {
            return wire.ask(request);
        }
    }

    /** Sends a request and reads one answer to it. */
    public Reply ask(String request) {
        return ask(request.getBytes(StandardCharsets.UTF_8));
    }

    public Reply ask(byte[] request) {
        try {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // Refused before all was sent; there may be an answer all the same.
            }
            return answer(new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD "));
        } catch (EOFException _) {
            return new Reply(0, List.of(), "");
        } catch (IOException e) {
            if ("Connection reset".equals(e.getMessage())) {
                return new Reply(0, List.of(), "");
            }
            throw new UncheckedIOException(e);
        }
    }

    private Reply answer(boolean headOnly) throws IOException {
        var head = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
        var reply = new Reply(Integer.parseInt(head.getFirst().split(" ")[1]), head, "");
        if (headOnly || reply.status() == 204 || reply.status() == 304) {
            return reply;
        }
        var bytes = new ByteArrayOutputStream();
        if (reply.headers("Transfer-Encoding").contains("chunked")) {
            for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                bytes.write(in.readNBytes(size));
                line();
            }
            line();
        } else {
            bytes.write(in.readNBytes(
                    reply.header("Content-Length").map(Integer::parseInt).orElse(Integer.MAX_VALUE)));
        }
        return new Reply(reply.status(), head, bytes.toString(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
