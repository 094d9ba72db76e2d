package rapport.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server on this machine that answers each command as it is told to, well or badly. What it is not told about, it
 * answers as it should.
 */
final class RoughServer implements AutoCloseable {

    /** Says nothing, and holds the line. */
    static final String SILENT = "silent";

    /** Hangs up. */
    static final String DROPS = "drops";

    /** Says a byte now and then, and never comes to an end. */
    static final String DRIPS = "drips";

    static final String GREETING = "greeting";

    /** What ends the content of a letter. */
    static final String END = ".";

    /** Where the content of a letter begins to arrive. */
    static final String CONTENT = "content";

    private final ServerSocket listening;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final @Nullable SSLContext tls;
    private final boolean fromTheFirstByte;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private RoughServer(Map<String, String> told, @Nullable SSLContext tls, boolean fromTheFirstByte) {
        this.tls = tls;
        this.fromTheFirstByte = fromTheFirstByte;
        var offers = "250-rough\r\n250-AUTH PLAIN LOGIN\r\n"
                + (tls == null || fromTheFirstByte ? "" : "250-STARTTLS\r\n") + "250 8BITMIME";
        replies.putAll(Map.of(
                GREETING,
                "220 rough",
                "EHLO",
                offers,
                "STARTTLS",
                "220 go",
                "AUTH",
                "235 yes",
                "MAIL",
                "250 ok",
                "RCPT",
                "250 ok",
                "DATA",
                "354 go",
                END,
                "250 taken",
                "QUIT",
                "221 bye"));
        replies.putAll(told);
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    static RoughServer saying(Map<String, String> told) {
        return new RoughServer(told, null, false);
    }

    static RoughServer saying(String command, String reply) {
        return saying(Map.of(command, reply));
    }

    static RoughServer withStartTls(SSLContext tls, Map<String, String> told) {
        return new RoughServer(told, tls, false);
    }

    static RoughServer withTls(SSLContext tls) {
        return new RoughServer(Map.of(), tls, true);
    }

    /** Has it answer a command like this from now on. */
    void tell(String command, String reply) {
        replies.put(command, reply);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The commands that arrived, each with "(tls)" before it if nobody could read it on the way; contents too. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** How many have called so far. */
    int connections() {
        return open.size();
    }

    private void listen() {
        try {
            while (true) {
                var socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (tls != null && fromTheFirstByte) {
                talk(encrypted(socket, tls), true, true);
            } else {
                talk(socket, false, true);
            }
        } catch (IOException _) {
            // the other side has gone
        }
    }

    private static Socket encrypted(Socket socket, SSLContext tls) throws IOException {
        var secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    private void talk(Socket socket, boolean secret, boolean greets) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (greets && !say(socket, GREETING)) {
            return;
        }
        String line;
        var content = false;
        while ((line = in.readLine()) != null) {
            heard.add((secret ? "(tls) " : "") + line);
            if (content && !line.equals(END)) {
                if (replies.containsKey(CONTENT)) {
                    say(socket, CONTENT);
                    return;
                }
                continue;
            }
            var command = content ? END : line.split(" ")[0].toUpperCase(Locale.ROOT);
            content = false;
            if (!replies.containsKey(command)) {
                write(socket, "500 what?");
            } else if (!say(socket, command)) {
                return;
            }
            content = command.equals("DATA") && replies.getOrDefault("DATA", "").startsWith("354");
            if (command.equals("STARTTLS")
                    && tls != null
                    && replies.getOrDefault(command, "").startsWith("220")) {
                talk(encrypted(socket, tls), true, false);
                return;
            }
        }
    }

    private boolean say(Socket socket, String command) throws IOException {
        var reply = replies.getOrDefault(command, "");
        switch (reply) {
            case DROPS -> {
                return false;
            }
            case SILENT -> {
                while (socket.getInputStream().read() >= 0) {
                    // listens, and says nothing
                }
                return false;
            }
            case DRIPS -> {
                while (true) {
                    socket.getOutputStream().write("2".getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                    pause();
                }
            }
            default -> write(socket, reply);
        }
        return true;
    }

    private static void write(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
