package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that talks to Rapport over real HTTP, with a token or without. */
public final class Api {

    public static final String PASSPHRASE = "a passphrase for tests only";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final int port;
    private final @Nullable String token;

    public Api(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    /** What came back. */
    public record Answer(int status, String contentType, String text) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** A field of the JSON object that came back; empty if it has none of that name. */
        public String field(String name) {
            return json().path(name).asString("");
        }

        boolean isDone() {
            return status / 100 == 2;
        }

        /** The same answer, once it is known to be this one. */
        public Answer expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    public Api withToken(@Nullable String other) {
        return new Api(port, other);
    }

    /** Sets Rapport up, and answers the client of its first person. */
    public Api setUp(String setupToken) {
        var done = post("/api/setup", Map.of("token", setupToken, "name", "Ada", "passphrase", PASSPHRASE));
        return withToken(done.expect(201).json().get("token").asString());
    }

    /** A new relationship with a report of this name. */
    public String start(String report) {
        var body = Map.of("report", Map.of("name", report), "zone", "Europe/Berlin");
        return post("/api/relationships", body).expect(201).json().get("id").asString();
    }

    /** The fields of a promise of the report's, due in a week, under an id of its own. */
    public static Map<String, String> promise(String text) {
        return Map.of(
                "id",
                UUID.randomUUID().toString(),
                "promisor",
                "REPORT",
                "text",
                text,
                "dueOn",
                LocalDate.now(ZoneOffset.UTC).plusDays(7).toString());
    }

    public Answer post(String path, Map<String, ?> body) {
        return post(path, JSON.writeValueAsString(body));
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    /** Posts nothing at all, not even a content type. */
    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, JSON.writeValueAsString(body));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer send(String method, String path, @Nullable String body) {
        try {
            return sent(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if no whole answer came back */
    Answer sent(String method, String path, @Nullable String body) throws IOException {
        return sent(method, path, "application/json", body);
    }

    /** @throws IOException if no whole answer came back */
    Answer sentJson(String path, Map<String, ?> body) throws IOException {
        return sent("POST", path, JSON.writeValueAsString(body));
    }

    Answer sent(String method, String path, String contentType, @Nullable String body) throws IOException {
        var request = request(path);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return sent(request);
    }

    /** A request of one's own making, with the token already in it. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return sent(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer sent(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Sends bytes just as they are, and answers everything that comes back. */
    public String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            // Nothing more will come, so that the server need not wait for the rest of a body that was only announced.
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return ""; // hung up on, which is an answer too
        }
    }

    public String token() {
        assertThat(token).isNotNull();
        return String.valueOf(token);
    }
}
