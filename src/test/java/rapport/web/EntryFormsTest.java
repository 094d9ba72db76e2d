package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.commitments.CommitmentActKind;
import rapport.doors.Collection;
import rapport.web.Browser.Page;

/** Feedback, concerns, ruptures, topics and notes through the forms that the pages offer. */
class EntryFormsTest extends WebTest {

    // --- feedback -------------------------------------------------------------------------------------------------

    @Test
    void guidance_waits_to_be_heard_and_may_land_hard() {
        var given = create(
                withReport("Ada"),
                "give-feedback",
                Map.of("kind", "GUIDANCE", "text", "Ask before you decide", "situation", "Planning on Monday"));
        assertThat(given.main())
                .contains("The feedback is given.", "Not known how it landed", "Guidance from you", "Ada’s move");
        var page = open(given, "Ask before you decide");
        assertThat(page.main()).contains("Planning on Monday", "You gave it.", "recorded by you");
        var heard = browser.submit(page, formForAbsent("hear"), Map.of("landed", "HARD", "text", "It hurt"));
        assertThat(heard.address()).as("back to the entry").isEqualTo(page.address());
        assertThat(heard.main()).contains("Recorded: how it landed.", "It landed hard with Ada", "It hurt");
        assertThat(browser.get(given.address()).main()).contains("Landed hard with Ada", "Your move");

        var strained = browser.submit(
                heard, "form[id^=name-rupture-on-]", Map.of("text", "I blamed you", "visibility", "SHARED"));
        assertThat(strained.address()).isEqualTo(page.address());
        var brief = browser.get(given.address());
        assertThat(brief.main())
                .contains("Not mended yet", "feedback landed hard", "caused by you", "Next: own it to Ada, then offer")
                .doesNotContain("Landed hard with Ada");
        assertThat(open(brief, "I blamed you")
                        .select("section:has(h2:contains(It is about)) a")
                        .attr("href"))
                .isEqualTo(page.address());
    }

    @Test
    void a_request_is_answered_on_its_item() {
        var asked = create(withReport("Ada"), "ask-feedback", Map.of("about", "My talk", "onBehalfOf", "true"));
        assertThat(asked.main()).contains("Ada asked you for feedback", "Feedback, please", "Your move");
        var page = open(asked, "My talk");
        var answered = browser.submit(
                asked, "form[id^=give-feedback-on-]", Map.of("kind", "APPRECIATION", "text", "It was clear"));
        assertThat(answered.address()).isEqualTo(asked.address());
        assertThat(answered.main()).contains("The feedback is given.").doesNotContain("My talk");
        var request = browser.get(page.address());
        assertThat(request.main()).contains("Answered.", "It was clear");
        assertThat(request.has("form[id^=give-feedback-]")).isFalse();
    }

    @Test
    void what_one_asked_for_is_given_in_the_others_name() {
        var asked = create(withReport("Ada"), "ask-feedback", Map.of("about", "My talk"));
        assertThat(asked.main()).contains("You asked for feedback", "Ada’s move");
        assertThat(asked.has("form[id^=give-feedback-on-]")).isFalse();
        var answered =
                browser.submit(asked, "form[id^=give-feedback-for-]", Map.of("kind", "GUIDANCE", "text", "Too fast"));
        assertThat(answered.main())
                .contains("Say how it landed", "Guidance from Ada")
                .doesNotContain("My talk");
    }

    // --- concerns -------------------------------------------------------------------------------------------------

