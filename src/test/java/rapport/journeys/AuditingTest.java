package rapport.journeys;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An auditor opens what two people recorded; both of them are told, and nothing private is in it. */
class AuditingTest extends JourneyTest {

    @ParameterizedTest
    @EnumSource
    void an_auditor_opens_a_history_and_both_people_see_it(Scripts scripts) {
        var two = two();
        recorded(two.report(), two, "concerns", Map.of("text", "The night shifts"));
        recorded(two.manager(), two, "notes", Map.of("text", "Ask HR first", "visibility", "PRIVATE"));
        var why = "A complaint reached the works council";
        var aldo = signedIn(auditor(scripts.ordinal()), scripts);
        aldo.follows(Said.AUDIT);
        aldo.on(two.manager().name() + " and " + two.report().name())
                .does("Open this history")
                .fills("Why you need to read it", why)
                .presses("Open it for eight hours");
        aldo.isTold("Opened for eight hours.");
        aldo.sees("The night shifts").seesNot("Ask HR first").sees("You are reading as an auditor.");

        for (var person : new Somebody[] {two.manager(), two.report()}) {
            var seat = signedIn(person, scripts);
            seat.sees("(auditor) opened this history").sees(why);
            seat.page().presses("Seen");
            seat.isTold("Noted that you have seen it. It stays in the history.");
            seat.opens("/").seesNot(why);
        }
    }
}
