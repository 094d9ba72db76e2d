package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The capture line as somebody types on it, in a real browser and without a mouse. */
class CaptureInChromiumTest extends WebTest {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    @Autowired
    JdbcClient sql;

    private String name = "";

    @BeforeEach
    void somebodyNew() {
        name = "Ada " + UUID.randomUUID().toString().substring(0, 8);
        withReport(name);
    }

    private long events() {
        return sql.sql("select count(*) from domain_event").query(Long.class).single();
    }

    /** Grace at a page, with the cursor nowhere in particular. */
    private Page grace(String path) {
        var page = chromium.signIn("Grace Hopper", PASSPHRASE);
        if (!path.equals("/")) {
            chromium.open(path);
        }
        // Once the script is there; before that, the line is a plain form.
        assertThat(line(page)).hasAttribute("role", "combobox");
        return page;
    }

    private static Locator line(Page page) {
        return page.locator("#capture-text");
    }

    private static Locator seen(Page page) {
        return page.locator("[data-capture-under] [data-state]");
    }

    /** Types a line and waits until it is shown how it is understood. */
    private static void type(Page page, String text, String sentence) {
        page.keyboard().press("/");
        assertThat(line(page)).isFocused();
        page.keyboard().type(text);
        assertThat(seen(page)).containsText(sentence);
    }

    @Test
    void from_a_slash_to_recorded_and_back_again_without_a_mouse() {
        var page = grace("/");
        var before = events();
        type(
                page,
                "promise " + name + ": the figures by tomorrow",
                "You promise " + name + ": “the figures”, due tomorrow, " + DAY.format(today().plusDays(1)));
        assertThat(events()).isEqualTo(before);

        page.keyboard().press("Enter");

        var done = page.locator("[data-capture-done]");
        assertThat(done).containsText("Recorded: You promise " + name);
        assertThat(line(page)).isFocused();
        assertThat(line(page)).hasValue("");
        assertThat(page.locator("main")).containsText("the figures");
        assertThat(events()).isEqualTo(before + 1);
        assertThat(page.locator("[data-capture-said]")).containsText("press Control and Z");

        page.keyboard().press("Control+z");

        assertThat(done).containsText("Taken back. It is left in the history only.");
        assertThat(line(page)).isFocused();
        assertThat(page.locator("main")).not().containsText("the figures");
        assertThat(events()).isEqualTo(before + 2);
        assertThat(page.url()).isEqualTo(chromium.at("localhost") + "/");
        assertThat((Integer) page.evaluate("() => localStorage.length + sessionStorage.length"))
                .isZero();
    }

