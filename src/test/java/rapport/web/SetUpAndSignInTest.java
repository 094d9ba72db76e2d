package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.accounts.Accounts;

/** The way in, from the first start on. One story, told in order. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetUpAndSignInTest {

    private static final String PASSPHRASE = "correct horse battery";

    @TempDir
    static Path home = Path.of("");

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("rapport.home", () -> home.toString());
    }

    @Test
    @Order(1)
    void before_set_up_every_page_leads_to_where_the_link_is_explained() {
        var browser = new Browser(port);
        var page = browser.get("/");
        assertThat(page.address()).isEqualTo("/sign-in");
        assertThat(page.main()).contains("has not been set up yet").contains("setup-token");
        assertThat(page.has("form")).isFalse();
        var withoutToken = browser.get("/setup");
        assertThat(withoutToken.status()).isEqualTo(403);
        assertThat(withoutToken.main()).contains("setup-token");
        var wrong = browser.get("/setup?token=wrong");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.has("form")).isFalse();
    }

    @Test
    @Order(2)
    void a_set_up_that_cannot_be_taken_comes_back_as_typed_but_for_the_passphrase() {
        var browser = new Browser(port);
        var page = browser.get("/setup?token=" + token());
        var again = browser.submit(
                page, "form#set-up", Map.of("name", "Grace <Hopper>", "email", "nonsense", "passphrase", "short"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.select("[name=name]").val()).isEqualTo("Grace <Hopper>");
        assertThat(again.select("[name=email]").val()).isEqualTo("nonsense");
        assertThat(again.select("[name=passphrase]").val()).isEmpty();
        assertThat(again.select("[name=email]").attr("aria-invalid")).isEqualTo("true");
        var noted = again.select("[name=passphrase]").attr("aria-describedby").split(" ");
        assertThat(again.select("#" + noted[noted.length - 1]).text()).contains("longer passphrase");
        assertThat(accounts.isSetUp()).isFalse();
    }

    @Test
    @Order(3)
    void setting_up_signs_in_under_a_new_session_and_leads_to_people() {
        var browser = new Browser(port);
        var page = browser.get("/setup?token=" + token());
        var stale = page.fieldsOf("form#set-up").get("_csrf");
        var response = browser.submitWithoutFollowing(
                page, "form#set-up", Map.of("name", "Grace Hopper", "passphrase", PASSPHRASE));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("rapport="));
        var people = browser.follow(response);
        assertThat(people.address()).isEqualTo("/people");
        assertThat(people.main()).contains("you are signed in");
        assertThat(people.text()).contains("Grace Hopper");
        assertThat(browser.post("/sign-out", Map.of("_csrf", java.util.Objects.requireNonNull(stale)))
                        .statusCode())
                .as("the form token from before is worth nothing")
                .isEqualTo(403);
        assertThat(browser.get("/people").main()).doesNotContain("you are signed in");
    }

    @Test
    @Order(4)
    void set_up_works_once() {
        var browser = new Browser(port);
        assertThat(browser.get("/setup?token=whatever").address()).isEqualTo("/sign-in");
        var fields = browser.get("/sign-in").fieldsOf("form#sign-in");
        fields.put("token", "whatever");
        assertThat(browser.follow(browser.post("/setup", fields)).address()).isEqualTo("/sign-in");
    }

    @Test
    @Order(5)
    void one_signs_in_and_out() {
        var browser = new Browser(port);
        var wrong = browser.submit(
                browser.get("/sign-in"), "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", "wrong"));
        assertThat(wrong.address()).isEqualTo("/sign-in?wrong");
        assertThat(wrong.main()).contains("do not belong together");

        var today = browser.submit(
                browser.get("/sign-in"), "form#sign-in", Map.of("name", "grace hopper", "passphrase", PASSPHRASE));
        assertThat(today.address()).isEqualTo("/");
        assertThat(today.main()).contains("Nobody is here yet");
        assertThat(today.select("main a").attr("href")).isEqualTo("/people");
        assertThat(browser.get("/sign-in").address()).isEqualTo("/");

        var out = browser.submit(today, "form#sign-out", Map.of());
        assertThat(out.address()).isEqualTo("/sign-in?out");
        assertThat(out.main()).contains("You are signed out.");
        assertThat(browser.get("/").address()).isEqualTo("/sign-in");
    }

    private String token() {
        return accounts.openSetupToken().orElseThrow();
    }
}
