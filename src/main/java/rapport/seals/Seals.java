package rapport.seals;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The seals of the history, for everybody who hands them on. */
@Component
public class Seals {

    /** Whose key in the vault seals the private half of the key that signs. */
    public static final UUID KEY_HOLDER = new UUID(0, 0x5ea1);

    private final SealTable table;
    private final Signing signing;
    private final AtomicReference<@Nullable Receipt> newest = new AtomicReference<>();

    Seals(SealTable table, Signing signing) {
        this.table = table;
        this.signing = signing;
    }

    /** The newest block, which everything that leaves the server carries; empty before the first. */
    public Optional<Receipt> head() {
        var last = table.lastNumber();
        var known = newest.get();
        if (last == 0 || (known != null && known.block() == last)) {
            return Optional.ofNullable(last == 0 ? null : known);
        }
        var found = table.block(last).map(block -> block.block().receipt());
        found.ifPresent(newest::set);
        return found;
    }

    /**
     * How far everything is sealed.
     *
     * @param at when the newest block was made
     * @param since how many events of the streams that were asked for came later; no block covers them yet
     */
    public record Reach(Instant at, long since) {}

    /** How far these streams are sealed; empty before the first block. */
    public Optional<Reach> reach(Collection<UUID> streams) {
        return table.head()
                .map(head -> new Reach(
                        Instant.ofEpochMilli(head.sealedAt()),
                        table.countAfter(
                                head.upTo(),
                                streams.stream().map(UUID::toString).toList())));
    }

    /** What lets somebody without the server check the events of these streams, as they are now. */
    public Proofs proofs(List<UUID> streams) {
        var lengths = new LinkedHashMap<UUID, Long>();
        streams.forEach(stream -> lengths.put(stream, table.lengthOf(stream.toString())));
        return proofs(lengths);
    }

    /** The same for the first so many events of each stream: for whoever has read them up to there. */
    public Proofs proofs(Map<UUID, Long> lengths) {
        return new Proofs(table, signing.key().publicKey(), lengths);
    }

    /** Signs bytes with the key that signs the blocks: Ed25519, over exactly these bytes. */
    public byte[] sign(byte[] bytes) {
        return signing.key().sign(bytes);
    }

    /** The public half of the key that signs, as X.509 has it (DER). */
    public byte[] publicKey() {
        return signing.key().publicKey();
    }

    /**
     * Takes the newest block that is there for the newest that was made: for a server that was put back from a backup,
     * whose vault may be of another moment. Receipts of later blocks will not fit, and that is right.
     *
     * @return the newest block's receipt; empty if nothing was sealed yet
     * @throws IllegalStateException if the key that signs cannot be opened
     */
    public Optional<Receipt> acceptRestored() {
        if (table.key().isEmpty()) {
            return Optional.empty();
        }
        var key = signing.stored().orElseThrow(() -> new IllegalStateException("the key that signs cannot be opened"));
        table.head()
                .ifPresentOrElse(
                        head -> signing.keep(head.number(), head.block().hash(), key),
                        () -> signing.keep(0, Block.beginning(key.publicKey()), key));
        return head();
    }
}
