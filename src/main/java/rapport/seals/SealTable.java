package rapport.seals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.words.Sealed;

/** The blocks, the key that signs them, and the stored events, read in pieces so that nobody is held up. */
@Component
class SealTable {

    static final int PIECE = 250;

    private final JdbcClient sql;

    SealTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** The key as it lies there. */
    record KeyRow(byte[] publicKey, byte[] sealedPrivateKey) {}

    Optional<KeyRow> key() {
        return sql.sql("select public_key, private_key from seal_key where id = 1")
                .query((row, _) -> new KeyRow(row.getBytes("public_key"), row.getBytes("private_key")))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if there is one */
    void addKey(byte[] publicKey, Sealed privateKey) {
        sql.sql("insert into seal_key (id, public_key, private_key) values (1, ?, ?)")
                .params(publicKey, privateKey.packed())
                .update();
    }

    Optional<SealedBlock> head() {
        return sql.sql("select * from seal_block order by block desc fetch first 1 row only")
                .query(SealTable::block)
                .optional();
    }

    /** The number of the newest block; 0 if there is none. */
    long lastNumber() {
        return sql.sql("select coalesce(max(block), 0) from seal_block")
                .query(Long.class)
                .single();
    }

    /** The last place that each block covers, by its number. */
    Map<Long, Long> places(long last) {
        var places = new LinkedHashMap<Long, Long>();
        sql.sql("select block, up_to from seal_block where block <= ? order by block")
                .param(last)
                .query(row -> {
                    places.put(row.getLong("block"), row.getLong("up_to"));
                });
        return places;
    }

    /** How many events of these streams stand after a place. */
    long countAfter(long index, Collection<String> streams) {
        if (streams.isEmpty()) {
            return 0;
        }
        return sql.sql("select count(*) from domain_event where global_index > :index"
                        + " and aggregate_identifier in (:streams)")
                .param("index", index)
                .param("streams", streams)
                .query(Long.class)
                .single();
    }

    /** How many events a stream has. */
    long lengthOf(String stream) {
        return sql.sql("select coalesce(max(sequence_number) + 1, 0) from domain_event where aggregate_identifier = ?")
                .param(stream)
                .query(Long.class)
                .single();
    }

    Optional<SealedBlock> block(long number) {
        return sql.sql("select * from seal_block where block = ?")
                .param(number)
                .query(SealTable::block)
                .optional();
    }

    /** The next few blocks after a number. */
    List<SealedBlock> blocksAfter(long number, long upTo) {
        return sql.sql("select * from seal_block where block > ? and block <= ? order by block"
                        + " fetch first 20 rows only")
                .params(number, upTo)
                .query(SealTable::block)
                .list();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another node made this block */
    void add(SealedBlock block) {
        sql.sql("insert into seal_block (block, sealed_at, previous, root, salt, up_to, entries, signature)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        block.number(),
                        block.sealedAt(),
                        block.previous(),
                        block.root(),
                        block.salt(),
                        block.upTo(),
                        block.entries(),
                        block.signature())
                .update();
    }

    private static SealedBlock block(ResultSet row, int number) throws SQLException {
        return new SealedBlock(
                row.getLong("block"),
                row.getLong("sealed_at"),
                row.getBytes("previous"),
                row.getBytes("root"),
                row.getBytes("salt"),
                row.getLong("up_to"),
                row.getBytes("entries"),
                row.getBytes("signature"));
    }

    /** The next few events after a place. */
    List<StoredRow> eventsAfter(long index, long upTo) {
        return sql.sql("select * from domain_event where global_index > ? and global_index <= ?"
                        + " order by global_index fetch first " + PIECE + " rows only")
                .params(index, upTo)
                .query(StoredRow::of)
                .list();
    }

    /** The next few events of one stream. */
    List<StoredRow> eventsOf(String stream, long afterSequence) {
        return sql.sql("select * from domain_event where aggregate_identifier = ? and sequence_number > ?"
                        + " order by sequence_number fetch first " + PIECE + " rows only")
                .params(stream, afterSequence)
                .query(StoredRow::of)
                .list();
    }
}
