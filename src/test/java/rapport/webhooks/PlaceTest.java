package rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes for an address to send to, and how much of it is ever shown. */
class PlaceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/services/T000/B000/abcdefgh",
                "https://example.org",
                "HTTPS://Example.ORG:8443/a?b=%2Fc&d=1",
                "http://127.0.0.1:80/x",
                "https://[::1]:1/x",
                "  https://example.org/x  ",
                "https://example.org/größe"
            })
    void is_a_place(String written) {
        assertThat(Place.of(written)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "/x",
                "ftp://example.org/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https:example.org",
                "https://",
                "https:///x",
                "https://me:secret@example.org/x",
                "https://me@example.org/x",
                "https://example.org@evil.example/x",
                "https://example.org/x#part",
                "https://example.org:0/x",
                "https://example.org:65536/x",
                "https://example.org:-1/x",
                "https://exa mple.org/x",
                "https://example.org/x\r\nHost: other",
                "https://example.org\\@other.example/x",
                "https://[fe80::1%25eth0]/x",
                "https://127.1/x",
                "https://0x7f.0.0.1/x",
                "https://büro.example/x"
            })
    void is_none(String written) {
        assertThat(Place.of(written)).isEmpty();
    }

    @Test
    void is_none_if_it_is_too_long() {
        assertThat(Place.of("https://example.org/" + "x".repeat(Place.LONGEST))).isEmpty();
    }

    @Test
    void what_is_escaped_stays_as_it_is() {
        assertThat(Place.of("https://example.org/a%2Fb?sp=%2Ftriggers%2Frun&x=ä")
                        .orElseThrow()
                        .uri())
                .hasToString("https://example.org/a%2Fb?sp=%2Ftriggers%2Frun&x=%C3%A4");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.slack.com/services/T000/B000/abcdWXYZ, hooks.slack.com/…WXYZ",
        "https://Example.org/run?sig=0123456789abcdef, example.org/…cdef",
        "https://example.org/short, example.org",
        "https://example.org, example.org",
        "https://[::1]:8080/0123456789abcdef, [::1]/…cdef"
    })
    void shows_the_host_and_the_end(String written, String shown) {
        var place = Place.of(written).orElseThrow();

        assertThat(place.shown()).isEqualTo(shown);
        assertThat(place).hasToString("Place[•]");
    }
}