    @Test
    void a_concern_is_heard_answered_with_a_promise_reopened_answered_and_settled() {
        var brief = create(withReport("Ada"), "raise-concern", Map.of("text", "On-call", "onBehalfOf", "true"));
        assertThat(brief.main()).contains("Ada raised", "Not answered yet", "Your move");
        var heard = act(brief, "hear", Map.of("text", "It is too much"));
        assertThat(heard.main()).contains("It still waits for an answer.", "heard");
        var answered = act(
                heard,
                "answer",
                Map.of(
                        "text", "I find a third person",
                        "commitment.text", "Talk to the platform team",
                        "commitment.dueOn", today().plusDays(3).toString()));
        assertThat(answered.main())
                .contains("Talk to the platform team", "Answered, and not settled yet", "You answered");
        var page = open(answered, "On-call");
        assertThat(page.main()).contains("I find a third person", "The promise made with the answer", "It is too much");
        var reopened = browser.submit(page, formForAbsent("reopen"), Map.of("reason", "Still me"));
        assertThat(reopened.main()).contains("open again", "Still me");
        var again = act(reopened, "answer", Map.of("text", "From Monday"));
        var settled = browser.submit(again, formForAbsent("settle"), Map.of());
        assertThat(settled.main()).contains("Ada said that it is settled.", "has not been verified");
        assertThat(offered(settled)).containsExactlyInAnyOrder("reopen");
    }

    @Test
    void ones_own_concern_can_be_taken_back() {
        var brief = create(withReport("Ada"), "raise-concern", Map.of("text", "The budget"));
        assertThat(brief.main()).contains("You raised");
        assertThat(offeredOf(brief, "The budget")).containsExactly("answer", "hear", "withdraw");
        assertThat(browser.get(brief.address()).has(formOf(brief, "answer")))
                .as("only in Ada’s name")
                .isFalse();
        var gone = act(open(brief, "The budget"), "withdraw", Map.of("reason", "It is clear now"));
        assertThat(gone.main()).contains("You took it back.", "It is clear now");
        assertThat(browser.get(brief.address()).main()).doesNotContain("The budget");
    }

    // --- ruptures -------------------------------------------------------------------------------------------------

    @Test
    void a_rupture_stays_private_until_it_is_named_and_is_then_mended() {
        var form = withReport("Ada");
        assertThat(form.select("form#name-rupture [name=visibility][value=PRIVATE]")
                        .hasAttr("checked"))
                .isTrue();
        assertThat(form.select("form#name-rupture").text()).contains("It stays in your own notebook");
        var brief = create(form, "name-rupture", Map.of("text", "I cut you off", "kind", "SHARP_TONE"));
        assertThat(brief.main())
                .contains(
                        "Only you see this",
                        "Not named to Ada yet",
                        "a sharp tone",
                        "Next: name it to Ada, or let it be.");
        assertThat(offeredOf(brief, "I cut you off")).containsExactlyInAnyOrder("share", "close");

        var named = act(brief, "share", Map.of());
        assertThat(named.main())
                .contains("Both of you see it now.", "Not owned yet")
                .doesNotContain("Only you see this");
        var hurt = browser.submit(named, formForAbsent("describe-impact"), Map.of("text", "I felt small"));
        var disputed = act(hurt, "dispute", Map.of("text", "We ran out of time"));
        assertThat(disputed.main())
                .contains("Seen differently by you", "A move for both of you", "Next: talk about it.");
        var repair = Map.of(
                "owned", "I cut you off in planning",
                "change", "I wait until you have finished",
                "dueOn", today().plusDays(5).toString());
        var offered = act(disputed, "offer-repair", repair);
        assertThat(offered.main()).contains("A repair is offered", "Ada’s move");
        var declined =
                browser.submit(offered, formForAbsent("decline-repair"), Map.of("missing", "Say it to the team"));
        assertThat(declined.main())
                .contains("The repair was not enough", "Next: read what is missing, then offer the repair anew.");
        var page = open(act(declined, "offer-repair", repair), "I cut you off");
        assertThat(page.main())
                .contains("I felt small", "We ran out of time", "Say it to the team")
                .contains("What you own", "I cut you off in planning", "What will be different");
        var accepted = browser.submit(page, formForAbsent("accept-repair"), Map.of("text", "Thank you"));
        assertThat(accepted.main())
                .contains("What will be different is a promise now.", "Being mended: held 0 of 3", "Thank you");
        assertThat(browser.get(brief.address()).main()).contains("Your change: “I wait until you have finished”");
        var held = browser.submit(accepted, formForAbsent("note-change"), Map.of("held", "true", "text", "In review"));
        assertThat(held.main()).contains("held 1 of 3", "In review");
        assertThat(held.has("form[action$=/mark-repaired]")).isFalse();

        var promise = browser.get(
                held.select("section:has(h2:contains(as a promise)) a").attr("href"));
        assertThat(promise.main()).contains("It is part of mending", "I cut you off");
        assertThat(promise.has("form[action*=/entries/]"))
                .as("stands as it was offered")
                .isFalse();

        var gone = browser.submit(held, formForAbsent("let-go"), Map.of("reason", "Enough"));
        assertThat(gone.main()).contains("Ada let it go.", "Enough", "not been verified");
        assertThat(gone.has("section[aria-labelledby=acts]")).isFalse();
    }

