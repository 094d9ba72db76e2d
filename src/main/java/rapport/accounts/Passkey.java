package rapport.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of a person's passkeys, as they see it.
 *
 * @param name their own text, which is shown to nobody else and never in a log
 * @param usedAt when it last signed them in; null if it never has
 */
public record Passkey(
        UUID id, String name, Instant madeAt, @Nullable Instant usedAt) {

    @Override
    public String toString() {
        return "Passkey[" + id + "]";
    }
}
