package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final Receipt KNOWN = new Receipt(42, "01K7Q2M9XD4T");

    @Test
    void it_is_the_number_and_the_first_sixty_bits() {
        var hash = HexFormat.of().parseHex("0123456789abcdef" + "00".repeat(24));

        assertThat(Receipt.of(7, hash).text()).isEqualTo("7-04HM-ASW9-NF6Y");
        hash[7] ^= 0x0f;
        assertThat(Receipt.of(7, hash).text()).isEqualTo("7-04HM-ASW9-NF6Y");
        hash[7] ^= 0x10;
        assertThat(Receipt.of(7, hash).text()).isNotEqualTo("7-04HM-ASW9-NF6Y");
    }

    @Test
    void what_is_shown_is_read_again() {
        var random = new Random(1);
        for (var i = 0; i < 1_000; i++) {
            var hash = new byte[32];
            random.nextBytes(hash);
            var receipt = Receipt.of(random.nextInt(1_000_000), hash);
            assertThat(Receipt.of(receipt.text())).contains(receipt);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42-01K7-Q2M9-XD4T",
                "42-01k7-q2m9-xd4t",
                "  42-OlK7-Q2M9-XD4T ",
                "42-oIk7 Q2M9 XD4T",
                "42 01K7 Q2M9 XD4T",
                "42–01K7–Q2M9–XD4T",
                "42-01K7Q2M9XD4T",
                "42 - 01K7 - Q2M9 - XD4T"
            })
    void it_is_read_as_people_type_it(String typed) {
        assertThat(Receipt.of(typed)).contains(KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "42-01K7-Q2M9",
                "42-01K7-Q2M9-XD4TT",
                "01K7-Q2M9-XD4T",
                "42-U1K7-Q2M9-XD4T",
                "-1-AAAA-BBBB-CCCC",
                "9999999999999999999-01K7-Q2M9-XD4T"
            })
    void nothing_else_is(String typed) {
        assertThat(Receipt.of(typed)).isEqualTo(Optional.empty());
    }
}
