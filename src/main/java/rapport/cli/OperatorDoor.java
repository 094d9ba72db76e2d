package rapport.cli;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rapport.shared.Home;
import rapport.tools.Console;
import tools.jackson.databind.JsonNode;

/**
 * Where the running server takes tools from whoever can read its data directory. A client that goes away does not stop a
 * tool: it finishes what it began, and whatever it asks is answered with nothing.
 */
final class OperatorDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorDoor.class);

    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_WORDS = 100;
    private static final Duration TO_SAY_WHO_IT_IS = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofMinutes(10);
    private static final long BETWEEN_PROGRESS = Duration.ofMillis(100).toNanos();

    private final Home home;
    private final Bench bench;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private Place.@Nullable Open open;

    OperatorDoor(Home home, Bench bench) {
        this.home = home;
        this.bench = bench;
    }

    /** Opens the door. Rapport serves people whether or not it can be opened. */
    void open() {
        try {
            var opened = Place.open(home);
            open = opened;
            Thread.ofVirtual().name("operator").start(() -> accept(opened));
        } catch (IOException | RuntimeException e) {
            LOG.warn("tools cannot reach this Rapport while it runs ({})", e.getClass());
        }
    }

    private void accept(Place.Open opened) {
        while (opened.channel().isOpen()) {
            try {
                var connection = opened.channel().accept();
                if (connections.size() >= MOST_AT_ONCE) {
                    connection.close();
                } else {
                    connections.add(connection);
                    Thread.ofPlatform().daemon().name("tool").start(() -> serve(connection, opened.place()));
                }
            } catch (IOException _) {
                // closed, or one connection that came to nothing
            }
        }
    }

    private void serve(SocketChannel connection, Place place) {
        running.add(Thread.currentThread());
        try (connection) {
            var frames = new Frames(connection);
            var hello = hello(connection, frames);
            if (isSame(Frames.text(hello, "secret"), place.secret())) {
                run(hello, frames);
            }
        } catch (IOException | InvalidPathException _) {
            // It went away, or was none of ours.
        } finally {
            running.remove(Thread.currentThread());
            connections.remove(connection);
        }
    }

    private static JsonNode hello(SocketChannel connection, Frames frames) throws IOException {
        var said = new Object() {
            volatile boolean something;
        };
        Thread.ofVirtual().start(() -> {
            pause(TO_SAY_WHO_IT_IS);
            if (!said.something) {
                close(connection);
            }
        });
        var hello = frames.read();
        said.something = true;
        return hello;
    }

    private void run(JsonNode hello, Frames frames) throws IOException {
        var words = new ArrayList<String>();
        for (var word : hello.path("words")) {
            if (!word.isString() || words.size() == MOST_WORDS) {
                return;
            }
            words.add(word.asString());
        }
        var directory = Path.of(Frames.text(hello, "directory"));
        if (!directory.isAbsolute()) {
            return;
        }
        var exit = bench.run(words, new Far(frames), directory);
        frames.write("exit", exit);
    }

    private static boolean isSame(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A console in another process, which may go away. */
    private static final class Far implements Console {

        private static final int LONGEST = 8 * 1024;

        private final Frames frames;
        private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>(1);
        private final AtomicLong lastProgress = new AtomicLong(System.nanoTime() - BETWEEN_PROGRESS);
        private volatile boolean gone;

        Far(Frames frames) {
            this.frames = frames;
            Thread.ofVirtual().start(this::listen);
        }

        // Reads all the time, so that it is noticed when nobody is there any more.
        private void listen() {
            try {
                while (true) {
                    answers.offer(Frames.text(frames.read(), "answer"));
                }
            } catch (IOException _) {
                gone = true;
                answers.offer("");
            }
        }

        @Override
        public void say(String sentence) {
            send(() ->
                    frames.write("say", sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + "…" : sentence));
        }

        @Override
        public void progress(String what, long done, long of) {
            var now = System.nanoTime();
            if (done >= of || now - lastProgress.get() >= BETWEEN_PROGRESS) {
                lastProgress.set(now);
                send(() -> frames.write(Frames.progress(what, done, of)));
            }
        }

        @Override
        public String ask(String question) {
            answers.clear();
            send(() -> frames.write("ask", question));
            if (gone) {
                return "";
            }
            try {
                var answer = answers.poll(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
                return answer == null ? "" : answer;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return "";
            }
        }

        private interface Sending {
            void send() throws IOException;
        }

        private void send(Sending sending) {
            if (!gone) {
                try {
                    sending.send();
                } catch (IOException _) {
                    gone = true;
                }
            }
        }
    }

    /** Takes no more tools, and gives those that run a moment to finish. */
    @Override
    public void close() {
        var opened = open;
        if (opened == null) {
            return;
        }
        open = null;
        try {
            opened.channel().close();
        } catch (IOException _) {
            // then it ends with the process
        }
        Place.remove(home);
        for (var thread : running) {
            try {
                thread.join(TO_SAY_WHO_IT_IS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        connections.forEach(OperatorDoor::close);
    }

    private static void close(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException _) {
            // it is gone already
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
