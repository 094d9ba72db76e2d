package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What tests in Chromium notice by themselves, and when they do not run. */
class ChromiumTest {

    private static final String POLICY = "default-src 'self'; img-src *; connect-src * ws:";

    private final HttpServer server = server();

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> server.getAddress().getPort());

    @TempDir
    private Path scratch;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        serve("/well", 200, "text/html", "<title>Well</title><script src='/said.js'></script>");
        serve("/said.js", 200, "text/javascript", "document.title = 'Said'");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String troubleOf(String html) {
        serve("/ill", 200, "text/html", html);
        chromium.open("/ill");
        return String.join("\n", chromium.takeTroubles());
    }

    @Test
    void a_page_that_is_well_causes_no_trouble_and_runs_its_scripts() {
        assertThat(chromium.open("/well").title()).isEqualTo("Said");
        assertThat(chromium.takeTroubles()).isEmpty();
    }

    @Test
    void a_request_for_somebody_else_is_seen_and_never_leaves() {
        assertThat(troubleOf("<img src='http://example.org/pixel.png'>"))
                .contains("a request for somebody else: http://example.org/pixel.png");
        assertThat(troubleOfNext("<img src='http://localhost:1/pixel.png'>")).contains("somebody else");
        serve("/calls.js", 200, "text/javascript", "new WebSocket('ws://example.org/')");
        assertThat(troubleOfNext("<script src='/calls.js'></script>")).contains("a connection to somebody else");
    }

    private String troubleOfNext(String html) {
        server.removeContext("/ill");
        return troubleOf(html);
    }

    @Test
    void a_breach_of_the_content_policy_is_seen() {
        assertThat(troubleOf("<script>document.title = 'Ill'</script>")).contains("Content Security Policy");
        assertThat(chromium.page().title()).isNotEqualTo("Ill");
    }

    @Test
    void a_failing_script_and_an_error_on_the_console_are_seen() {
        serve("/fails.js", 200, "text/javascript", "console.error('it hurts'); throw new Error('it breaks')");
        assertThat(troubleOf("<script src='/fails.js'></script>"))
                .contains("it hurts")
                .contains("it breaks");
    }

    @Test
    void what_a_page_lacks_is_seen_but_not_that_a_page_itself_is_refused() {
        serve("/gone", 404, "text/html", "<title>Gone</title>");
        assertThat(chromium.open("/gone").title()).isEqualTo("Gone");
        assertThat(chromium.takeTroubles()).isEmpty();
        assertThat(troubleOf("<link rel='stylesheet' href='/gone'>")).contains("answered with 404");
    }

    @Test
    void trouble_that_nobody_expected_fails_the_test() {
        serve("/ill", 200, "text/html", "<script>1</script>");
        chromium.open("/ill");
        assertThatThrownBy(chromium::end)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Content Security Policy");
    }

    @Test
    void without_a_chromium_tests_are_skipped_but_fail_where_one_has_to_be() throws IOException {
        assertThat(Chromium.on(scratch.toString())).isEmpty();
        assertThatThrownBy(() -> Chromium.required(Optional.empty(), null)).isInstanceOf(TestAbortedException.class);
        assertThatThrownBy(() -> Chromium.required(Optional.empty(), "true"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no Chromium");
        var installed = Files.createFile(
                scratch.resolve("chromium-browser"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(Chromium.on("/nowhere:" + scratch)).contains(installed);
    }
}
