package rapport.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message to an address that somebody typed. Each address that its name leads to is looked at, and the
 * connection goes to one of those that were looked at, however the name answers the next time. Nothing is followed,
 * kept, or signed in to; all of it together takes no longer than it may.
 */
final class Poster implements AutoCloseable {

    private static final int MOST_AT_ONCE = 24;
    private static final int MOST_OF_AN_ANSWER = 64 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER = 8 * 1024;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    /** Finds the addresses that a name leads to. */
    interface Names {

        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * What came back.
     *
     * @param status 0 if there was no answer
     * @param pause how long they ask not to be sent anything; zero if they do not
     */
    record Reply(Result result, int status, Duration pause) {

        static Reply without(Result result) {
            return new Reply(result, 0, Duration.ZERO);
        }
    }

    private final boolean mayBePrivate;
    private final Names names;
    private final Supplier<SSLContext> tls;
    private final Duration longest;
    private final Clock clock;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("webhooks-", 0).daemon().factory());

    /**
     * @param mayBePrivate true if whoever runs this server lets messages go to it and to the network around it
     * @param tls asked for only once something is sent, because it reads all certificates that are trusted
     */
    Poster(boolean mayBePrivate, Names names, Supplier<SSLContext> tls, Duration longest, Clock clock) {
        this.mayBePrivate = mayBePrivate;
        this.names = names;
        this.tls = tls;
        this.longest = longest;
        this.clock = clock;
    }

    /** True if messages may go to the place by now. Asks for its name, and for nothing else. */
    boolean mayReach(Place place) {
        return run(new Asking(place), false);
    }

    /** Sends a body and answers what came of it, in time whatever the other side does. */
    Reply post(Place place, Map<String, String> headers, byte[] body) {
        var call = new Call(place, headers, body);
        return run(call, Reply.without(Result.TOO_SLOW));
    }

    private <T> T run(Task<T> task, T whenTooSlow) {
        try {
            var running = threads.submit(task::run);
            try {
                return running.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | CancellationException _) {
                return task.stop(whenTooSlow);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return task.stop(whenTooSlow);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a message could not be sent", e.getCause());
            } finally {
                running.cancel(true);
            }
        } catch (RejectedExecutionException _) {
            return task.refused(whenTooSlow);
        }
    }

    private interface Task<T> {

        T run();

        /** Ends what is under way, and answers what has come of it so far. */
        default T stop(T otherwise) {
            return otherwise;
        }

        default T refused(T otherwise) {
            return otherwise;
        }
    }

    private List<InetAddress> checked(Place place) throws UnknownHostException {
        var found = List.of(names.of(place.host()));
        if (found.isEmpty() || !found.stream().allMatch(address -> isAllowed(place, address))) {
            throw new UnknownHostException("not a place to send to");
        }
        return found;
    }

    private boolean isAllowed(Place place, InetAddress address) {
        return switch (Reach.of(address)) {
            case PUBLIC -> place.isEncrypted();
            case PRIVATE -> mayBePrivate;
            case NEVER -> false;
        };
    }

    private final class Asking implements Task<Boolean> {

        private final Place place;

        Asking(Place place) {
            this.place = place;
        }

        @Override
        public Boolean run() {
            try {
                checked(place);
                return true;
            } catch (UnknownHostException _) {
                return false;
            }
        }
    }

    private final class Call implements Task<Reply> {

        private final Place place;
        private final Map<String, String> headers;
        private final byte[] body;
        private volatile @Nullable Socket socket;
        private volatile @Nullable Reply answered;
        private volatile boolean stopped;

