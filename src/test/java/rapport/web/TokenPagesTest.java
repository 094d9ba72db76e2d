package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rapport.Api;
import rapport.web.Browser.Page;

/** API tokens in the settings: made, shown once, listed, revoked. */
class TokenPagesTest extends WebTest {

    private Page settings() {
        return browser.get("/settings/tokens");
    }

    private Page make(String name, String scope) {
        return browser.submit(settings(), "form#make-token", Map.of("name", name, "scope", scope));
    }

    private static String secretOn(Page page) {
        return page.select(".secret code").text();
    }

    private static String listed(Page page, String name) {
        return page.html().select("li.item").stream()
                .filter(item -> item.text().contains(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no token " + name + ":\n" + page.body()))
                .text();
    }

    private Page revoke(Page page, String name) {
        for (var form : page.html().select("li.item form")) {
            if (form.text().contains(name)) {
                return browser.submit(page, "form#" + form.id(), Map.of());
            }
        }
        throw new AssertionError("no form to revoke " + name);
    }

    @Test
    void a_token_is_shown_on_the_page_that_makes_it_and_on_no_other() {
        var response = browser.submitWithoutFollowing(
                settings(), "form#make-token", Map.of("name", "My <editor>", "scope", "RECORD"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        var page = browser.follow(response);
        var secret = secretOn(page);
        assertThat(secret).startsWith("rapport_");
        assertThat(page.main())
                .contains("shown this once")
                .contains("Authorization")
                .doesNotContain("curl");
        assertThat(listed(page, "My <editor>")).contains("may record").contains("never used");

        assertThat(settings().body()).doesNotContain(secret);
        assertThat(browser.get("/").body()).doesNotContain(secret);
        assertThat(new Api(port, secret).get("/api/me").json().at("/token/name").asString())
                .isEqualTo("My <editor>");
    }

    @Test
    void the_same_form_sent_again_makes_no_second_token() {
        var fields = settings().fieldsOf("form#make-token");
        fields.put("name", "reloaded");
        fields.put("scope", "READ");
        assertThat(browser.post("/settings/tokens", fields).statusCode()).isEqualTo(200);

        var again = browser.follow(browser.post("/settings/tokens", fields));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.has(".secret")).isFalse();
        assertThat(again.main()).contains("already sent once");
        assertThat(again.html().select("li.item").eachText())
                .filteredOn(text -> text.contains("reloaded"))
                .hasSize(1);
    }

    @Test
    void a_revoked_token_is_gone_from_the_list_and_opens_nothing() {
        var page = make("short-lived", "READ");
        var secret = secretOn(page);
        assertThat(listed(page, "short-lived")).contains("may only read");

        var after = revoke(page, "short-lived");

        assertThat(after.address()).isEqualTo("/settings/tokens");
        assertThat(after.main()).contains("Revoked.").doesNotContain("short-lived");
        assertThat(new Api(port, secret).get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void the_token_of_set_up_is_listed() {
        assertThat(listed(settings(), "set-up")).contains("may record");
    }

    @Test
    void when_it_was_last_used_is_told_soon_after() throws InterruptedException {
        var secret = secretOn(make("busy", "READ"));
        new Api(port, secret).get("/api/me");

        var end = System.nanoTime() + java.time.Duration.ofSeconds(20).toNanos();
        while (listed(settings(), "busy").contains("never used") && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(listed(settings(), "busy")).contains("last used on");
    }

    @Test
    void a_name_that_is_none_comes_back_as_typed() {
        for (var name : new String[] {"", "  ", "x".repeat(61), "two\nlines"}) {
            var fields = settings().fieldsOf("form#make-token");
            fields.put("name", name);
            fields.put("scope", "READ");
            var page = browser.follow(browser.post("/settings/tokens", fields));
            assertThat(page.status()).as(name).isEqualTo(422);
            assertThat(page.has(".secret")).isFalse();
            assertThat(page.select("#make-token-name").attr("aria-invalid")).isEqualTo("true");
        }
        var scope = settings().fieldsOf("form#make-token");
        scope.put("name", "everything");
        scope.put("scope", "EVERYTHING");
        assertThat(browser.post("/settings/tokens", scope).statusCode()).isEqualTo(422);
    }

    @Test
    void what_is_no_token_of_ones_own_is_not_there() {
        var csrf = Objects.requireNonNull(settings().fieldsOf("form#make-token").get("_csrf"));
        for (var id : new String[] {UUID.randomUUID().toString(), "nonsense"}) {
            var page = browser.follow(browser.post("/settings/tokens/" + id + "/revoke", Map.of("_csrf", csrf)));
            assertThat(page.status()).isEqualTo(404);
        }
    }
}