    @Test
    void what_repeats_is_counted() {
        var brief = withReport("Ada");
        for (var days : List.of(30, 10)) {
            brief = create(
                    brief,
                    "name-rupture",
                    Map.of(
                            "text",
                            "Interrupted " + days,
                            "kind",
                            "INTERRUPTED_OR_DISMISSED",
                            "occurredOn",
                            today().minusDays(days).toString()));
        }
        assertThat(brief.main()).contains("the 2nd time in 180 days", "30 days ago");
    }

    @Test
    void a_broken_promise_that_strained_is_its_promisors_doing() {
        var brief = overduePromise(withReport("Ada"), "REPORT", "Send the numbers");
        var strained = browser.submit(
                brief, "form[id^=name-rupture-on-]", Map.of("text", "I stood there without", "visibility", "SHARED"));
        assertThat(strained.address()).isEqualTo(brief.address());
        assertThat(strained.main()).contains("a broken promise", "caused by Ada");
    }

    @Test
    void hints_are_shown_without_recording_anything() {
        var brief = create(withReport("Ada"), "name-rupture", Map.of("text", "I was late", "visibility", "SHARED"));
        var form = formOf(brief, "offer-repair");
        var typed = Map.of("owned", "I am sorry if you felt hurt", "change", "I will do better", "hints", "true");
        var hinted = browser.submit(brief, form, typed);
        assertThat(hinted.status()).isEqualTo(200);
        assertThat(hinted.has("details[open] > repair-walk > " + form)).isTrue();
        assertThat(hinted.select(form + " [name=owned]").wholeText()).contains("I am sorry if you felt hurt");
        assertThat(hinted.select(".hints").text()).contains("Nothing is recorded yet", "leaves open whether");
        assertThat(browser.get(brief.address()).main()).contains("Not owned yet");
        var offered =
                browser.submit(hinted, form, Map.of("dueOn", today().plusDays(1).toString()));
        assertThat(offered.main()).contains("A repair is offered");
        assertThat(browser.get("/hints").main()).contains("leaves open whether", "Hints on a repair");
    }

    // --- topics and notes -----------------------------------------------------------------------------------------

    @Test
    void topics_are_talked_about_or_dropped() {
        var brief = create(withReport("Ada"), "raise-topic", Map.of("text", "The offsite"));
        assertThat(brief.main()).contains("To talk about", "The offsite", "A move for both of you");
        assertThat(act(brief, "discuss", Map.of()).main())
                .contains("you talked about it")
                .doesNotContain("The offsite");
        var other = create(brief, "raise-topic", Map.of("text", "The lamp"));
        assertThat(act(other, "drop", Map.of("reason", "Fixed")).main())
                .contains("dropped")
                .doesNotContain("The lamp");
        var own = create(brief, "raise-topic", Map.of("text", "Her raise", "visibility", "PRIVATE"));
        assertThat(own.main()).contains("Only you see this");
        assertThat(act(own, "close", Map.of()).main()).contains("Put away.").doesNotContain("Her raise");
    }

