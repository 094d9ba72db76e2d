package rapport.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.shared.CannotStart;

/** How the setting that names auditors is read. */
class NamedAuditorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nobody_is_named_where_it_says_nothing(String setting) {
        assertThat(NamedAuditors.read(setting)).isEmpty();
    }

    @Test
    void each_has_a_name_and_an_address() {
        assertThat(
                        NamedAuditors.read(
                                "Countess <x@example.org>,Ada<ada@example.org>,  Grace B. Hopper   <grace.hopper@navy.example> "))
                .containsExactly(
                        new PersonDetails("Countess", "x@example.org"),
                        new PersonDetails("Ada", "ada@example.org"),
                        new PersonDetails("Grace B. Hopper", "grace.hopper@navy.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Marker",
                "Marker ada@example.org",
                "<marker@example.org>",
                "  <marker@example.org>",
                "Marker <marker>",
                "Marker <marker@example.org",
                "Marker <marker@example.org> more",
                "Marker <marker@example.org>,",
                ",Marker <marker@example.org>",
                "Marker <marker@example.org>; Other <other@example.org>",
                "Marker <marker@example.org>, Other <MARKER@example.org>",
                "Mar\u0007ker <marker@example.org>",
                "Marker12345678901234567890123456789012345678901234567890123456789 <marker@example.org>"
            })
    void what_cannot_be_read_keeps_it_from_starting_and_is_not_repeated(String setting) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> NamedAuditors.read(setting))
                .satisfies(refused -> assertThat(refused)
                        .hasMessageContaining("rapport.auditors")
                        .hasMessageContaining("entry "))
                .satisfies(refused ->
                        assertThat(refused.getMessage() + refused.whatToDo()).doesNotContainIgnoringCase("marker"))
                .satisfies(refused -> assertThat(refused.whatToDo()).contains("Name <address>"));
    }
}
