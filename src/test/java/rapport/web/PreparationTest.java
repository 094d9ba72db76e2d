package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What helps to prepare a 1:1, on the brief. */
class PreparationTest extends WebTest {

    @Test
    void a_brief_tells_what_happened_since_the_last_one_and_proposes_an_order() {
        var brief = overduePromise(withReport("Ada Prepared"), "MANAGER", "Answer the *note*");
        brief = browser.submit(brief, "form#name-rupture", Map.of("text", "I cut her off", "visibility", "SHARED"));
        brief = browser.submit(brief, "form#take-note", Map.of("text", "Only mine", "flagged", "true"));

        assertThat(brief.select("#since").text())
                .contains("Since ", "Promised", "You: Answer the *note*", "Raised", "You: I cut her off")
                .doesNotContain("Only mine");
        assertThat(brief.html().select("#conversation h3").eachText())
                .containsExactly("First, mend", "Own what was not kept", "Talk about");
        assertThat(brief.select("#conversation").text()).contains("Only mine Only you see this");
        assertThat(brief.select("#brief-markdown").wholeText())
                .contains("## To mend", "- [ ] I cut her off", "Answer the \\*note\\*")
                .doesNotContain("Only mine");
    }

    @Test
    void a_held_1_on_1_is_what_it_is_counted_from() {
        var brief = withReport("Ada Held");
        var page = browser.get(brief.address() + "/one-on-ones");
        browser.submit(
                page, "form[action$=/hold]", Map.of("heldOn", today().toString(), "summary", "We *cleared* the air"));

        var after = browser.get(brief.address());
        assertThat(after.select("#since summary").text()).startsWith("Since the last 1:1, ");
        assertThat(after.select("#since").text()).contains("What came of it We *cleared* the air");
        assertThat(after.select("#brief-markdown").wholeText())
                .contains("- What came of it: We \\*cleared\\* the air")
                .doesNotContain("Nothing was recorded");
        var then = browser.get(brief.address() + "?asOf=" + today());
        assertThat(then.select("#since").text()).contains("We *cleared* the air");
    }

    @Test
    void the_past_is_told_as_of_then() {
        var brief = overduePromise(withReport("Ada Past"), "MANAGER", "Answer the letter");
        var then = browser.get(brief.address() + "?asOf=" + today());

        assertThat(then.select("#since").text()).contains("You: Answer the letter");
    }
}
