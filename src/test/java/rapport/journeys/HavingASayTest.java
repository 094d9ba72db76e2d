package rapport.journeys;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom something was promised says whether it was kept. */
class HavingASayTest extends JourneyTest {

    private static final String DESK = "A desk that is not in the corridor";
    private static final String RAISE = "Talk to the board about the raise";

    @ParameterizedTest
    @EnumSource
    void a_report_confirms_one_promise_and_disputes_another(Scripts scripts) {
        var two = two();
        for (var text : new String[] {DESK, RAISE}) {
            var id = promised(two.manager(), two, "MANAGER", text, today().minusDays(12), today().plusDays(2));
            done(two.manager(), two, "commitments/" + id + "/keep", Map.of());
        }
        var ada = signedIn(two.report(), scripts);

        ada.sees(DESK).sees(RAISE);
        ada.on(DESK).does(Said.YES_KEPT);
        ada.isTold("Recorded: it was kept, and that is agreed.");
        ada.on(RAISE)
                .does(Said.NOT_AS_PROMISED)
                .fills("What is missing", "The board has not heard of it.")
                .presses(Said.RECORD_IT);
        ada.isTold("Recorded: this is disputed. The promise is open again.");

        // The other one sees what is missing, in the words of who was promised it.
        var grace = signedIn(two.manager(), scripts).opens(two.brief());
        grace.sees(RAISE).seesNot(DESK);
        grace.follows(RAISE);
        grace.isAt(RAISE).sees("The board has not heard of it.");
        grace.opens(two.brief() + "/promises").sees(DESK);
    }
}
