package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevealInChromiumTest extends WebTest {

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> port);

    @Test
    void one_can_see_what_one_types_as_a_passphrase() {
        var page = chromium.page();
        page.navigate("http://localhost:" + port + "/sign-in");
        var field = page.getByLabel("Passphrase");
        field.fill("a few words");
        assertThat(field).hasAttribute("type", "password");

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show")).click();
        assertThat(field).hasAttribute("type", "text");
        assertThat(field).hasValue("a few words");
        assertThat(field).isFocused();

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Hide")).click();
        assertThat(field).hasAttribute("type", "password");
    }
}
