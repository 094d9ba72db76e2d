package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.web.Browser.Page;

/** A brief as a good assistant would tell it, to each of the two. */
class BriefInWordsTest extends WebTest {

    private String name = "";
    private Page graces = new Page(0, "", "", "");
    private Browser ada = browser;

    @BeforeEach
    void twoWhoBothJoined() {
        name = "Ada " + UUID.randomUUID().toString().substring(0, 8);
        graces = withReport(name);
        ada = joined(name);
    }

    private Page grace() {
        return browser.get(graces.address());
    }

    private Page adas() {
        return ada.get(graces.address());
    }

    private static String sum(Page page) {
        return page.select(".masthead__sum").text();
    }

    private static String next(Page page) {
        return page.select(".item__next").text();
    }

    private Page strain(String text, String visibility) {
        return browser.submit(grace(), "form#name-rupture", Map.of("text", text, "visibility", visibility));
    }

    @Nested
    class The_whole_in_a_sentence {

        @Test
        void tells_both_what_the_manager_broke_first_and_who_waits_for_whom() {
            overduePromise(grace(), "MANAGER", "Answer the note");
            overduePromise(grace(), "REPORT", "Send the numbers");
            overduePromise(grace(), "REPORT", "Send the letters");
            strain("I cut you off", "SHARED");
            ada.submit(adas(), "form#raise-concern", Map.of("text", "Too many calls"));
            ada.submit(adas(), "form#ask-feedback", Map.of("about", "My talk"));
            browser.submit(grace(), "form#ask-feedback", Map.of("about", "My mails"));

            assertThat(sum(grace()))
                    .isEqualTo("You broke one promise, " + name
                            + " broke two promises, one moment is not mended; " + name
                            + " waits for two answers, and you wait for one answer.");
            assertThat(sum(adas()))
                    .isEqualTo("Grace Hopper broke one promise, you broke two promises, one moment is not mended; "
                            + "you wait for two answers, and Grace Hopper waits for one answer.");
        }

        @Test
        void says_nothing_of_what_only_the_other_one_sees() {
            strain("Only mine", "PRIVATE");
            assertThat(sum(grace())).isEqualTo("One moment is not mended.");
            assertThat(adas().has(".masthead__sum")).isFalse();
        }

        @Test
        void is_calm_about_work_that_is_due() {
            promise(grace(), "MANAGER", "Answer the note", today().plusDays(2), Map.of());
            assertThat(sum(grace()))
                    .startsWith("Nothing is broken, and nobody waits for an answer; one promise is due by ");
            browser.submit(graces, "form#raise-topic", Map.of("text", "The offsite"));
            act(grace(), "keep", Map.of());
            ada.submit(adas(), formOf(adas(), "confirm"), Map.of());
            assertThat(sum(grace())).isEqualTo("Nothing is broken, and nobody waits for an answer.");
        }
    }

    @Test
    void every_stage_of_a_strain_tells_each_of_them_the_next_step() {
        strain("I cut you off", "PRIVATE");
        assertThat(next(grace())).isEqualTo("Next: name it to " + name + ", or let it be.");
        act(grace(), "share", Map.of());
        assertThat(next(grace())).isEqualTo("Next: own it to " + name + ", then offer what will be different.");
        assertThat(next(adas())).isEqualTo("Next: Grace Hopper owns it. You can say what it did to you.");
        ada.submit(adas(), formOf(adas(), "describe-impact"), Map.of("text", "I felt small"));
        assertThat(next(adas())).isEqualTo("Next: Grace Hopper owns it, and offers what will be different.");

        act(grace(), "dispute", Map.of("text", "We ran out of time"));
        assertThat(next(grace())).isEqualTo("Next: talk about it. The two of you see it differently.");
        assertThat(next(adas())).isEqualTo(next(grace()));

        var repair = new HashMap<>(Map.of(
                "owned",
                "I cut you off",
                "change",
                "I wait",
                "dueOn",
                today().plusDays(5).toString()));
        act(grace(), "offer-repair", repair);
        assertThat(next(grace())).isEqualTo("You have offered a repair. Next: " + name + " says whether it is enough.");
        assertThat(next(adas())).isEqualTo("Grace Hopper has offered a repair. Next: say whether it is enough.");
        ada.submit(adas(), formOf(adas(), "decline-repair"), Map.of("missing", "Say it to the team"));
        assertThat(next(grace())).isEqualTo("Next: read what is missing, then offer the repair anew.");
        assertThat(next(adas())).isEqualTo("Next: Grace Hopper offers the repair anew.");

        act(grace(), "offer-repair", repair);
        ada.submit(adas(), formOf(adas(), "accept-repair"), Map.of());
        assertThat(next(grace())).isEqualTo("Next: keep the change, and say when you have.");
        assertThat(next(adas()))
                .isEqualTo("Next: Grace Hopper keeps the change. Note it whenever you see how it goes.");
        assertThat(grace().select(".item__change").text()).isEqualTo("Your change: “I wait”");
        assertThat(grace().html().select(".held__step")).hasSize(3);
        assertThat(grace().html().select(".held__step--done")).isEmpty();
        var promise = browser.get(grace().select(".item__change a").attr("href"));
        assertThat(promise.main()).contains("It is part of mending");

        ada.submit(adas(), formOf(adas(), "note-change"), Map.of("held", "true"));
        assertThat(grace().html().select(".held__step--done")).hasSize(1);
        act(promise, "keep", Map.of());
        assertThat(next(grace())).isEqualTo("Next: " + name + " notes on which days the change holds.");
        assertThat(ada.get(adas().select(".item:has(.item__change) .item__words a")
                                .attr("href"))
                        .select(".item__next")
                        .text())
                .as("on its own page as well")
                .isEqualTo("Next: note on which days the change holds.");
    }

