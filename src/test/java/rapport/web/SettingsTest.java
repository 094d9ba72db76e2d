package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one changes about one's own account. */
class SettingsTest extends WebTest {

    private Browser signedInAs(String name, String passphrase) {
        var theirs = new Browser(port);
        assertThat(signIn(theirs, name, passphrase).address()).isEqualTo("/");
        return theirs;
    }

    @Test
    void a_passphrase_is_changed_by_who_knows_the_old_one_and_ends_every_other_session() {
        withReport("Changes Hers");
        var here = joined("Changes Hers");
        var elsewhere = signedInAs("Changes Hers", PASSPHRASE);
        var settings = here.get("/settings");
        assertThat(settings.main())
                .contains("Changes Hers")
                .contains("Here, since")
                .contains("Elsewhere, since");

        var wrong = here.submit(
                settings, "form#passphrase", Map.of("old", "not the old one", "passphrase", "a brand new one"));
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.main()).contains("not your present passphrase");
        var shorter = here.submit(settings, "form#passphrase", Map.of("old", PASSPHRASE, "passphrase", "short"));
        assertThat(shorter.status()).isEqualTo(422);
        assertThat(elsewhere.get("/settings").status()).isEqualTo(200);

        var done = here.submit(settings, "form#passphrase", Map.of("old", PASSPHRASE, "passphrase", "a brand new one"));
        assertThat(done.main()).contains("Your passphrase is changed");
        assertThat(elsewhere.get("/settings").address()).isEqualTo("/sign-in");
        assertThat(here.get("/settings").status()).isEqualTo(200);
        assertThat(signIn(new Browser(port), "Changes Hers", PASSPHRASE).status())
                .isEqualTo(422);
        signedInAs("Changes Hers", "a brand new one");
    }

    @Test
    void signing_out_everywhere_ends_every_session_this_one_too() {
        withReport("Leaves All");
        var here = joined("Leaves All");
        var elsewhere = signedInAs("Leaves All", PASSPHRASE);
        var out = here.submit(here.get("/settings"), "form#sign-out-everywhere", Map.of());
        assertThat(out.address()).isEqualTo("/sign-in?out");
        assertThat(here.get("/settings").address()).isEqualTo("/sign-in");
        assertThat(elsewhere.get("/settings").address()).isEqualTo("/sign-in");
        assertThat(browser.get("/settings").status()).as("nobody else's").isEqualTo(200);
    }

    @Test
    void a_new_recovery_code_takes_the_place_of_the_old_one() {
        withReport("Writes Down");
        var theirs = new Browser(port);
        var old = theirs.submit(
                        theirs.get(invitation("Writes Down")),
                        "form#join-new",
                        Map.of("name", "Writes Down", "passphrase", PASSPHRASE))
                .select(".code")
                .text();
        var wrong = theirs.submit(theirs.get("/settings"), "form#recovery-code", Map.of("old", "wrong"));
        assertThat(wrong.status()).isEqualTo(409);
        var made = theirs.submit(theirs.get("/settings"), "form#recovery-code", Map.of("old", PASSPHRASE));
        assertThat(made.main()).contains("A new recovery code");
        var code = made.select(".code").text();
        var lost = new Browser(port);
        var page = lost.get("/recover");
        var fields = Map.of("name", "Writes Down", "code", old, "passphrase", "after the loss of it");
        assertThat(lost.submit(page, "form#recover", fields).status()).isEqualTo(422);
        assertThat(lost.submit(
                                page,
                                "form#recover",
                                Map.of("name", "Writes Down", "code", code, "passphrase", "after the loss of it"))
                        .main())
                .contains("You are back");
    }
}