    @Test
    void undo_is_offered_for_ten_seconds() {
        var page = grace("/");
        page.clock().install();
        type(page, "note " + name + ": tea", "A note to yourself");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-undo] button")).isVisible();
        page.clock().runFor(9_000);
        assertThat(page.locator("[data-undo] button")).isVisible();
        page.clock().runFor(2_000);
        assertThat(page.locator("[data-undo]")).hasCount(0);
    }

    @Test
    void words_and_names_are_completed() {
        var page = grace("/");
        page.keyboard().press("Control+k");
        page.keyboard().type("tha");
        var line = line(page);
        assertThat(line).hasAttribute("aria-expanded", "true");
        assertThat(line).hasAttribute("aria-activedescendant", "capture-option-0");
        assertThat(page.locator("[role=option][aria-selected=true]")).containsText("thanks");
        page.keyboard().press("Tab");
        assertThat(line).hasValue("thanks ");
        // All but the last letter: with fewer, a name of another test may begin in the same way.
        page.keyboard().type(name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT));
        assertThat(page.locator("[role=option][aria-selected=true]")).containsText(name);
        page.keyboard().press("ArrowRight");
        assertThat(line).hasValue("thanks " + name + ": ");
        page.keyboard().type("tea");
        assertThat(seen(page)).containsText("You thank " + name + ": “tea”.");
        assertThat(line).hasAttribute("aria-expanded", "false");
        assertThat(line).not().hasAttribute("aria-activedescendant", "capture-option-0");
    }

    @Test
    void escape_closes_what_is_open_and_then_leads_back() {
        var page = grace("/people");
        page.locator("summary").first().focus();
        page.keyboard().press("/");
        page.keyboard().type("tha");
        assertThat(page.locator("[role=listbox]")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("[role=listbox]")).isHidden();
        assertThat(line(page)).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("summary").first()).isFocused();
        assertThat(line(page)).hasValue("tha");
    }

    @Test
    void a_name_of_two_is_asked_and_answered_with_a_key() {
        withReport(name + " Byron");
        withReport(name + " Lovelace");
        var page = grace("/");
        var before = events();
        type(page, "thanks " + name + " B: tea", "You thank " + name + " Byron");
        line(page).fill("");
        type(page, "thanks " + name + ": tea", "Whom do you mean?");
        page.keyboard().press("Enter");
        assertThat(page.locator(".seen__choice").first()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".seen__choice").nth(1)).isFocused();
        page.keyboard().press("3");
        assertThat(seen(page)).containsText("You thank " + name + " Lovelace");
        assertThat(line(page)).isFocused();
        assertThat(events()).isEqualTo(before);
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded: You thank " + name + " Lovelace");
    }

    @Test
    void on_the_page_of_somebody_the_name_is_left_out() {
        var brief = withReport(name + " Here");
        var page = grace(brief.address());
        type(page, "rupture: I cut you off", "Who caused it?");
        page.keyboard().press("Enter");
        page.keyboard().press("1");
        assertThat(seen(page)).containsText("What was it?");
        assertThat(page.locator(".seen__choice").first()).isFocused();
        page.keyboard().press("1");
        assertThat(seen(page)).containsText("caused by you (interrupted or dismissed), today");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded: A strain between you and " + name);
        assertThat(page.locator("main")).containsText("I cut you off");
    }

    @Test
    void a_character_that_is_still_being_put_together_records_nothing() {
        var page = grace("/");
        var before = events();
        type(page, "thanks " + name + ": 資料", "You thank");
        line(page)
                .evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown', "
                        + "{ key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        page.waitForTimeout(300);
        assertThat(events()).isEqualTo(before);
        assertThat(line(page)).hasValue("thanks " + name + ": 資料");
    }

    @Test
    void two_quick_enters_record_once() {
        var page = grace("/");
        var before = events();
        type(page, "thanks " + name + ": tea", "You thank");
        line(page)
                .evaluate(
                        "field => { for (let at = 0; at < 2; at++) { field.dispatchEvent(new KeyboardEvent('keydown', "
                                + "{ key: 'Enter', bubbles: true, cancelable: true })); } }");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded");
        page.waitForTimeout(300);
        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void enter_before_it_is_shown_waits_for_that_and_records_nothing() {
        var page = grace("/");
        var before = events();
        page.route("**/capture/understand", route -> {
            page.waitForTimeout(400);
            route.resume();
        });
        page.keyboard().press("/");
        page.keyboard().type("thanks " + name + ": tea");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(seen(page)).containsText("You thank " + name + ": “tea”.");
        assertThat(events()).isEqualTo(before);
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded");
        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void an_answer_that_comes_late_is_dropped() {
        var page = grace("/");
        var late = new CompletableFuture<Route>();
        page.route("**/capture/understand", route -> {
            if (!late.complete(route)) {
                route.resume();
            }
        });
        page.keyboard().press("/");
        page.keyboard().insertText("thanks " + name + ": tea");
        page.waitForCondition(() -> late.isDone());
        page.keyboard().type("!");
        assertThat(seen(page)).containsText("“tea!”");

        var answer = late.join().fetch();
        page.waitForResponse(
                "**/capture/understand", () -> late.join().fulfill(new Route.FulfillOptions().setResponse(answer)));
        page.waitForTimeout(300);
        assertThat(seen(page)).containsText("“tea!”");
    }

    @Test
    void while_the_server_is_away_the_line_stays_and_is_recorded_once_when_it_is_back() {
        var page = grace("/");
        var before = events();
        type(page, "thanks " + name + ": tea", "You thank");
        // It arrives and is recorded, and the answer is lost: the worst that can happen.
        page.route("**/capture/record", route -> {
            route.fetch();
            route.abort();
        });
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-away]")).containsText("Rapport does not answer. Your line is still here");
        assertThat(line(page)).hasValue("thanks " + name + ": tea");
        assertThat(line(page)).isFocused();
        assertThat(chromium.takeTroubles()).allMatch(trouble -> trouble.contains("/capture/record"));
        page.unroute("**/capture/record");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded");
        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void what_the_server_refuses_stays_on_the_line_with_the_reason() {
        var brief = withReport(name + " Gone");
        var page = grace("/");
        type(page, "thanks " + name + " Gone: tea", "You thank");
        browser.post(
                brief.address() + "/end",
                Map.of(
                        "_csrf", brief.fieldsOf("form#make-promise").getOrDefault("_csrf", ""),
                        "reason", "moved",
                        "endedOn", today().toString()));
        page.keyboard().press("Enter");
        assertThat(seen(page)).containsText("This relationship has ended");
        assertThat(line(page)).hasValue("thanks " + name + " Gone: tea");
        assertThat(line(page)).isFocused();
    }

    @Test
    void a_slash_among_other_words_is_a_slash() {
        var brief = withReport(name + " Slash");
        var page = grace(brief.address());
        page.locator("summary", new Page.LocatorOptions().setHasText("Take a note"))
                .click();
        var words = page.locator("form#take-note textarea");
        words.click();
        page.keyboard().type("and/or");
        assertThat(words).hasValue("and/or");
        page.keyboard().press("Control+k");
        assertThat(line(page)).isFocused();
    }

    @Test
    void recording_never_wipes_what_is_being_written_elsewhere_on_the_page() {
        var brief = withReport(name + " Draft");
        var page = grace(brief.address());
        page.locator("summary", new Page.LocatorOptions().setHasText("Take a note"))
                .click();
        page.locator("form#take-note textarea").fill("half a thought");
        page.keyboard().press("Control+k");
        page.keyboard().type("thanks: tea");
        assertThat(seen(page)).containsText("You thank");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded");
        page.waitForTimeout(500);
        assertThat(page.locator("form#take-note textarea")).hasValue("half a thought");
    }

    @Test
    void recording_never_wipes_what_the_server_refused_elsewhere_on_the_page() {
        var brief = withReport(name + " Third");
        var page = grace(brief.address());
        var note = page.locator("form#take-note textarea");
        note.evaluate("field => field.form.closest('details').open = true");
        note.fill("n".repeat(4_001));
        page.locator("form#take-note .form__buttons button").click();
        assertThat(page.locator("form#take-note .field__error")).isVisible();
        page.keyboard().press("Control+k");
        page.keyboard().type("thanks: tea");
        assertThat(seen(page)).containsText("You thank");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-capture-done]")).containsText("Recorded");
        page.waitForTimeout(500);
        assertThat(note).hasValue("n".repeat(4_001));
    }

    @Test
    void a_line_half_typed_goes_along_to_the_next_page_and_is_understood_there() {
        var brief = withReport(name + " First");
        withReport(name + " Second");
        var page = grace(brief.address());
        type(page, "thanks: tea", "You thank " + name + " First");
        page.locator(".people a", new Page.LocatorOptions().setHasText(name + " Second"))
                .click();
        assertThat(page.locator("h1")).hasText(name + " Second");
        assertThat(line(page)).hasValue("thanks: tea");
        assertThat(seen(page)).containsText("You thank " + name + " Second");
    }
}
