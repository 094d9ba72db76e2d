package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rapport.Api;
import rapport.web.Browser.Page;

/** What was recorded, as a page tells it. */
class HistoryPagesTest extends WebTest {

    private Api grace() {
        return new Api(port, apiToken);
    }

    private Page history(Page brief) {
        return browser.get(brief.select(".masthead a[href$=/history]").attr("href"));
    }

    private String record(Page brief, String rest, String json) {
        var answer = grace().post("/api" + brief.address() + rest, json);
        assertThat(answer.status() / 100).as(answer.text()).isEqualTo(2);
        return answer.field("id");
    }

    private String note(Page brief, String text) {
        return record(brief, "/notes", "{\"text\":\"" + text + "\",\"visibility\":\"PRIVATE\"}");
    }

    @Test
    void it_tells_in_sentences_what_happened_the_newest_first() {
        var brief = overduePromise(withReport("Tessa"), "MANAGER", "Answer the note");
        act(open(brief, "Answer the note"), "keep", Map.of("delivered", "On paper"));
        var page = history(browser.get(brief.address()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.address()).isEqualTo(brief.address() + "/history");
        assertThat(page.html().select("main h2")).hasSize(1);
        assertThat(page.html().select(".timeline > li > p:not([class])").eachText())
                .satisfiesExactly(
                        kept -> assertThat(kept).startsWith("You said that it was kept on "),
                        made -> assertThat(made)
                                .startsWith("You made a promise, due ")
                                .contains("It had been said on"),
                        begun -> assertThat(begun).isEqualTo("You began this record, for you and Tessa."));
        assertThat(page.html().select(".timeline blockquote").eachText())
                .containsExactly("On paper", "Answer the note");
        assertThat(page.select(".timeline__about").text()).isEqualTo("Answer the note");
    }

    @Test
    void corrections_and_what_is_private_are_marked() {
        var brief = withReport("Mara");
        var id = note(brief, "a doubt");
        record(brief, "/entries/" + id + "/reword", "{\"text\":\"a worry\",\"reason\":\"closer to it\"}");
        promise(brief, "REPORT", "Send the list", today(), Map.of("onBehalfOf", "true"));
        var promised = browser.get(brief.address() + "/history");

        assertThat(promised.html().select(".timeline > li").eachText())
                .satisfiesExactly(
                        made -> assertThat(made)
                                .contains("Mara made a promise")
                                .contains("Recorded by you in Mara’s name, who had not joined."),
                        reworded -> assertThat(reworded)
                                .contains("You put the note into other words.", "a worry", "Why closer to it")
                                .contains("Only you see this."),
                        taken -> assertThat(taken).contains("a doubt", "Only you see this.", "Reworded since."),
                        opened -> assertThat(opened).contains("You began your own notebook."),
                        _ -> {});

        var entry = browser.get(brief.address() + "/history/" + id);
        assertThat(entry.select("h1").text()).isEqualTo("Note");
        assertThat(entry.html().select("blockquote").eachText()).containsExactly("a doubt", "a worry", "closer to it");
    }

    @Test
    void what_was_searched_for_stands_in_no_address_and_older_lines_are_kept_to_what_was_chosen() {
        var brief = withReport("Sera");
        for (var number = 0; number < 54; number++) {
            note(brief, "Find me in the Straße, number " + number);
        }
        note(brief, "something else");
        var all = browser.get(brief.address() + "/history");
        assertThat(all.select("form#history-search").attr("method")).isEqualTo("post");

        var found = browser.submit(all, "form#history-search", Map.of("q", "STRASSE", "kind", "NOTE"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.address()).isEqualTo(all.address());
        assertThat(found.html().select("blockquote")).hasSize(50);
        assertThat(found.select("#history-q").val()).isEqualTo("STRASSE");
        assertThat(found.html().select("a[href*=STRASSE], form[action*=STRASSE]"))
                .isEmpty();

        var older = browser.submit(found, "form#history-older", Map.of());
        assertThat(older.address()).isEqualTo(all.address());
        assertThat(older.html().select("blockquote")).hasSize(4);
        assertThat(older.has("form#history-older")).isFalse();
        assertThat(older.main()).doesNotContain("something else");

        var inAddress = browser.get(all.address() + "?q=STRASSE");
        assertThat(inAddress.html().select("blockquote")).hasSize(50);
        assertThat(inAddress.main()).contains("something else");
        assertThat(inAddress.select("#history-q").val()).isEmpty();

        // Without words, what was chosen may stand in an address.
        var notes = browser.submit(all, "form#history-search", Map.of("kind", "NOTE", "side", "MANAGER"));
        var olderNotes = browser.get(notes.select("a[rel=next]").attr("href"));
        assertThat(olderNotes.address()).contains("kind=NOTE", "side=MANAGER");
        assertThat(olderNotes.html().select("blockquote").eachText())
                .hasSize(5)
                .endsWith("Find me in the Straße, number 0");
        assertThat(olderNotes.has("a[rel=next]")).isFalse();
        assertThat(browser.submit(all, "form#history-search", Map.of("kind", "RUPTURE"))
                        .select(".calm")
                        .text())
                .isNotEmpty();
    }

    @Test
    void words_of_others_come_as_words_and_never_as_markup() {
        var brief = withReport("Bobby");
        note(brief, "<b id='injected'>bold</b>");
        var page = browser.submit(
                browser.get(brief.address() + "/history"), "form#history-search", Map.of("q", "<b id='injected'>"));

        assertThat(page.has("#injected")).isFalse();
        assertThat(page.select("blockquote").text()).isEqualTo("<b id='injected'>bold</b>");
        assertThat(page.select("#history-q").val()).isEqualTo("<b id='injected'>");
    }

    @Test
    void nobody_else_gets_in_and_nonsense_leads_nowhere() {
        var brief = withReport("Nora");
        var id = note(brief, "a doubt");
        var history = brief.address() + "/history";

        assertThat(browser.get(history + "?before=nonsense").status()).isEqualTo(400);
        assertThat(browser.get(history + "?kind=nonsense").status()).isEqualTo(400);
        assertThat(browser.get(history + "/nonsense").status()).isEqualTo(404);
        assertThat(new Browser(port).get(history).address()).isEqualTo("/sign-in");
        assertThat(new Browser(port).get(history + "/" + id).address()).isEqualTo("/sign-in");
        assertThat(browser.post(history, Map.of("q", "x")).statusCode()).isEqualTo(403);
    }
}
