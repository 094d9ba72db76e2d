package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

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
                    .contains("The history of you and Barbara");
            assertThat(browser.get("/people").text()).contains(ON_EVERY_PAGE);
            assertThat(theirs.get("/").text()).contains(ON_EVERY_PAGE);
            assertThat(theirs.get("/verify").main()).contains("The history of you and Grace Hopper");
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