    @Test
    void a_slip_asks_to_own_it_anew() {
        strain("I cut you off", "SHARED");
        act(
                grace(),
                "offer-repair",
                Map.of(
                        "owned",
                        "I did",
                        "change",
                        "I wait",
                        "dueOn",
                        today().plusDays(5).toString()));
        ada.submit(adas(), formOf(adas(), "accept-repair"), Map.of());
        ada.submit(adas(), formOf(adas(), "note-change"), Map.of("held", "false"));
        assertThat(next(grace()))
                .isEqualTo("Next: own to " + name + " that it slipped, then offer anew what will be different.");
        assertThat(next(adas())).isEqualTo("Next: Grace Hopper owns it, and offers anew what will be different.");
    }

    @Test
    void at_most_two_acts_are_in_sight_and_a_refused_one_unfolds_the_others() {
        overduePromise(grace(), "REPORT", "Send the numbers");
        var item = grace().select(".item.seam");
        assertThat(item.select("> .acts > .act")).hasSizeLessThanOrEqualTo(2);
        assertThat(item.select("> .acts > .more:not([open]) form[id^=name-rupture-on-]"))
                .hasSize(1);
        var refused = browser.submit(grace(), "form[id^=name-rupture-on-]", Map.of("text", " "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.has(".more[open] details[open] > form[id^=name-rupture-on-]"))
                .isTrue();
    }

    @Test
    void many_of_a_kind_are_folded_with_their_count() {
        for (var i = 0; i < 16; i++) {
            browser.submit(
                    graces,
                    "form#raise-topic",
                    Map.of("text", "Topic " + i, "id", UUID.randomUUID().toString()));
        }
        var section = grace().select("section:has(> h2:contains(To talk about))");
        assertThat(section.select("> ol > .item")).hasSize(12);
        assertThat(section.select("> details:not([open]) > summary").text()).isEqualTo("And 4 more");
        assertThat(section.select("> details .item")).hasSize(4);
    }

    @Test
    void when_the_next_one_is_told_as_people_say_it() {
        var sunday = LocalDate.of(2026, 11, 22);
        assertThat(Days.planned(sunday.atTime(15, 0), sunday)).isEqualTo("today, 15:00");
        assertThat(Days.planned(sunday.plusDays(1).atTime(10, 0), sunday)).isEqualTo("tomorrow, Monday 10:00");
        assertThat(Days.planned(sunday.plusDays(6).atTime(9, 5), sunday)).isEqualTo("in 6 days, Saturday 09:05");
        assertThat(Days.planned(sunday.plusDays(7).atTime(10, 0), sunday))
                .isEqualTo("in 7 days, Sunday 29 November 10:00");
        assertThat(Days.planned(LocalDate.of(2027, 1, 4).atTime(10, 0), sunday))
                .isEqualTo("in 43 days, Monday 4 January 2027 10:00");
        assertThat(grace().select(".masthead__when").text()).isEqualTo("No 1:1 is planned yet");
        assertThat(Counts.inWords(12, "promise")).isEqualTo("twelve promises");
        assertThat(Counts.inWords(13, "promise")).isEqualTo("13 promises");
    }

    @Test
    void naming_a_strain_asks_for_the_moment_first_and_who_sees_it_last() {
        var asked = grace().html()
                .select("form#name-rupture [name]:not([type=hidden])")
                .eachAttr("name");
        assertThat(asked.stream().distinct()).containsExactly("text", "causedBy", "kind", "occurredOn", "visibility");
        assertThat(grace().select("form#name-rupture option[selected]").val()).isEqualTo("OTHER");
        assertThat(grace().select("form#name-rupture [name=visibility][checked]")
                        .val())
                .isEqualTo("PRIVATE");
    }

    @Test
    void hints_are_told_to_whoever_asks_while_writing_and_nothing_is_kept() {
        var fields = grace().fieldsOf("form#name-rupture");
        var csrf = Map.of("_csrf", fields.getOrDefault("_csrf", ""));
        var typed = new HashMap<>(csrf);
        typed.put("owned", "I am sorry if you felt hurt");
        typed.put("change", "");
        var found = browser.post("/hints", typed);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("leaves open whether").doesNotContain("felt hurt");
        assertThat(found.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(browser.post("/hints", new HashMap<>(csrf)).body().strip()).isEmpty();
        typed.put("owned", "x".repeat(5000));
        assertThat(browser.post("/hints", typed).statusCode()).isBetween(400, 499);
        assertThat(browser.post("/hints", Map.of("owned", "x")).statusCode()).isEqualTo(403);
    }
}
