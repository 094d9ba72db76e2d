package rapport.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import rapport.Rapport;
import rapport.shared.CannotStart;
import rapport.shared.TestHome;

/** What of the settings is enough to sign in with a company's account, and what is said of anything else. */
class OidcSettingsTest {

    private static final Map<String, Object> WHOLE = Map.of(
            "rapport.oidc.issuer", "https://login.example.com/team",
            "rapport.oidc.client-id", "rapport",
            "rapport.oidc.client-secret", "hush");

    @TempDir
    private Path scratch;

    private static StandardEnvironment environment(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        return environment;
    }

    private static Map<String, Object> wholeWith(String setting, String value) {
        var settings = new HashMap<>(WHOLE);
        settings.put("rapport.oidc." + setting, value);
        return settings;
    }

    private static OidcSettings read(Map<String, Object> settings) {
        return OidcSettings.of(environment(settings)).orElseThrow();
    }

    private static void refused(Map<String, Object> settings, String... said) {
        assertThatThrownBy(() -> OidcSettings.of(environment(settings)))
                .isInstanceOfSatisfying(
                        CannotStart.class,
                        refused -> assertThat(refused.getMessage() + " " + refused.whatToDo())
                                .contains(said)
                                .doesNotContain("hush"));
    }

    @Test
    void nothing_set_is_nothing_offered() {
        assertThat(OidcSettings.of(environment(Map.of()))).isEmpty();
        assertThat(OidcSettings.of(environment(Map.of("rapport.oidc.issuer", " ", "rapport.oidc.client-id", ""))))
                .isEmpty();
    }

    @Test
    void three_settings_are_enough() {
        var settings = read(WHOLE);

        assertThat(settings.issuer()).isEqualTo("https://login.example.com/team");
        assertThat(settings.name()).isEqualTo("login.example.com");
        assertThat(settings.domains()).isEmpty();
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void they_may_come_from_the_environment() {
        for (var clientId : List.of("RAPPORT_OIDC_CLIENT_ID", "RAPPORT_OIDC_CLIENTID")) {
            var environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            Map.of(
                                    "RAPPORT_OIDC_ISSUER",
                                    "https://login.example.com",
                                    clientId,
                                    "rapport",
                                    "RAPPORT_OIDC_CLIENT_SECRET",
                                    "hush",
                                    "RAPPORT_OIDC_DOMAINS",
                                    "Example.com, other.example")));
            ConfigurationPropertySources.attach(environment);

            var settings = OidcSettings.of(environment).orElseThrow();

            assertThat(settings.clientId()).isEqualTo("rapport");
            assertThat(settings.domains()).containsExactlyInAnyOrder("example.com", "other.example");
        }
    }

    @Test
    void half_of_them_are_not() {
        for (var one : WHOLE.keySet()) {
            var settings = new HashMap<>(WHOLE);
            settings.remove(one);
            refused(settings, one);
            settings.put(one, " ");
            refused(settings, one);
        }
        for (var alone : List.of("client-id", "client-secret", "client-secret-file", "name", "domains")) {
            refused(Map.of("rapport.oidc." + alone, "something"), "rapport.oidc." + alone, "rapport.oidc.issuer");
        }
    }

    @Test
    void an_issuer_is_a_safe_address_and_nothing_else() {
        for (var issuer : List.of(
                "login.example.com",
                "http://login.example.com",
                "https://",
                "https://user@login.example.com",
                "https://login.example.com?team=1",
                "https://login.example.com#team",
                "file:///etc/passwd",
                "https://login.example.com/" + "x".repeat(255),
                "not an address")) {
            refused(wholeWith("issuer", issuer), "rapport.oidc.issuer");
        }
        assertThat(read(wholeWith("issuer", "http://localhost:9000")).issuer()).isEqualTo("http://localhost:9000");
        assertThat(read(wholeWith("issuer", "https://tenant.example.com/")).issuer())
                .as("to the letter, as the provider spells itself")
                .isEqualTo("https://tenant.example.com/");
    }

    @Test
    void domains_are_what_stands_behind_the_at() {
        for (var domains :
                List.of("@example.com", "someone@example.com", "*.example.com", "example.com;b.com", "com")) {
            refused(wholeWith("domains", domains), "rapport.oidc.domains");
        }
        assertThat(read(wholeWith("domains", " Example.com ,, b.example ")).domains())
                .containsExactlyInAnyOrder("example.com", "b.example");
    }

    @Test
    void a_name_fits_on_a_button() {
        refused(wholeWith("name", "x".repeat(41)), "rapport.oidc.name");
        assertThat(read(wholeWith("name", "Team Login")).name()).isEqualTo("Team Login");
    }

    @Test
    void the_secret_may_lie_in_a_file_of_ones_own() throws IOException {
        var file = Files.writeString(scratch.resolve("secret"), "hush\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var settings = wholeWith("client-secret-file", file.toString());
        refused(settings, "both");
        settings.remove("rapport.oidc.client-secret");
        assertThat(read(settings).clientSecret()).isEqualTo("hush");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        refused(settings, "Other users", file.toString());
        Files.writeString(file, " \n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        refused(settings, "is empty");
        Files.delete(file);
        refused(settings, "cannot be read");
    }

    @Test
    void the_address_of_rapport_is_where_a_browser_can_safely_be_sent_back_to() {
        for (var address : List.of(
                "rapport.example.com",
                "http://rapport.example.com",
                "https://rapport.example.com/below",
                "https://rapport.example.com?x",
                "https://user@rapport.example.com",
                "not an address")) {
            assertThatThrownBy(() -> new PublicAddress(environment(Map.of("rapport.address", address))))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("rapport.address");
        }
        var given = new PublicAddress(environment(Map.of("rapport.address", "https://Rapport.example.com:8443/")));
        assertThat(given.of("/oidc/callback")).isEqualTo("https://Rapport.example.com:8443/oidc/callback");
        assertThat(given.name()).contains("rapport.example.com");
        assertThat(given.isOtherNameOfThisMachine("127.0.0.1"))
                .as("a program in between may ask under any name")
                .isFalse();

        var own = new PublicAddress(environment(Map.of("server.port", "1111")));
        assertThat(own.of("/")).isEqualTo("http://localhost:1111/");
        assertThat(own.name()).isEmpty();
        assertThat(own.isOtherNameOfThisMachine("127.0.0.1")).isTrue();
        assertThat(own.isOtherNameOfThisMachine("LocalHost")).isFalse();
    }

    @Test
    void a_sign_in_is_over_after_ten_minutes() {
        var begun = Instant.parse("2026-03-02T09:00:00Z");
        var attempt = OidcAttempt.begin(begun);

        assertThat(attempt.isOver(begun.plusSeconds(600))).isFalse();
        assertThat(attempt.isOver(begun.plusSeconds(601))).isTrue();
        assertThat(attempt.toString()).doesNotContain(attempt.state());
    }

    @Test
    void rapport_refuses_to_start_with_half_of_them() {
        assertThatThrownBy(() -> SpringApplication.run(
                        Rapport.class,
                        "--rapport.home=" + TestHome.fresh("half"),
                        "--server.port=0",
                        "--rapport.oidc.client-id=rapport"))
                .hasRootCauseInstanceOf(CannotStart.class)
                .rootCause()
                .hasMessageContaining("rapport.oidc.issuer");
    }
}
