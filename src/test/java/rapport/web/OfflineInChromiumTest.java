package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;

/** What somebody sees while Rapport does not run, and what their browser keeps for that. */
class OfflineInChromiumTest {

    private static final String PASSPHRASE = "a calm and long passphrase";
    private static final Locator.WaitForOptions LONG = new Locator.WaitForOptions().setTimeout(60_000);

    @TempDir
    private Path home;

    private int port;
    private ConfigurableApplicationContext running;

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    @BeforeEach
    void start() {
        running = SpringApplication.run(Rapport.class, "--rapport.home=" + home, "--server.port=" + port);
        port = Integer.parseInt(String.valueOf(running.getEnvironment().getProperty("local.server.port")));
        var accounts = running.getBean(Accounts.class);
        accounts.openSetupToken()
                .ifPresent(token -> accounts.setUp(token, new PersonDetails("Grace", null), PASSPHRASE));
    }

    @AfterEach
    void stop() {
        // Nothing is asked for any more when it goes.
        chromium.page().navigate("about:blank");
        running.close();
    }

    private Page atABrief() {
        var page = chromium.signIn("Grace", PASSPHRASE);
        var browser = new Browser(port);
        browser.submit(browser.get("/sign-in"), "form#sign-in", Map.of("name", "Grace", "passphrase", PASSPHRASE));
        var brief = browser.submit(
                browser.get("/people"), "form#start-report", Map.of("report.name", "Ada", "zone", "Europe/Berlin"));
        chromium.open(brief.address());
        page.waitForFunction("() => navigator.serviceWorker.controller !== null");
        return page;
    }

    private static Locator raiseConcern(Page page) {
        return page.locator("form#raise-concern button").last();
    }

    /** What a browser tells of a server that is gone. */
    private void theServerWasGone() {
        assertThat(chromium.takeTroubles())
                .isNotEmpty()
                .allMatch(trouble -> trouble.contains("ERR_CONNECTION_REFUSED")
                        || trouble.contains("ERR_INCOMPLETE_CHUNKED_ENCODING")
                        || trouble.contains("ERR_CONNECTION_RESET")
                        || trouble.contains("ERR_FAILED")
                        || trouble.contains("ERR_EMPTY_RESPONSE")
                        || trouble.contains("Failed to fetch")
                        || trouble.contains("navigation preload"));
    }

    @Test
    void a_lost_connection_is_shown_loses_no_word_and_heals_by_itself() {
        var page = atABrief();
        page.locator("summary").getByText("Raise a concern").click();
        var words = page.getByLabel("What weighs on you");
        words.fill("half typed");
        running.close();

        page.locator("#live").getByText("Not connected.").waitFor(LONG);
        raiseConcern(page).click();
        assertThat(page.locator("[data-live-note]")).containsText("What you wrote is still here.");
        page.locator(".bar__places a").getByText("People").click();
        page.waitForTimeout(500);
        assertThat(page.locator("h1")).hasText("Ada");
        assertThat(words).hasValue("half typed");

        start();
        page.waitForCondition(
                () -> page.locator("#live").textContent().isEmpty(),
                new Page.WaitForConditionOptions().setTimeout(60_000));
        assertThat(words).hasValue("half typed");
        raiseConcern(page).click();
        assertThat(page.locator(".notice--done")).containsText("The concern is raised.");
        theServerWasGone();
    }

    @Test
    void a_page_that_is_asked_for_meanwhile_says_so_and_comes_by_itself_later() {
        var page = atABrief();
        running.close();
        page.navigate(chromium.at("localhost") + "/people");
        assertThat(page.locator("h1")).hasText("Rapport does not answer");
        assertThat(page.locator("#trying")).hasText("Trying again by itself…");
        start();
        page.locator("h1").getByText("People").waitFor(LONG);
        assertThat(page).hasURL(chromium.at("localhost") + "/people");
        theServerWasGone();
    }

    @Test
    void the_browser_keeps_that_page_and_nobodys_words() {
        var page = atABrief();
        page.locator("summary").getByText("Raise a concern").click();
        page.getByLabel("What weighs on you").fill("Unsayable");
        raiseConcern(page).click();
        assertThat(page.locator(".item__words")).containsText("Unsayable");
        page.reload();
        var kept = page.evaluate("""
                async () => {
                  const all = [];
                  for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const request of await cache.keys()) {
                      const answer = await cache.match(request);
                      all.push(new URL(request.url).pathname + " " + await answer.text());
                    }
                  }
                  return all;
                }""");
        assertThat((List<?>) kept)
                .hasSize(8)
                .allMatch(one -> one.toString().matches("(?s)/(offline|assets/[0-9a-f]{12}/[a-z.]+) .*"))
                .noneMatch(one ->
                        one.toString().contains("Unsayable") || one.toString().contains("Ada"));
        assertThat(page.evaluate("() => indexedDB.databases().then(all => all.length)"))
                .isEqualTo(0);
        assertThat(page.evaluate("() => localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
    }

    /** A worker that fetched pages itself would bring our cookie to whoever comes from another site. */
    @Test
    void whoever_comes_from_another_site_still_takes_the_extra_step() {
        var page = atABrief();
        var answers = new ArrayList<String>();
        page.onResponse(response -> {
            if (response.url().endsWith("/settings")) {
                answers.add(response.url());
            }
        });
        page.navigate("data:text/html,<a href='" + chromium.at("localhost") + "/settings'>go</a>");
        page.getByText("go").click();
        assertThat(page.locator("h1")).hasText("Settings");
        assertThat(answers).as("the page that leads on, and then this one").hasSize(2);
    }

    @Test
    void it_can_be_installed() {
        var page = atABrief();
        var manifest = page.locator("link[rel=manifest]").getAttribute("href");
        var answer = page.request().get(chromium.at("localhost") + manifest);
        assertThat(answer.ok()).isTrue();
        for (var icon : List.of("icon.svg", "icon-192.png", "icon-512.png", "icon-maskable-512.png")) {
            assertThat(answer.text()).contains("./" + icon);
            var picture = page.request().get(chromium.at("localhost") + Assets.at(icon));
            assertThat(picture.headers().get("content-type")).startsWith("image/");
        }
        var session = page.context().newCDPSession(page);
        var errors = session.send("Page.getInstallabilityErrors");
        assertThat(errors.getAsJsonArray("installabilityErrors").toString())
                .as("in a window without a profile nothing can be installed, and nothing else is in the way")
                .isIn("[]", "[{\"errorId\":\"in-incognito\",\"errorArguments\":[]}]");
    }
}
