package rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signatures are those that others expect. */
class SignatureTest {

    @Test
    void is_the_one_of_the_standards_own_example() {
        assertThat(Signature.sign(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void says_which_message_it_is_and_when() {
        var id = UUID.randomUUID();
        var headers =
                Signature.headers(Signature.newSecret(), id, Instant.ofEpochSecond(1_700_000_000, 999), new byte[] {1});

        assertThat(headers)
                .containsOnlyKeys("webhook-id", "webhook-timestamp", "webhook-signature")
                .containsEntry("webhook-id", id.toString())
                .containsEntry("webhook-timestamp", "1700000000");
    }

    @Test
    void secrets_are_long_random_and_in_the_form_that_libraries_take() {
        var secret = Signature.newSecret();

        assertThat(secret).startsWith("whsec_").isNotEqualTo(Signature.newSecret());
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
    }
}
