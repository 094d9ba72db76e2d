package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page shows what can be read before a 1:1, and leads to everything. */
class ExtentTest extends WebTest {

    private static final int MANY = 40;

    @Test
    void of_very_much_the_worst_is_shown_and_the_rest_is_one_step_away() {
        var brief = withReport("Ada Busy");
        for (var number = 1; number <= MANY; number++) {
            brief = browser.submit(brief, "form#raise-topic", Map.of("text", "Topic number " + number));
        }
        overduePromise(browser.get(brief.address()), "MANAGER", "Answer the note");

        var shown = browser.get(brief.address());
        assertThat(shown.html().select(".item__words").eachText()).hasSize(13).startsWith("Answer the note");
        assertThat(shown.main()).contains("And 28 more");
        assertThat(shown.has("#conversation")).isFalse();

        var whole = browser.get(shown.select("a[href$='?whole=true']").attr("href"));
        assertThat(whole.html().select(".item__words")).hasSize(MANY + 1);
        assertThat(whole.has("#conversation")).isTrue();
        assertThat(whole.select("#brief-markdown").wholeText()).contains("Topic number 40");

        var today = browser.get("/");
        assertThat(today.html().select("#moves ~ .items > .item")).hasSize(24);
        var everything = browser.get(today.select("a[href='/?whole=true']").attr("href"));
        assertThat(everything.html().select("#moves ~ .items > .item")).hasSizeGreaterThan(MANY);
        assertThat(today.select("a[href='/?whole=true']").text())
                .isEqualTo("And "
                        + (everything.html().select("#moves ~ .items > .item").size() - 24) + " more");
    }

    @Test
    void the_whole_of_a_past_day_is_of_that_day() {
        var brief = withReport("Ada Past Busy");
        for (var number = 1; number <= MANY; number++) {
            brief = browser.submit(brief, "form#raise-topic", Map.of("text", "Topic number " + number));
        }

        var then = browser.get(brief.address() + "?asOf=" + today());
        var whole = browser.get(then.select("a[href*='?whole=true']").attr("href"));

        assertThat(whole.main()).contains("You are looking at the record of today");
        assertThat(whole.html().select(".item__words")).hasSize(MANY);
    }
}
