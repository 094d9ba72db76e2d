package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;
import rapport.seals.Receipt;
import rapport.seals.Sealer;
import rapport.seals.Seals;
import rapport.web.Browser.Page;

/** Checking the history by hand, and what everybody sees if it does not hold. */
class VerifyPagesTest extends WebTest {

    private static final Pattern RECEIPT = Pattern.compile("[0-9]+-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
    private static final String ON_EVERY_PAGE = "something in your history is not as it was recorded";

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Sealer sealer;

    @Autowired
    private Seals seals;

    private String head() {
        return seals.head().map(Receipt::text).orElseThrow();
    }

    private static Page check(Browser browser) {
        var page = browser.submit(browser.get("/verify"), "form#check", Map.of());
        for (var again = 0; again < 50 && page.text().contains("This page shows the result by itself"); again++) {
            page = browser.get("/verify");
        }
        return page;
    }

    private Page checkReceipts(String typed) {
        return browser.submit(browser.get("/verify"), "form#receipts", Map.of("receipts", typed));
    }

    @Test
    void anybody_has_everything_checked_and_is_told_nothing_but_that_it_holds() {
        sealer.seal();

        var page = check(browser);

        assertThat(page.main())
                .contains("Last checked on")
                .contains("all " + seals.head().orElseThrow().block() + " blocks hold")
                .contains(head())
                .doesNotContain("event");
        assertThat(new Api(port, apiToken)
                        .get("/api/verify")
                        .json()
                        .at("/holds")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_receipt_stands_at_the_foot_of_a_brief_and_in_its_markdown() {
        var page = withReport("Rosalind");

        assertThat(page.main()).contains("Receipt " + head());
        assertThat(page.select("textarea#brief-markdown").wholeText()).contains("Receipt " + head());
        assertThat(page.html().select("a[href=/verify]")).hasSize(1);
        var path = "/api" + page.address() + "/open-items";
        assertThat(new Api(port, apiToken).get(path).field("receipt")).isEqualTo(head());
    }

    @Test
    void receipts_are_checked_as_people_type_them() {
        var receipt = head();
        sealer.seal();
        var other = receipt.replaceFirst("-.*", "-0000-0000-0000");

        var page =
                checkReceipts("  " + receipt.toLowerCase(java.util.Locale.ROOT).replace('-', ' ') + "\n" + other
                        + "\n99999-0000-0000-0000\nwhatever <b>\n");

        var said = page.html().select(".group li").eachText();
        assertThat(said.get(0)).startsWith(receipt + " fits");
        assertThat(said.get(1)).startsWith(other + " does not fit any more");
        assertThat(said.get(2)).contains("of a block that is not here");
        assertThat(said.get(3)).startsWith("whatever <b> is no receipt");
        assertThat(checkReceipts("").status()).isEqualTo(422);
        var answer = new Api(port, apiToken).post("/api/verify", Map.of("receipts", receipt + "\n" + other));
        assertThat(answer.json().at("/receipts/0/fit").asString()).isEqualTo("FITS");
        assertThat(answer.json().at("/receipts/1/fit").asString()).isEqualTo("CHANGED");
    }

    @Test
    void what_was_altered_is_said_on_every_page_of_the_two_and_to_nobody_else_in_detail() {
        var brief = withReport("Barbara");
        var theirs = joined("Barbara");
        withReport("Frances");
        var third = joined("Frances");
        var stream = brief.address().replaceAll(".*/relationships/([0-9a-f-]{36}).*", "$1");
        sealer.seal();
        var before = payload(stream);
        change(stream, (before + " ").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            var page = check(browser);

            assertThat(page.main())
                    .contains("something does not fit")
                    .contains("Event 1 of this history is not as it was when it was sealed.")
                    .contains("See it in the history of you and Barbara");
            var there = follow(browser, page);
            var found = there.select("li#event-1");
            assertThat(found.select(".mark").text())
                    .contains("A check found that this is not as it was when it was sealed.");
            assertThat(there.main()).containsOnlyOnce("A check found that this");
            assertThat(there.html().select(".timeline > li").getFirst().id()).isEqualTo("event-1");
            assertThat(browser.get("/people").text()).contains(ON_EVERY_PAGE);
            assertThat(theirs.get("/").text()).contains(ON_EVERY_PAGE);
            assertThat(theirs.get("/verify").main()).contains("See it in the history of you and Grace Hopper");
            assertThat(follow(theirs, theirs.get("/verify")).main()).containsOnlyOnce("A check found that this");
            assertThat(third.get("/").text())
                    .doesNotContain(ON_EVERY_PAGE)
                    .contains("the seals of this server do not all fit");
            assertThat(third.get("/verify").main())
                    .contains("in a place that is not yours")
                    .doesNotContain("Event");
            var answer = new Api(port, apiToken).get("/api/verify").json();
            assertThat(answer.at("/problems/0/relationship").asString()).isEqualTo(stream);
            assertThat(answer.at("/problems/0/event").asLong()).isEqualTo(1);
        } finally {
            change(stream, before.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        check(browser);

        assertThat(browser.get("/people").text()).doesNotContain(ON_EVERY_PAGE);
        assertThat(third.get("/").text()).doesNotContain("do not all fit");
    }

    /** By the link to what was found, as a browser goes; the part behind the # is on the page. */
    private static Page follow(Browser who, Page page) {
        var href = page.html().select(".proof .item__facts a[href*=#]").attr("href");
        assertThat(href).contains("?before=", "#");
        var there = who.get(href.substring(0, href.indexOf('#')));
        assertThat(there.status()).isEqualTo(200);
        assertThat(there.html().select(href.substring(href.indexOf('#')))).hasSize(1);
        return there;
    }

    @Test
    void what_is_gone_is_said_with_what_stood_before_it_and_the_rest_can_still_be_read() {
        var brief = withReport("Hedwig");
        var stream = brief.address().replaceAll(".*/relationships/([0-9a-f-]{36}).*", "$1");
        for (var word : List.of("one", "two", "three")) {
            new Api(port, apiToken)
                    .post("/api/relationships/" + stream + "/concerns", Map.of("text", "worry " + word))
                    .expect(201);
        }
        sealer.seal();
        sql.sql("create table aside as select * from domain_event where aggregate_identifier = ?"
                        + " and sequence_number in (0, 2)")
                .param(stream)
                .update();
        sql.sql("delete from domain_event where global_index in (select global_index from aside)")
                .update();
        try {
            var page = check(browser);

            assertThat(page.html().select(".proof .item__words").eachText())
                    .containsExactly("Event 1 of this history is gone.", "Event 3 of this history is gone.");
            assertThat(page.html().select(".proof .item__facts").eachText())
                    .containsExactly(
                            "The history of you and Hedwig",
                            "See what stood before it in the history of you and Hedwig");
            var there = follow(browser, page);
            assertThat(there.html().select(".timeline > li").getFirst().id()).isEqualTo("event-2");
            assertThat(browser.get("/relationships/" + stream + "/history")
                            .html()
                            .select(".timeline > li")
                            .eachAttr("id"))
                    .containsExactly("event-4", "event-2");
        } finally {
            sql.sql("insert into domain_event select * from aside").update();
            sql.sql("drop table aside").update();
        }
        assertThat(check(browser).main()).contains("blocks hold");
    }

    @Test
    void where_what_was_altered_cannot_be_read_any_more_the_page_says_so_and_leads_nowhere() {
        var brief = withReport("Ingrid");
        var stream = brief.address().replaceAll(".*/relationships/([0-9a-f-]{36}).*", "$1");
        sealer.seal();
        var before = payload(stream);
        change(stream, new byte[] {'{', 0});
        try {
            var page = check(browser);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.main())
                    .contains("Event 1 of this history is not as it was when it was sealed.")
                    .contains(
                            "The history of you and Ingrid cannot be shown: what was altered cannot be read any more.");
            assertThat(page.html().select(".proof .item__facts a")).isEmpty();
        } finally {
            change(stream, before.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(check(browser).main()).contains("blocks hold");
    }

    @Test
    void what_was_altered_in_ones_own_notes_leads_there_and_the_other_is_shown_nothing_of_it() {
        var brief = withReport("Johanna");
        var theirs = joined("Johanna");
        var stream = brief.address().replaceAll(".*/relationships/([0-9a-f-]{36}).*", "$1");
        new Api(port, apiToken)
                .post("/api/relationships/" + stream + "/notes", Map.of("text", "mine alone", "visibility", "PRIVATE"))
                .expect(201);
        sealer.seal();
        var history = theirs.get("/relationships/" + stream + "/history")
                .html()
                .select(".timeline")
                .outerHtml();
        var notes = "from domain_event where payload_type like '%PrivateNoteTaken' order by global_index desc"
                + " fetch first 1 row only";
        var place = sql.sql("select global_index " + notes).query(Long.class).single();
        var metaData = sql.sql("select meta_data " + notes)
                .query((row, _) -> row.getBytes(1))
                .single();
        setMetaData(place, "{ }".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            var page = check(browser);

            assertThat(page.main()).contains("Event 2 of your own notes is not as it was when it was sealed.");
            assertThat(follow(browser, page).select("li#own-event-2").text())
                    .contains("mine alone", "A check found that this is not as it was");
            assertThat(theirs.get("/verify").main())
                    .contains("in a place that is not yours, or in the seals themselves")
                    .doesNotContain("notes", "Event");
            assertThat(theirs.get("/relationships/" + stream + "/history")
                            .html()
                            .select(".timeline")
                            .outerHtml())
                    .isEqualTo(history);
        } finally {
            setMetaData(place, metaData);
        }
        assertThat(check(browser).main()).contains("blocks hold");
    }

    private void setMetaData(long place, byte[] metaData) {
        sql.sql("update domain_event set meta_data = ? where global_index = ?")
                .params(metaData, place)
                .update();
    }

    @Test
    void the_page_says_how_far_everything_is_sealed_and_counts_ones_own_alone() {
        var brief = withReport("Karla");
        var theirs = joined("Karla");
        var stream = brief.address().replaceAll(".*/relationships/([0-9a-f-]{36}).*", "$1");
        sealer.seal();
        assertThat(browser.get("/verify").main())
                .contains("Sealed up to ", "Nothing that you may read was recorded since.");
        var api = new Api(port, apiToken);

        api.post("/api/relationships/" + stream + "/notes", Map.of("text", "mine", "visibility", "PRIVATE"))
                .expect(201);

        // Keeping notes begins with one event of its own.
        assertThat(browser.get("/verify").main())
                .contains(
                        "2 things that you may read were recorded since. They are sealed within the hour; until then, a"
                                + " change to them leaves no trace.");
        assertThat(theirs.get("/verify").main()).contains("Nothing that you may read was recorded since.");
        api.post("/api/relationships/" + stream + "/concerns", Map.of("text", "shared"))
                .expect(201);
        assertThat(theirs.get("/verify").main()).contains("One thing that you may read was recorded since.");
        assertThat(api.get("/api/verify").json().at("/notSealedYet").asLong()).isEqualTo(3);
        assertThat(api.get("/api/verify").field("sealedUpTo")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        sealer.seal();
        assertThat(api.get("/api/verify").json().at("/notSealedYet").asLong()).isZero();
    }

    private String payload(String stream) {
        return sql.sql("select payload from domain_event where aggregate_identifier = ? and sequence_number = 0")
                .param(stream)
                .query((row, _) -> new String(row.getBytes(1), java.nio.charset.StandardCharsets.UTF_8))
                .single();
    }

    private void change(String stream, byte[] payload) {
        sql.sql("update domain_event set payload = ? where aggregate_identifier = ? and sequence_number = 0")
                .params(payload, stream)
                .update();
    }

    @Test
    void the_page_says_where_receipts_come_from_and_is_linked_from_the_history() {
        var brief = withReport("Grete");

        assertThat(browser.get(brief.address() + "/history").html().select("main a[href=/verify]"))
                .hasSize(1);
        assertThat(browser.get("/settings").html().select("main a[href=/verify]"))
                .hasSize(1);
        assertThat(RECEIPT.matcher(browser.get("/verify").main()).find()).isTrue();
    }
}
