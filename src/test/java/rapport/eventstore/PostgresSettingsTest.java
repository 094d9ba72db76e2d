package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import rapport.shared.CannotStart;

/** Each setting that cannot be right is told in a sentence, and none of them shows a password. */
class PostgresSettingsTest {

    private static final String URL = "jdbc:postgresql://db.example.com/rapport";

    @TempDir
    private Path directory;

    private static ConfigurableEnvironment set(String... namesAndValues) {
        var all = new HashMap<String, Object>(Map.of("rapport.database.url", URL));
        for (var at = 0; at < namesAndValues.length; at += 2) {
            all.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        return environment;
    }

    @Test
    void the_keys_lie_beside_the_history_in_a_schema_of_their_own() {
        var environment = set("rapport.database.username", "rapport", "rapport.database.password", "secret");

        assertThat(PostgresSettings.ofHistory(environment))
                .isEqualTo(new PostgresSettings(URL, "rapport", "secret", "rapport"));
        assertThat(PostgresSettings.ofVault(environment))
                .isEqualTo(new PostgresSettings(URL, "rapport", "secret", "vault"));
    }

    @Test
    void the_keys_may_lie_on_another_server_and_then_nothing_is_taken_over_from_the_history() {
        var environment = set(
                "rapport.database.username",
                "rapport",
                "rapport.database.password",
                "secret",
                "rapport.vault.url",
                "jdbc:postgresql://keys.example.com/keys",
                "rapport.vault.username",
                "keys",
                "rapport.vault.schema",
                "drawer");

        assertThat(PostgresSettings.ofVault(environment))
                .isEqualTo(new PostgresSettings("jdbc:postgresql://keys.example.com/keys", "keys", "", "drawer"));
    }

    @Test
    void the_names_of_both_schemas_can_be_chosen() {
        var environment = set("rapport.database.schema", "people", "rapport.vault.schema", "people_keys");

        assertThat(PostgresSettings.ofHistory(environment).schema()).isEqualTo("people");
        assertThat(PostgresSettings.ofVault(environment).schema()).isEqualTo("people_keys");
    }

    @ParameterizedTest
    @CsvSource({"same,same", "vault,", ",rapport"})
    void history_and_keys_in_one_schema_are_refused(String history, String keys) {
        var environment = set(
                "rapport.database.schema",
                history == null ? "" : history,
                "rapport.vault.schema",
                keys == null ? "" : keys);

        assertThatThrownBy(() -> PostgresSettings.ofVault(environment))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("must not lie in one schema");
    }

    @Test
    void without_an_address_it_says_which_setting_is_missing() {
        assertThatThrownBy(() -> PostgresSettings.ofHistory(set("rapport.database.url", " ")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("rapport.database.url is not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://db.example.com/rapport",
                "jdbc:h2:mem:rapport",
                "jdbc:postgresql://db.example.com",
                "jdbc:postgresql://db.example.com/",
                "jdbc:postgresql://db example com/rapport"
            })
    void what_is_no_address_of_a_database_is_refused(String url) {
        assertThatThrownBy(() -> PostgresSettings.ofHistory(set("rapport.database.url", url)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not the address of a PostgreSQL database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?user=a&password=hunter2",
                "?sslmode=require&password=hunter2",
                "?PASSWORD=hunter2",
                "?sslpassword=hunter2"
            })
    void an_address_that_holds_a_secret_is_refused_and_not_repeated(String behind) {
        assertThatThrownBy(() -> PostgresSettings.ofHistory(set("rapport.database.url", URL + behind)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("addresses are shown in messages")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void so_is_one_with_a_user_in_front_of_the_host() {
        assertThatThrownBy(() -> PostgresSettings.ofHistory(
                        set("rapport.database.url", "jdbc:postgresql://ada:hunter2@db.example.com/rapport")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("addresses are shown in messages")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void other_options_may_stand_in_the_address() {
        var url = URL + "?sslmode=verify-full&sslrootcert=/etc/rapport/ca.pem";

        assertThat(PostgresSettings.ofHistory(set("rapport.database.url", url)).url())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rapport", "a-b", "1st", "a;drop schema rapport", "an_awfully_long_name_for_a_schema"})
    void what_is_no_name_of_a_schema_is_refused(String schema) {
        assertThatThrownBy(() -> PostgresSettings.ofHistory(set("rapport.database.schema", schema)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("rapport.database.schema is not the name of a schema");
    }

    @Test
    void the_password_may_lie_in_a_file_that_nobody_else_can_read() throws IOException {
        var file = Files.writeString(directory.resolve("password"), "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(PostgresSettings.ofHistory(set("rapport.database.password-file", file.toString()))
                        .password())
                .isEqualTo("secret");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> PostgresSettings.ofHistory(set("rapport.database.password-file", file.toString())))
                .isInstanceOf(CannotStart.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void what_is_printed_of_the_settings_holds_no_password() {
        assertThat(PostgresSettings.ofHistory(set("rapport.database.password", "hunter2"))
                        .toString())
                .doesNotContain("hunter2");
    }
}
