package rapport.words;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import rapport.eventstore.Pool;
import rapport.shared.Home;

/** The vault's keys as they lie there, wrapped by the master key: for taking a whole server along, and bringing it back. */
public final class WrappedKeys {

    private static final UUID CHECK = new UUID(0, 0);

    private final Pool source;
    private final JdbcClient sql;
    private final TransactionTemplate whole;
    private final Home home;
    private final boolean isOwnFile;
    private byte[] lying;

    /** @param isOwnFile true if the master key lies in the data directory, and so can be put there */
    WrappedKeys(Pool source, Home home, byte[] master, boolean isOwnFile) {
        this.source = source;
        this.sql = JdbcClient.create(source);
        this.whole = new TransactionTemplate(new JdbcTransactionManager(source));
        this.home = home;
        this.isOwnFile = isOwnFile;
        this.lying = master;
    }

    /** One data key. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that are never changed
    public record Wrapped(UUID id, UUID stream, byte[] wrapped, Instant madeAt) {}

    /** Something that must not be lost together with the history, with the code that only the master key makes. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that are never changed
    public record KeptBeside(String name, byte[] content, byte[] code) {}

    /** Everything that the vault holds. */
    @SuppressWarnings("ArrayRecordComponent") // bytes that are never changed
    public record Chest(byte[] masterKey, byte[] check, List<Wrapped> keys, List<KeptBeside> kept) {}

    /** What is kept beside the keys, by name. */
    public List<KeptBeside> kept() {
        return sql
                .sql("select name, content, code from kept")
                .query((row, _) -> new KeptBeside(row.getString(1), row.getBytes(2), row.getBytes(3)))
                .list()
                .stream()
                // Not left to the database, since each puts letters in an order of its own.
                .sorted(Comparator.comparing(KeptBeside::name))
                .toList();
    }

    /** All of it as it is now. */
    public Chest chest() {
        return new Chest(masterKey(), check(), all(), kept());
    }

    /** All keys, in the order of their ids. */
    public List<Wrapped> all() {
        return sql.sql("select id, stream, wrapped, made_at from data_key order by id")
                .query((row, _) -> new Wrapped(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getBytes(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What tells the right master key from a wrong one. */
    public byte[] check() {
        return sql.sql("select sealed from master_check").query(byte[].class).single();
    }

    /** The master key itself, which opens everything. */
    public byte[] masterKey() {
        return lying.clone();
    }

    /** True if this is the master key that the server runs with. */
    public boolean isMasterKey(byte[] other) {
        return MessageDigest.isEqual(lying, other);
    }

    /** True if another master key can be put in the place of this one; false if it is given from outside. */
    public boolean isReplaceable() {
        return isOwnFile;
    }

    /** True if this master key opens a check. */
    public static boolean opens(byte[] masterKey, byte[] check) {
        return unwrapped(masterKey, CHECK, check).isPresent();
    }

    /** True if this master key unwraps a data key for its stream, and it is the one that it says it is. */
    public static boolean opens(byte[] masterKey, Wrapped key) {
        return key.wrapped().length > 28
                && Sealed.unpacked(key.wrapped()).keyId().equals(key.id())
                && unwrapped(masterKey, key.stream(), key.wrapped()).isPresent();
    }

    private static Optional<byte[]> unwrapped(byte[] masterKey, UUID stream, byte[] wrapped) {
        try {
            return Optional.of(Aes.open(new SecretKeySpec(masterKey, "AES"), stream, Sealed.unpacked(wrapped)));
        } catch (AEADBadTagException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /**
     * Puts all of this in the place of what is there, on disk when this returns; the vault that is open goes on with what
     * it knew, so the process has to end soon after.
     */
    public void replaceAll(Chest chest) {
        if (!Arrays.equals(lying, chest.masterKey())) {
            if (!isOwnFile) {
                throw new IllegalStateException("the master key is given from outside");
            }
            home.writePrivately(MasterKey.FILE, Base64.getEncoder().encodeToString(chest.masterKey()) + "\n");
            lying = chest.masterKey().clone();
        }
        whole.executeWithoutResult(_ -> {
            for (var table : List.of("data_key", "master_check", "kept")) {
                sql.sql("delete from " + table).update();
            }
            sql.sql("insert into master_check (id, sealed) values (1, ?)")
                    .param(chest.check())
                    .update();
            for (var key : chest.keys()) {
                sql.sql("insert into data_key (id, stream, wrapped, made_at) values (?, ?, ?, ?)")
                        .params(
                                key.id(),
                                key.stream(),
                                key.wrapped(),
                                key.madeAt().atOffset(ZoneOffset.UTC))
                        .update();
            }
            for (var one : chest.kept()) {
                sql.sql("insert into kept (name, content, code) values (?, ?, ?)")
                        .params(one.name(), one.content(), one.code())
                        .update();
            }
        });
        source.flush();
    }
}
