package rapport.seals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The seals of the history, for everybody who hands them on. */
@Component
public class Seals {

    /** The newest block, which everything that leaves the server carries; empty before the first. */
    public Optional<Receipt> head() {
        return Optional.empty();
    }

    /** What lets somebody without the server check the events of these streams; reads pieces as it is written out. */
    public Proofs proofs(List<UUID> streams) {
        return new Proofs();
    }

    /** Signs bytes with the key that signs the blocks: Ed25519, over exactly these bytes. */
    public byte[] sign(byte[] bytes) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The public half of the key that signs, as X.509 has it (DER). */
    public byte[] publicKey() {
        throw new UnsupportedOperationException("not yet");
    }
}
