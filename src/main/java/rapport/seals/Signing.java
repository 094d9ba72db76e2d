package rapport.seals;

import java.nio.BufferUnderflowException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.words.Sealed;
import rapport.words.Vault;

/** The key that signs, made once, and the copy of the newest block that lies apart from the history. */
@Component
class Signing {

    private final SealTable table;
    private final Vault vault;
    private final Durability durability;

    Signing(SealTable table, Vault vault, Durability durability) {
        this.table = table;
        this.vault = vault;
        this.durability = durability;
    }

    /**
     * The key, made if there has never been one.
     *
     * @throws ChainBroken if it is not the one that was made
     */
    synchronized SigningKey key() {
        var kept = kept();
        if (table.key().isEmpty()) {
            if (kept.isPresent()) {
                throw new ChainBroken("the key that signs is gone");
            }
            make();
        }
        var key = stored().orElseThrow(() -> new ChainBroken("the key that signs cannot be opened"));
        if (kept.isEmpty() && table.head().isPresent()) {
            // Unless another node has begun with it in between; there is a copy before there is a block.
            kept = kept();
            if (kept.isEmpty()) {
                throw new ChainBroken("the vault has no copy of the newest block");
            }
        }
        if (kept.isEmpty()) {
            vault.keepFirst(KeptHead.NAME, new KeptHead(0, Block.beginning(key.publicKey()), key.publicKey()).packed());
        } else if (!Arrays.equals(kept.get().publicKey(), key.publicKey())) {
            throw new ChainBroken("the key that signs is another one");
        }
        return key;
    }

    private void make() {
        vault.makeKeyFor(Seals.KEY_HOLDER);
        var made = SigningKey.random();
        try {
            table.addKey(
                    made.publicKey(),
                    vault.sealSecret(
                            Seals.KEY_HOLDER,
                            Base64.getEncoder().encodeToString(made.privateKey().getEncoded())));
        } catch (DuplicateKeyException _) {
            // another node was first, and its key is the one
        }
        durability.await();
    }

    /** The key as it lies there; empty if there is none, or its halves do not belong together, or it was damaged. */
    Optional<SigningKey> stored() {
        return table.key().flatMap(this::opened);
    }

    private Optional<SigningKey> opened(SealTable.KeyRow row) {
        try {
            var secret = vault.openSecret(Seals.KEY_HOLDER, Sealed.unpacked(row.sealedPrivateKey()));
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            var key = SigningKey.of(row.publicKey(), Base64.getDecoder().decode(secret.get()));
            var trial = new byte[] {1};
            return SigningKey.holds(key.publicKey(), trial, key.sign(trial)) ? Optional.of(key) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    /** @throws ChainBroken if somebody changed the copy */
    Optional<KeptHead> kept() {
        return vault.kept(KeptHead.NAME).map(kept -> {
            if (!kept.intact()) {
                throw new ChainBroken("the vault's copy of the newest block was changed");
            }
            return KeptHead.unpacked(kept.value()).orElseThrow(() -> new ChainBroken("the vault's copy is none"));
        });
    }

    void keep(long number, byte[] hash, SigningKey key) {
        vault.keep(KeptHead.NAME, new KeptHead(number, hash, key.publicKey()).packed());
    }

    /**
     * Keeps a copy of the block that was made on top of another. Who was held up between the two writes for so long that
     * others have gone on keeps nothing: theirs is the newer one.
     */
    void keepAfter(KeptHead before, long number, byte[] hash) {
        vault.keepInstead(KeptHead.NAME, before.packed(), new KeptHead(number, hash, before.publicKey()).packed());
    }

    /** Nothing may be sealed on top of this: what was done to the chain would be covered up. */
    static final class ChainBroken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ChainBroken(String what) {
            super(what, null, false, false);
        }
    }
}
