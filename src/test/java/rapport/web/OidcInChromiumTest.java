package rapport.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rapport.web.TeamProvider.Member;

/**
 * The way to an identity provider and back in a real browser, which holds our content policy against the way there, and
 * our cookie back on the way from there: the provider is another site.
 */
class OidcInChromiumTest {

    private static final TeamProvider provider = new TeamProvider();
    private static final OidcHouse house = new OidcHouse(provider.issuer(), TeamProvider.CLIENT, TeamProvider.SECRET);

    @RegisterExtension
    final Chromium chromium = new Chromium(() -> URI.create(house.callback()).getPort(), provider::issuer);

    @BeforeAll
    static void ready() {
        house.setUp();
        provider.client(TeamProvider.CLIENT, TeamProvider.SECRET, house.callback());
    }

    @AfterAll
    static void close() {
        house.close();
        provider.close();
    }

    @Test
    void somebody_signs_in_with_the_account_of_their_team_and_lands_where_a_link_led() {
        house.person("Ada Lovelace", "ada@engine.example");
        provider.member(
                "ada", new Member(true, Map.of("email", "ada@engine.example", "email_verified", true, "name", "A.")));
        var page = chromium.open("/people");
        assertThat(page.locator("h1")).hasText("Sign in");

        page.locator(OidcHouse.BUTTON + " button").click();
        page.locator("[name=username]").fill("ada");
        page.locator("[name=password]").fill(TeamProvider.PASSPHRASE);
        page.locator("[type=submit]").click();

        assertThat(page).hasURL(chromium.at("localhost") + "/people");
        assertThat(page.locator(".bar__viewer")).hasText("Ada Lovelace");
    }
}
