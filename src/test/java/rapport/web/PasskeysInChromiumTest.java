package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.MoreAccounts;

/** Passkeys as a person sees them, in a real browser with an authenticator that is built into it for tests. */
class PasskeysInChromiumTest extends WebTest {

    private static final String SIGN_IN = "text=Sign in with a passkey";

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    @Autowired
    JdbcClient sql;

    private String name = "";

    @BeforeEach
    void somebodyNew() {
        name = "Ada " + UUID.randomUUID();
        new MoreAccounts(sql).add(name);
    }

    /** An authenticator inside the browser, whose person is there and says yes. */
    private static final class Authenticator {

        private final CDPSession session;
        private final String id;

        Authenticator(Page page) {
            session = page.context().newCDPSession(page);
            session.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            var arguments = new JsonObject();
            arguments.add("options", options);
            id = session.send("WebAuthn.addVirtualAuthenticator", arguments)
                    .get("authenticatorId")
                    .getAsString();
        }

        /** Whether the person proves who they are, or turns away. */
        void proves(boolean yes) {
            var arguments = new JsonObject();
            arguments.addProperty("authenticatorId", id);
            arguments.addProperty("isUserVerified", yes);
            session.send("WebAuthn.setUserVerified", arguments);
        }
    }

    private Page atHome() {
        return chromium.signIn(name, PASSPHRASE);
    }

    private void add(String called) {
        var page = chromium.open("/settings/passkeys");
        page.getByLabel("A name for it").fill(called);
        page.locator("form#add-passkey button").click();
    }

    private static void signOut(Page page) {
        page.locator("form#sign-out button").click();
        assertThat(page.locator("main")).containsText("You are signed out.");
    }

    @Test
    void one_is_added_signs_in_without_a_name_and_is_removed() {
        var page = atHome();
        new Authenticator(page);
        add("laptop");
        assertThat(page.locator(".notice--done")).containsText("The passkey is added.");
        assertThat(page.locator(".items")).containsText("laptop");
        signOut(page);

        page.click(SIGN_IN);
        assertThat(page).hasURL(chromium.at("localhost") + "/");
        assertThat(page.locator(".bar__viewer")).hasText(name);

        chromium.open("/settings/passkeys");
        assertThat(page.locator(".items")).containsText("last used");
        page.locator("summary").getByText("Remove").click();
        page.locator("form[id^=remove-] button").click();
        assertThat(page.locator("main")).containsText("You have no passkeys yet.");
        signOut(page);

        page.click(SIGN_IN);
        assertThat(page.locator("main")).containsText("This passkey signs nobody in here.");
        assertThat(page.locator("form#sign-out")).hasCount(0);
    }

    @Test
    void turning_away_is_told_calmly_and_can_be_thought_over() {
        var page = atHome();
        var authenticator = new Authenticator(page);
        authenticator.proves(false);
        add("laptop");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Nothing was done: it was cancelled, or took too long.");
        assertThat(page.getByLabel("A name for it")).hasValue("laptop");
        authenticator.proves(true);
        page.locator("form#add-passkey button").click();
        assertThat(page.locator(".notice--done")).containsText("The passkey is added.");
        signOut(page);

        authenticator.proves(false);
        page.click(SIGN_IN);
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Nothing was done: it was cancelled, or took too long.");
        assertThat(page).hasURL(chromium.at("localhost") + "/sign-in?out");
        authenticator.proves(true);
        page.click(SIGN_IN);
        assertThat(page).hasURL(chromium.at("localhost") + "/");
    }

    @Test
    void a_device_that_has_one_makes_no_second() {
        var page = atHome();
        new Authenticator(page);
        add("laptop");
        assertThat(page.locator(".notice--done")).containsText("The passkey is added.");
        add("laptop again");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("This device has a passkey for you already.");
    }

    @Test
    void what_the_server_refuses_is_told_before_the_device_is_asked() {
        var page = atHome();
        new Authenticator(page);
        add("x".repeat(61));
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("A name has at most 60 characters.");
    }

    @Test
    void a_form_that_is_too_old_is_told() {
        var page = atHome();
        new Authenticator(page);
        chromium.open("/settings/passkeys");
        page.getByLabel("A name for it").fill("laptop");
        page.evaluate("() => document.querySelector('#add-passkey [name=_csrf]').value = 'old'");
        page.locator("form#add-passkey button").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This form is too old or came from somewhere else");
    }

    @Test
    void under_a_number_there_is_no_button_but_the_way_to_where_there_is() {
        var page = chromium.page();
        page.navigate(chromium.at("127.0.0.1") + "/sign-in");
        assertThat(page.locator("form#sign-in")).isVisible();
        assertThat(page.locator(SIGN_IN)).hasCount(0);
        page.getByText(chromium.at("localhost") + "/sign-in").click();
        assertThat(page).hasURL(chromium.at("localhost") + "/sign-in");
        assertThat(page.locator(SIGN_IN)).isVisible();
    }

    @Test
    void where_the_browser_cannot_there_is_no_button() {
        chromium.page().addInitScript("delete window.PublicKeyCredential");
        var page = atHome();
        chromium.open("/settings/passkeys");
        assertThat(page.getByText("This browser makes no passkeys.")).isVisible();
        assertThat(page.locator("form#add-passkey")).isHidden();
        signOut(page);
        assertThat(page.locator(SIGN_IN)).isHidden();
        assertThat(page.title()).contains("Sign in");
    }
}
