package rapport.words;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Words in the shape that sealed ones have, without a vault: the domain never looks inside. */
public final class SealedWords {

    private static final UUID KEY = new UUID(9, 9);

    private SealedWords() {}

    public static Sealed sealed(String text) {
        return new Sealed(KEY, new byte[Sealed.NONCE_BYTES], text.getBytes(StandardCharsets.UTF_8));
    }
}
