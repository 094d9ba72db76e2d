package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import rapport.security.Oidc;

/** Without an identity provider in the settings there is nothing of it. */
class OidcAbsentTest extends WebTest {

    @Autowired
    ApplicationContext application;

    @Test
    void no_button_no_address_and_nothing_loaded() {
        var visitor = new Browser(port);
        assertThat(visitor.get("/sign-in").has(OidcHouse.BUTTON)).isFalse();
        assertThat(visitor.get("/sign-in?oidc=unreachable").has(".notice")).isFalse();
        assertThat(visitor.get("/oidc/callback?code=x&state=y").address())
                .as("as any other address, for a stranger")
                .isEqualTo(visitor.get("/no/such/address").address());
        assertThat(browser.get("/oidc/callback?code=x&state=y").status()).isEqualTo(404);
        assertThat(browser.get("/oidc/start").status()).isEqualTo(404);
        var csrf = browser.get("/").fieldsOf("form#sign-out");
        assertThat(browser.post("/oidc/start", Map.copyOf(csrf)).statusCode()).isEqualTo(404);

        assertThat(application.getBeansOfType(Oidc.class)).isEmpty();
        assertThat(application.getBeansOfType(CompanyEntering.class)).isEmpty();
    }
}
