package rapport.doors;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapport.doors.Fields.Field;
import rapport.words.Sealed;
import rapport.words.Vault;
import rapport.words.Words;

/**
 * Seals what was typed with the key of the stream that it goes to.
 *
 * @param stream asked for only once there is something fit to be sealed: a first private entry opens its notebook
 */
record Sealing(Vault vault, Supplier<UUID> stream) {

    Sealed seal(Field<Words> words) {
        return vault.seal(stream.get(), words.get());
    }

    @Nullable
    Sealed sealOrNull(Field<Words> words) {
        var given = words.orNull();
        return given == null ? null : vault.seal(stream.get(), given);
    }
}
