package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapport.Api;
import rapport.web.Browser.Page;

/** Ending a 1:1: it took place, what was talked about, what was promised, and when the next one is. */
class WrapUpTest extends WebTest {

    private static final String STEPS = "nav.walk";

    private Page step(Page brief, String step) {
        return browser.get(brief.address() + "/wrap-up" + step);
    }

    private Api api() {
        return new Api(port, apiToken);
    }

    /** The brief of a relationship whose 1:1 is at ten on today's weekday, every week. */
    private Page meetingToday(String name) {
        var brief = withReport(name);
        browser.submit(
                browser.get(brief.address() + "/one-on-ones"),
                "form#set-cadence",
                Map.of("repeats", "WEEKLY", "firstDay", today().toString(), "time", "10:00", "zone", ZONE));
        return browser.get(brief.address());
    }

    private static String button(Page page) {
        return page.html().select("a.button--main[href*=/wrap-up]").text();
    }

    @Nested
    class The_way_in {

        @Test
        void stands_out_on_the_day_on_the_brief_and_on_today() {
            var brief = meetingToday("Ada Due");
            assertThat(button(brief)).isEqualTo("Wrap up today’s 1:1");
            assertThat(browser.get("/")
                            .select(".meeting:has(a[href^=" + brief.address() + "])")
                            .text())
                    .contains("Wrap up today’s 1:1");
            assertThat(browser.get(brief.address() + "/one-on-ones")
                            .select("a[href=" + brief.address() + "/wrap-up]")
                            .text())
                    .isEqualTo("Wrap up a 1:1 together");
        }

        @Test
        void is_not_there_while_none_is_due_to_be_recorded() {
            var brief = withReport("Ada Never");
            assertThat(button(brief)).isEmpty();
            assertThat(browser.get("/")
                            .select(".meeting:has(a[href=" + brief.address() + "])")
                            .text())
                    .doesNotContain("Wrap up");
        }

        @Test
        void becomes_a_quiet_way_back_once_it_is_recorded_and_leads_to_the_second_step() {
            var brief = meetingToday("Ada Back");
            browser.submit(step(brief, ""), "form#one-on-one-hold", Map.of());
            var after = browser.get(brief.address());
            assertThat(button(after)).isEmpty();
            assertThat(after.select("a[href$=/wrap-up/talked]").text()).isEqualTo("Go on wrapping up today’s 1:1");
        }

        @Test
        void is_for_the_two_only() {
            var brief = withReport("Ada Alone");
            var kurt = joined("Ada Alone");
            assertThat(kurt.get(brief.address() + "/wrap-up").status()).isEqualTo(200);
            withReport("Ada Elsewhere");
            var elsewhere = joined("Ada Elsewhere");
            for (var path : new String[] {"", "/talked", "/promised", "/next"}) {
                assertThat(elsewhere.get(brief.address() + "/wrap-up" + path).status())
                        .isEqualTo(404);
            }
        }
    }

    @Nested
    class It_took_place {

        @Test
        void the_one_of_today_is_chosen_and_recording_it_leads_on() {
            var brief = meetingToday("Ada Held");
            var page = step(brief, "");
            assertThat(page.select("#one-on-one-hold-start option[selected]").val())
                    .isEqualTo(today() + "T10:00");
            assertThat(page.select("#one-on-one-hold-heldOn").val()).isEqualTo(today().toString());
            assertThat(page.main()).contains("Leave this out: what you talked about");
            var on = browser.submit(page, "form#one-on-one-hold", Map.of("summary", "We cleared the air"));
            assertThat(on.address()).isEqualTo(brief.address() + "/wrap-up/talked");
            assertThat(on.main()).contains("Recorded: the 1:1 took place.");
            assertThat(step(brief, "").main())
                    .contains("It took place today. You recorded it.", "We cleared the air")
                    .contains("Go on: what you talked about")
                    .doesNotContain("Record it and go on");
        }

        @Test
        void who_records_it_second_goes_on_as_well() {
            var brief = meetingToday("Ada Twice");
            var page = step(brief, "");
            browser.submit(page, "form#one-on-one-hold", Map.of());
            var again = browser.submit(page, "form#one-on-one-hold", Map.of());
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.address()).isEqualTo(brief.address() + "/wrap-up/talked");
            assertThat(again.main()).contains("It is already recorded that this 1:1 took place.");
        }

