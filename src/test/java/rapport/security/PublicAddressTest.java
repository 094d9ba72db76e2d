package rapport.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import rapport.shared.CannotStart;

/** Where browsers reach Rapport, as it is set or found out. */
class PublicAddressTest {

    private static PublicAddress set(String address) {
        return new PublicAddress(new MockEnvironment().withProperty("rapport.address", address));
    }

    @Test
    void unless_it_is_set_it_is_this_machine_by_its_name_and_the_port_that_is_listened_on() {
        var environment = new MockEnvironment().withProperty("server.port", "1111");
        var address = new PublicAddress(environment);
        assertThat(address.origin()).isEqualTo("http://localhost:1111");
        environment.setProperty("local.server.port", "54321");
        assertThat(address.origin()).isEqualTo("http://localhost:54321");
        assertThat(address.host()).isEqualTo("localhost");
        assertThat(address.takesPasskeys()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://rapport.example.org, https://rapport.example.org, rapport.example.org",
        "https://Rapport.Example.ORG/, https://rapport.example.org, rapport.example.org",
        "HTTPS://rapport.example.org:443, https://rapport.example.org, rapport.example.org",
        "https://rapport.example.org:8443, https://rapport.example.org:8443, rapport.example.org",
        "http://localhost:80, http://localhost, localhost",
    })
    void is_taken_as_browsers_write_it(String given, String origin, String host) {
        assertThat(set(given).origin()).isEqualTo(origin);
        assertThat(set(given).host()).isEqualTo(host);
        assertThat(set(given).takesPasskeys()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://192.168.0.7", "http://127.0.0.1:1111", "https://[::1]"})
    void takes_no_passkeys_without_encryption_or_under_a_number(String given) {
        assertThat(set(given).takesPasskeys()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rapport.example.org",
                "http://rapport.example.org",
                "ftp://rapport.example.org",
                "https://",
                "https://rapport.example.org/rapport",
                "https://rapport.example.org?x",
                "https://rapport.example.org#x",
                "https://ada@rapport.example.org",
                "https://ra pport",
            })
    void is_refused_when_it_is_no_such_thing(String given) {
        assertThatThrownBy(() -> set(given))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("rapport.address is not an address");
    }

    @Test
    void a_request_is_at_home_under_its_name_and_port() {
        var request = new MockHttpServletRequest();
        request.addHeader("Host", "Rapport.example.org:8443");
        assertThat(set("https://rapport.example.org:8443").isAddressOf(request)).isTrue();
        assertThat(set("https://rapport.example.org").isAddressOf(request)).isFalse();
        assertThat(set("https://rapport.example.org").isAddressOf(new MockHttpServletRequest()))
                .isFalse();
    }
}
