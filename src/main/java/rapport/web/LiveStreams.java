package rapport.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import rapport.live.Versions;
import rapport.parties.PersonId;
import rapport.security.Sessions;
import rapport.security.Sessions.Held;

/**
 * The streams over which open pages learn that they are out of date. Each is told the present version at first, whenever
 * it rises, and at every beat; no thread waits for it in between. A stream ends with the session that it belongs to, and
 * before the server stops answering.
 */
@Component
class LiveStreams implements SmartLifecycle {

    /** For one person: more windows than anybody looks at. */
    static final int AT_MOST_EACH = 12;

    private static final int AT_MOST = 2_000;

    private final Versions versions;
    private final Sessions sessions;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    LiveStreams(Versions versions, Sessions sessions) {
        this.versions = versions;
        this.sessions = sessions;
        sessions.whenEnded(this::beat);
    }

    Optional<Held> peek(HttpServletRequest request) {
        return sessions.peek(request);
    }

    String version(Held held) {
        return versions.of(held.person());
    }

    boolean hasRoomFor(Held held) {
        return !stopped && open.size() < AT_MOST && openFor(held.person()) < AT_MOST_EACH;
    }

    int openFor(PersonId person) {
        return (int) open.stream()
                .filter(stream -> stream.held.person().equals(person))
                .count();
    }

    void open(Held held, AsyncContext async) {
        var stream = new Stream(held, async);
        async.addListener(stream);
        open.add(stream);
        versions.watch(held.person(), stream.told);
        stream.tell();
        // It may have begun to stop in between, and would wait for this one.
        if (stopped) {
            stream.end();
        }
    }

    /** So often that nobody shows a lost connection, or what somebody signed out may not see, for long. */
    @Scheduled(fixedRateString = "${rapport.live.beat:PT15S}")
    void beat() {
        open.forEach(Stream::tell);
    }

    @Override
    public void start() {
        stopped = false;
    }

    /** Before the web server waits for what is still being answered. */
    @Override
    public void stop() {
        stopped = true;
        open.forEach(Stream::end);
    }

    @Override
    public boolean isRunning() {
        return !stopped;
    }

    /** One open window. Written by one thread at a time, that lives no longer than there is something to write. */
    private final class Stream implements AsyncListener {

        private static final String SIGNED_OUT = "event: signed-out\ndata:\n\n";

        private final Held held;
        private final AsyncContext async;
        private final AtomicInteger toTell = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();

        /** The same object when it comes and when it goes. */
        private final Runnable told = this::tell;

        Stream(Held held, AsyncContext async) {
            this.held = held;
            this.async = async;
        }

        /** Has it told as soon as possible; being asked for it several times at once is being asked once. */
        void tell() {
            if (toTell.getAndIncrement() == 0) {
                Thread.ofVirtual().name("live").start(this::tellAll);
            }
        }

        private void tellAll() {
            int asked;
            do {
                asked = toTell.get();
                tellOnce();
            } while (!toTell.compareAndSet(asked, 0) && !ended.get());
        }

        private void tellOnce() {
            try {
                if (sessions.isOpen(held)) {
                    write("data: " + version(held) + "\n\n");
                } else {
                    write(SIGNED_OUT);
                    end();
                }
            } catch (IOException | RuntimeException _) {
                // Nobody is listening any more, or the database is closing; whoever is still there connects again.
                end();
            }
        }

        private synchronized void write(String event) throws IOException {
            if (!ended.get()) {
                var out = async.getResponse().getOutputStream();
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }

        synchronized void end() {
            if (ended.compareAndSet(false, true)) {
                forget();
                try {
                    async.complete();
                } catch (IllegalStateException _) {
                    // The web server was quicker.
                }
            }
        }

        private void forget() {
            open.remove(this);
            versions.leave(held.person(), told);
        }

        @Override
        public void onComplete(AsyncEvent event) {
            ended.set(true);
            forget();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
