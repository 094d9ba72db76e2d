package rapport.words;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.crypto.AEADBadTagException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import rapport.shared.CannotStart;
import rapport.shared.NotThere;
import rapport.words.Words.NotWords;

/**
 * Seals and opens words. Each stream has one data key of its own; the keys lie in a database of their own, wrapped by
 * the master key. A stream whose key was destroyed can never be read again.
 */
public final class Vault {

    private static final int KEY_BYTES = 32;
    private static final UUID CHECK = new UUID(0, 0);

    private final MasterKey master;
    private final KeyTable table;
    private final Map<UUID, DataKey> keys = new ConcurrentHashMap<>();
    private volatile BooleanSupplier mayRemember = () -> true;
    private volatile Consumer<UUID> whenDestroyed = _ -> {};

    private record DataKey(UUID id, SecretKey key) {}

    Vault(MasterKey master, KeyTable table) {
        this.master = master;
        this.table = table;
        checkMasterKey();
    }

    /**
     * Has this process heed the others that destroy keys.
     *
     * @param mayRemember whether a key that was destroyed by another would be known to be; as long as not, each is looked for
     * @param whenDestroyed tells the others, before {@link #destroyKeyOf} returns
     */
    void heed(BooleanSupplier mayRemember, Consumer<UUID> whenDestroyed) {
        this.mayRemember = mayRemember;
        this.whenDestroyed = whenDestroyed;
    }

    /** True if the keys can be read right now. */
    public boolean answers() {
        try {
            return table.check().isPresent();
        } catch (RuntimeException _) {
            return false;
        }
    }

    /** Opens nothing by a key from memory that another process has destroyed. */
    void forget(UUID holder) {
        keys.remove(holder);
    }

    /** The same for all keys. */
    void forgetAll() {
        keys.clear();
    }

    private void checkMasterKey() {
        var check = table.check().orElseGet(() -> {
            var sealed = Aes.seal(master.key(), CHECK, CHECK, "rapport".getBytes(StandardCharsets.UTF_8));
            table.addCheck(sealed);
            return table.check().orElseThrow();
        });
        try {
            Aes.open(master.key(), CHECK, check);
        } catch (AEADBadTagException e) {
            throw new CannotStart(
                    "The master key is not the one that these data were sealed with.",
                    "Put the right key back from your backup; with this one nothing here can be read.",
                    e);
        }
    }

