package rapport.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import rapport.shared.CannotStart;

class ManagementPortTest {

    private static StandardEnvironment with(String... settings) {
        var all = new HashMap<String, Object>(Map.of(
                "server.port",
                "1111",
                "management.server.address",
                "127.0.0.1",
                "management.server.port",
                "${rapport.management.port:-1}"));
        for (var at = 0; at < settings.length; at += 2) {
            all.put(settings[at], settings[at + 1]);
        }
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", all));
        return environment;
    }

    @Test
    void there_is_none_unless_it_is_set() {
        assertThat(ManagementPort.of(with())).isEmpty();
        assertThat(ManagementPort.of(with("management.server.port", "1111"))).isEmpty();
    }

    @Test
    void it_is_the_one_that_is_set() {
        assertThat(ManagementPort.of(with("rapport.management.port", " 1112 "))).hasValue(1112);
        assertThat(ManagementPort.of(with("rapport.management.port", "0", "server.port", "0")))
                .hasValue(0);
        assertThat(ManagementPort.of(
                        with("rapport.management.port", "65535", "management.server.address", "127.0.0.3")))
                .hasValue(65535);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "65536", "eleven", "1112/x", "1.5"})
    void what_is_no_port_is_refused_by_a_sentence(String port) {
        assertThatThrownBy(() -> ManagementPort.of(with("rapport.management.port", port)))
                .isInstanceOf(CannotStart.class)
                .hasMessage("The setting rapport.management.port is not the number of a port.");
    }

    @Test
    void it_is_never_the_port_of_the_pages() {
        assertThatThrownBy(() -> ManagementPort.of(with("rapport.management.port", "1111")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("name the same port");
    }

    @Test
    void boots_own_settings_lead_no_other_way_in() {
        assertThatThrownBy(() ->
                        ManagementPort.of(with("rapport.management.port", "1112", "management.server.port", "1111")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("management.server.port says another port");
        for (var address : new String[] {"0.0.0.0", "::", "192.0.2.7", "", "no.such.name.invalid"}) {
            assertThatThrownBy(() -> ManagementPort.of(
                            with("rapport.management.port", "1112", "management.server.address", address)))
                    .as(address)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("not an address of this machine alone");
        }
    }
}
