package rapport.eventstore;

import java.security.SecureRandom;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;

/**
 * What Axon names messages by: UUIDs of version 7 (RFC 9562), which begin with the time in milliseconds and are otherwise
 * random. What is recorded at one time lies side by side in the index of ids then, instead of all over it, and is written
 * with one page. Found by {@link java.util.ServiceLoader}.
 */
public final class TimeOrderedIds extends IdentifierFactory {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String generateIdentifier() {
        return at(System.currentTimeMillis()).toString();
    }

    static UUID at(long millis) {
        var random = new byte[10];
        RANDOM.nextBytes(random);
        var high = millis << 16 | 0x7000 | (random[0] & 0x0fL) << 8 | random[1] & 0xffL;
        var low = 0L;
        for (var i = 2; i < random.length; i++) {
            low = low << 8 | random[i] & 0xffL;
        }
        return new UUID(high, low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }
}