    @Test
    void a_flagged_note_comes_up_until_it_is_put_away() {
        var quiet = create(withReport("Ada"), "take-note", Map.of("text", "Likes tea"));
        assertThat(quiet.main()).contains("The note is kept.").doesNotContain("Likes tea");
        var flagged = create(quiet, "take-note", Map.of("text", "Ask about the move", "flagged", "true"));
        assertThat(flagged.main()).contains("Noted for this 1:1", "Only you see this");
        assertThat(act(flagged, "close", Map.of()).main()).doesNotContain("Ask about the move");
        var shared = create(
                flagged, "take-note", Map.of("text", "Both read this", "flagged", "true", "visibility", "SHARED"));
        assertThat(act(shared, "unflag", Map.of()).main()).contains("put away").doesNotContain("Both read this");
    }

    // --- corrections ----------------------------------------------------------------------------------------------

    @Test
    void an_author_puts_an_entry_in_other_words_or_takes_it_out() {
        var brief = create(withReport("Ada"), "raise-concern", Map.of("text", "Wrong words"));
        var page = open(brief, "Wrong words");
        var reworded = act(page, "reword", Map.of("text", "Right words", "reason", "A slip"));
        assertThat(reworded.main())
                .contains("Right words", "Reworded", "A slip")
                .doesNotContain("Wrong words");
        assertThat(browser.get(brief.address()).main()).contains("Right words", "Reworded");
        var retracted = act(reworded, "retract", Map.of("reason", "Not meant"));
        assertThat(retracted.address()).isEqualTo(brief.address());
        assertThat(retracted.main()).contains("left in the history only").doesNotContain("Right words");
        assertThat(browser.get(page.address()).status()).isEqualTo(404);
        var late = browser.follow(
                browser.submitWithoutFollowing(page, formOf(page, "reword"), Map.of("text", "Too late")));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.main()).contains("This was retracted", "Too late");
    }

    @Test
    void a_promise_and_a_private_entry_can_be_put_right_too() {
        var brief = promise(withReport("Ada"), "MANAGER", "Raed it", today().plusDays(1), Map.of());
        var reworded = act(open(brief, "Raed it"), "reword", Map.of("text", "Read it"));
        assertThat(reworded.main()).contains("Read it", "Reworded").doesNotContain("Raed it");
        assertThat(act(reworded, "retract", Map.of("reason", "No")).main()).doesNotContain("Read it");
        var own = create(brief, "raise-topic", Map.of("text", "Mien", "visibility", "PRIVATE"));
        var mine = act(open(own, "Mien"), "reword", Map.of("text", "Mine"));
        assertThat(mine.main()).contains("Mine", "Reworded", "Only you see this");
        assertThat(act(mine, "retract", Map.of("reason", "No")).main()).doesNotContain("Mine");
    }

    // --- all ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "give-feedback, text", "ask-feedback, about", "raise-concern, text",
        "name-rupture, text", "raise-topic, text", "take-note, text"
    })
    void what_cannot_be_taken_comes_back_as_typed(String form, String field) {
        var brief = withReport("Ada");
        var again = create(brief, form, Map.of(field, "<b>" + "x".repeat(4_001), "onBehalfOf", "true"));
        assertThat(again.status()).isEqualTo(422);
        var key = "form#" + form;
        assertThat(again.has("details[open] > " + key)).isTrue();
        assertThat(again.html().select("details.act[open]")).hasSize(1);
        assertThat(again.select(key + " [name=" + field + "]").wholeText()).contains("<b>xxx");
        assertThat(again.has(key + " [name=onBehalfOf][checked]")).isTrue();
        assertThat(again.main()).contains("at most 4,000 fit");
        var sound = browser.submit(again, key, soundly(again, key, field));
        assertThat(sound.status()).isEqualTo(200);
        assertThat(sound.address()).isEqualTo(brief.address());
        // Sent twice, it makes one thing.
        assertThat(browser.submit(again, key, soundly(again, key, field)).status())
                .isEqualTo(200);
    }

    private static Map<String, String> soundly(Page page, String form, String field) {
        var fields = new HashMap<>(Map.of(field, "Sound"));
        if (page.has(form + " [name=visibility]")) {
            fields.put("visibility", "SHARED");
        }
        return fields;
    }

    @Test
    void a_rule_that_refuses_leaves_the_words_there() {
        var brief = create(withReport("Ada"), "raise-concern", Map.of("text", "On-call", "onBehalfOf", "true"));
        var page = open(brief, "On-call");
        browser.submit(page, formForAbsent("withdraw"), Map.of());
        var refused = act(page, "answer", Map.of("text", "My long answer"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.select(formOf(refused, "answer") + " [name=text]").wholeText())
                .contains("My long answer");
        assertThat(refused.has("details[open] form[action$=/answer]")).isTrue();
        assertThat(refused.select(".notice--refused").text()).contains("withdrawn");
        // From the brief, where it is listed no more, it leads to its own page.
        var fromBrief = act(brief, "answer", Map.of("text", "My other answer"));
        assertThat(fromBrief.status()).isEqualTo(409);
        assertThat(fromBrief.main()).contains("My other answer");
    }

    @Test
    void a_field_left_out_is_asked_for_where_it_was_sent_from() {
        var brief = create(withReport("Ada"), "name-rupture", Map.of("text", "Late", "visibility", "SHARED"));
        var again = act(brief, "offer-repair", Map.of("owned", "I was late"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.select("h1").text()).isEqualTo("Ada");
        assertThat(again.select(formOf(again, "offer-repair") + " [name=owned]").wholeText())
                .contains("I was late");
    }

    @Test
    void nothing_is_offered_once_the_relationship_has_ended() {
        var brief = create(withReport("Ada"), "raise-concern", Map.of("text", "On-call"));
        var page = open(brief, "On-call");
        var id = brief.address().substring("/relationships/".length());
        browser.submit(
                browser.get("/people"), "form#end-" + id, Map.of("reason", "Moved", "endedOn", today().toString()));
        for (var address : List.of(brief.address(), page.address(), brief.address() + "/one-on-ones")) {
            var ended = browser.get(address);
            assertThat(ended.status()).as(address).isEqualTo(200);
            assertThat(ended.has("main form[method=post]")).as(address).isFalse();
        }
        var refused =
                browser.submit(brief, "form#take-note", Map.of("text", "Words not to lose", "visibility", "SHARED"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.select("form#take-note [name=text]").wholeText()).contains("Words not to lose");
    }

    /** What the pages of this test can reach: a door that no page leads to would be found out here. */
    @Test
    void every_act_has_a_sentence_that_confirms_it() {
        for (var collection : Collection.values()) {
            assertThat(Confirmation.of(collection).sentence()).isNotBlank();
            for (var act : collection.acts()) {
                assertThat(Confirmation.of(act).sentence()).endsWith(".");
            }
        }
        assertThat(Confirmation.of(CommitmentActKind.KEEP)).isEqualTo(Confirmation.KEEP);
    }

    private Page create(Page brief, String form, Map<String, String> filled) {
        return browser.submit(browser.get(brief.address()), "form#" + form, filled);
    }

    private Set<String> offeredOf(Page brief, String text) {
        return offered(open(brief, text));
    }

    /** The acts on the entry of a page, whoever's name they are in; not what puts it right, nor what is new. */
    private static Set<String> offered(Page page) {
        var acts = new TreeSet<String>();
        page.html().select("section[aria-labelledby=acts] form").forEach(form -> {
            if (!form.hasAttr("data-new")
                    && !form.id().startsWith("name-")
                    && !form.id().startsWith("give-")) {
                acts.add(form.attr("action").replaceAll(".*/", ""));
            }
        });
        return acts;
    }
}
