package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rapport.Api;
import rapport.web.Browser.Page;

/** The page of what was promised to whoever looks. */
class PromisesToMeTest extends WebTest {

    private static final String ADDRESS = "/promises-to-me";

    private Browser somebody() {
        var name = "Ada " + UUID.randomUUID();
        withReport(name);
        return joined(name);
    }

    private static List<String> titles(Page page) {
        return page.html().select("main section > h2").eachText();
    }

    private static List<String> words(Page page, String title) {
        return page.html()
                .select("main section:has(> h2:contains(" + title + ")) .item__words")
                .eachText();
    }

    @Test
    void it_speaks_when_nothing_was_ever_promised() {
        var page = somebody().get(ADDRESS);
        assertThat(page.main()).contains("Nobody has promised you anything here yet.", "is yours to say");
        assertThat(titles(page)).isEmpty();
        assertThat(page.select("nav [aria-current=page]").text()).isEqualTo("Promises to me");
    }

    @Test
    void it_gathers_what_was_promised_by_whomever_the_broken_first() {
        var ada = somebody();
        var hers = ada.get(ada.get("/").select(".meeting a").attr("href"));
        ada.submit(
                hers,
                "form#make-promise",
                Map.of(
                        "promisor",
                        "MANAGER",
                        "text",
                        "Later",
                        "dueOn",
                        today().plusDays(40).toString()));
        ada.submit(
                ada.get(hers.address()),
                "form#make-promise",
                Map.of(
                        "promisor",
                        "REPORT",
                        "text",
                        "By me",
                        "dueOn",
                        today().plusDays(4).toString()));
        ada.submit(
                ada.get(hers.address()),
                "form#make-promise",
                Map.of(
                        "promisor",
                        "MANAGER",
                        "text",
                        "Too late",
                        "dueOn",
                        today().minusDays(3).toString(),
                        "madeOn",
                        today().minusDays(9).toString()));
        ada.submit(
                ada.get(hers.address()),
                "form#make-promise",
                Map.of(
                        "promisor",
                        "MANAGER",
                        "text",
                        "Soon done",
                        "dueOn",
                        today().plusDays(5).toString()));
        var graces = browser.get(hers.address());
        act(open(graces, "Soon done"), "keep", Map.of("delivered", "All of it"));
        var other = ada.submit(ada.get("/people"), "form#start-report", Map.of("report.name", "Tom", "zone", ZONE));
        ada.submit(
                other,
                "form#make-promise",
                Map.of(
                        "promisor",
                        "REPORT",
                        "text",
                        "Toms",
                        "dueOn",
                        today().minusDays(5).toString(),
                        "madeOn",
                        today().minusDays(9).toString()));

        var mine = ada.get(ADDRESS);
        assertThat(titles(mine)).containsExactly("Broken", "Waits for your word", "In flight");
        assertThat(words(mine, "Broken")).containsExactly("Toms", "Too late");
        assertThat(words(mine, "Waits")).containsExactly("Soon done");
        assertThat(words(mine, "In flight")).containsExactly("Later");
        assertThat(mine.main())
                .contains("Two promises to you are broken, one waits for your word, one is in flight.")
                .contains("Tom", "Grace Hopper", "5 days late", "Grace Hopper says it was kept")
                .doesNotContain("By me");

        var confirmed = ada.submit(mine, formOf(mine, "confirm"), Map.of());
        assertThat(confirmed.address()).as("back to where it was said").isEqualTo(ADDRESS);
        assertThat(confirmed.main())
                .contains("Recorded: it was kept, and that is agreed.", "1 promise that is settled");
        assertThat(confirmed.select("details#settled").text()).contains("Soon done", "Kept on");
        assertThat(confirmed.select("details#settled").hasAttr("open")).isFalse();

        var refused =
                ada.submit(confirmed, "section:has(h2:contains(Broken)) form[action$=/keep]", Map.of("keptOn", "soon"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.select("h1").text()).isEqualTo("Promises to me");
        assertThat(refused.select("details[open] form[action$=/keep] [name=keptOn]")
                        .val())
                .isEqualTo("soon");
    }

    @Test
    void what_is_settled_is_folded_and_comes_in_pages() {
        var ada = somebody();
        var id = ada.get("/").select(".meeting a").attr("href").replaceAll(".*/", "");
        var api = new Api(port, apiToken);
        for (var i = 0; i < 45; i++) {
            var path = "/api/relationships/" + id + "/commitments";
            var day = today().minusDays(i).toString();
            var made = api.post(
                            path,
                            Map.of("promisor", "MANAGER", "text", "Thing " + i + ".", "dueOn", day, "madeOn", day))
                    .json()
                    .get("id")
                    .asString();
            api.post(path + "/" + made + "/keep", Map.of("keptOn", day));
        }
        var few = ada.get(ADDRESS);
        assertThat(words(few, "Waits")).as("as many as one reads").hasSize(12);
        assertThat(few.main()).contains("And 33 more");
        var all = ada.get(few.select("a[href$='?whole=true']").attr("href"));
        assertThat(words(all, "Waits")).as("45 at once fold").hasSize(45);
        assertThat(all.html().select("section:has(> h2:contains(Waits)) > ol > .item"))
                .hasSize(12);
        assertThat(all.select("section:has(> h2:contains(Waits)) > details summary")
                        .text())
                .isEqualTo("And 33 more");
        for (var form : all.html().select("form[action$=/confirm]")) {
            ada.post(form.attr("action"), all.fieldsOf("form#" + form.id()));
        }

        var first = ada.get(ADDRESS);
        assertThat(first.main()).contains("Nothing that was promised to you is open.", "45 promises that are settled");
        assertThat(first.html().select("#settled .item")).hasSize(20);
        assertThat(first.select("#settled .item__words").text()).isEqualTo("Thing 0.");
        var second = ada.get(first.select("a[rel=next]").attr("href"));
        assertThat(second.select("#settled").hasAttr("open")).isTrue();
        assertThat(second.select("#settled .item__words").text()).isEqualTo("Thing 20.");
        assertThat(second.select("a[rel=prev]").attr("href")).isEqualTo(ADDRESS + "?settled=1");
        var last = ada.get(second.select("a[rel=next]").attr("href"));
        assertThat(last.html().select("#settled .item")).hasSize(5);
        assertThat(last.has("a[rel=next]")).isFalse();
        for (var typed : List.of("9", "0", "999999", "x", "-1", "12345678901")) {
            assertThat(ada.get(ADDRESS + "?settled=" + typed).status())
                    .as(typed)
                    .isEqualTo(200);
        }
    }
}
