package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that lies open follows along, and takes nothing away from the one who is at it. */
class LiveInChromiumTest extends WebTest {

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    private String name = "";
    private String brief = "";
    private Browser adas = browser;

    @BeforeEach
    void graceAndAda() {
        name = "Ada " + UUID.randomUUID().toString().substring(0, 8);
        brief = withReport(name).address();
        adas = joined(name);
    }

    private Page graceAt(String path) {
        chromium.signIn("Grace Hopper", PASSPHRASE);
        return chromium.open(path);
    }

    private void adaPromises(String text) {
        var page = adas.get(brief);
        var sent = adas.submit(
                page,
                "form#make-promise",
                Map.of(
                        "promisor",
                        "REPORT",
                        "text",
                        text,
                        "dueOn",
                        today().plusDays(2).toString()));
        assertThat(sent.main()).contains(text);
    }

    private void adaActs(String text, String act, Map<String, String> fields) {
        var page = adas.get(brief);
        var form = page.html()
                .select(".item:contains(" + text + ") form[action$=/" + act + "]")
                .attr("id");
        adas.submit(page, "form#" + form, fields);
    }

    private static Locator item(Page page, String text) {
        return page.locator("[data-item]").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator fold(Locator within, String title) {
        return within.locator("details.act")
                .filter(new Locator.FilterOptions().setHasText(title))
                .first();
    }

    /** An act that is opened, from behind "More" if it lies there. */
    private static void unfolded(Locator act) {
        act.evaluate(
                "act => { for (let fold = act; fold; fold = fold.parentElement.closest('details')) fold.open = true; }");
    }

    @Test
    void what_one_records_appears_on_the_page_that_the_other_has_open() {
        adaPromises("Ask the whole team");
        var graces = graceAt(brief);
        try (var windows = graces.context().browser().newContext(new NewContextOptions().setLocale("en-GB"))) {
            var ada = windows.newPage();
            ada.navigate(chromium.at("localhost") + "/sign-in");
            Chromium.signIn(ada, name, PASSPHRASE);
            ada.navigate(chromium.at("localhost") + brief);
            graces.evaluate("() => window.notLoadedAnew = true");

            fold(ada.locator(".record"), "Raise a concern").locator("summary").click();
            ada.getByLabel("What weighs on you").fill("Too many meetings");
            ada.getByText("Raise it", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(item(ada, "Too many meetings")).isVisible();

            assertThat(item(graces, "Too many meetings")).isVisible();
            assertThat(graces.evaluate("() => window.notLoadedAnew")).isEqualTo(true);
        }
    }

    @Test
    void half_typed_words_the_caret_and_the_place_stay() {
        for (var i = 0; i < 8; i++) {
            adaPromises("Promise " + i);
        }
        var page = graceAt(brief);
        var kept = fold(item(page, "Promise 6"), "It was kept");
        unfolded(kept);
        var words = kept.locator("textarea");
        words.fill("half typed");
        words.evaluate("field => field.setSelectionRange(2, 5)");
        page.evaluate("() => scrollTo(0, 400)");

        adaPromises("One more");
        assertThat(item(page, "One more")).hasCount(1);
        assertThat(words).hasValue("half typed");
        assertThat(words).isFocused();
        assertThat(words.evaluate("field => [field.selectionStart, field.selectionEnd].join()"))
                .isEqualTo("2,5");
        assertThat(page.evaluate("() => scrollY")).isEqualTo(400);
        assertThat(page.locator("[data-live-note]")).hasCount(0);

        adaActs("Promise 6", "propose-date", Map.of("dueOn", today().plusDays(3).toString(), "reason", "Away"));
        assertThat(page.locator("[data-live-note]")).containsText("This has just changed.");
        assertThat(words).hasValue("half typed");
        assertThat(words).isFocused();

        adaActs("Promise 6", "withdraw", Map.of("reason", "Not mine"));
        assertThat(page.locator("[data-live-note]")).containsText("This is no longer open");
        assertThat(words).hasValue("half typed");
        assertThat(item(page, "Promise 5")).hasCount(1);
    }

    @Test
    void what_was_sent_is_put_away_and_the_focus_goes_on_to_what_is_next() {
        adaPromises("First promise");
        adaPromises("Second promise");
        var page = graceAt(brief);
        fold(page.locator(".record"), "Take a note").locator("summary").click();
        page.getByLabel("What to remember").fill("half a note");
        var kept = fold(item(page, "First promise"), "It was kept");
        unfolded(kept);
        kept.locator("textarea").fill("All of it");
        kept.locator("form button").click();

        assertThat(page.locator(".notice--done")).isVisible();
        assertThat(page.locator("#said")).not().isEmpty();
        assertThat(page.locator(".items details[open]")).hasCount(0);
        assertThat(page.getByLabel("What to remember")).hasValue("half a note");
        assertThat(page.locator(":focus[data-item]")).hasCount(1);
    }

    @Test
    void what_was_refused_comes_back_as_it_was_typed_and_is_not_refreshed_away() {
        var page = graceAt(brief);
        page.evaluate("() => document.querySelectorAll('form').forEach(form => form.noValidate = true)");
        fold(page.locator(".record"), "Record a promise").locator("summary").click();
        var what = page.locator("form#make-promise [name=text]");
        what.fill("Without a day");
        page.locator("form#make-promise .form__buttons button").first().click();
        assertThat(page.locator("form#make-promise [name=dueOn]")).isFocused();
        assertThat(page.locator(".field__error")).isVisible();
        assertThat(what).hasValue("Without a day");

        adaPromises("Meanwhile");
        assertThat(page.locator("#live")).containsText("Something has changed since this page was made.");
        assertThat(what).hasValue("Without a day");
    }

    @Test
    void whoever_signs_out_elsewhere_is_told_and_loses_no_word() {
        var page = graceAt(brief);
        fold(page.locator(".record"), "Raise a concern").locator("summary").click();
        var words = page.getByLabel("What weighs on you");
        words.fill("half typed");
        var other = chromium.newPage();
        other.navigate(chromium.at("localhost") + brief);
        other.locator("form#sign-out button").click();
        assertThat(other).hasURL(Pattern.compile("/sign-in"));

        assertThat(page.locator("#live")).containsText("You are signed out.");
        page.getByText("Raise it", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("[data-live-note]")).containsText("nothing was recorded");
        assertThat(words).hasValue("half typed");

        Chromium.signIn(other, "Grace Hopper", PASSPHRASE);
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(page.locator("#live")).isEmpty();
        page.getByText("Raise it", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".notice--done")).containsText("The concern is raised.");
    }

    @Test
    void an_open_dialog_and_a_fold_stay_open() {
        adaPromises("Something");
        var page = graceAt(brief);
        page.locator("details#since > summary").click();
        page.keyboard().press("?");
        assertThat(page.locator("dialog#help")).isVisible();
        adaPromises("Something else");
        assertThat(item(page, "Something else")).hasCount(1);
        assertThat(page.locator("dialog#help")).isVisible();
        assertThat(page.locator("details#since[open]")).hasCount(1);
    }
}
