package rapport.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A manager prepares a 1:1 in the minutes before it, holds it, and finds it again before the next. */
class HoldingAOneOnOneTest extends JourneyTest {

    private static final String BUDGET = "Ask for the travel budget";
    private static final String WORRY = "The deadline moved twice and nobody told me why";
    private static final String TOPIC = "Who looks after the release in May";

    @ParameterizedTest
    @EnumSource
    void a_manager_prepares_and_holds_a_one_on_one(Scripts scripts) {
        var two = two();
        promised(two.manager(), two, "MANAGER", BUDGET, today().minusDays(9), today().minusDays(2));
        recorded(two.report(), two, "concerns", Map.of("text", WORRY));
        meetingToday(two);
        var grace = signedIn(two.manager(), scripts);

        // In the morning: what waits for her, across everybody.
        grace.sees(BUDGET).sees(WORRY);
        grace.follows(two.report().name());
        grace.isAt(two.report().name()).sees(BUDGET).sees(WORRY);

        // She answers what was raised, and keeps what she had broken.
        grace.on(WORRY)
                .does(Said.ANSWER)
                .fills("The answer", "I should have said it in March. From now on you hear it the same day.")
                .presses(Said.RECORD_IT);
        grace.isTold("The answer is recorded.");
        grace.on(BUDGET).does(Said.KEPT).presses(Said.RECORD_IT);
        grace.isTold("Recorded: it was kept.");
        grace.page().does(Said.ADD_TOPIC).fills("What to talk about", TOPIC).presses("Add it");
        grace.isTold("The topic is recorded.");

        // They meet, and end it together: it took place,
        recorded(two.manager(), two, "notes", Map.of("text", "For Grace alone", "flagged", true));
        grace.opens(two.brief()).sees("For Grace alone").follows(Said.WRAP_UP_TODAYS);
        grace.isAt("Wrap up the 1:1").seesNot("For Grace alone");
        grace.page()
                .fills("What came of it, if you like", "The release in May is Ada’s, with help from Linus.")
                .presses("Record it and go on");
        grace.isTold("Recorded: the 1:1 took place.");

        // what they talked about,
        grace.seesNot("For Grace alone").on(TOPIC).does(Said.TALKED);
        grace.isTold("Recorded: you talked about it.");
        grace.page().fills("What it was", "The broken chair").presses("Add it");
        grace.sees("Talked about:").sees("The broken chair");
        grace.follows("Go on: what you promised");

        // what they promised, one after the other,
        grace.page()
                .fills("What", "A word with Linus")
                .fills("By when", "next 1:1")
                .presses("Record the promise");
        grace.sees("A word with Linus");
        grace.page()
                .chooses(two.report().name() + " promises me")
                .fills("What", "The list of what is open")
                .fills("By when", "in 2 days")
                .presses("Record the promise");
        grace.sees("The list of what is open").sees(two.report().name() + " to you");
        grace.follows("Go on: the next 1:1");

        // and the next one, a week from now.
        grace.sees("The next 1:1 is on").sees("at 10:00.");
        grace.follows("That is all: to the brief");
        grace.seesNot(TOPIC);

        // The next brief begins where this one ended.
        clock.forward(Duration.ofDays(1));
        grace.opens(two.brief()).seesNot(TOPIC);
        grace.page().does("Since the last 1:1");
        grace.sees("A word with Linus").sees("The release in May is Ada’s, with help from Linus.");
        grace.follows(Said.HISTORY);
        grace.sees("The release in May is Ada’s, with help from Linus.");
    }

    private void meetingToday(Two two) {
        var set = api(two.manager())
                .put(
                        "/api" + two.brief() + "/cadence",
                        Map.of("rrule", "FREQ=WEEKLY", "firstStart", today() + "T10:00", "minutes", 30, "zone", ZONE));
        set.expect(200);
    }

    @Test
    void both_can_wrap_up_at_once_each_at_their_own_screen() {
        var two = two();
        meetingToday(two);
        recorded(two.manager(), two, "topics", Map.of("text", TOPIC));
        var ada = signedIn(two.report(), Scripts.WITH_SCRIPTS).opens(two.brief() + "/wrap-up");
        ada.page().fills("What came of it, if you like", "What Ada says of it");
        var grace = signedIn(two.manager(), Scripts.WITH_SCRIPTS).opens(two.brief() + "/wrap-up");
        grace.page().presses("Record it and go on");

        // What she has half written stays, though it is recorded by now.
        ada.sees("recorded it.");
        assertThat(ada.page().field("What came of it, if you like")).hasValue("What Ada says of it");
        ada.page().presses("Record it and go on");
        ada.sees("already recorded as held");
        ada.page().under("Add what came of it").presses("Keep it");
        ada.isTold("The note is kept.");

        // A topic that one says was talked about goes at the other's, and a half-written one stays.
        ada.opens(two.brief() + "/wrap-up/talked").page().fills("What it was", "Half a topic");
        grace.on(TOPIC).does(Said.TALKED);
        ada.sees("Talked about:");
        assertThat(ada.page().field("What it was")).hasValue("Half a topic");
    }

    @Test
    void three_promises_are_recorded_by_keyboard_alone() {
        var two = two();
        var grace = signedIn(two.manager(), Scripts.WITH_SCRIPTS).opens(two.brief() + "/wrap-up/promised");
        var keyboard = grace.window().keyboard();
        grace.page().field("What").focus();
        for (var promise : List.of("The first", "The second", "The third")) {
            keyboard.type(promise);
            keyboard.press("Tab");
            keyboard.type("tomorrow");
            keyboard.press("Enter");
            assertThat(grace.window().locator("section[aria-labelledby=made]")).containsText(promise);
            assertThat(grace.page().field("What")).isFocused();
            assertThat(grace.page().field("What")).hasValue("");
        }
        assertThat(grace.window().locator("section[aria-labelledby=made] li")).hasCount(3);
    }
}
