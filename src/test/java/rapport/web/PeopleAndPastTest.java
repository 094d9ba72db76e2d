package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Relationships that begin and end, and what a brief was on a day. */
class PeopleAndPastTest extends WebTest {

    @Test
    void the_zone_is_the_servers_until_another_is_chosen() {
        var people = browser.get("/people");
        assertThat(people.select("form#start-report [name=zone]").val())
                .isEqualTo(
                        java.time.ZoneId.systemDefault().getId().matches("[A-Z].*")
                                ? people.select("form#start-manager [name=zone]")
                                        .val()
                                : "UTC");
        assertThat(people.html().select("datalist#zones option").eachAttr("value"))
                .contains("Europe/Berlin", ZONE);
        assertThat(withReport("Zoe").main()).contains("You are Zoe’s manager.", "Pacific/Auckland");
    }

    @Test
    void an_ended_relationship_can_be_read_but_not_written() {
        var brief = overduePromise(withReport("Enda"), "MANAGER", "Write the reference");
        var form = "form[action=" + brief.address() + "/end]";
        var future = browser.submit(
                browser.get("/people"),
                form,
                Map.of("reason", "new team", "endedOn", today().plusDays(1).toString()));
        assertThat(future.status()).isEqualTo(409);
        assertThat(future.select(form + " [role=alert]").text()).contains("has not come yet");
        var ended = browser.submit(future, form, Map.of("endedOn", today().toString()));
        assertThat(ended.address()).isEqualTo("/people");
        assertThat(ended.main()).contains("The relationship has ended.");
        assertThat(ended.select("section:has(#ended)").text()).contains("Enda");
        assertThat(ended.has(form)).isFalse();

        var after = browser.get(brief.address());
        assertThat(after.main()).contains("This relationship ended on", "Write the reference");
        assertThat(after.has("main form[method=post]")).isFalse();
        assertThat(open(after, "Write the reference").has("main form")).isFalse();
        var late = promise(brief, "MANAGER", "Too late", today().plusDays(1), Map.of());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.select("form#make-promise [role=alert]").text()).contains("This relationship has ended");
        assertThat(late.select("form#make-promise [name=text]").wholeText()).contains("Too late");
    }

    @Test
    void the_present_can_be_looked_at_as_the_past_and_is_read_only() {
        var brief = overduePromise(withReport("Past"), "MANAGER", "Answer the note");
        var then = browser.get(brief.address() + "?asOf=" + today());
        assertThat(then.status()).isEqualTo(200);
        assertThat(then.main()).contains("You are looking at the record of today", "Answer the note", "4 days late");
        assertThat(then.has("main form[method=post]")).isFalse();
        assertThat(then.select("main a[href=" + brief.address() + "]").text()).isEqualTo("See it as it is now");
    }

    @Test
    void a_day_that_cannot_be_shown_is_said_so() {
        var brief = withReport("Past");
        for (var day : java.util.List.of("nonsense", today().plusDays(1).toString(), "2001-01-01")) {
            var page = browser.get(brief.address() + "?asOf=" + day);
            assertThat(page.status()).as(day).isEqualTo(422);
            assertThat(page.select("#asOf").val()).isEqualTo(day);
            assertThat(page.select("#asOf-error").text()).isNotEmpty();
        }
    }
}
