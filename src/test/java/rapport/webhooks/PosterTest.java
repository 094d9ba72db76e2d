package rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.reminders.Way.Outcome;
import rapport.webhooks.Poster.Reply;

/** What is sent, where it goes, and what comes of it, with real servers that behave in every way. */
class PosterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] BODY = "{\"a\":\"ä\"}".getBytes(StandardCharsets.UTF_8);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var one : open) {
            one.close();
        }
    }

    private OtherSide other(OtherSide.Saying saying) {
        var other = new OtherSide(saying);
        open.add(other);
        return other;
    }

    private Poster poster(boolean mayBePrivate, Poster.Names names, Duration longest) {
        return poster(mayBePrivate, names, longest, trusting(null));
    }

    private Poster poster(boolean mayBePrivate, Poster.Names names, Duration longest, SSLContext tls) {
        var poster = new Poster(mayBePrivate, names, () -> tls, longest, Clock.fixed(NOW, ZoneOffset.UTC));
        open.add(poster);
        return poster;
    }

    private Reply post(OtherSide other) {
        return post(other, LONG);
    }

    private Reply post(OtherSide other, Duration longest) {
        return poster(true, InetAddress::getAllByName, longest).post(place(other.address() + "/x"), Map.of(), BODY);
    }

    private static Place place(String address) {
        return Place.of(address).orElseThrow();
    }

    private static InetAddress[] at(String... numbers) throws UnknownHostException {
        var all = new InetAddress[numbers.length];
        for (var i = 0; i < numbers.length; i++) {
            all[i] = InetAddress.getByName(numbers[i]);
        }
        return all;
    }

    @Nested
    class Sending {

        @Test
        void goes_as_it_is_with_its_headers_and_nothing_that_tells_more() {
            var other = other(OtherSide.status(204));

            var reply = poster(true, InetAddress::getAllByName, LONG)
                    .post(place(other.address() + "/a%2Fb?c=%2Fd"), Map.of("webhook-id", "7"), BODY);

            assertThat(reply).isEqualTo(new Reply(Result.ARRIVED, 204, Duration.ZERO));
            var asked = other.asked().getFirst();
            assertThat(asked.head()).startsWith("POST /a%2Fb?c=%2Fd HTTP/1.1\r\n");
            assertThat(asked.body()).isEqualTo(BODY);
            assertThat(asked.head()
                            .lines()
                            .skip(1)
                            .filter(line -> !line.isEmpty())
                            .map(line -> line.replaceAll(":.*", "")))
                    .containsExactlyInAnyOrder(
                            "webhook-id", "User-Agent", "Content-Type", "Content-Length", "Host", "Connection");
            assertThat(asked.header("Host")).isEqualTo("127.0.0.1:" + other.port());
            assertThat(asked.header("User-Agent")).isEqualTo("Rapport");
            assertThat(asked.header("Content-Type")).startsWith("application/json");
        }

        @ParameterizedTest
        @CsvSource({
            "200, ARRIVED, SENT",
            "201, ARRIVED, SENT",
            "202, ARRIVED, SENT",
            "299, ARRIVED, SENT",
            "300, ELSEWHERE, GIVEN_UP",
            "301, ELSEWHERE, GIVEN_UP",
            "302, ELSEWHERE, GIVEN_UP",
            "304, ELSEWHERE, GIVEN_UP",
            "307, ELSEWHERE, GIVEN_UP",
            "308, ELSEWHERE, GIVEN_UP",
            "400, REFUSED, GIVEN_UP",
            "401, REFUSED, GIVEN_UP",
            "403, REFUSED, GIVEN_UP",
            "404, REFUSED, GIVEN_UP",
            "407, REFUSED, GIVEN_UP",
            "408, BUSY, TRY_AGAIN",
            "409, REFUSED, GIVEN_UP",
            "410, GONE, GIVEN_UP",
            "413, REFUSED, GIVEN_UP",
            "422, REFUSED, GIVEN_UP",
            "425, BUSY, TRY_AGAIN",
            "429, BUSY, TRY_AGAIN",
            "499, REFUSED, GIVEN_UP",
            "500, TROUBLE, TRY_AGAIN",
            "502, TROUBLE, TRY_AGAIN",
            "503, TROUBLE, TRY_AGAIN",
            "599, TROUBLE, TRY_AGAIN"
        })
        void means_what_its_status_says(int status, Result result, Outcome outcome) {
            var reply = post(other(OtherSide.status(status)));

            assertThat(reply).isEqualTo(new Reply(result, status, Duration.ZERO));
            assertThat(reply.result().outcome()).isEqualTo(outcome);
        }

        @Test
        void a_pointer_to_another_address_is_not_followed() {
            var elsewhere = other(OtherSide.status(200));
            for (var status : new int[] {301, 302, 303, 307, 308}) {
                var reply = post(other(OtherSide.status(status, "Location: " + elsewhere.address() + "/y")));
                assertThat(reply.result()).isEqualTo(Result.ELSEWHERE);
            }
            assertThat(elsewhere.asked()).isEmpty();
        }

        @Test
        void nothing_is_kept_for_the_next_time_and_nobody_is_signed_in_to() {
            var other = other(OtherSide.status(200, "Set-Cookie: a=b"));
            var poster = poster(true, InetAddress::getAllByName, LONG);
            poster.post(place(other.address() + "/x"), Map.of(), BODY);
            other.saying(OtherSide.status(401, "WWW-Authenticate: Basic realm=\"x\""));
            poster.post(place(other.address() + "/x"), Map.of(), BODY);

            assertThat(other.asked()).hasSize(2);
            assertThat(other.asked().get(1).header("Cookie")).isEmpty();
            assertThat(other.asked().get(1).header("Authorization")).isEmpty();
        }

        @Test
        void a_proxy_that_the_environment_names_is_passed_by() {
            var proxy = other(OtherSide.status(200));
            var other = other(OtherSide.status(204));
            var names = List.of(
                    "http.proxyHost",
                    "http.proxyPort",
                    "socksProxyHost",
                    "socksProxyPort",
                    "http.nonProxyHosts",
                    "socksNonProxyHosts");
            try {
                System.setProperty("http.proxyHost", "127.0.0.1");
                System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
                System.setProperty("socksProxyHost", "127.0.0.1");
                System.setProperty("socksProxyPort", String.valueOf(proxy.port()));
                System.setProperty("http.nonProxyHosts", "");
                // Otherwise this machine would be left out by itself.
                System.setProperty("socksNonProxyHosts", "");

                assertThat(post(other).status()).isEqualTo(204);
            } finally {
                names.forEach(System::clearProperty);
            }
            assertThat(proxy.asked()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"120, PT2M", "0, PT0S", "999999999, PT6H", "-5, PT0S", "soon, PT0S", "99999999999, PT0S"})
        void is_put_off_for_as_long_as_they_ask_but_six_hours_at_most(String said, Duration pause) {
            assertThat(post(other(OtherSide.status(429, "Retry-After: " + said)))
                            .pause())
                    .isEqualTo(pause);
        }

        @Test
        void is_put_off_until_the_moment_that_they_ask_for() {
            var until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    NOW.plusSeconds(90).atOffset(ZoneOffset.UTC));

            assertThat(post(other(OtherSide.status(503, "Retry-After: " + until)))
                            .pause())
                    .isEqualTo(Duration.ofSeconds(90));
        }
    }

    @Nested
    class WhenItMisbehaves {

        @Test
        void nobody_is_there() throws IOException {
            int port;
            try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = closed.getLocalPort();
            }
            assertThat(poster(true, InetAddress::getAllByName, LONG)
                            .post(place("http://127.0.0.1:" + port), Map.of(), BODY))
                    .isEqualTo(Reply.without(Result.NO_CONNECTION));
        }

        @Test
        void it_hangs_up_without_a_word() {
            assertThat(post(other(_ -> {})).result().outcome()).isEqualTo(Outcome.TRY_AGAIN);
            assertThat(post(other(_ -> {}).withoutReading()).result().outcome()).isEqualTo(Outcome.TRY_AGAIN);
        }

        @Test
        void it_breaks_off() {
            for (var part : List.of("HT", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-")) {
                assertThat(post(other(OtherSide.text(part))).result().outcome())
                        .as(part)
                        .isEqualTo(Outcome.TRY_AGAIN);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SSH-2.0-OpenSSH_9.9\r\n",
                    "\r\n\r\n\r\n",
                    "HTTP/1.1 twohundred OK\r\n\r\n",
                    "HTTP/1.1 99 Odd\r\nContent-Length: 0\r\n\r\n",
                    "HTTP/1.1 700 Odd\r\nContent-Length: 0\r\n\r\n",
                    "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
                    "<html>no</html>"
                })
        void it_talks_nonsense(String nonsense) {
            assertThat(post(other(OtherSide.text(nonsense))).result().outcome()).isEqualTo(Outcome.TRY_AGAIN);
        }

        @Test
        void it_never_stops_sending_headers() {
            assertThat(post(other(out -> {
                                out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
                                for (var i = 0; i < 1_000_000; i++) {
                                    out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.ISO_8859_1));
                                }
                            }))
                            .result()
                            .outcome())
                    .isEqualTo(Outcome.TRY_AGAIN);
            assertThat(post(other(out -> {
                                for (var i = 0; i < 1_000_000; i++) {
                                    out.write("HTTP/1.1 200 OOOOOO".getBytes(StandardCharsets.ISO_8859_1));
                                }
                            }))
                            .result()
                            .outcome())
                    .isEqualTo(Outcome.TRY_AGAIN);
        }

        @Test
        void it_sends_without_end_and_the_answer_counts_all_the_same() {
            var sent = new CountDownLatch(1);
            var other = other(out -> {
                try {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    while (true) {
                        out.write(new byte[8192]);
                    }
                } finally {
                    sent.countDown();
                }
            });

            assertThat(post(other).result()).isEqualTo(Result.ARRIVED);
            // It was hung up on, and not listened to any longer.
            awaits(sent);
        }

        @Test
        void what_is_packed_is_not_unpacked() {
            assertThat(post(other(OtherSide.text(
                                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")))
                            .result())
                    .isEqualTo(Result.ARRIVED);
        }

        @Test
        void it_says_nothing() {
            assertThat(post(other(PosterTest::forEver), SHORT)).isEqualTo(Reply.without(Result.TOO_SLOW));
        }

        @Test
        void it_says_its_headers_drop_by_drop_and_is_hung_up_on() {
            var ended = new CountDownLatch(1);
            var other = other(out -> {
                try {
                    drip(out, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000));
                } finally {
                    ended.countDown();
                }
            });

            assertThat(post(other, SHORT)).isEqualTo(Reply.without(Result.TOO_SLOW));
            awaits(ended);
        }

        @Test
        void it_says_more_and_more_that_it_is_going_on() {
            assertThat(post(
                            other(out -> {
                                while (true) {
                                    drip(out, "HTTP/1.1 102 Processing\r\n\r\n");
                                }
                            }),
                            SHORT))
                    .isEqualTo(Reply.without(Result.TOO_SLOW));
        }

        @Test
        void it_says_its_body_drop_by_drop_and_its_status_counts() {
            assertThat(post(
                                    other(out -> drip(
                                            out,
                                            "HTTP/1.1 500 No\r\nContent-Length: 50000\r\n\r\n",
                                            "x".repeat(50_000))),
                                    SHORT)
                            .result())
                    .isEqualTo(Result.TROUBLE);
        }

        @Test
        void a_name_that_is_looked_up_for_ever_does_not_hold_anything_up() {
            var released = new CountDownLatch(1);
            open.add(released::countDown);
            var poster = poster(
                    true,
                    _ -> {
                        awaits(released);
                        return at("127.0.0.1");
                    },
                    SHORT);

            assertThat(poster.post(place("http://slow.example/x"), Map.of(), BODY))
                    .isEqualTo(Reply.without(Result.TOO_SLOW));
            assertThat(poster.mayReach(place("http://slow.example/x"))).isFalse();
        }

        @Test
        void too_many_at_once_are_put_off_rather_than_queued() throws InterruptedException {
            var released = new CountDownLatch(1);
            var waiting = new CountDownLatch(24);
            open.add(released::countDown);
            var poster = poster(
                    true,
                    _ -> {
                        waiting.countDown();
                        awaits(released);
                        throw new UnknownHostException();
                    },
                    LONG);
            for (var i = 0; i < 24; i++) {
                Thread.startVirtualThread(() -> poster.post(place("http://slow.example"), Map.of(), BODY));
            }
            waiting.await();

            assertThat(poster.post(place("http://slow.example"), Map.of(), BODY))
                    .isEqualTo(Reply.without(Result.BUSY_HERE));
        }
    }

    private static void forEver(java.io.OutputStream out) throws IOException {
        while (true) {
            pause();
        }
    }

    private static void drip(java.io.OutputStream out, String... texts) throws IOException {
        out.write(texts.length > 1 ? texts[0].getBytes(StandardCharsets.ISO_8859_1) : new byte[0]);
        for (var drop : texts[texts.length - 1].getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(drop);
            out.flush();
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Nested
    class WhereItMayGo {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "127.0.0.1",
                    "10.1.2.3",
                    "172.16.0.1",
                    "192.168.1.1",
                    "100.64.0.1",
                    "169.254.169.254",
                    "0.0.0.0",
                    "192.0.0.1",
                    "255.255.255.255",
                    "::1",
                    "fd00::1",
                    "fe80::1",
                    "::ffff:127.0.0.1",
                    "64:ff9b::10.0.0.1",
                    "2002:7f00:1::1"
                })
        void nothing_is_sent_next_door_unless_that_is_allowed(String number) throws IOException {
            try (var here = new OtherSide(OtherSide.status(200))) {
                var poster = poster(false, _ -> at(number), LONG);
                var place = place("https://name.example:" + here.port() + "/x");

                assertThat(poster.mayReach(place)).isFalse();
                assertThat(poster.post(place, Map.of(), BODY)).isEqualTo(Reply.without(Result.NO_PLACE));
                assertThat(here.asked()).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "fe80::1", "fd00:ec2::254"})
        void some_places_are_never_sent_to(String number) {
            var poster = poster(true, _ -> at(number), LONG);

            assertThat(poster.mayReach(place("https://name.example/x"))).isFalse();
            assertThat(poster.mayReach(place("http://name.example/x"))).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1",
                    "https://127.0.0.1",
                    "https://localhost",
                    "https://2130706433",
                    "https://[::1]",
                    "https://[::ffff:127.0.0.1]",
                    "https://[0:0:0:0:0:0:0:1]",
                    "https://[::]"
                })
        void numbers_are_looked_at_however_they_are_written(String address) {
            assertThat(poster(false, InetAddress::getAllByName, LONG).mayReach(place(address)))
                    .isFalse();
        }

        @Test
        void plain_http_is_for_next_door_alone() {
            assertThat(poster(true, _ -> at("8.8.8.8"), LONG).mayReach(place("http://name.example")))
                    .isFalse();
            assertThat(poster(true, _ -> at("8.8.8.8"), LONG).mayReach(place("https://name.example")))
                    .isTrue();
            assertThat(poster(false, _ -> at("8.8.8.8"), LONG).mayReach(place("https://name.example")))
                    .isTrue();
            assertThat(poster(true, _ -> at("10.0.0.1"), LONG).mayReach(place("http://name.example")))
                    .isTrue();
        }

        @Test
        void one_address_that_may_not_be_reached_is_enough_to_refuse_a_name() {
            assertThat(poster(false, _ -> at("8.8.8.8", "10.0.0.1"), LONG).mayReach(place("https://name.example")))
                    .isFalse();
            assertThat(poster(false, _ -> at("10.0.0.1", "8.8.8.8"), LONG).mayReach(place("https://name.example")))
                    .isFalse();
        }

        @Test
        void a_name_that_answers_differently_the_second_time_leads_nowhere_else() {
            var meant = other(OtherSide.status(200));
            var lured = new CopyOnWriteArrayList<String>();
            // Asked once more, the name would lead to somewhere that may not be reached.
            var poster = poster(
                    true,
                    host -> {
                        lured.add(host);
                        return lured.size() == 1 ? at("127.0.0.1") : at("169.254.169.254");
                    },
                    LONG);

            var place = place("http://name.example:" + meant.port() + "/x");

            assertThat(poster.post(place, Map.of(), BODY).result()).isEqualTo(Result.ARRIVED);
            assertThat(lured).hasSize(1);
            assertThat(meant.asked().getFirst().header("Host")).isEqualTo("name.example:" + meant.port());
            assertThat(poster.post(place, Map.of(), BODY)).isEqualTo(Reply.without(Result.NO_PLACE));
            assertThat(meant.asked()).hasSize(1);
        }

        @Test
        void a_name_that_nobody_knows_leads_nowhere() {
            var poster = poster(
                    false,
                    _ -> {
                        throw new UnknownHostException();
                    },
                    LONG);

            assertThat(poster.mayReach(place("https://name.example"))).isFalse();
            assertThat(poster.post(place("https://name.example"), Map.of(), BODY))
                    .isEqualTo(Reply.without(Result.NO_PLACE));
        }
    }

    @Nested
    class Encrypted {

        @TempDir
        private Path scratch;

        private KeyStore certificate(String name, String... more) throws IOException, GeneralSecurityException {
            var file = scratch.resolve("key-" + name);
            keytool(file, "-alias", "ca", "-dname", "CN=Authority of " + name, "-ext", "bc:c");
            var command = new ArrayList<>(
                    List.of("-alias", "a", "-signer", "ca", "-dname", "CN=" + name, "-ext", "san=dns:" + name));
            command.addAll(List.of(more));
            keytool(file, command.toArray(String[]::new));
            var store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(file)) {
                store.load(in, "changeit".toCharArray());
            }
            return store;
        }

        private static void keytool(Path file, String... more) throws IOException {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    "changeit"));
            command.addAll(List.of("-keystore", file.toString()));
            command.addAll(List.of(more));
            try {
                assertThat(new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .start()
                                .waitFor())
                        .isZero();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        private OtherSide serving(KeyStore key) throws GeneralSecurityException, IOException {
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(withoutAuthority(key), "changeit".toCharArray());
            var tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            var other = new OtherSide(
                    OtherSide.status(200),
                    tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            open.add(other);
            return other;
        }

        private static KeyStore withoutAuthority(KeyStore all) throws GeneralSecurityException, IOException {
            var one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            var password = "changeit".toCharArray();
            one.setKeyEntry("a", all.getKey("a", password), password, all.getCertificateChain("a"));
            return one;
        }

        private Reply post(OtherSide other, KeyStore trusted) {
            return poster(true, _ -> at("127.0.0.1"), LONG, trusting(trusted))
                    .post(place("https://right.example:" + other.port() + "/x"), Map.of(), BODY);
        }

        @Test
        void goes_to_whom_the_certificate_names() throws Exception {
            var key = certificate("right.example");

            assertThat(post(serving(key), key).result()).isEqualTo(Result.ARRIVED);
        }

        @Test
        void goes_to_nobody_else() throws Exception {
            var wrong = certificate("wrong.example");
            var other = serving(wrong);

            assertThat(post(other, wrong)).isEqualTo(Reply.without(Result.NOT_SECURE));
            assertThat(other.asked()).isEmpty();
        }

        @Test
        void goes_to_nobody_who_is_not_known() throws Exception {
            var other = serving(certificate("right.example"));

            assertThat(post(other, certificate("other.example"))).isEqualTo(Reply.without(Result.NOT_SECURE));
            assertThat(other.asked()).isEmpty();
        }

        @Test
        void goes_to_nobody_whose_certificate_has_run_out() throws Exception {
            var old = certificate("right.example", "-startdate", "-10d", "-validity", "3");
            var other = serving(old);

            assertThat(post(other, old)).isEqualTo(Reply.without(Result.NOT_SECURE));
            assertThat(other.asked()).isEmpty();
        }

        @Test
        void goes_to_nobody_who_cannot_encrypt() {
            var plain = other(OtherSide.status(200)).withoutReading();

            assertThat(poster(true, _ -> at("127.0.0.1"), LONG)
                            .post(place("https://right.example:" + plain.port()), Map.of(), BODY)
                            .result()
                            .outcome())
                    .isEqualTo(Outcome.TRY_AGAIN);
        }

        @Test
        void a_greeting_drop_by_drop_holds_nothing_up() {
            var slow = other(out -> drip(out, "x", "\u0016\u0003\u0003@\u0000" + "x".repeat(10_000)))
                    .withoutReading();

            assertThat(poster(true, _ -> at("127.0.0.1"), SHORT)
                            .post(place("https://right.example:" + slow.port()), Map.of(), BODY)
                            .result()
                            .outcome())
                    .isEqualTo(Outcome.TRY_AGAIN);
        }
    }

    private static SSLContext trusting(@org.jspecify.annotations.Nullable KeyStore trusted) {
        try {
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (trusted == null) {
                return SSLContext.getDefault();
            }
            var certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, null);
            certificates.setCertificateEntry("a", trusted.getCertificate("ca"));
            managers.init(certificates);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, managers.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
