package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rapport.commitments.CommitmentActKind;
import rapport.web.Browser.Page;

/** Every act on a promise, through the form that its page offers. */
class PromiseFormsTest extends WebTest {

    @Test
    void a_promise_by_me_stands_in_the_brief_with_its_facts() {
        var brief = withReport("Ada Lovelace");
        assertThat(brief.main()).contains("Ada Lovelace").contains("Nothing is open between you");
        var made =
                promise(brief, "MANAGER", "Read your design note", today().plusDays(1), Map.of("plan", "On the train"));
        assertThat(made.address()).isEqualTo(brief.address());
        assertThat(made.main())
                .contains("The promise is recorded.", "Read your design note", "Due tomorrow", "Your move");
        assertThat(made.main()).contains("you to Ada Lovelace");
        var page = open(made, "Read your design note");
        assertThat(page.main()).contains("On the train", "You promised it");
    }

    @Test
    void a_promise_to_me_is_the_others_move() {
        var made = promise(withReport("Ada"), "REPORT", "Draft the plan", today().plusDays(2), Map.of());
        assertThat(made.main()).contains("Ada to you", "Ada’s move");
        assertThat(open(made, "Draft the plan").main()).contains("You recorded that Ada promised it");
    }

    @Test
    void a_report_sees_the_same_from_the_other_side() {
        var brief = withManager("Boss");
        assertThat(brief.main()).contains("Boss is your manager.");
        var made = overduePromise(brief, "MANAGER", "Answer about the budget");
        assertThat(made.main()).contains("Boss broke", "4 days late", "Boss’s move");
    }

    @Test
    void what_is_due_later_is_in_flight() {
        var made = promise(withReport("Ada"), "MANAGER", "Introduce you", today().plusDays(40), Map.of());
        assertThat(made.select("details:has(a:contains(Introduce you)) summary").text())
                .isEqualTo("1 promise in flight, the next due " + Days.day(today().plusDays(40), today()));
        assertThat(made.main()).contains("Nothing waits for either of you");
    }

    @Test
    void keep_then_confirm_in_the_others_name_is_marked() {
        var broken = overduePromise(withReport("Ada"), "MANAGER", "Answer the note");
        assertThat(broken.select("section.group h2").text()).isEqualTo("You broke");
        var claimed = act(broken, "keep", Map.of("delivered", "Answered in the doc"));
        assertThat(claimed.address()).as("back to the brief").isEqualTo(broken.address());
        assertThat(claimed.main()).contains("Recorded: it was kept.", "Waits for Ada’s word", "You say it was kept");

        var page = open(claimed, "Answer the note");
        assertThat(page.main()).contains("In Ada’s name", "Ada has not joined yet", "Answered in the doc");
        var kept = browser.submit(page, formForAbsent("confirm"), Map.of());
        assertThat(kept.address()).as("back to the promise").isEqualTo(page.address());
        assertThat(kept.main())
                .contains("Kept on", "4 days late", "has not been verified")
                .contains("Recorded by you in Ada’s name, who had not joined.");
        assertThat(kept.main()).doesNotContain("What you can do");
        assertThat(kept.has("main form:not([action*=/entries/])")).isFalse();
    }

    @Test
    void a_keeping_can_be_confirmed_or_disputed_by_the_one_promised_to() {
        var brief = promise(withReport("Ada"), "REPORT", "Draft the plan", today().plusDays(2), Map.of());
        var claimed = browser.submit(brief, formForAbsent("keep"), Map.of());
        assertThat(claimed.main()).contains("Waits for your word", "Ada says it was kept");
        var disputed = act(claimed, "dispute", Map.of("reason", "The costs are missing"));
        assertThat(disputed.main()).contains("open again", "Due in 2 days");
        assertThat(open(disputed, "Draft the plan").main()).contains("You did not agree", "The costs are missing");
        var again = browser.submit(disputed, formForAbsent("keep"), Map.of());
        var confirmed = act(open(again, "Draft the plan"), "confirm", Map.of());
        assertThat(confirmed.main())
                .contains("You agreed that it was kept.", "Kept on")
                .doesNotContain("verified");
    }

    @Test
    void a_new_date_is_proposed_refused_proposed_again_and_agreed() {
        var brief = promise(withReport("Ada"), "REPORT", "Draft the plan", today().plusDays(2), Map.of());
        var newDate = today().plusDays(20);
        var asked = Map.of("dueOn", newDate.toString(), "reason", "The numbers come late");
        var proposed = browser.submit(brief, formForAbsent("propose-date"), asked);
        assertThat(proposed.main()).contains("Ada proposed a new date", "Proposed: " + Days.day(newDate, today()));
        var refused = act(proposed, "refuse-date", Map.of("reason", "The client waits"));
        assertThat(refused.main()).contains("the old date stands", "Due in 2 days");
        var again = browser.submit(refused, formForAbsent("propose-date"), asked);
        var agreed = act(again, "accept-date", Map.of());
        assertThat(agreed.main()).contains("Agreed: the new date stands.", "1 promise in flight");
        assertThat(open(agreed, "Draft the plan").main()).contains("The client waits", "You agreed to the new date.");
    }

