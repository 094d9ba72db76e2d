package rapport.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody does all day beside their editor: a line by keyboard, and a page that follows along. */
class KeyboardAndLiveTest extends JourneyTest {

    @Test
    void a_line_is_recorded_by_keyboard_alone_and_taken_back() {
        var two = two();
        var seat = signedIn(two.manager(), Scripts.WITH_SCRIPTS).opens(two.brief());
        var keyboard = seat.window().keyboard();

        keyboard.press("/");
        keyboard.type("promise: the travel budget by tomorrow");
        var line = seat.window().locator("[data-capture]");
        assertThat(line).containsText("the travel budget");
        assertThat(line.getByText("Record it")).isVisible();
        keyboard.press("Enter");
        assertThat(line.getByText("Undo")).isVisible();
        seat.sees("the travel budget");

        keyboard.press("Control+z");
        seat.seesNot("the travel budget");
        assertThat(seat.pressed()).as("clicks, but for signing in").isEqualTo(1);
    }

    @Test
    void without_scripts_the_same_line_is_looked_at_and_recorded_page_by_page() {
        var two = two();
        var seat = signedIn(two.manager(), Scripts.WITHOUT_SCRIPTS).opens(two.brief());
        seat.page().fills("Record", "promise: the travel budget by tomorrow").presses("Look at it");
        seat.sees("the travel budget");
        seat.page().presses("Record it");
        seat.sees("the travel budget");
        assertThat(seat.window()).hasURL(chromium.at("localhost") + two.brief());
    }

    @Test
    void letters_move_through_a_brief_and_act() {
        var two = two();
        promised(two.manager(), two, "MANAGER", "The first of them", today(), today().plusDays(1));
        promised(two.manager(), two, "MANAGER", "The second of them", today(), today().plusDays(2));
        var seat = signedIn(two.manager(), Scripts.WITH_SCRIPTS).opens(two.brief());
        var keyboard = seat.window().keyboard();

        keyboard.press("j");
        keyboard.press("j");
        assertThat(seat.window().locator("main [data-current]")).containsText("The second of them");
        keyboard.press("k");
        assertThat(seat.window().locator("main [data-current]")).containsText("The first of them");
        keyboard.press("?");
        assertThat(seat.window().locator("dialog[open]")).containsText("Keyboard");
        keyboard.press("Escape");
        assertThat(seat.window().locator("dialog[open]")).hasCount(0);
        keyboard.press("Enter");
        seat.isAt("The first of them");
    }

    @ParameterizedTest
    @EnumSource
    void what_one_records_the_other_sees(Scripts scripts) {
        var two = two();
        var ada = signedIn(two.report(), scripts).opens(two.brief());
        ada.sees("Nothing is open");
        var half = "Half a sentence, and";
        if (scripts == Scripts.WITH_SCRIPTS) {
            ada.page().under("Raise a concern").fills("What weighs on you", half);
        }

        var before = System.nanoTime();
        promised(two.manager(), two, "MANAGER", "A word with the board", today(), today().plusDays(1));
        if (scripts == Scripts.WITHOUT_SCRIPTS) {
            ada.opens(two.brief());
        }
        ada.sees("A word with the board");
        if (scripts == Scripts.WITH_SCRIPTS) {
            System.out.printf("live: seen after %d ms%n", (System.nanoTime() - before) / 1_000_000);
            assertThat(ada.page().under("Raise a concern").field("What weighs on you"))
                    .hasValue(half);
        }
    }

    @Test
    void what_one_keeps_to_oneself_moves_nothing_at_the_other() {
        var two = two();
        var ada = signedIn(two.report(), Scripts.WITH_SCRIPTS).opens(two.brief());
        var loads = new int[1];
        ada.window().onRequest(request -> loads[0] += request.url().endsWith(two.brief()) ? 1 : 0);
        recorded(two.manager(), two, "notes", Map.of("text", "For me alone", "visibility", "PRIVATE", "flagged", true));
        recorded(two.manager(), two, "topics", Map.of("text", "For both of us"));
        ada.sees("For both of us").seesNot("For me alone");
        assertThat(loads[0]).isEqualTo(1);
    }
}
