package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
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
    private static final String NEW_PASSPHRASE = "staple of a calm pony";

    private static String code = "";

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
    void setting_up_signs_in_under_a_new_session_and_shows_the_recovery_code_this_once() {
        var browser = new Browser(port);
        var page = browser.get("/setup?token=" + token());
        var stale = page.fieldsOf("form#set-up").get("_csrf");
        var response = browser.submitWithoutFollowing(
                page, "form#set-up", Map.of("name", "Grace Hopper", "passphrase", PASSPHRASE));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("rapport="));
        var welcome = browser.follow(response);
        assertThat(welcome.main()).contains("You are signed in").contains("recovery code");
        assertThat(welcome.text()).contains("Grace Hopper");
        code = welcome.select(".code").text();
        assertThat(code).matches("([0-9A-Z]{4}-){5}[0-9A-Z]{4}");
        assertThat(welcome.has("form#start-report")).isTrue();
        assertThat(browser.post("/sign-out", Map.of("_csrf", java.util.Objects.requireNonNull(stale)))
                        .statusCode())
                .as("the form token from before is worth nothing")
                .isEqualTo(403);
        var today = browser.submit(welcome, "form#start-report", Map.of("report.name", "Ada", "zone", "Europe/Berlin"));
        assertThat(today.main()).contains("You can now record what you promise each other.");
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
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.select("[name=name]").val()).isEqualTo("Grace Hopper");
        assertThat(wrong.select("[name=passphrase]").val()).isEmpty();
        assertThat(wrong.main()).contains("do not belong together");

        var today = browser.submit(
                browser.get("/sign-in"), "form#sign-in", Map.of("name", "grace hopper", "passphrase", PASSPHRASE));
        assertThat(today.address()).isEqualTo("/");
        assertThat(browser.get("/sign-in").address()).isEqualTo("/");

        var out = browser.submit(today, "form#sign-out", Map.of());
        assertThat(out.address()).isEqualTo("/sign-in?out");
        assertThat(out.main()).contains("You are signed out.");
        assertThat(browser.get("/").address()).isEqualTo("/sign-in");
    }

    @Test
    @Order(6)
    void a_link_leads_where_it_says_after_signing_in() {
        var browser = new Browser(port);
        assertThat(browser.get("/people?secret=1").address()).isEqualTo("/sign-in");
        var signedIn = browser.submit(
                browser.get("/sign-in"), "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", PASSPHRASE));
        assertThat(signedIn.address()).isEqualTo("/people");
        browser.submit(signedIn, "form#sign-out", Map.of());
        assertThat(browser.submit(
                                browser.get("/sign-in"),
                                "form#sign-in",
                                Map.of("name", "Grace Hopper", "passphrase", PASSPHRASE))
                        .address())
                .isEqualTo("/");
    }

    @Test
    @Order(7)
    void who_has_lost_the_passphrase_comes_back_by_the_code_once_and_is_signed_out_elsewhere() {
        var elsewhere = new Browser(port);
        elsewhere.submit(
                elsewhere.get("/sign-in"), "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", PASSPHRASE));
        var browser = new Browser(port);
        var page = browser.get("/recover");
        var wrong = browser.submit(
                page,
                "form#recover",
                Map.of("name", "Grace Hopper", "code", "0000-0000-0000", "passphrase", NEW_PASSPHRASE));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.main()).contains("do not belong together");
        var nobody = browser.submit(
                page, "form#recover", Map.of("name", "Nobody", "code", code, "passphrase", NEW_PASSPHRASE));
        assertThat(nobody.select("[role=alert]").text())
                .isEqualTo(wrong.select("[role=alert]").text());

        var spoken = " "
                + code.toLowerCase(Locale.ROOT)
                        .replace('-', ' ')
                        .replace('0', 'o')
                        .replace('1', 'l');
        var back = browser.submit(
                page, "form#recover", Map.of("name", "grace hopper", "code", spoken, "passphrase", NEW_PASSPHRASE));
        assertThat(back.main()).contains("You are back");
        assertThat(browser.get("/people").address()).isEqualTo("/people");
        assertThat(elsewhere.get("/people").address()).isEqualTo("/sign-in");

        var again = new Browser(port);
        assertThat(again.submit(
                                again.get("/recover"),
                                "form#recover",
                                Map.of("name", "Grace Hopper", "code", code, "passphrase", PASSPHRASE))
                        .status())
                .isEqualTo(422);
        assertThat(again.submit(
                                again.get("/sign-in"),
                                "form#sign-in",
                                Map.of("name", "Grace Hopper", "passphrase", NEW_PASSPHRASE))
                        .address())
                .isEqualTo("/");
    }

    @Test
    @Order(8)
    void wrong_passphrases_slow_down_whoever_guesses_but_not_a_browser_that_is_known() {
        var owner = new Browser(port);
        var passed = owner.submit(
                owner.get("/sign-in"), "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", NEW_PASSPHRASE));
        owner.submit(passed, "form#sign-out", Map.of());
        var guesser = new Browser(port);
        var page = guesser.get("/sign-in");
        for (int guess = 0; guess < 5; guess++) {
            assertThat(guesser.submit(page, "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", "guess"))
                            .status())
                    .isEqualTo(422);
        }
        // More than one, so that it does not depend on how slow this machine is.
        for (int guess = 0; guess < 5; guess++) {
            guesser.submit(page, "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", "guess"));
        }
        var right = guesser.submit(page, "form#sign-in", Map.of("name", "Grace Hopper", "passphrase", NEW_PASSPHRASE));
        assertThat(right.status()).isEqualTo(429);
        assertThat(right.main()).contains("Please wait");
        assertThat(owner.submit(
                                owner.get("/sign-in"),
                                "form#sign-in",
                                Map.of("name", "Grace Hopper", "passphrase", NEW_PASSPHRASE))
                        .address())
                .isEqualTo("/");
        // The same for somebody who does not exist.
        for (int guess = 0; guess < 10; guess++) {
            guesser.submit(page, "form#sign-in", Map.of("name", "Nobody", "passphrase", "guess"));
        }
        assertThat(guesser.submit(page, "form#sign-in", Map.of("name", "Nobody", "passphrase", "guess"))
                        .status())
                .isEqualTo(429);
    }

    private String token() {
        return accounts.openSetupToken().orElseThrow();
    }
}
