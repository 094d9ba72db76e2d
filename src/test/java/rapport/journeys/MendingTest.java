package rapport.journeys;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something strained the two of them; it is named, owned, changed, seen to have changed, and only then mended. */
class MendingTest extends JourneyTest {

    private static final String STRAIN = "You answered for me in front of the whole team";
    private static final String CHANGE = "In the weekly round I ask you first, and wait until you have finished.";

    private static final String OWNED = "I answered the question that was put to you. That made your work invisible.";
    private static final String HINT = "if you";

    @ParameterizedTest
    @EnumSource
    void a_strain_is_named_repaired_and_rebuilt_until_it_is_mended(Scripts scripts) {
        var two = two();
        var ada = signedIn(two.report(), scripts).opens(two.brief());
        var grace = signedIn(two.manager(), scripts);

        ada.page()
                .does(Said.NAME_STRAIN)
                .chooses(two.manager().name() + " did")
                .fills("What happened", STRAIN)
                .chooses("Both of us")
                .presses(Said.RECORD_IT);
        ada.isTold("The strain is recorded.");
        ada.on(STRAIN)
                .does(Said.SAY_IMPACT)
                .fills("What it did", "I stopped preparing for the round. There seemed to be no point.")
                .presses(Said.RECORD_IT);
        ada.isTold("Recorded: what it did.");

        // Whoever caused it owns it; hints say what a first try lacks, and hold nobody back.
        grace.opens(two.brief()).sees(STRAIN);
        var repair = grace.on(STRAIN)
                .does(Said.OFFER_REPAIR)
                .fills("What did I do?", "I am sorry if you felt passed over, but mistakes were made.");
        if (scripts == Scripts.WITH_SCRIPTS) {
            grace.sees(HINT);
            repair.fills("What did I do?", OWNED).presses("Next");
            repair.fills("What will be different?", CHANGE).presses("Next");
            repair.fills("By when?", today().plusDays(7).toString()).presses("Look at the whole");
            grace.sees(OWNED).sees(CHANGE);
        } else {
            repair.fills("What will be different?", CHANGE)
                    .fills("By when?", today().plusDays(7).toString())
                    .presses("Show hints first");
            grace.sees(HINT);
            grace.on(STRAIN).fills("What did I do?", OWNED);
        }
        grace.on(STRAIN).presses("Offer it");
        grace.isTold("The repair is offered.");

        ada.opens(two.brief());
        ada.on(STRAIN).does(Said.ACCEPT_REPAIR).presses(Said.ACCEPT_REPAIR);
        ada.isTold("The repair is accepted. What will be different is a promise now.");

        // A change is seen on three days, and the promise in it is kept, before anybody calls it mended.
        for (var day = 1; day <= 3; day++) {
            clock.forward(Duration.ofDays(1));
            ada.opens(two.brief());
            ada.on(STRAIN).does(Said.NOTE_CHANGE).chooses("It held").presses(Said.RECORD_IT);
            ada.isTold("Recorded: how the change went.");
        }
        grace.opens(two.brief() + "/promises");
        grace.follows(CHANGE);
        grace.page().does(Said.KEPT).presses(Said.RECORD_IT);
        grace.isTold("Recorded: it was kept.");
        ada.opens(two.brief());
        ada.on(CHANGE).does(Said.YES_KEPT);
        ada.isTold("Recorded: it was kept, and that is agreed.");
        ada.on(STRAIN).does(Said.MENDED);
        ada.isTold("Recorded: it is mended.");

        grace.opens(two.brief()).seesNot(STRAIN);
        grace.follows(Said.HISTORY);
        grace.sees(STRAIN).sees("mended");
    }
}
