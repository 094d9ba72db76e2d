package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapport.Api;
import rapport.web.Browser.Page;

/** When two people meet, how far they trust each other, and that each keeps their own notebook to themselves. */
class OneOnOnePagesTest extends WebTest {

    private Page oneOnOnes(Page brief) {
        return browser.get(brief.select("a[href$=/one-on-ones]").attr("href"));
    }

    @Test
    void without_a_cadence_the_page_says_so() {
        var page = oneOnOnes(withReport("Ada"));
        assertThat(page.main()).contains("It is not recorded yet when you and Ada meet.", "No 1:1 is planned.");
        assertThat(page.has("form[action$=/move]")).isFalse();
        assertThat(page.has("form[action$=/cancel]")).isFalse();
        assertThat(page.select("form[action$=/hold]").select("[name=start]")).isEmpty();
    }

    @Test
    void a_cadence_is_set_and_its_1_to_1s_moved_called_off_and_held() {
        var brief = withReport("Ada");
        var first = today().plusDays(1);
        var set = browser.submit(
                oneOnOnes(brief),
                "form#set-cadence",
                Map.of("repeats", "WEEKLY", "firstDay", first.toString(), "time", "09:30", "zone", ZONE));
        assertThat(set.main()).contains("Recorded: when you meet.", "Every ", "at 09:30, for 30 minutes");
        assertThat(set.html().select(".item--person")).hasSize(8);
        assertThat(browser.get(brief.address()).main())
                .contains("1:1 tomorrow, " + first.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        + " 09:30");

        var to = first.plusDays(1) + "T11:00";
        var moved = browser.submit(set, "form[action$=/move]", Map.of("from", first + "T09:30", "to", to));
        assertThat(moved.main()).contains("The 1:1 is moved.", Days.day(first.plusDays(1), today()) + ", 11:00");
        var off = browser.submit(moved, "form[action$=/cancel]", Map.of("start", to, "reason", "Ill"));
        assertThat(off.main()).contains("called off").doesNotContain("11:00,");
        var held = browser.submit(off, "form[action$=/hold]", Map.of("summary", "Good"));
        assertThat(held.main()).contains("Recorded: the 1:1 took place.");
        var twice = browser.submit(held, "form[action$=/hold]", Map.of("summary", "Again"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.select("form[action$=/hold] [name=summary]").wholeText())
                .contains("Again");
        assertThat(twice.main()).contains("already recorded as held on that day");
    }

    @Test
    void every_way_to_repeat_is_said_in_words() {
        var page = oneOnOnes(withReport("Ada"));
        for (var expected : Map.of("TWO_WEEKS", "Every second ", "MONTHLY", "Every month on the ", "ONCE", "Once, on ")
                .entrySet()) {
            var set = browser.submit(
                    page,
                    "form#set-cadence",
                    Map.of(
                            "repeats",
                            expected.getKey(),
                            "firstDay",
                            today().plusDays(8).toString()));
            assertThat(set.status()).isEqualTo(200);
            assertThat(set.select(".masthead").text()).contains(expected.getValue());
        }
    }

    @Test
    void a_cadence_that_cannot_be_taken_comes_back_as_typed() {
        var page = oneOnOnes(withReport("Ada"));
        var again = browser.submit(
                page, "form#set-cadence", Map.of("firstDay", "2026-02-30", "time", "noon", "minutes", "long"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.select("#set-cadence-firstDay").val()).isEqualTo("2026-02-30");
        assertThat(again.select("#set-cadence-time").val()).isEqualTo("noon");
        assertThat(again.main()).contains("a day that exists", "a time of the day", "a whole number");
        var tooLong = browser.submit(
                page, "form#set-cadence", Map.of("firstDay", today().plusDays(1).toString(), "minutes", "900"));
        assertThat(tooLong.status()).isEqualTo(409);
        assertThat(tooLong.main()).contains("between five minutes and eight hours");
        assertThat(tooLong.select("#set-cadence-minutes").val()).isEqualTo("900");
    }

    @Test
    void a_weekly_rule_is_told_in_words_also_without_its_weekday() {
        var started = new Api(port, apiToken).post("/api/relationships", """
                {"report":{"name":"Ada Weekly"},"zone":"Europe/Berlin",
                 "cadence":{"rrule":"FREQ=WEEKLY","firstStart":"%sT10:00","minutes":30,"zone":"Europe/Berlin"}}
                """.formatted(today().plusDays(1)));
        assertThat(started.status()).isEqualTo(201);
        var page = browser.get("/relationships/" + started.field("id") + "/one-on-ones");
        assertThat(page.main()).contains("Every ").doesNotContain("FREQ");
    }

    @Test
    void trust_is_noted_and_compared_in_words_only() {
        var brief = withReport("Ada Trusting");
        var page = oneOnOnes(brief);
        assertThat(page.has("form#note-trust [checked]"))
                .as("nothing is suggested")
                .isFalse();
        var bad = browser.submit(page, "form#note-trust", Map.of());
        assertThat(bad.status()).isEqualTo(422);
        var noted = browser.submit(page, "form#note-trust", Map.of("own", "4", "guessOfOther", "2"));
        assertThat(noted.main()).contains("Nobody but you sees your numbers.", "Once both of you have noted it");
        var ada = joined("Ada Trusting");
        var hers = ada.submit(
                ada.get(brief.address() + "/one-on-ones"), "form#note-trust", Map.of("own", "5", "guessOfOther", "4"));
        assertThat(hers.main()).contains("Grace Hopper trusts you as you guessed.");
        assertThat(oneOnOnes(brief).main()).contains("Ada Trusting trusts you more than you guessed.");
    }

    @Test
    void private_entries_do_not_show_to_the_other() {
        var brief = withReport("Ada Other");
        var mine = browser.submit(brief, "form#name-rupture", Map.of("text", "Secret strain"));
        var page = open(mine, "Secret strain");
        browser.submit(mine, "form#take-note", Map.of("text", "Secret note", "flagged", "true"));
        var more = browser.submit(mine, "form#raise-topic", Map.of("text", "Secret topic", "visibility", "PRIVATE"));
        var shared = browser.submit(more, "form#raise-topic", Map.of("text", "Open topic"));
        assertThat(shared.main()).contains("Secret strain", "Secret note", "Secret topic", "Open topic");
        var ada = joined("Ada Other");
        for (var address : new String[] {"/", brief.address()}) {
            assertThat(ada.get(address).main()).contains("Open topic").doesNotContain("Secret", "not mended");
        }
        assertThat(ada.get(page.address()).status()).isEqualTo(404);
        var theirs = page.fieldsOf(formOf(page, "share"));
        theirs.put("_csrf", ada.get("/people").fieldsOf("form#start-report").getOrDefault("_csrf", ""));
        assertThat(ada.post(page.select(formOf(page, "share")).attr("action"), theirs)
                        .statusCode())
                .isEqualTo(404);
        // Only the author may put it right, and only theirs are the acts.
        var topic = ada.get(open(shared, "Open topic").address());
        assertThat(topic.main()).contains("Grace Hopper raised it.").doesNotContain("Put it right");
        assertThat(topic.has("form[action$=/drop]")).isFalse();
        assertThat(topic.has("form[action$=/discuss]")).isTrue();
    }

    @Test
    void a_form_that_was_sent_for_the_notebook_is_not_taken_again_for_both_but_comes_back_as_typed() {
        var brief = withReport("Ada Again");
        browser.submit(brief, "form#raise-topic", Map.of("text", "Her raise", "visibility", "PRIVATE"));
        var again = browser.submit(brief, "form#raise-topic", Map.of("text", "Her raise", "visibility", "SHARED"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.select("form#raise-topic textarea").wholeText()).contains("Her raise");
        var afresh = browser.submit(again, "form#raise-topic", Map.of());
        assertThat(afresh.main()).contains("A move for both of you");
        assertThat(browser.get("/").html().select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }
}
