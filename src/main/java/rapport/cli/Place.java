package rapport.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import rapport.shared.Home;

/**
 * Where a running server takes tools, as its data directory's file {@code operator} (mode 0600) says: a Unix domain socket
 * beside it, or a port of this machine where that cannot be. Whoever connects must know the secret in the file, so only who
 * can read the data directory can.
 */
record Place(SocketAddress address, String secret) {

    static final String FILE = "operator";
    static final String SOCKET = "operator.socket";

    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_FILE = 4096;

    /** A server's end of it. */
    record Open(Place place, ServerSocketChannel channel) {}

    /** Opens it and says where. What a killed server left is replaced: the data are open here, so it is gone. */
    static Open open(Home home) throws IOException {
        Files.deleteIfExists(home.file(SOCKET));
        var channel = listening(home);
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        var place = new Place(channel.getLocalAddress(), HexFormat.of().formatHex(bytes));
        home.writePrivately(FILE, place.text());
        return new Open(place, channel);
    }

    private static ServerSocketChannel listening(Home home) throws IOException {
        var socket = home.file(SOCKET);
        try {
            var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(UnixDomainSocketAddress.of(socket));
                if (socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
                }
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException _) {
            // The path is too long for one, or this system has none.
            var channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return channel;
        }
    }

    private String text() {
        var where = switch (address) {
            case InetSocketAddress port -> "port " + port.getPort();
            default -> "socket";
        };
        return where + "\n" + secret + "\n";
    }

    static void remove(Home home) {
        for (var name : List.of(FILE, SOCKET)) {
            try {
                Files.deleteIfExists(home.file(name));
            } catch (IOException _) {
                // it leads nowhere, which whoever tries finds out
            }
        }
    }

    /** What the file says; empty if there is none or it says nothing of use. */
    static Optional<Place> in(Path home) {
        try {
            var file = home.resolve(FILE);
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
                return Optional.empty();
            }
            var lines = Files.readAllLines(file);
            if (lines.size() != 2) {
                return Optional.empty();
            }
            var where = lines.getFirst();
            var address = where.equals("socket")
                    ? UnixDomainSocketAddress.of(home.resolve(SOCKET))
                    : new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(where.replaceFirst("^port ", "")));
            return Optional.of(new Place(address, lines.getLast()));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Connects to the server; empty if nobody is there any more. */
    Optional<SocketChannel> connect() {
        try {
            return Optional.of(SocketChannel.open(address));
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
