package rapport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import rapport.Rapport;
import rapport.mail.MailSettings.Security;
import rapport.shared.CannotStart;
import rapport.shared.TestHome;

/** What of the settings is enough to send letters, and what is said of anything else. */
class MailSettingsTest {

    private static final Map<String, Object> WHOLE = Map.of(
            "rapport.mail.host", "smtp.example.com",
            "rapport.mail.username", "rapport",
            "rapport.mail.password", "hush",
            "rapport.mail.from", "Rapport at home <rapport@example.com>");

    @TempDir
    private Path scratch;

    private static StandardEnvironment environment(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        return environment;
    }

    private static Map<String, Object> with(String setting, String value) {
        var settings = new HashMap<>(WHOLE);
        settings.put("rapport.mail." + setting, value);
        return settings;
    }

    private static MailSettings read(Map<String, Object> settings) {
        return MailSettings.of(environment(settings)).orElseThrow();
    }

    private static void refused(Map<String, Object> settings, String... said) {
        assertThatThrownBy(() -> MailSettings.of(environment(settings)))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        refused -> assertThat(refused.getMessage() + " " + refused.whatToDo())
                                .contains(said)
                                .doesNotContain("hush"));
    }

    @Test
    void nothing_set_is_nothing_sent() {
        assertThat(MailSettings.of(environment(Map.of()))).isEmpty();
        assertThat(MailSettings.of(environment(Map.of("rapport.mail.host", " ", "rapport.mail.port", ""))))
                .isEmpty();
    }

    @Test
    void without_more_it_is_starttls_on_its_usual_port() {
        var settings = read(WHOLE);

        assertThat(settings.security()).isEqualTo(Security.STARTTLS);
        assertThat(settings.port()).isEqualTo(587);
        assertThat(settings.from().getAddress()).isEqualTo("rapport@example.com");
        assertThat(settings.from().getPersonal()).isEqualTo("Rapport at home");
        assertThat(settings.domain()).isEqualTo("example.com");
        assertThat(settings.toString()).doesNotContain("hush").doesNotContain("example");
        assertThat(read(with("from", "rapport@example.com")).from().getPersonal())
                .isEqualTo("Rapport");
    }

    @Test
    void each_kind_of_security_has_a_port_and_another_may_be_given() {
        assertThat(read(with("security", "tls")).port()).isEqualTo(465);
        assertThat(read(with("security", "TLS")).security()).isEqualTo(Security.TLS);
        assertThat(read(with("port", "2525")).port()).isEqualTo(2525);
        var plain = Map.<String, Object>of(
                "rapport.mail.host", "mail", "rapport.mail.security", "none", "rapport.mail.from", "r@example.com");
        assertThat(read(plain).port()).isEqualTo(25);
    }

    @Test
    void what_cannot_be_right_is_said_without_the_password() {
        refused(Map.of("rapport.mail.from", "r@example.com"), "rapport.mail.from is set, but rapport.mail.host is not");
        refused(Map.of("rapport.mail.password", "hush"), "rapport.mail.password is set", "rapport.mail.host is not");
        refused(with("host", "smtp://smtp.example.com"), "rapport.mail.host is not the name of a server");
        refused(with("host", "smtp.example.com:587"), "rapport.mail.host");
        for (var port : List.of("0", "65536", "-1", "smtp", "99999999999")) {
            refused(with("port", port), "rapport.mail.port is not a port");
        }
        refused(with("security", "ssl"), "rapport.mail.security", "starttls");
        refused(with("username", ""), "rapport.mail.username is not");
        refused(with("password", ""), "rapport.mail.username is set, but no password is");
        refused(with("password-file", scratch.resolve("p").toString()), "both set");
        refused(with("from", ""), "rapport.mail.from is not");
        for (var from : List.of("rapport", "a@example.com, b@example.com", "@example.com", "r\u00e4@example.com")) {
            refused(with("from", from), "rapport.mail.from is not an e-mail address");
        }
    }

    @Test
    void a_password_does_not_travel_in_clear_to_another_machine() {
        refused(with("security", "none"), "rapport.mail.security is none", "where others can read it");

        var here = with("security", "none");
        here.put("rapport.mail.host", "localhost");
        assertThat(read(here).username()).isEqualTo("rapport");
    }

    @Test
    void the_password_may_lie_in_a_file_of_ones_own() throws IOException {
        var file = Files.writeString(scratch.resolve("password"), "hush\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var settings = with("password", "");
        settings.put("rapport.mail.password-file", file.toString());
        assertThat(read(settings).password()).isEqualTo("hush");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        refused(settings, "Other users of this machine can read the password of the mail server", "chmod 600");

        settings.put("rapport.mail.password-file", scratch.resolve("none").toString());
        refused(settings, "cannot be read");
    }

    @Test
    void it_does_not_start_with_half_of_it() {
        assertThatThrownBy(() -> SpringApplication.run(
                                Rapport.class,
                                "--rapport.home=" + TestHome.fresh("mail"),
                                "--server.port=0",
                                "--rapport.mail.from=r@example.com")
                        .close())
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessage("rapport.mail.from is set, but rapport.mail.host is not.");
    }
}
