package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything by keyboard, where nobody is typing, and by nobody who has switched it off. */
class KeysInChromiumTest extends WebTest {

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    private String brief = "";
    private Page page;

    @BeforeEach
    void atABrief() {
        var made = withReport("Ada " + UUID.randomUUID().toString().substring(0, 8));
        brief = made.address();
        for (var text : new String[] {"First", "Second", "Third"}) {
            promise(browser.get(brief), "REPORT", text, today().plusDays(1), Map.of());
        }
        page = chromium.signIn("Grace Hopper", PASSPHRASE);
        chromium.open(brief);
    }

    private void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    private void isAt(int item) {
        assertThat(page.locator("main [data-item]").nth(item)).isFocused();
        assertThat(page.locator("main [data-current]")).hasCount(1);
    }

    @Test
    void j_and_k_move_and_stop_at_the_ends() {
        press("j");
        isAt(0);
        press("j", "j", "j", "j");
        isAt(2);
        press("k");
        isAt(1);
        press("ArrowDown");
        isAt(2);
        press("ArrowUp", "ArrowUp", "ArrowUp");
        isAt(0);
    }

    @Test
    void a_letter_opens_an_act_at_its_first_field_and_escape_leads_back() {
        press("j", "j", "l");
        var fold = page.locator("main [data-item]").nth(1).locator("details[open]");
        assertThat(fold).hasCount(1);
        assertThat(fold.locator("textarea")).isFocused();
        page.keyboard().type("jk?/gd");
        assertThat(fold.locator("textarea")).hasValue("jk?/gd");
        press("Escape");
        assertThat(page.locator("main [data-item]").nth(1).locator("details[open]"))
                .hasCount(0);
        assertThat(page.locator("summary[data-key=l]").nth(1)).isFocused();
        press("k");
        isAt(0);
    }

    @Test
    void a_letter_pressed_twice_acts_once() {
        var topics = withReport("Bea " + UUID.randomUUID().toString().substring(0, 8));
        for (var text : new String[] {"One", "Two", "Three"}) {
            browser.submit(
                    browser.get(topics.address()), "form#raise-topic", Map.of("text", text, "visibility", "SHARED"));
        }
        chromium.open(topics.address());
        press("j");
        isAt(0);
        page.evaluate("""
                () => {
                  for (let times = 0; times < 3; times++) {
                    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "d", bubbles: true }));
                  }
                }""");
        assertThat(page.locator(".notice--done")).containsText("you talked about it");
        assertThat(page.locator("main [data-item]")).hasCount(2);
        isAt(0);
    }

    @Test
    void enter_opens_and_g_goes() {
        var first = page.locator(".item__words").first().textContent().strip();
        press("j", "Enter");
        assertThat(page.locator("h1")).hasText(first);
        press("g", "t");
        assertThat(page.locator("h1")).hasText("Today");
        press("g", "p");
        assertThat(page.locator("h1")).hasText("People");
        press("g", "s");
        assertThat(page.locator("h1")).hasText("Settings");
    }

    @Test
    void help_is_a_dialog_in_which_letters_do_nothing_and_can_be_switched_off() {
        press("?");
        var dialog = page.locator("dialog#help");
        assertThat(dialog).isVisible();
        press("j");
        assertThat(page.locator("main [data-current]")).hasCount(0);
        page.getByLabel("Single letters act").uncheck();
        press("Escape");
        assertThat(dialog).isHidden();
        press("j", "?");
        assertThat(page.locator("main [data-current]")).hasCount(0);
        assertThat(dialog).isHidden();
        assertThat(page.evaluate("() => Object.entries(localStorage).join()")).isEqualTo("rapport.single-letters,off");

        page.locator("a[data-help]").click();
        page.getByLabel("Single letters act").check();
        press("Escape", "j");
        isAt(0);
    }

    @Test
    void with_another_key_held_down_letters_are_the_browsers_own() {
        press("Control+j", "Alt+j", "Meta+j");
        assertThat(page.locator("main [data-current]")).hasCount(0);
    }

    @Test
    void the_same_help_is_a_page_for_whoever_has_no_script() {
        var help = browser.get("/help");
        assertThat(help.main()).contains("the next item, the one before", "propose a new date");
        assertThat(browser.get("/").html().select("a[data-help]").attr("href")).isEqualTo("/help");
    }

    @Test
    void no_two_acts_on_an_item_have_the_same_letter_and_none_has_one_that_moves() {
        var made = browser.get(brief);
        overduePromise(made, "MANAGER", "Overdue");
        overduePromise(browser.get(brief), "REPORT", "Overdue too");
        var fields = Map.of("text", "words", "visibility", "SHARED");
        browser.submit(browser.get(brief), "form#raise-topic", fields);
        browser.submit(browser.get(brief), "form#raise-concern", Map.of("text", "words"));
        browser.submit(
                browser.get(brief),
                "form#name-rupture",
                Map.of(
                        "causedBy",
                        "MANAGER",
                        "text",
                        "words",
                        "occurredOn",
                        today().toString(),
                        "visibility",
                        "SHARED"));
        var items = browser.get(brief).html().select("[data-item]");
        assertThat(items).hasSizeGreaterThan(6);
        for (var item : items) {
            var letters = item.select("[data-key]").eachAttr("data-key");
            assertThat(letters).as(item.text()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(letters).allMatch(letter -> letter.matches("[a-z]")).doesNotContain("g", "j", "k", "o");
        }
        var help = browser.get("/help").html().select("kbd").eachText();
        assertThat(help).containsAll(items.select("[data-key]").eachAttr("data-key"));
    }
}
