package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A repair, as somebody writes it in a real browser: one question at a time, with hints, and nothing lost on the way. */
class RepairInChromiumTest extends WebTest {

    private static final String OWNED = "On Monday I decided without you, and you stood there without an answer.";
    private static final String CHANGE = "I ask you before I name a date.";

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    private String brief = "";

    @BeforeEach
    void aStrain() {
        var page = withReport("Ada");
        brief = browser.submit(
                        page, "form#name-rupture", Map.of("text", "I decided without you", "visibility", "SHARED"))
                .address();
    }

    private Page atTheBrief() {
        chromium.signIn("Grace Hopper", PASSPHRASE);
        return chromium.open(brief);
    }

    private static Locator begin(Page page) {
        page.locator("summary")
                .getByText("Own it and offer a repair")
                .and(page.locator(":visible"))
                .first()
                .click();
        return page.locator("details[open] > repair-walk");
    }

    private static Locator questions(Locator walk) {
        return walk.locator("[data-question]:visible");
    }

    private static Locator field(Locator walk, String name) {
        return walk.locator("[name=" + name + "]");
    }

    private String state() {
        return browser.get(brief).main();
    }

    @Test
    void its_questions_are_asked_one_by_one_and_the_whole_is_looked_at_before_it_is_offered() {
        var page = atTheBrief();
        var walk = begin(page);
        assertThat(questions(walk)).hasCount(1);
        assertThat(walk).containsText("Nothing is recorded until you offer it.");
        assertThat(walk).containsText("1 of 3");
        assertThat(field(walk, "owned")).isFocused();
        assertThat(walk.locator("[data-offer]")).isHidden();

        page.keyboard().type(OWNED);
        page.keyboard().press("Enter");
        page.keyboard().type("It will not happen again.");
        assertThat(field(walk, "owned")).hasValue(OWNED + "\nIt will not happen again.");
        page.keyboard().press("Control+Enter");

        assertThat(questions(walk)).hasCount(1);
        assertThat(questions(walk)).containsText("2 of 3");
        assertThat(field(walk, "change")).isFocused();
        assertThat(walk.locator("dd")).containsText(OWNED);
        page.keyboard().type(CHANGE);
        walk.locator("[data-on]").click();

        assertThat(questions(walk)).containsText("3 of 3");
        assertThat(field(walk, "dueOn")).isFocused();
        field(walk, "dueOn").fill(today().plusDays(9).toString());
        page.keyboard().press("Enter");

        assertThat(questions(walk)).hasCount(0);
        assertThat(walk.locator("[data-look]")).isFocused();
        assertThat(walk.locator("dd")).hasCount(3);
        assertThat(walk.locator("dd").nth(1)).hasText(CHANGE);
        assertThat(walk.locator("dd").nth(2)).hasText(Days.day(today().plusDays(9), today().minusYears(1)));
        assertThat(state()).as("nothing is recorded on the way").contains("Not owned yet");

        walk.locator("[data-offer]").click();
        assertThat(page.locator(".notice--done").first()).containsText("The repair is offered.");
        assertThat(state()).contains("A repair is offered", "Ada says whether it is enough");
    }

    @Test
    void one_goes_back_without_losing_a_word_and_never_on_without_one() {
        var page = atTheBrief();
        var walk = begin(page);
        walk.locator("[data-on]").click();
        assertThat(questions(walk)).containsText("1 of 3");
        field(walk, "owned").fill("   ");
        walk.locator("[data-on]").click();
        assertThat(questions(walk)).containsText("1 of 3");

        field(walk, "owned").fill(OWNED);
        walk.locator("[data-on]").click();
        field(walk, "change").fill(CHANGE);
        walk.locator("[data-back]").click();
        assertThat(field(walk, "owned")).isFocused();
        assertThat(field(walk, "owned")).hasValue(OWNED);
        walk.locator("[data-on]").click();
        assertThat(field(walk, "change")).hasValue(CHANGE);
        walk.locator("[data-on]").click();
        walk.locator("dt:has-text('What did I do') ~ button").click();
        assertThat(field(walk, "owned")).isFocused();
        assertThat(field(walk, "change")).hasValue(CHANGE);
    }

