package rapport.words;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The vault's own database: wrapped data keys, one a stream, and a check that tells the right master key. */
final class KeyTable {

    private final JdbcClient sql;
    private final Runnable flush;

    /** @param flush makes what was written safe on disk before it returns */
    KeyTable(JdbcClient sql, Runnable flush) {
        this.sql = sql;
        this.flush = flush;
    }

    Optional<Sealed> check() {
        return sql.sql("select sealed from master_check")
                .query(byte[].class)
                .optional()
                .map(Sealed::unpacked);
    }

    /** Adds the check; where another process was a moment quicker, its own stands. */
    void addCheck(Sealed sealed) {
        try {
            sql.sql("insert into master_check (id, sealed) values (1, ?)")
                    .param(sealed.packed())
                    .update();
        } catch (DuplicateKeyException _) {
            // whoever asks next finds that one
        }
        flush.run();
    }

    Optional<Sealed> keyOf(UUID stream) {
        return sql.sql("select wrapped from data_key where stream = ?")
                .param(stream)
                .query(byte[].class)
                .optional()
                .map(Sealed::unpacked);
    }

    void addKey(UUID id, UUID stream, Sealed wrapped) {
        try {
            sql.sql("insert into data_key (id, stream, wrapped) values (?, ?, ?)")
                    .params(id, stream, wrapped.packed())
                    .update();
        } catch (DuplicateKeyException _) {
            // somebody else made it in the meantime; flushed all the same, because we rely on it
        }
        flush.run();
    }

    Set<UUID> holders() {
        return new HashSet<>(
                sql.sql("select stream from data_key").query(UUID.class).list());
    }

    void removeKeyOf(UUID stream) {
        sql.sql("delete from data_key where stream = ?").param(stream).update();
        flush.run();
    }

    record KeptRow(byte[] value, byte[] code) {}

    Optional<KeptRow> kept(String name) {
        return sql.sql("select content, code from kept where name = ?")
                .param(name)
                .query((row, _) -> new KeptRow(row.getBytes("content"), row.getBytes("code")))
                .optional();
    }

    void keep(String name, byte[] value, byte[] code) {
        if (!replace(name, value, code)) {
            try {
                sql.sql("insert into kept (name, content, code) values (?, ?, ?)")
                        .params(name, value, code)
                        .update();
            } catch (DuplicateKeyException _) {
                replace(name, value, code);
            }
        }
        flush.run();
    }

    /** Adds it; where something is kept under this name, that stands. */
    void keepFirst(String name, byte[] value, byte[] code) {
        try {
            sql.sql("insert into kept (name, content, code) values (?, ?, ?)")
                    .params(name, value, code)
                    .update();
        } catch (DuplicateKeyException _) {
            // whoever asks next finds that one
        }
        flush.run();
    }

    /** Puts it in the place of another, and only of that one. */
    boolean keepInstead(String name, byte[] before, byte[] value, byte[] code) {
        var isDone = sql.sql("update kept set content = ?, code = ? where name = ? and content = ?")
                        .params(value, code, name, before)
                        .update()
                > 0;
        flush.run();
        return isDone;
    }

    private boolean replace(String name, byte[] value, byte[] code) {
        return sql.sql("update kept set content = ?, code = ? where name = ?")
                        .params(value, code, name)
                        .update()
                > 0;
    }
}