        @Test
        void what_the_second_one_wrote_is_not_lost_but_can_be_kept_as_a_note() {
            var brief = meetingToday("Ada Second");
            var page = step(brief, "");
            browser.submit(page, "form#one-on-one-hold", Map.of("summary", "The first"));
            var again = browser.submit(page, "form#one-on-one-hold", Map.of("summary", "The second"));
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.select("form#one-on-one-hold textarea").wholeText())
                    .contains("The second");
            assertThat(again.select("form#take-note textarea").wholeText()).contains("The second");
            var kept = browser.submit(again, "form#take-note", Map.of());
            assertThat(kept.address()).isEqualTo(brief.address() + "/wrap-up");
            assertThat(kept.main()).contains("The note is kept.", "The first");
            assertThat(step(brief, "/talked").main()).contains("Noted: The second");
        }

        @Test
        void a_day_that_is_none_comes_back_as_typed() {
            var page = step(withReport("Ada Noday"), "");
            var again = browser.submit(
                    page, "form#one-on-one-hold", Map.of("heldOn", "2026-02-30", "summary", "About much"));
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.has(STEPS)).isTrue();
            assertThat(again.main()).contains("a day that exists");
            assertThat(again.select("form#one-on-one-hold textarea").wholeText())
                    .contains("About much");
            var ahead = browser.submit(
                    page,
                    "form#one-on-one-hold",
                    Map.of("heldOn", today().plusDays(1).toString()));
            assertThat(ahead.status()).isEqualTo(409);
            assertThat(ahead.has(STEPS)).isTrue();
        }

        @Test
        void one_that_did_not_take_place_is_called_off_and_what_is_next_comes_up() {
            var brief = meetingToday("Ada Off");
            var on = browser.submit(step(brief, ""), "form#one-on-one-cancel", Map.of("reason", "Ill"));
            assertThat(on.address()).isEqualTo(brief.address() + "/wrap-up/next");
            assertThat(on.main()).contains("The 1:1 is called off.", "at 10:00.");
            assertThat(button(browser.get(brief.address()))).isEmpty();
        }
    }

    @Nested
    class What_was_talked_about {

        @Test
        void is_told_in_place_and_stands_below_when_it_is_done() {
            var brief = withReport("Ada Talking");
            browser.submit(brief, "form#raise-topic", Map.of("text", "The move to May"));
            browser.submit(
                    brief,
                    "form#take-note",
                    Map.of("text", "Look at the rota", "visibility", "SHARED", "flagged", "true"));
            var page = step(brief, "/talked");
            assertThat(page.main()).contains("To talk about", "The move to May", "Look at the rota");
            assertThat(page.select(STEPS).text()).contains("What you talked about 2 open");
            var talked = act(page, "discuss", Map.of());
            assertThat(talked.address()).isEqualTo(brief.address() + "/wrap-up/talked");
            assertThat(talked.main()).contains("Recorded: you talked about it.", "Talked about: The move to May");
            assertThat(talked.has("form[action$=/discuss]")).isFalse();
            var away = act(talked, "unflag", Map.of());
            assertThat(away.main())
                    .contains("Done with: Look at the rota", "No topic, note or concern that you both see is open.");
        }

        @Test
        void a_concern_is_answered_there_and_a_refused_answer_comes_back_as_typed() {
            var brief = withReport("Ada Worried");
            var ada = joined("Ada Worried");
            ada.submit(ada.get(brief.address()), "form#raise-concern", Map.of("text", "Nobody tells me"));
            var page = step(brief, "/talked");
            var bad = act(page, "answer", Map.of("text", "From now on I do", "commitment.text", "Tell her first"));
            assertThat(bad.status()).isEqualTo(422);
            assertThat(bad.has(STEPS)).isTrue();
            assertThat(bad.main()).contains("From now on I do", "Tell her first");
            var answered = act(page, "answer", Map.of("text", "From now on I do"));
            assertThat(answered.address()).isEqualTo(brief.address() + "/wrap-up/talked");
            assertThat(answered.main()).contains("Answered: Nobody tells me");
            // Her own screen says what is hers to say.
            assertThat(ada.get(brief.address() + "/wrap-up/talked").main()).contains("That settles it");
        }

        @Test
        void what_was_not_on_the_list_is_added_as_talked_about_or_for_the_next_time() {
            var brief = withReport("Ada Adding");
            var page = step(brief, "/talked");
            var talked = browser.submit(page, "form#wrap-up-topic", Map.of("text", "The heating"));
            assertThat(talked.main()).contains("Talked about: The heating");
            var later = browser.submit(talked, "form#wrap-up-topic", Map.of("text", "The lift", "when", "LATER"));
            assertThat(later.select(".items").text()).contains("The lift").doesNotContain("The heating");
            // Pressed twice, it is there once.
            var twice = browser.submit(page, "form#wrap-up-topic", Map.of("text", "The heating"));
            assertThat(twice.status()).isEqualTo(200);
            assertThat(twice.html().select(".lines li")).hasSize(1);
            var empty = browser.submit(page, "form#wrap-up-topic", Map.of("text", " "));
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.main()).contains("This is required.");
        }

        @Test
        void what_only_one_sees_is_on_no_step() {
            var brief = overduePromise(withReport("Ada Private"), "MANAGER", "Shared promise");
            var before = new HashMap<String, String>();
            var steps = new String[] {"", "/talked", "/promised", "/next"};
            for (var step : steps) {
                before.put(step, same(step(brief, step)));
            }
            browser.submit(brief, "form#raise-topic", Map.of("text", "My topic", "visibility", "PRIVATE"));
            browser.submit(brief, "form#take-note", Map.of("text", "My note", "flagged", "true"));
            browser.submit(brief, "form#name-rupture", Map.of("text", "My strain"));
            var strained = browser.get(brief.address());
            assertThat(strained.main()).contains("My topic", "My note", "My strain");
            for (var step : steps) {
                assertThat(same(step(brief, step))).as(step).isEqualTo(before.get(step));
            }
        }

        @Test
        void a_strain_that_only_one_sees_does_not_count_as_one_more_of_its_kind() {
            var brief = withReport("Ada Repeats");
            var shared = Map.of("text", "A sharp word", "kind", "SHARP_TONE", "visibility", "SHARED");
            browser.submit(
                    brief,
                    "form#name-rupture",
                    Map.of(
                            "text",
                            "My strain",
                            "kind",
                            "SHARP_TONE",
                            "occurredOn",
                            today().minusDays(1).toString()));
            var both = browser.submit(browser.get(brief.address()), "form#name-rupture", shared);
            assertThat(both.main()).contains("the 2nd time in 180 days");
            assertThat(step(brief, "/talked").main())
                    .contains("Also open between you: 1 not mended.")
                    .doesNotContain("time in 180 days");
        }

        @Test
        void no_other_people_stand_beside_it() {
            var brief = withReport("Ada Besides");
            withReport("Somebody Different");
            assertThat(browser.get(brief.address()).text()).contains("Somebody Different");
            for (var step : new String[] {"", "/talked", "/promised", "/next"}) {
                assertThat(step(brief, step).text()).doesNotContain("Somebody Different");
                assertThat(step(brief, step).main()).contains("only what you both see");
            }
        }

        private static String same(Page page) {
            return page.body()
                    .replaceAll("(name=\"_csrf\" value=|name=\"id\" value=)\"[^\"]+\"", "$1")
                    .replaceAll("name=\"rapport-version\" content=\"[^\"]+\"", "");
        }
    }

    @Nested
    class What_was_promised {

        private Page promised(Page page, String promisor, String text, String by) {
            return browser.submit(page, "form#wrap-up-promise", Map.of("promisor", promisor, "text", text, "by", by));
        }

        @Test
        void both_promise_one_after_the_other_each_by_a_day_in_words() {
            var brief = meetingToday("Ada Promising");
            browser.submit(step(brief, ""), "form#one-on-one-hold", Map.of());
            var page = promised(step(brief, "/promised"), "MANAGER", "Ask for the budget", "in two weeks");
            assertThat(page.address()).isEqualTo(brief.address() + "/wrap-up/promised");
            assertThat(page.main())
                    .contains(
                            "The promise is recorded.",
                            "You to Ada Promising",
                            "due " + Days.day(today().plusDays(14), today()) + ", in 14 days");
            page = promised(page, "REPORT", "A draft", "tomorrow");
            assertThat(page.main()).contains("Ada Promising to you", "due", "tomorrow");
            assertThat(page.select(STEPS).text()).contains("What you promised 2 today");
        }

        @Test
        void the_next_one_means_the_one_after_this_one_recorded_or_not() {
            var brief = meetingToday("Ada Next");
            var next = "due " + Days.day(today().plusDays(7), today());
            var before = promised(step(brief, "/promised"), "MANAGER", "Before it was recorded", "next 1:1");
            assertThat(before.select("section:has(#made)").text()).contains(next);
            browser.submit(step(brief, ""), "form#one-on-one-hold", Map.of());
            var after = promised(step(brief, "/promised"), "MANAGER", "After it was recorded", "our next 1:1");
            assertThat(after.select("section:has(#made) li:first-child").text())
                    .contains("After it was recorded", next);
        }

        @Test
        void a_day_that_may_be_two_is_asked_for() {
            var brief = withReport("Ada Twofold");
            var again = promised(step(brief, "/promised"), "MANAGER", "The figures", "next month");
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.main()).contains("Which day of next month?", "Please choose the day that you mean.");
            assertThat(again.select("form#wrap-up-promise textarea").wholeText())
                    .contains("The figures");
            var last = again.html().select("input[name=which]").last();
            assertThat(last).isNotNull();
            var chosen = browser.submit(again, "form#wrap-up-promise", Map.of("which", last.val()));
            assertThat(chosen.status()).isEqualTo(200);
            assertThat(chosen.main()).contains("due " + Days.day(java.time.LocalDate.parse(last.val()), today()));
        }

        @Test
        void no_day_and_none_that_is_planned_come_back_as_typed() {
            var brief = withReport("Ada Undated");
            for (var wrong : Map.of(
                            "when it suits", "This is not a day that we understand.",
                            "next 1:1", "No next 1:1 is planned yet. Write a day instead.",
                            "31 February", "There is no such day")
                    .entrySet()) {
                var again = promised(step(brief, "/promised"), "REPORT", "The figures", wrong.getKey());
                assertThat(again.status()).as(wrong.getKey()).isEqualTo(422);
                assertThat(again.main()).contains(wrong.getValue());
                assertThat(again.select("#wrap-up-promise-by").val()).isEqualTo(wrong.getKey());
                assertThat(again.select("form#wrap-up-promise textarea").wholeText())
                        .contains("The figures");
                assertThat(again.select("#wrap-up-promise-promisor-REPORT").hasAttr("checked"))
                        .isTrue();
            }
            var past = promised(step(brief, "/promised"), "REPORT", "The figures", "yesterday");
            assertThat(past.status()).isEqualTo(409);
            assertThat(past.has("form#wrap-up-promise .notice--refused")).isTrue();
        }

        @Test
        void a_form_that_is_sent_twice_promises_once() {
            var brief = withReport("Ada Once");
            var page = step(brief, "/promised");
            promised(page, "MANAGER", "The figures", "tomorrow");
            var twice = promised(page, "MANAGER", "The figures", "tomorrow");
            assertThat(twice.status()).isEqualTo(200);
            assertThat(twice.html().select("section:has(#made) li")).hasSize(1);
        }

        @Test
        void is_taken_back_with_one_press_by_the_one_who_recorded_it() {
            var brief = withReport("Ada Undone");
            var ada = joined("Ada Undone");
            var page = promised(step(brief, "/promised"), "MANAGER", "Too much", "tomorrow");
            var hers = ada.get(brief.address() + "/wrap-up/promised");
            assertThat(hers.main()).contains("Too much");
            assertThat(hers.has("form[action=/capture/undo]")).isFalse();
            var undone = browser.submit(page, "form[action=/capture/undo]", Map.of());
            assertThat(undone.address()).isEqualTo(brief.address() + "/wrap-up/promised");
            assertThat(undone.main()).contains("Taken back.").doesNotContain("Too much");
        }

        @Test
        void earlier_ones_say_there_whether_they_were_kept() {
            var brief = overduePromise(withReport("Ada Earlier"), "MANAGER", "The old answer");
            var page = step(brief, "/promised");
            assertThat(page.main()).contains("You broke", "The old answer");
            assertThat(page.has("form[id^=name-rupture]"))
                    .as("nothing that may be private is written here")
                    .isFalse();
            var kept = act(page, "keep", Map.of());
            assertThat(kept.address()).isEqualTo(brief.address() + "/wrap-up/promised");
            assertThat(kept.main()).contains("Recorded: it was kept.", "Kept: The old answer");
        }
    }

    @Nested
    class The_next_one {

        @Test
        void is_told_with_its_day_and_hour_and_can_be_moved_there() {
            var brief = meetingToday("Ada Onward");
            browser.submit(step(brief, ""), "form#one-on-one-hold", Map.of());
            var page = step(brief, "/next");
            var next = today().plusDays(7);
            assertThat(page.select(".walk__next").text())
                    .isEqualTo("The next 1:1 is on " + Days.day(next, today()) + " at 10:00.");
            var moved = browser.submit(page, "form#one-on-one-move", Map.of("to", next.plusDays(1) + "T15:30"));
            assertThat(moved.address()).isEqualTo(brief.address() + "/wrap-up/next");
            assertThat(moved.select(".walk__next").text())
                    .isEqualTo("The next 1:1 is on " + Days.day(next.plusDays(1), today()) + " at 15:30.");
            var never = browser.submit(moved, "form#one-on-one-move", Map.of("to", "noon"));
            assertThat(never.status()).isEqualTo(422);
            assertThat(never.has(STEPS)).isTrue();
            var off = browser.submit(moved, "form#one-on-one-cancel", Map.of());
            assertThat(off.select(".walk__next").text())
                    .isEqualTo("The next 1:1 is on " + Days.day(next.plusDays(7), today()) + " at 10:00.");
        }

        @Test
        void is_not_the_one_of_today_that_is_only_not_recorded_yet() {
            var brief = meetingToday("Ada Unrecorded");
            assertThat(step(brief, "/next").select(".walk__next").text())
                    .contains(Days.day(today().plusDays(7), today()));
        }

        @Test
        void is_planned_there_where_none_is() {
            var brief = withReport("Ada Unplanned");
            var page = step(brief, "/next");
            assertThat(page.select(".walk__next").text()).isEqualTo("No next 1:1 is planned.");
            var bad = browser.submit(page, "form#set-cadence", Map.of("firstDay", "soon"));
            assertThat(bad.status()).isEqualTo(422);
            assertThat(bad.has(STEPS)).isTrue();
            assertThat(bad.select("#set-cadence-firstDay").val()).isEqualTo("soon");
            var first = today().plusDays(3);
            var set = browser.submit(
                    page,
                    "form#set-cadence",
                    Map.of("repeats", "ONCE", "firstDay", first.toString(), "time", "14:00", "zone", ZONE));
            assertThat(set.address()).isEqualTo(brief.address() + "/wrap-up/next");
            assertThat(set.select(".walk__next").text())
                    .isEqualTo("The next 1:1 is on " + Days.day(first, today()) + " at 14:00.");
            assertThat(set.select(STEPS).text()).contains("The next 1:1 " + Days.near(first, today()));
        }
    }

    @Test
    void an_ended_relationship_is_shown_without_forms_and_keeps_what_was_typed_meanwhile() {
        var brief = withReport("Ada Ended");
        var page = step(brief, "/promised");
        var relationship = brief.address().substring(brief.address().lastIndexOf('/') + 1);
        api().post(
                        "/api/relationships/" + relationship + "/end",
                        Map.of("reason", "Another team", "endedOn", today().toString()))
                .expect(200);
        for (var step : new String[] {"", "/talked", "/promised", "/next"}) {
            var ended = step(brief, step);
            assertThat(ended.main()).contains("This relationship ended on");
            assertThat(ended.has("main form")).as(step).isFalse();
        }
        var late = browser.submit(
                page, "form#wrap-up-promise", Map.of("text", "Just typed", "by", "tomorrow", "promisor", "MANAGER"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.select("form#wrap-up-promise textarea").wholeText()).contains("Just typed");
    }
}
