package rapport.journeys;

import java.time.Duration;
import java.util.Map;
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

        // They meet.
        grace.on(TOPIC).does(Said.TALKED);
        grace.isTold("Recorded: you talked about it.");
        grace.follows(Said.ONE_ON_ONES);
        grace.page()
                .does(Said.HELD)
                .fills("What came of it, if you like", "The release in May is Ada’s, with help from Linus.")
                .presses(Said.RECORD_IT);
        grace.isTold("Recorded: the 1:1 took place.");

        // The next brief begins where this one ended.
        clock.forward(Duration.ofDays(1));
        promised(two.manager(), two, "MANAGER", "A word with Linus", today(), today().plusDays(3));
        grace.opens(two.brief()).seesNot(TOPIC);
        grace.page().does("Since the last 1:1");
        grace.sees("A word with Linus");
        grace.follows(Said.HISTORY);
        grace.sees("The release in May is Ada’s, with help from Linus.");
    }
}
