package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Api;

/** Where no mail server is named. */
class EmailAbsentTest extends WebTest {

    @Autowired
    private JdbcClient sql;

    /** Whoever used this home before may have had a server, and given an address. */
    @BeforeEach
    void no_address_was_ever_given() {
        sql.sql("delete from letter_confirmation").update();
        sql.sql("delete from letter_address").update();
    }

    @Test
    void the_settings_say_what_is_missing_and_offer_nothing() {
        var page = browser.get("/settings/email");

        assertThat(page.main())
                .contains("Mail is not set up on this server")
                .contains("rapport.mail.host")
                .contains("rapport.mail.from");
        assertThat(page.has("main form")).isFalse();
        assertThat(browser.get("/settings").select("a[href=/settings/email]").text())
                .isEqualTo("Email");
    }

    @Test
    void nothing_is_sent_whoever_asks() {
        var csrf = Objects.requireNonNull(
                browser.get("/settings/tokens").fieldsOf("form#make-token").get("_csrf"));
        var fields = Map.of("_csrf", csrf, "address", "ada@example.org");

        assertThat(browser.post("/settings/email", fields).statusCode()).isEqualTo(409);
        assertThat(new Api(port, apiToken)
                        .post("/api/email/address", Map.of("address", "ada@example.org"))
                        .expect(409)
                        .field("rule"))
                .isEqualTo("no-mail-server");
        assertThat(new Api(port, apiToken)
                        .get("/api/email")
                        .expect(200)
                        .json()
                        .get("possible")
                        .asBoolean())
                .isFalse();
    }
}