    /**
     * A key for another purpose than sealing words. The same for the same master key and purpose; tells nothing about
     * either.
     */
    public SecretKey keyFor(String purpose) {
        try {
            var info = purpose.getBytes(StandardCharsets.UTF_8);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract().addIKM(master.key()).thenExpand(info, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF", e);
        }
    }

    /** Makes the key of a new stream, safe on disk when this returns. Does nothing if the stream has one. */
    public void makeKeyFor(UUID stream) {
        if (table.keyOf(stream).isPresent()) {
            return;
        }
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        var id = UUID.randomUUID();
        table.addKey(id, stream, Aes.seal(master.key(), id, stream, bytes));
    }

    /**
     * Seals words for a stream.
     *
     * @throws NotThere if the stream has no key, because it never was or because it was erased
     */
    public Sealed seal(UUID stream, Words words) {
        var key = keyOf(stream).orElseThrow(NotThere::new);
        return Aes.seal(key.key(), key.id(), stream, words.text().getBytes(StandardCharsets.UTF_8));
    }

    /** Opens sealed words of a stream; never fails, whatever was done to them. */
    public Opened open(UUID stream, Sealed sealed) {
        var key = keyOf(stream).orElse(null);
        if (key == null || !key.id().equals(sealed.keyId())) {
            return new Opened.Erased();
        }
        try {
            return new Opened.Clear(new Words(new String(Aes.open(key.key(), stream, sealed), StandardCharsets.UTF_8)));
        } catch (AEADBadTagException | NotWords _) {
            return new Opened.Damaged();
        }
    }

    /**
     * Seals what is no one's words and still no one else's business, such as what opens another program.
     *
     * @param holder has a key of its own, by {@link #makeKeyFor}
     * @throws NotThere if it has none
     */
    public Sealed sealSecret(UUID holder, String secret) {
        var key = keyOf(holder).orElseThrow(NotThere::new);
        return Aes.seal(key.key(), key.id(), holder, secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret that was sealed; empty if its key was destroyed or it is not what was stored. */
    public Optional<String> openSecret(UUID holder, Sealed sealed) {
        var key = keyOf(holder).orElse(null);
        if (key == null || !key.id().equals(sealed.keyId())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Aes.open(key.key(), holder, sealed), StandardCharsets.UTF_8));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        }
    }

    /**
     * Destroys the key of a stream or of a holder of secrets, on disk when this returns: what it sealed cannot be opened
     * any more. Its wrapped bytes may still lie in the file, in room that is not in use, until {@link VaultFile#rewrite}.
     */
    public void destroyKeyOf(UUID holder) {
        // At once with whoever is about to look it up, or they could remember it for as long as the process lives.
        keys.compute(holder, (_, _) -> {
            table.removeKeyOf(holder);
            return null;
        });
        whenDestroyed.accept(holder);
    }

    /**
     * Keeps a few bytes apart from the history, in place of what had this name before; safe on disk when this returns.
     * Not sealed, but nobody can change them unnoticed without the master key.
     */
    public void keep(String name, byte[] value) {
        table.keep(name, value, code(name, value));
    }

    /** Keeps it if nothing is kept under this name yet. */
    public void keepFirst(String name, byte[] value) {
        table.keepFirst(name, value, code(name, value));
    }

    /**
     * Keeps it instead of what was kept before, unless somebody has kept something else in the meantime.
     *
     * @return true if it is kept now
     */
    public boolean keepInstead(String name, byte[] before, byte[] value) {
        return table.keepInstead(name, before, value, code(name, value));
    }

    /** What was kept under this name; empty if nothing was. */
    public Optional<Kept> kept(String name) {
        return table.kept(name).map(kept -> new Kept(kept.value(), isSame(code(name, kept.value()), kept.code())));
    }

    /** @param intact false if these are not the bytes that were kept */
    public record Kept(byte[] value, boolean intact) {}

    private byte[] code(String name, byte[] value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keyFor("kept: " + name));
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    private static boolean isSame(byte[] one, byte[] other) {
        return MessageDigest.isEqual(one, other);
    }

    /** Everything that has a key: streams, and other holders of secrets. */
    public Set<UUID> holders() {
        return table.holders();
    }

    /** True if the holder's key is there and the master key opens it. */
    public boolean canOpen(UUID holder) {
        try {
            return table.keyOf(holder)
                    .map(wrapped -> unwrapped(holder, wrapped))
                    .isPresent();
        } catch (IllegalStateException _) {
            return false;
        }
    }

    /** True if both hold the same words, or both are absent. */
    public boolean isSame(UUID stream, @Nullable Sealed one, @Nullable Sealed other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return open(stream, one) instanceof Opened.Clear clear && clear.equals(open(stream, other));
    }

    private Optional<DataKey> keyOf(UUID stream) {
        if (!mayRemember.getAsBoolean()) {
            return table.keyOf(stream).map(wrapped -> unwrapped(stream, wrapped));
        }
        var known = keys.get(stream);
        if (known != null) {
            return Optional.of(known);
        }
        return Optional.ofNullable(keys.computeIfAbsent(
                stream,
                _ -> table.keyOf(stream)
                        .map(wrapped -> unwrapped(stream, wrapped))
                        .orElse(null)));
    }

    private DataKey unwrapped(UUID stream, Sealed wrapped) {
        try {
            return new DataKey(wrapped.keyId(), new SecretKeySpec(Aes.open(master.key(), stream, wrapped), "AES"));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("a data key in the vault was damaged", e);
        }
    }
}
