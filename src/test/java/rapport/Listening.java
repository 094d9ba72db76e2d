package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page that listens to the stream of what has changed, without a browser. */
final class Listening implements AutoCloseable {

    private static final int SECONDS = 20;
    private static final String END = "end";

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<java.io.InputStream> answer;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Listening(int port, Visitor visitor) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live"))
                .header("Accept", "text/event-stream")
                .header("Accept-Encoding", "gzip")
                .header("Cookie", visitor.cookie())
                .build();
        try {
            answer = client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.isEmpty()).forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException _) {
            // ended by one of the two
        }
        lines.add(END);
    }

    int status() {
        return answer.statusCode();
    }

    HttpHeaders headers() {
        return answer.headers();
    }

    /** The next line that the server says, other than what it said before. */
    String nextOtherThan(String before) {
        // What it says at every beat, which may be the same for ever, does not prolong the waiting.
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (true) {
                var line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(line).as("said within " + SECONDS + " s").isNotNull();
                if (!("data: " + before).equals(line)) {
                    return line == null ? "" : line.replaceFirst("^data: ", "");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean hasEnded(String line) {
        return END.equals(line);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
