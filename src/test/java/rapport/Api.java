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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that talks to Rapport over REST. */
final class Api {

    static final String PASSPHRASE = "a passphrase for tests only";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final int port;
    private final @Nullable String token;

    Api(int port, @Nullable String token) {
        this.port = port;
        this.token = token;
    }

    record Answer(int status, String text) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        boolean isDone() {
            return status / 100 == 2;
        }

        /** The same answer, once it is known to be this one. */
        Answer expect(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }
    }

    Api withToken(String other) {
        return new Api(port, other);
    }

    /** Sets Rapport up, and answers the client of its first person. */
    Api setUp(String setupToken) {
        var done = post("/api/setup", Map.of("token", setupToken, "name", "Ada", "passphrase", PASSPHRASE));
        return withToken(done.expect(201).json().get("token").asString());
    }

    /** A new relationship with a report of this name. */
    String start(String report) {
        var body = Map.of("report", Map.of("name", report), "zone", "Europe/Berlin");
        return post("/api/relationships", body).expect(201).json().get("id").asString();
    }

    Answer post(String path, Map<String, ?> body) {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer send(String method, String path, @Nullable String body) {
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
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Sends bytes just as they are, and answers everything that comes back. */
    String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return ""; // hung up on, which is an answer too
        }
    }

    String token() {
        assertThat(token).isNotNull();
        return String.valueOf(token);
    }
}
