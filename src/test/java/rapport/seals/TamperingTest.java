package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.seals.Finding.Kind;

/** A thousand ways to alter a sealed history, each found and named. */
class TamperingTest {

    private static final int TAMPERINGS = 1_000;
    private static final List<UUID> STREAMS =
            List.of(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3), new UUID(0x123456789abcdefL, 4));
    private static final List<String> NUMBERS = List.of("global_index", "sequence_number");
    private static final List<String> TEXTS = List.of(
            "event_identifier", "aggregate_identifier", "type", "payload_type", "payload_revision", "time_stamp");
    private static final List<String> BYTES = List.of("payload", "meta_data");

    @TempDir
    private Path directory;

    private World world;
    private final Random random = new Random(7);
    private final Map<UUID, Long> lengths = new HashMap<>();
    private Receipt[] receipts;

    /** What somebody may do, and what must be said of it. */
    private enum Deed {
        FLIP_A_COLUMN,
        DELETE_EVENTS,
        SWAP_WHAT_IS_SAID,
        SWAP_PLACES,
        MOVE_AWAY,
        FORGE_BEFORE_THE_HEAD,
        FORGE_AFTER_THE_HEAD,
        CUT_OFF_EVENTS,
        CUT_OFF_EVENTS_AND_BLOCKS,
        SIGN_WITH_ANOTHER_KEY,
        TAKE_OVER_THE_KEY,
        SEAL_A_CHANGE_ANEW,
        RENUMBER_A_BLOCK,
        DELETE_A_BLOCK,
        SWAP_BLOCKS,
        FLIP_IN_A_BLOCK,
        FLIP_IN_THE_KEY,
        FLIP_IN_THE_COPY
    }

    @BeforeEach
    void a_sealed_history() {
        world = new World(directory);
        var given = new ArrayList<Receipt>();
        for (var size : List.of(9, 0, 14, 1, 0, 7, 20)) {
            world.tell(random, size, STREAMS, lengths);
            assertThat(world.sealer.seal()).isTrue();
            given.add(world.seals.head().orElseThrow());
        }
        world.tell(random, 5, STREAMS, lengths);
        receipts = given.toArray(Receipt[]::new);
        for (var table : World.TABLES) {
            world.sql
                    .sql("create table pristine_" + table + " as select * from " + table)
                    .update();
        }
        world.vaultSql.sql("create table pristine_kept as select * from kept").update();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void each_of_a_thousand_tamperings_is_found_and_named() {
        assertThat(world.verify(receipts).findings()).isEmpty();
        assertThat(world.verify(receipts).unsealed()).isEqualTo(5);
        var done = new EnumMap<Deed, Integer>(Deed.class);
        for (var i = 0; i < TAMPERINGS; ) {
            var deed = Deed.values()[i % Deed.values().length];
            try {
                var expected = perform(deed);
                var result = world.verify();
                assertThat(expected.test(result))
                        .as(i + " " + deed + " " + story + ": " + result.findings())
                        .isTrue();
                done.merge(deed, 1, Integer::sum);
                i++;
            } catch (DataAccessException _) {
                // the tables themselves would not have it; another try
            } finally {
                undo();
            }
        }
        assertThat(done).hasSize(Deed.values().length);
        assertThat(world.verify(receipts).findings()).isEmpty();
    }

    private String story = "";

    private void undo() {
        for (var table : World.TABLES) {
            world.sql.sql("delete from " + table).update();
            world.sql
                    .sql("insert into " + table + " select * from pristine_" + table)
                    .update();
        }
        world.vaultSql.sql("delete from kept").update();
        world.vaultSql.sql("insert into kept select * from pristine_kept").update();
    }

    private List<StoredRow> sealedRows() {
        var upTo = world.table.head().orElseThrow().upTo();
        return world.sql
                .sql("select * from domain_event where global_index <= ? order by global_index")
                .param(upTo)
                .query(StoredRow::of)
                .list();
    }

    private StoredRow anySealed() {
        var rows = sealedRows();
        return rows.get(random.nextInt(rows.size()));
    }

    private SealedBlock anyBlock() {
        return world.table
                .block(1 + random.nextInt((int) world.table.lastNumber()))
                .orElseThrow();
    }

    private static Predicate<Verification.Result> first(StoredRow row, Kind... kinds) {
        return result -> {
            var first = result.findings().isEmpty() ? null : result.findings().getFirst();
            return first != null
                    && Arrays.asList(kinds).contains(first.kind())
                    && first.index() == row.index()
                    && row.streamId().equals(first.stream())
                    && first.sequence() == row.sequence();
        };
    }

    private static Predicate<Verification.Result> names(StoredRow row, Set<Kind> kinds) {
        return result -> result.findings().stream()
                .anyMatch(found -> kinds.contains(found.kind())
                        && row.streamId().equals(found.stream())
                        && found.sequence() == row.sequence());
    }

    private static Predicate<Verification.Result> firstBlock(long number, Kind... kinds) {
        return result -> !result.findings().isEmpty()
                && Arrays.asList(kinds).contains(result.findings().getFirst().kind())
                && result.findings().getFirst().block() == number;
    }

    private static Predicate<Verification.Result> any(Kind kind) {
        return result -> result.findings().stream().anyMatch(found -> found.kind() == kind);
    }

    private Predicate<Verification.Result> perform(Deed deed) {
        return switch (deed) {
            case FLIP_A_COLUMN -> flipAColumn();
            case DELETE_EVENTS -> deleteEvents();
            case SWAP_WHAT_IS_SAID -> swapWhatIsSaid();
            case SWAP_PLACES -> swapPlaces();
            case MOVE_AWAY -> moveAway();
            case FORGE_BEFORE_THE_HEAD -> forgeBefore();
            case FORGE_AFTER_THE_HEAD -> forgeAfter();
            case CUT_OFF_EVENTS -> cutOff(false);
            case CUT_OFF_EVENTS_AND_BLOCKS -> cutOff(true);
            case SIGN_WITH_ANOTHER_KEY -> signAnew(anyBlock(), SigningKey.random());
            case TAKE_OVER_THE_KEY -> takeOver();
            case SEAL_A_CHANGE_ANEW -> sealAnew();
            case RENUMBER_A_BLOCK -> renumberABlock();
            case DELETE_A_BLOCK -> deleteABlock();
            case SWAP_BLOCKS -> swapBlocks();
            case FLIP_IN_A_BLOCK -> flipInABlock();
            case FLIP_IN_THE_KEY -> {
                flip(world.sql, "seal_key", random.nextBoolean() ? "public_key" : "private_key", "id = 1");
                yield any(Kind.KEY);
            }
            case FLIP_IN_THE_COPY -> {
                flip(world.vaultSql, "kept", random.nextBoolean() ? "content" : "code", "name = 'seals'");
                yield any(Kind.KEY);
            }
        };
    }

    private void update(String what, StoredRow row, Object value) {
        assertThat(world.sql
                        .sql("update domain_event set " + what + " where global_index = ?")
                        .params(value, row.index())
                        .update())
                .isEqualTo(1);
    }

    private Predicate<Verification.Result> flipAColumn() {
        var row = anySealed();
        var columns = new ArrayList<String>();
        columns.addAll(NUMBERS);
        columns.addAll(TEXTS);
        columns.addAll(BYTES);
        var column = columns.get(random.nextInt(columns.size()));
        story = column + " of " + row.index();
        if (NUMBERS.contains(column)) {
            var before = column.equals("global_index") ? row.index() : row.sequence();
            update(column + " = ?", row, before ^ ((1L + random.nextInt(255)) << (8 * random.nextInt(8))));
            return names(row, Set.of(Kind.CHANGED, Kind.MOVED, Kind.REMOVED));
        }
        if (BYTES.contains(column)) {
            flip(world.sql, "domain_event", column, "global_index = " + row.index());
            return first(row, Kind.CHANGED);
        }
        var before = world.sql
                .sql("select " + column + " from domain_event where global_index = ?")
                .param(row.index())
                .query(String.class)
                .optional()
                .orElse("");
        var text = new StringBuilder(before);
        if (before.isEmpty()) {
            text.append('1');
        } else if (random.nextInt(8) == 0 && column.equals("payload_revision")) {
            update(column + " = ?", row, "");
            return first(row, Kind.CHANGED);
        } else {
            var at = random.nextInt(before.length());
            text.setCharAt(at, (char) (text.charAt(at) ^ (1 + random.nextInt(255))));
        }
        update(column + " = ?", row, text.toString());
        return column.equals("aggregate_identifier")
                ? names(row, Set.of(Kind.CHANGED, Kind.MOVED))
                : first(row, Kind.CHANGED);
    }

    private void flip(JdbcClient sql, String table, String column, String where) {
        var bytes = sql.sql("select " + column + " from " + table + " where " + where)
                .query((row, _) -> row.getBytes(1))
                .single();
        if (bytes.length == 0) {
            bytes = new byte[] {0};
        }
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        sql.sql("update " + table + " set " + column + " = ? where " + where)
                .param(bytes)
                .update();
    }

    private Predicate<Verification.Result> deleteEvents() {
        var rows = sealedRows();
        var from = random.nextInt(rows.size());
        var until = Math.min(rows.size(), from + 1 + random.nextInt(3));
        rows.subList(from, until)
                .forEach(row -> world.sql
                        .sql("delete from domain_event where global_index = ?")
                        .param(row.index())
                        .update());
        story = "from " + from;
        return first(rows.get(from), Kind.REMOVED);
    }

    private Predicate<Verification.Result> swapWhatIsSaid() {
        var one = anySealed();
        var other = anySealed();
        if (Arrays.equals(one.payload(), other.payload())) {
            return swapWhatIsSaid();
        }
        update("payload = ?", one, other.payload());
        update("payload = ?", other, one.payload());
        return first(one.index() < other.index() ? one : other, Kind.CHANGED);
    }

    private Predicate<Verification.Result> swapPlaces() {
        var one = anySealed();
        var other = anySealed();
        if (one.index() == other.index()) {
            return swapPlaces();
        }
        update("global_index = ?", one, -1L);
        update("global_index = ?", other, one.index());
        world.sql
                .sql("update domain_event set global_index = ? where global_index = -1")
                .param(other.index())
                .update();
        return first(one.index() < other.index() ? one : other, Kind.MOVED);
    }

    private Predicate<Verification.Result> moveAway() {
        var row = anySealed();
        update("global_index = ?", row, 10_000L + random.nextInt(100));
        return names(row, Set.of(Kind.MOVED, Kind.REMOVED));
    }

    private long aGap() {
        var taken = sealedRows().stream().map(StoredRow::index).toList();
        var last = taken.getLast();
        for (var tries = 0; tries < 1_000; tries++) {
            var place = random.nextLong(last) - 2;
            if (!taken.contains(place)) {
                return place;
            }
        }
        throw new AssertionError("there are no gaps");
    }

    private Predicate<Verification.Result> forgeBefore() {
        var place = aGap();
        var stream = STREAMS.get(random.nextInt(STREAMS.size()));
        var sequence = lengths.getOrDefault(stream, 0L) + random.nextInt(2);
        world.insertAt(place, random, stream, sequence);
        return result -> !result.findings().isEmpty()
                && result.findings().getFirst().kind() == Kind.INSERTED
                && result.findings().getFirst().index() == place
                && stream.equals(result.findings().getFirst().stream());
    }

    private Predicate<Verification.Result> forgeAfter() {
        var stream = STREAMS.get(random.nextInt(STREAMS.size()));
        if (random.nextBoolean()) {
            world.append(random, stream, lengths.getOrDefault(stream, 0L) + 1);
            return result -> result.findings().stream()
                    .anyMatch(found -> found.kind() == Kind.HOLE && stream.equals(found.stream()));
        }
        // In its place, nothing tells it from what is recorded: it is said that no block covers it.
        world.append(random, stream, lengths.getOrDefault(stream, 0L));
        return result -> result.unsealed() == 6;
    }

    private Predicate<Verification.Result> cutOff(boolean withBlocks) {
        var last = world.table.lastNumber();
        var block = world.table.block(1 + random.nextInt((int) last - 1)).orElseThrow();
        var firstGone = sealedRows().stream()
                .filter(row -> row.index() > block.upTo())
                .findFirst()
                .orElseThrow();
        world.sql
                .sql("delete from domain_event where global_index > ?")
                .param(block.upTo())
                .update();
        if (!withBlocks) {
            return first(firstGone, Kind.REMOVED);
        }
        world.sql
                .sql("delete from seal_block where block > ?")
                .param(block.number())
                .update();
        return firstBlock(last, Kind.HEAD);
    }

    private Predicate<Verification.Result> signAnew(SealedBlock block, SigningKey key) {
        world.sql
                .sql("update seal_block set signature = ? where block = ?")
                .params(key.sign(block.block().header()), block.number())
                .update();
        return firstBlock(block.number(), Kind.BLOCK);
    }

    private Predicate<Verification.Result> takeOver() {
        var key = SigningKey.random();
        var last = world.table.head().orElseThrow();
        signAnew(last, key);
        world.sql
                .sql("update seal_key set public_key = ? where id = 1")
                .param(key.publicKey())
                .update();
        return any(Kind.KEY).and(any(Kind.BLOCK));
    }

    /** Everything done over from a changed event on, but for the key. */
    private Predicate<Verification.Result> sealAnew() {
        var row = anySealed();
        flip(world.sql, "domain_event", "payload", "global_index = " + row.index());
        var number = world.sql
                .sql("select min(block) from seal_block where up_to >= ?")
                .param(row.index())
                .query(Long.class)
                .single();
        var block = world.table.block(number).orElseThrow();
        var entries = sealedRows().stream()
                .filter(there -> block.unpacked().stream().anyMatch(entry -> entry.index() == there.index()))
                .map(there -> Entry.of(there, block.salt()))
                .toList();
        var key = SigningKey.random();
        var packed = Entry.packed(entries);
        var made = new Block(
                number,
                block.sealedAt(),
                block.previous(),
                new Tree(block.salt(), entries.stream().map(Entry::leaf).toList()).root(),
                Block.extent(block.salt(), block.upTo(), packed));
        world.sql
                .sql("update seal_block set entries = ?, root = ?, signature = ? where block = ?")
                .params(packed, made.root(), key.sign(made.header()), number)
                .update();
        return firstBlock(number, Kind.BLOCK);
    }

    private Predicate<Verification.Result> renumberABlock() {
        var block = anyBlock();
        world.sql
                .sql("update seal_block set block = ? where block = ?")
                .params(random.nextBoolean() ? -block.number() : 100 + block.number(), block.number())
                .update();
        return any(Kind.NO_BLOCK).or(any(Kind.BLOCK));
    }

    private Predicate<Verification.Result> deleteABlock() {
        var block = anyBlock();
        world.sql
                .sql("delete from seal_block where block = ?")
                .param(block.number())
                .update();
        return block.number() == receipts.length
                ? firstBlock(block.number(), Kind.HEAD)
                : firstBlock(block.number(), Kind.NO_BLOCK);
    }

    private Predicate<Verification.Result> swapBlocks() {
        var one = anyBlock();
        var other = anyBlock();
        if (one.number() == other.number()) {
            return swapBlocks();
        }
        world.sql
                .sql("update seal_block set block = 99 where block = ?")
                .param(one.number())
                .update();
        world.sql
                .sql("update seal_block set block = ? where block = ?")
                .params(one.number(), other.number())
                .update();
        world.sql
                .sql("update seal_block set block = ? where block = 99")
                .param(other.number())
                .update();
        return firstBlock(Math.min(one.number(), other.number()), Kind.BLOCK);
    }

    private Predicate<Verification.Result> flipInABlock() {
        var block = anyBlock();
        var columns = List.of("sealed_at", "previous", "root", "salt", "up_to", "entries", "signature");
        var column = columns.get(random.nextInt(columns.size()));
        story = column + " of block " + block.number();
        if (column.equals("sealed_at") || column.equals("up_to")) {
            var before = column.equals("up_to") ? block.upTo() : block.sealedAt();
            world.sql
                    .sql("update seal_block set " + column + " = ? where block = ?")
                    .params(before ^ ((1L + random.nextInt(255)) << (8 * random.nextInt(8))), block.number())
                    .update();
        } else {
            flip(world.sql, "seal_block", column, "block = " + block.number());
        }
        return firstBlock(block.number(), Kind.BLOCK);
    }

    @Test
    void a_receipt_outlives_a_history_that_was_put_back_with_all_its_seals() {
        world.sql.sql("delete from domain_event where global_index > 12").update();
        world.sql.sql("delete from seal_block where block > 1").update();
        world.seals.acceptRestored();
        world.tell(random, 3, List.of(UUID.randomUUID()), new HashMap<>());
        for (var i = 0; i < 3; i++) {
            assertThat(world.sealer.seal()).isTrue();
        }

        var found = world.verify(receipts).findings();

        assertThat(found.stream()
                        .filter(finding -> finding.kind() == Kind.RECEIPT)
                        .map(Finding::block))
                .containsExactly(2L, 3L, 4L);
        assertThat(found.stream()
                        .filter(finding -> finding.kind() == Kind.NO_RECEIPT)
                        .map(Finding::block))
                .containsExactlyInAnyOrder(5L, 6L, 7L);
    }

    @Test
    void nothing_is_sealed_on_top_of_what_was_cut_off() {
        world.sql.sql("delete from seal_block where block > 5").update();

        assertThat(world.sealer.seal()).isFalse();
        assertThat(world.table.lastNumber()).isEqualTo(5);
    }

    @Test
    void a_copy_that_is_one_behind_is_what_a_crash_leaves() {
        var before = world.vaultSql
                .sql("select content, code from kept")
                .query((row, _) -> new byte[][] {row.getBytes(1), row.getBytes(2)})
                .single();
        assertThat(world.sealer.seal()).isTrue();
        world.vaultSql
                .sql("update kept set content = ?, code = ?")
                .params(before[0], before[1])
                .update();

        assertThat(world.verify(receipts).findings()).isEmpty();
        assertThat(world.sealer.seal()).isTrue();
        assertThat(world.verify(receipts).findings()).isEmpty();
    }

    @Test
    void a_block_is_made_each_time_whatever_was_recorded() {
        var number = world.table.lastNumber();
        var mark = world.seals.head().orElseThrow().mark();

        assertThat(world.sealer.seal()).isTrue();
        assertThat(world.sealer.seal()).isTrue();

        assertThat(world.seals.head().orElseThrow().block()).isEqualTo(number + 2);
        assertThat(world.seals.head().orElseThrow().mark()).isNotEqualTo(mark);
    }
}
