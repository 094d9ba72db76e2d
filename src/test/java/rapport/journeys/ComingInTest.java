package rapport.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How people come in, and come in again after they have lost their way. */
class ComingInTest extends JourneyTest {

    @ParameterizedTest
    @EnumSource
    void somebody_is_invited_and_joins(Scripts scripts) {
        var grace = signedIn(somebody("Grace"), scripts);
        grace.follows(Said.PEOPLE);
        var name = "Katherine " + scripts;
        grace.page().does("Add somebody who reports to me").fills("Name", name).presses("Add");
        grace.isAt(name).isTold("Added.");
        grace.follows(Said.PEOPLE);
        grace.on(name).does("Invite");
        grace.isAt("A link for " + name);
        var link = grace.window().locator("main code").innerText();

        var katherine = nobody(scripts).opens(link.replace("127.0.0.1", "localhost"));
        katherine.isAt("Join").sees("asks you to join");
        assertThat(katherine.address()).doesNotContain("token");
        katherine.page().fills(Said.A_PASSPHRASE, PASSPHRASE).presses("Join");
        katherine.isAt("You have joined").sees("Your recovery code");
        katherine.follows("Go to the brief");
        katherine.sees("Nothing is open between you and");

        grace.follows(Said.PEOPLE);
        grace.on(name).says("here since");
        grace.seesNot("has not joined yet");
    }

    @ParameterizedTest
    @EnumSource
    void somebody_changes_their_passphrase_and_is_signed_out_everywhere_else(Scripts scripts) {
        var alan = somebody("Alan");
        var atHome = signedIn(alan, scripts);
        var atWork = signedIn(alan, scripts);
        atWork.follows(Said.SETTINGS);
        atWork.page()
                .does("Change your passphrase")
                .fills(Said.PRESENT_PASSPHRASE, PASSPHRASE)
                .fills(Said.NEW_PASSPHRASE, "another calm passphrase")
                .presses("Change it");
        atWork.isTold("Your passphrase is changed. Everywhere else you are signed out.");

        atHome.opens("/").isAt(Said.SIGN_IN);
        atHome.page()
                .fills(Said.NAME_OR_ADDRESS, alan.name())
                .fills(Said.PASSPHRASE, PASSPHRASE)
                .presses(Said.SIGN_IN);
        atHome.isAt(Said.SIGN_IN).seesNot(Said.TODAY);
        signIn(atHome, alan.name(), "another calm passphrase");
    }

    @ParameterizedTest
    @EnumSource
    void somebody_who_lost_their_passphrase_comes_back_by_their_recovery_code(Scripts scripts) {
        var mary = somebody("Mary");
        var seat = signedIn(mary, scripts);
        seat.follows(Said.SETTINGS);
        seat.page()
                .does("Make a new recovery code")
                .fills(Said.PRESENT_PASSPHRASE, PASSPHRASE)
                .presses("Make a new code");
        seat.isAt("A new recovery code");
        var code = seat.window().locator("main code").innerText();
        seat.page().presses(Said.SIGN_OUT);
        seat.sees(Said.SIGNED_OUT);

        seat.follows(Said.LOST);
        seat.page()
                .fills(Said.NAME_OR_ADDRESS, mary.name())
                .fills(Said.RECOVERY_CODE, code)
                .fills(Said.NEW_PASSPHRASE, "a third calm passphrase")
                .presses("Set this passphrase");
        seat.isAt("You are back");
        assertThat(seat.window().locator("main code").innerText()).isNotEqualTo(code);
        seat.follows("Go to Today");
        seat.isAt(Said.TODAY);
    }
}
