package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real browser keeps our cookie back when somebody comes from another site; they are signed in all the same. */
class ComingFromElsewhereTest extends WebTest {

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    private Page inside() {
        return chromium.signIn("Grace Hopper", PASSPHRASE);
    }

    /** A page that is nobody's, with a link to one of ours. */
    private void follow(Page page, String path) {
        page.navigate("data:text/html,<a href='" + chromium.at("localhost") + path + "'>go</a>");
        page.getByText("go").click();
    }

    @Test
    void a_link_in_a_mail_leads_to_the_page_and_leaves_one_signed_in() {
        var page = inside();
        follow(page, "/settings");
        assertThat(page).hasURL(chromium.at("localhost") + "/settings");
        assertThat(page.locator("h1")).hasText("Settings");
        page.navigate(chromium.at("localhost") + "/people");
        assertThat(page.locator("h1")).hasText("People");
    }

    @Test
    void a_link_with_a_question_in_it_arrives_whole() {
        var page = inside();
        follow(page, "/sign-in?a=1&b=%22%3E%3Cb%3E");
        assertThat(page).hasURL(chromium.at("localhost") + "/");
    }

    @Test
    void an_invitation_is_accepted_from_a_chat_by_somebody_new() {
        withReport("Chatty Report");
        var page = chromium.page();
        follow(page, invitation("Chatty Report"));
        assertThat(page).hasURL(chromium.at("localhost") + "/join");
        page.getByLabel("A passphrase").fill(PASSPHRASE);
        page.locator("form#join-new .form__buttons button").click();
        assertThat(page.locator("h1")).hasText("You have joined");
        page.getByText("Go to the brief").click();
        assertThat(page.locator("h1")).hasText("Grace Hopper");
    }
}