    @Test
    void one_proposes_a_date_for_ones_own_promise() {
        var brief = promise(withReport("Ada"), "MANAGER", "Talk to finance", today().plusDays(2), Map.of());
        var proposed =
                act(brief, "propose-date", Map.of("dueOn", today().plusDays(9).toString(), "reason", "They are away"));
        assertThat(proposed.main()).contains("You proposed a new date", "Ada’s move");
    }

    @Test
    void a_miss_is_recorded_and_can_still_be_kept() {
        var brief = promise(withReport("Ada"), "MANAGER", "Talk to finance", today().plusDays(2), Map.of());
        var missed = act(brief, "miss", Map.of("reason", "I forgot"));
        assertThat(missed.main()).contains("You broke", "Called missed on " + Days.day(today(), today()));
        assertThat(open(missed, "Talk to finance").main()).contains("I forgot", "It can still be kept.");
    }

    @Test
    void a_promise_is_let_go_taken_back_or_declined() {
        var brief = withReport("Ada");
        var toMe = promise(brief, "REPORT", "Let this go", today().plusDays(2), Map.of());
        assertThat(act(open(toMe, "Let this go"), "release", Map.of("reason", "No longer needed"))
                        .main())
                .contains("You let it go; nothing is owed any more.", "No longer needed");

        var mine = promise(browser.get(brief.address()), "MANAGER", "Take this back", today().plusDays(2), Map.of());
        assertThat(act(open(mine, "Take this back"), "withdraw", Map.of("reason", "Out of scope"))
                        .main())
                .contains("You took it back before it was due.", "Out of scope");

        var told = promise(
                browser.get(brief.address()),
                "MANAGER",
                "Never said",
                today().plusDays(2),
                Map.of("onBehalfOf", "true"));
        assertThat(open(told, "Never said").main()).contains("Recorded by you in Ada’s name");
        assertThat(act(open(told, "Never said"), "decline", Map.of("reason", "I only said maybe"))
                        .main())
                .contains("You say this was not promised.", "I only said maybe");
    }

    @Test
    void every_act_has_a_form_somewhere_for_oneself_and_for_the_absent() {
        var brief = withReport("Ada");
        var offered = new ArrayList<String>();
        brief = promise(brief, "MANAGER", "one", today().plusDays(2), Map.of("onBehalfOf", "true"));
        collect(offered, brief);
        brief = promise(brief, "REPORT", "two", today().plusDays(3), Map.of());
        collect(offered, brief);
        brief = overduePromise(brief, "REPORT", "three");
        collect(offered, brief);
        brief = overduePromise(brief, "MANAGER", "four");
        collect(offered, brief);
        collect(offered, act(open(brief, "four"), "keep", Map.of()));
        collect(offered, browser.submit(open(brief, "three"), formForAbsent("keep"), Map.of()));
        var date = Map.of("dueOn", today().plusDays(5).toString(), "reason", "why");
        collect(offered, act(open(brief, "one"), "propose-date", date));
        collect(offered, browser.submit(open(brief, "two"), formForAbsent("propose-date"), date));
        assertThat(offered)
                .doesNotContain("dispute-date")
                .contains(Stream.of(CommitmentActKind.values())
                        // Open to one who has joined since, and to nobody else.
                        .filter(kind -> kind != CommitmentActKind.DISPUTE_DATE)
                        .flatMap(kind -> Stream.of(kind.path(), kind.path() + " for the absent"))
                        .toArray(String[]::new));
    }

    private static void collect(List<String> offered, Page page) {
        page.html().select("form[action*=/promises/]").forEach(form -> {
            var path = form.attr("action").replaceFirst(".*/", "");
            offered.add(form.selectFirst("[name=onBehalfOf]") == null ? path : path + " for the absent");
        });
    }

    @Test
    void acts_on_today_lead_back_to_today() {
        overduePromise(withReport("Ida of Today"), "MANAGER", "Call the clinic");
        var today = browser.get("/");
        var item = "li:has(a:contains(Call the clinic)) ";
        assertThat(today.select(item).text()).contains("Ida of Today", "4 days late");
        assertThat(today.main()).contains("1 broken.");
        var released = browser.submit(today, item + formForAbsent("release"), Map.of());
        assertThat(released.address()).isEqualTo("/");
        assertThat(released.main())
                .contains("Recorded: nothing is owed any more.")
                .doesNotContain("Call the clinic");
    }

    @Test
    void a_form_sent_twice_makes_one_promise() {
        var brief = withReport("Ada");
        var fields = Map.of(
                "promisor",
                "MANAGER",
                "text",
                "Once only",
                "dueOn",
                today().plusDays(2).toString());
        browser.submit(brief, "form#make-promise", fields);
        var again = browser.submit(brief, "form#make-promise", fields);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.html().select(".item__words:contains(Once only)")).hasSize(1);
    }

    @Test
    void settled_promises_stay_within_reach() {
        var brief = overduePromise(withReport("Ada"), "REPORT", "Write the review");
        var kept = act(brief, "keep", Map.of());
        assertThat(kept.html().select(".items").text()).doesNotContain("Write the review");
        assertThat(kept.select("#since").text()).contains("Kept", "Ada: Write the review");
        var all = browser.get(kept.select("a:contains(All promises)").attr("href"));
        assertThat(all.main()).contains("Write the review", "Kept on", "4 days late");
        assertThat(open(all, "Write the review").main()).contains("You said that it was kept");
    }
}
