package rapport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between a node and its database, and can be cut: it hangs up, or it stays and lets nothing through. */
public final class Cable implements AutoCloseable {

    /** What becomes of bytes. */
    private enum State {
        PASSES,
        HANGS_UP,
        SWALLOWS
    }

    private final int to;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.PASSES;

    public Cable(int to) {
        this.to = to;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Ends all connections, and each new one at once. */
    public void hangUp() {
        state = State.HANGS_UP;
        open.forEach(Cable::close);
    }

    /** Nothing arrives any more in either direction, and nobody is told. What is sent meanwhile arrives once it is mended. */
    public void swallow() {
        state = State.SWALLOWS;
    }

    public void mend() {
        state = State.PASSES;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var from = listening.accept();
                open.add(from);
                Thread.startVirtualThread(() -> connect(from));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void connect(Socket from) {
        if (state == State.HANGS_UP) {
            close(from);
            return;
        }
        try {
            awaitPassing();
            var on = new Socket(InetAddress.getLoopbackAddress(), to);
            open.add(on);
            Thread.startVirtualThread(() -> pump(from, on));
            Thread.startVirtualThread(() -> pump(on, from));
        } catch (IOException _) {
            close(from);
        }
    }

    private void pump(Socket from, Socket on) {
        try (from;
                on) {
            from.setTcpNoDelay(true);
            on.setTcpNoDelay(true);
            var bytes = new byte[16_384];
            for (var read = from.getInputStream().read(bytes);
                    read > 0;
                    read = from.getInputStream().read(bytes)) {
                awaitPassing();
                on.getOutputStream().write(bytes, 0, read);
            }
            // An end does not travel through a cut cable either.
            awaitPassing();
        } catch (IOException _) {
            // one of the two has gone
        } finally {
            open.remove(from);
            open.remove(on);
        }
    }

    private void awaitPassing() {
        while (state == State.SWALLOWS && !listening.isClosed()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Cable::close);
        }
    }
}
