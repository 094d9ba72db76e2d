package rapport.webhooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program on this machine that takes what is sent to it, and says whatever it is told to, byte for byte. */
public final class OtherSide implements AutoCloseable {

    /** What it says once it has read a request. */
    public interface Saying {

        void say(OutputStream out) throws IOException;
    }

    /** A request as it came. */
    public record Asked(String head, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The value of a header; empty if it was not sent. */
        public String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket listening;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Saying saying;
    private volatile boolean reads = true;

    public OtherSide(Saying saying) {
        this(saying, plain());
    }

    OtherSide(Saying saying, ServerSocket listening) {
        this.saying = saying;
        this.listening = listening;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says a status and nothing more. */
    public static Saying status(int status, String... headers) {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return text("HTTP/1.1 " + status + " Something\r\n" + lines + "Content-Length: 0\r\n\r\n");
    }

    public static Saying text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public OtherSide saying(Saying other) {
        saying = other;
        return this;
    }

    /** From now on it hangs up before it has read anything. */
    OtherSide withoutReading() {
        reads = false;
        return this;
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public List<Asked> asked() {
        return asked;
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                Thread.ofPlatform().daemon().start(() -> answer(socket));
            }
        } catch (IOException _) {
            // closed at the end of the test
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            if (reads) {
                asked.add(read(socket.getInputStream()));
            }
            saying.say(socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException _) {
            // hung up on
        }
    }

    private static Asked read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("broke off");
            }
            head.write(next);
        }
        var asked = new Asked(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
        var length = asked.header("Content-Length");
        return new Asked(asked.head(), in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