        Call(Place place, Map<String, String> headers, byte[] body) {
            this.place = place;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public Reply stop(Reply otherwise) {
            stopped = true;
            close(socket);
            var soFar = answered;
            return soFar == null ? otherwise : soFar;
        }

        @Override
        public Reply refused(Reply otherwise) {
            return Reply.without(Result.BUSY_HERE);
        }

        @Override
        public Reply run() {
            List<InetAddress> addresses;
            try {
                addresses = checked(place);
            } catch (UnknownHostException _) {
                return Reply.without(Result.NO_PLACE);
            }
            try (var client = client(addresses)) {
                return client.execute(request(), this::read);
            } catch (IOException e) {
                return otherwise(e);
            } finally {
                close(socket);
            }
        }

        // What came after an answer does not make it another answer.
        private Reply otherwise(IOException e) {
            var soFar = answered;
            if (soFar != null) {
                return soFar;
            }
            return Reply.without(
                    switch (e) {
                        case SSLException _ -> Result.NOT_SECURE;
                        case java.net.SocketTimeoutException _ -> Result.TOO_SLOW;
                        case java.net.ConnectException _ -> Result.NO_CONNECTION;
                        case java.net.NoRouteToHostException _ -> Result.NO_CONNECTION;
                        case org.apache.hc.client5.http.ClientProtocolException _ -> Result.NONSENSE;
                        case org.apache.hc.core5.http.NoHttpResponseException _ -> Result.NO_CONNECTION;
                        case java.net.SocketException _ -> Result.NO_CONNECTION;
                        default -> Result.NONSENSE;
                    });
        }

        private HttpPost request() {
            var request = new HttpPost(place.uri());
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            request.setHeader("User-Agent", "Rapport");
            headers.forEach(request::setHeader);
            return request;
        }

        private Reply read(ClassicHttpResponse response) throws IOException {
            var status = response.getCode();
            var reply = new Reply(Result.of(status), status, pause(response));
            answered = reply;
            var entity = response.getEntity();
            if (entity != null) {
                // Taken so that the other side may finish what it says; nobody looks at it.
                entity.getContent().readNBytes(MOST_OF_AN_ANSWER);
            }
            // Nothing else is asked there, and there may be more than anybody wants to read.
            close(socket);
            return reply;
        }

        private Duration pause(ClassicHttpResponse response) {
            var header = response.getFirstHeader("Retry-After");
            if (header == null) {
                return Duration.ZERO;
            }
            var said = header.getValue().strip();
            var pause = Duration.ZERO;
            if (said.matches("\\d{1,9}")) {
                pause = Duration.ofSeconds(Long.parseLong(said));
            } else {
                var until = DateUtils.parseStandardDate(said);
                pause = until == null ? pause : Duration.between(clock.instant(), until);
            }
            if (pause.isNegative()) {
                return Duration.ZERO;
            }
            return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }

        private CloseableHttpClient client(List<InetAddress> addresses) {
            var timeout = Timeout.of(longest);
            var operator = new DefaultHttpClientConnectionOperator(
                    _ -> opened(addresses),
                    DefaultSchemePortResolver.INSTANCE,
                    new Pinned(addresses),
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register(
                                    "https",
                                    ClientTlsStrategyBuilder.create()
                                            .setSslContext(tls.get())
                                            .buildClassic())
                            .build());
            var connections = new BasicHttpClientConnectionManager(
                    operator,
                    ManagedHttpClientConnectionFactory.builder()
                            .http1Config(Http1Config.custom()
                                    .setMaxHeaderCount(MOST_HEADERS)
                                    .setMaxLineLength(LONGEST_HEADER)
                                    .build())
                            .build());
            connections.setConnectionConfig(ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build());
            return HttpClients.custom()
                    .setConnectionManager(connections)
                    // No proxy, whatever the environment names: it would look up the name once more.
                    .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .disableAutomaticRetries()
                    .disableContentCompression()
                    .setDefaultRequestConfig(RequestConfig.custom()
                            .setAuthenticationEnabled(false)
                            .setProtocolUpgradeEnabled(false)
                            .setResponseTimeout(timeout)
                            .build())
                    .build();
        }

        private Socket opened(List<InetAddress> addresses) throws IOException {
            var opened = new CheckedSocket(addresses);
            socket = opened;
            if (stopped) {
                opened.close();
            }
            return opened;
        }

        private static void close(@Nullable Socket socket) {
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException _) {
                // It is of no use any more, closed or not.
            }
        }
    }

    /** Knows the addresses that were looked at, and no other. */
    private record Pinned(List<InetAddress> addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) {
            return addresses.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Connects to what was looked at, without a proxy in between, and to nothing else. */
    private static final class CheckedSocket extends Socket {

        private final List<InetAddress> addresses;

        CheckedSocket(List<InetAddress> addresses) {
            super(Proxy.NO_PROXY);
            this.addresses = addresses;
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (!(to instanceof InetSocketAddress at && addresses.contains(at.getAddress()))) {
                throw new IOException("not the address that was looked at");
            }
            super.connect(to, timeout);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
