package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;

/** What a cookie is worth, and for how long. */
class SessionsTest {

    private static final String PASSPHRASE = "a calm and long passphrase";

    @TempDir
    private Path home;

    private ConfigurableApplicationContext start(int port) {
        return SpringApplication.run(Rapport.class, "--rapport.home=" + home, "--server.port=" + port);
    }

    private static int portOf(ConfigurableApplicationContext running) {
        return Integer.parseInt(String.valueOf(running.getEnvironment().getProperty("local.server.port")));
    }

    private static void setUp(ConfigurableApplicationContext running) {
        var accounts = running.getBean(Accounts.class);
        accounts.setUp(accounts.openSetupToken().orElseThrow(), new PersonDetails("Grace", null), PASSPHRASE);
    }

    private static Browser signedIn(int port) {
        var browser = new Browser(port);
        browser.submit(browser.get("/sign-in"), "form#sign-in", Map.of("name", "Grace", "passphrase", PASSPHRASE));
        assertThat(browser.get("/settings").status()).isEqualTo(200);
        return browser;
    }

    /** In a browser of its own each time, which has no other cookie to send along. */
    private static String withCookie(int port, String cookie) {
        var browser = new Browser(port);
        var response = browser.send(browser.request("/settings")
                .header("Cookie", "rapport=" + cookie)
                .build());
        return response.statusCode() + " "
                + response.headers().firstValue("Location").orElse("");
    }

    @Test
    void a_session_survives_a_restart_and_one_that_was_ended_does_not_come_back() {
        int port;
        Browser stays;
        Browser leaves;
        try (var running = start(0)) {
            setUp(running);
            port = portOf(running);
            stays = signedIn(port);
            leaves = signedIn(port);
            leaves.submit(leaves.get("/settings"), "form#sign-out", Map.of());
        }
        try (var running = start(port)) {
            assertThat(portOf(running)).isEqualTo(port);
            assertThat(stays.get("/settings").address()).isEqualTo("/settings");
            assertThat(leaves.get("/settings").address()).isEqualTo("/sign-in");
        }
    }

    @Test
    void what_lies_in_the_database_is_no_cookie() {
        try (var running = start(0)) {
            setUp(running);
            var browser = signedIn(portOf(running));
            var port = portOf(running);
            var sql = running.getBean(JdbcClient.class);
            var id = sql.sql("select session_id from web_session where principal_name is not null")
                    .query(String.class)
                    .single();
            var cookie = browser.cookie("rapport").orElseThrow().substring("rapport=".length());
            assertThat(cookie).startsWith(id + ".");
            assertThat(withCookie(port, cookie)).as("a stolen one").startsWith("200");
            assertThat(withCookie(port, id)).isEqualTo("303 /sign-in");
            assertThat(withCookie(port, id + ".")).isEqualTo("303 /sign-in");
            assertThat(withCookie(port, id + ".AAAA")).isEqualTo("303 /sign-in");
            assertThat(withCookie(port, cookie.substring(0, cookie.length() - 1)))
                    .isEqualTo("303 /sign-in");
            assertThat(withCookie(port, "." + cookie.substring(cookie.indexOf('.') + 1)))
                    .isEqualTo("303 /sign-in");
            browser.submit(browser.get("/settings"), "form#sign-out", Map.of());
            assertThat(withCookie(port, cookie)).as("after signing out").isEqualTo("303 /sign-in");
            assertThat(sql.sql("select count(*) from web_session where principal_name is not null")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void a_session_that_another_version_wrote_asks_to_sign_in_again_and_breaks_nothing() {
        try (var running = start(0)) {
            setUp(running);
            var browser = signedIn(portOf(running));
            running.getBean(JdbcClient.class)
                    .sql("update web_session_attributes set attribute_bytes = ?")
                    .param(new byte[] {1, 2, 3})
                    .update();
            assertThat(browser.get("/settings").address()).isEqualTo("/sign-in");
            assertThat(signedIn(portOf(running)).get("/settings").status()).isEqualTo(200);
        }
    }

    @Test
    void nothing_that_anybody_wrote_is_kept_in_a_session() {
        try (var running = start(0)) {
            setUp(running);
            var browser = signedIn(portOf(running));
            var brief = browser.submit(
                    browser.get("/people"),
                    "form#start-report",
                    Map.of("report.name", "Marked Zebra", "zone", "Europe/Berlin"));
            browser.submit(brief, "form#raise-topic", Map.of("text", "Marked zebra words"));
            browser.get(brief.address() + "/history?q=zebra");
            var stranger = new Browser(portOf(running));
            stranger.get(brief.address() + "/history?q=zebra");
            var kept = running.getBean(JdbcClient.class)
                    .sql("select attribute_bytes from web_session_attributes")
                    .query((row, _) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                    .list();
            assertThat(kept)
                    .isNotEmpty()
                    .noneMatch(bytes -> bytes.toLowerCase(Locale.ROOT).contains("zebra"));
        }
    }

    @Test
    void a_link_from_elsewhere_leads_on_to_the_same_address_with_the_cookie_left_as_it_is() {
        try (var running = start(0)) {
            setUp(running);
            var browser = signedIn(portOf(running));
            var response = browser.send(fromElsewhere(browser, "/settings?a=%22%3E%3Cb%3E&c=1"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().map()).doesNotContainKey("set-cookie");
            assertThat(response.body())
                    .contains("content=\"0; url=/settings?a=%22%3E%3Cb%3E&amp;c=1\"")
                    .doesNotContain("Grace");
            assertThat(response.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(browser.get("/settings").address()).isEqualTo("/settings");
            // Only a page at the top is led on; what is embedded or fetched is answered as ever.
            var embedded = browser.send(browser.request("/settings")
                    .header("Sec-Fetch-Site", "cross-site")
                    .header("Sec-Fetch-Mode", "navigate")
                    .header("Sec-Fetch-Dest", "iframe")
                    .build());
            assertThat(embedded.body()).doesNotContain("http-equiv");
        }
    }

    private static HttpRequest fromElsewhere(Browser browser, String path) {
        return browser.request(path)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "document")
                .build();
    }
}