    @Test
    void hints_come_while_one_writes_go_when_they_are_heeded_and_hold_nobody_back() {
        var page = atTheBrief();
        var urls = new ArrayList<String>();
        page.onRequest((Request request) -> urls.add(request.url()));
        var walk = begin(page);
        field(walk, "owned").fill("I am sorry if you felt left out.");
        assertThat(walk.locator(".hints")).containsText("leaves open whether");
        assertThat(walk.locator(".hints")).containsText("A conditional apology");
        assertThat(walk.locator("[aria-live=polite]")).hasCount(1);
        assertThat(field(walk, "owned")).isFocused();
        field(walk, "owned").fill(OWNED);
        assertThat(walk.locator(".hints:has-text('leaves open whether')")).hasCount(0);
        field(walk, "owned").fill("");
        assertThat(walk.locator(".hints")).hasCount(0);

        field(walk, "owned").fill("Mistakes were made.");
        assertThat(walk.locator(".hints")).hasCount(1);
        walk.locator("[data-on]").click();
        assertThat(questions(walk)).containsText("2 of 3");
        assertThat(walk.locator(".hints")).isVisible();
        field(walk, "change").fill(CHANGE);
        walk.locator("[data-on]").click();
        assertThat(questions(walk)).containsText("3 of 3");
        assertThat(walk.locator(".hints")).isHidden();
        field(walk, "dueOn").fill(today().plusDays(9).toString());
        walk.locator("[data-on]").click();
        assertThat(walk.locator(".hints")).isVisible();
        assertThat(urls).allSatisfy(url -> assertThat(url).doesNotContain("?", "istake"));
    }

    @Test
    void an_answer_that_comes_too_late_is_dropped() {
        var page = atTheBrief();
        var held = new ArrayList<Runnable>();
        page.route("**/hints", route -> {
            if (held.isEmpty()) {
                held.add(() -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<p>too late</p>")));
            } else {
                route.resume();
            }
        });
        var walk = begin(page);
        field(walk, "owned").fill("Mistakes were made.");
        page.waitForCondition(() -> !held.isEmpty());
        field(walk, "owned").fill("I am sorry if you felt left out.");
        assertThat(walk.locator(".hints")).containsText("leaves open whether");
        held.getFirst().run();
        assertThat(walk.locator(".hints")).containsText("leaves open whether");
        assertThat(walk.locator("text=too late")).hasCount(0);
    }

    @Test
    void what_is_refused_leads_back_to_its_question_with_everything_that_was_typed() {
        var page = atTheBrief();
        var walk = begin(page);
        field(walk, "owned").fill(OWNED);
        walk.locator("[data-on]").click();
        field(walk, "change").fill("x".repeat(4001));
        walk.locator("[data-on]").click();
        field(walk, "dueOn").fill(today().plusDays(2).toString());
        walk.locator("[data-on]").click();
        page.waitForResponse(
                (Response response) ->
                        response.status() == 422 && response.url().endsWith("offer-repair"),
                () -> walk.locator("[data-offer]").click());

        var again = page.locator("details[open] > repair-walk");
        assertThat(questions(again)).containsText("2 of 3");
        assertThat(again.locator("[role=alert]")).containsText("Nothing was recorded yet");
        assertThat(field(again, "change")).isFocused();
        assertThat(field(again, "change")).hasValue("x".repeat(4001));
        assertThat(again.locator("dd")).hasText(OWNED);
        field(again, "change").fill(CHANGE);
        again.locator("[data-on]").click();
        assertThat(field(again, "dueOn")).hasValue(today().plusDays(2).toString());
        again.locator("[data-on]").click();
        again.locator("[data-offer]").click();
        assertThat(page.locator(".notice--done").first()).containsText("The repair is offered.");
    }

    @Test
    void what_somebody_is_writing_survives_that_the_page_is_brought_up_to_date() {
        var page = atTheBrief();
        var walk = begin(page);
        field(walk, "owned").fill(OWNED);
        walk.locator("[data-on]").click();
        field(walk, "change").fill("I ask");
        page.evaluate("() => new Promise(done => {"
                + " document.addEventListener('turbo:render', () => setTimeout(done, 50), { once: true });"
                + " Turbo.visit(location.href, { action: 'replace' }) })");
        assertThat(field(walk, "change")).hasValue("I ask");
        assertThat(walk.locator("[data-question]:not([hidden])")).containsText("2 of 3");
        assertThat(walk.locator("dd")).hasText(OWNED);
    }
}
