package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The story of an entry, told where it is listed, and a brief that is copied. */
class StoriesTest extends WebTest {

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    private Page signedInAt(String address) {
        chromium.signIn("Grace Hopper", PASSPHRASE);
        return chromium.open(address);
    }

    @Test
    void every_item_has_one_and_without_scripts_a_link_to_its_page() {
        var brief = overduePromise(withReport("Ada"), "MANAGER", "Answer the note");
        brief = browser.submit(brief, "form#raise-concern", Map.of("text", "Too many calls"));
        for (var item : brief.html().select(".item.seam")) {
            var page = item.select(".item__words a").attr("href");
            assertThat(item.select("details[data-story]").attr("data-story")).isEqualTo(page + "/story");
            assertThat(item.select("details[data-story] a").attr("href")).isEqualTo(page);
        }
        var promise =
                browser.get(brief.select(".items [data-story*=/promises/]").attr("data-story"));
        assertThat(promise.text()).contains("You promised it, due");
        assertThat(promise.has("main, nav, header")).as("a whole page").isFalse();
        var concern = browser.get(brief.select(".items [data-story*=/entries/]").attr("data-story"));
        assertThat(concern.text()).contains("You raised it.");
    }

    @Test
    void a_long_text_is_told_in_full_and_a_short_one_not_again() {
        var words = "A sentence that goes on. ".repeat(20).strip();
        var brief = promise(withReport("Ada"), "MANAGER", words, today(), Map.of());
        assertThat(browser.get(brief.select("[data-story]").attr("data-story")).text())
                .contains(words);
        var other = promise(withReport("Ada"), "MANAGER", "Short words", today(), Map.of());
        assertThat(browser.get(other.select("[data-story]").attr("data-story")).text())
                .doesNotContain("Short words");
    }

    @Test
    void nobody_else_is_told() {
        var brief = browser.submit(withReport("Ada Untold"), "form#name-rupture", Map.of("text", "Only mine"));
        var story = brief.select("[data-story]").attr("data-story");
        assertThat(browser.get(story).text()).contains("You wrote it down.");
        var ada = joined("Ada Untold");
        var none = brief.address() + "/entries/00000000-0000-4000-8000-000000000000/story";
        assertThat(ada.get(story).status()).isEqualTo(404);
        assertThat(ada.get(story).body()).isEqualTo(ada.get(none).body());
    }

    @Test
    void it_is_told_in_place_when_somebody_unfolds_it_and_told_anew_when_the_page_is() {
        var brief = overduePromise(withReport("Ada"), "MANAGER", "Answer the note");
        var page = signedInAt(brief.address());
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        page.onRequest(request -> {
            if (request.url().endsWith("/story")) {
                asked.incrementAndGet();
            }
        });
        var life = page.locator(".items .life").first();
        assertThat(life.locator(".timeline")).hasCount(0);
        assertThat(asked.get()).isZero();
        life.locator("summary").click();
        assertThat(life.locator(".timeline")).containsText("You promised it");
        assertThat(page).hasURL(chromium.at("localhost") + brief.address());

        page.evaluate("() => new Promise(done => {"
                + " document.addEventListener('turbo:render', () => setTimeout(done, 50), { once: true });"
                + " Turbo.visit(location.href, { action: 'replace' }) })");
        assertThat(life.locator(".timeline")).containsText("You promised it");
        page.waitForCondition(() -> asked.get() == 2);
        life.locator("summary").click();
        assertThat(life.locator(".timeline")).isHidden();
    }

    @Test
    void a_story_that_cannot_be_fetched_leaves_the_way_to_its_page() {
        var brief = overduePromise(withReport("Ada"), "MANAGER", "Answer the note");
        var page = signedInAt(brief.address());
        page.route(
                "**/story", route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(503)));
        var life = page.locator(".items .life").first();
        life.locator("summary").click();
        assertThat(life).containsText("could not be fetched just now");
        assertThat(life.locator("a")).containsText("its own page");
        assertThat(life.locator("[aria-busy]")).hasCount(0);
        // Any of the answers made up above counts as one of the server's.
        chromium.takeTroubles();
    }

    @Test
    void a_brief_is_copied_with_one_button() {
        var brief = overduePromise(withReport("Ada"), "MANAGER", "Answer the note");
        assertThat(brief.has("copy-text button[hidden]")).as("without scripts").isTrue();
        var page = signedInAt(brief.address());
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.getByText("Take it along as Markdown").click();
        page.getByText("Copy it").click();
        assertThat(page.locator("copy-text [role=status]")).hasText("Copied.");
        assertThat((String) page.evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo(page.locator("#brief-markdown").inputValue())
                .contains("Answer the note");
    }
}
