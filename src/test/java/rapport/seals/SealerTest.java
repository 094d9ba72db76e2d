package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rapport.cli.Heard;
import rapport.seals.Finding.Kind;

/** How blocks are made, what they are not made upon, and how an operator says that a restored history is right. */
class SealerTest {

    private static final UUID STREAM = new UUID(6, 1);
    private static final int AT_ONCE = 1_000;

    @TempDir
    private Path directory;

    private World world;
    private final Random random = new Random(17);
    private final HashMap<UUID, Long> lengths = new HashMap<>();

    @BeforeEach
    void a_world() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void told(int events) {
        world.tell(random, events, List.of(STREAM), lengths);
    }

    private void tellAndSeal(int blocks) {
        for (var i = 0; i < blocks; i++) {
            told(3);
            assertThat(world.sealer.seal()).isTrue();
        }
    }

    private void many(int events) {
        var rows = IntStream.range(0, events)
                .mapToObj(
                        number -> "('" + UUID.randomUUID() + "', '" + STREAM + "', " + number
                                + ", 'Relationship', 'CommitmentMade', cast('{}' as bytea), cast('{}' as bytea), '2026-03-02T09:00:00.000Z')")
                .toList();
        for (var from = 0; from < events; from += AT_ONCE) {
            world.sql
                    .sql("insert into domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                            + " payload_type, payload, meta_data, time_stamp) values "
                            + String.join(", ", rows.subList(from, Math.min(events, from + AT_ONCE))))
                    .update();
        }
    }

    @Test
    void the_history_is_on_disk_before_the_copy_tells_of_it() {
        var order = new ArrayList<String>();
        var sealer = new Sealer(
                world.table,
                world.signing,
                world.settled,
                () -> order.add("flushed with " + world.table.lastNumber() + " blocks, the copy at "
                        + world.signing.kept().orElseThrow().number()),
                Clock.systemUTC(),
                rapport.nodes.Nodes.one());
        tellAndSeal(2);

        assertThat(sealer.seal()).isTrue();

        assertThat(order).containsExactly("flushed with 3 blocks, the copy at 2");
        assertThat(world.signing.kept().orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void whoever_is_held_up_between_block_and_copy_does_not_put_an_older_copy_back() {
        tellAndSeal(1);
        var heldUp = world.lingering(() -> {
            assertThat(world.sealer.seal()).isTrue();
            assertThat(world.sealer.seal()).isTrue();
        });

        assertThat(heldUp.seal()).isTrue();

        assertThat(world.table.lastNumber()).isEqualTo(4);
        assertThat(world.signing.kept().orElseThrow().number()).isEqualTo(4);
        assertThat(world.sealer.seal()).isTrue();
        assertThat(world.verify().findings()).isEmpty();
    }

    @Test
    void whoever_is_held_up_over_the_key_goes_on_with_what_another_has_begun() {
        told(3);
        var held = new AtomicBoolean(true);
        var heldUp = world.lingering(() -> {
            if (held.getAndSet(false)) {
                assertThat(world.sealer.seal()).isTrue();
            }
        });

        assertThat(heldUp.seal()).isTrue();

        assertThat(world.signing.kept().orElseThrow().number()).isEqualTo(2);
        assertThat(world.verify().findings()).isEmpty();
    }

    @Test
    void a_block_tells_the_second_and_no_more() {
        var clock = Clock.fixed(Instant.parse("2026-03-02T09:00:07.891Z"), ZoneOffset.UTC);
        new Sealer(world.table, world.signing, world.settled, world.pool::flush, clock, rapport.nodes.Nodes.one())
                .seal();
        new Sealer(world.table, world.signing, world.settled, world.pool::flush, clock, rapport.nodes.Nodes.one())
                .seal();

        var first = world.table.block(1).orElseThrow();
        assertThat(Instant.ofEpochMilli(first.sealedAt())).isEqualTo("2026-03-02T09:00:07Z");
        assertThat(first.salt()).isNotEqualTo(world.table.block(2).orElseThrow().salt());
        assertThat(first.salt()).isNotEqualTo(new byte[32]);
    }

    @Test
    void what_does_not_fit_into_one_block_is_in_the_next_and_how_far_a_check_is_rises_within_one() {
        many(Sealer.MOST + 251);

        assertThat(world.sealer.seal()).isTrue();
        assertThat(world.verify().unsealed()).isEqualTo(251);
        assertThat(world.seals.reach(List.of(STREAM)).orElseThrow().since()).isEqualTo(251);
        assertThat(world.seals.reach(List.of(new UUID(6, 2))).orElseThrow().since())
                .isZero();
        assertThat(world.seals.reach(List.of()).orElseThrow().since()).isZero();
        assertThat(world.sealer.seal()).isTrue();

        assertThat(world.table.block(1).orElseThrow().unpacked()).hasSize(Sealer.MOST);
        assertThat(world.table.block(2).orElseThrow().unpacked()).hasSize(251);
        var percent = new ArrayList<Long>();
        var result = world.verification.run(List.of(), (done, of) -> {
            assertThat(done).isBetween(0L, of);
            percent.add(done * 100 / of);
        });
        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(Sealer.MOST + 251);
        assertThat(result.unsealed()).isZero();
        assertThat(percent).isSorted().endsWith(100L);
        assertThat(percent.stream().distinct().count()).as("how often it moves").isGreaterThan(90);
    }

    @Test
    void more_than_a_hundred_findings_are_not_named() {
        many(300);
        assertThat(world.sealer.seal()).isTrue();
        world.sql.sql("update domain_event set meta_data = cast('[]' as bytea)").update();

        assertThat(world.verify().findings())
                .hasSize(Verification.MOST_FINDINGS)
                .first()
                .satisfies(first -> {
                    assertThat(first.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(first.sequence()).isZero();
                });
    }

    @Test
    void what_is_gone_is_named_once_and_not_as_a_hole_as_well() {
        tellAndSeal(3);
        world.sql
                .sql("delete from domain_event where sequence_number in (3, 4)")
                .update();

        assertThat(world.verify().findings().stream().map(found -> found.kind() + " " + found.sequence()))
                .containsExactly("REMOVED 3", "REMOVED 4");
    }

    @Test
    void what_was_recorded_since_the_newest_block_may_lack_nothing_either() {
        tellAndSeal(1);
        told(300);
        world.sql.sql("delete from domain_event where sequence_number = 290").update();

        assertThat(world.verify().findings().stream().map(found -> found.kind() + " " + found.sequence()))
                .containsExactly("HOLE 290");
        assertThat(world.verify().unsealed()).isEqualTo(299);
    }

    /** Somebody made one more than the vault knows of, as a crash would leave it, but had not the key. */
    @Test
    void nothing_is_sealed_on_top_of_a_block_that_somebody_else_made() {
        tellAndSeal(2);
        var head = world.table.head().orElseThrow();
        for (var previous : List.of(head.block().hash(), Hash.tagged("another").value())) {
            var salt = new byte[32];
            var forged = new Block(
                    3,
                    head.sealedAt(),
                    previous,
                    new Tree(salt, List.of()).root(),
                    Block.extent(salt, head.upTo(), new byte[0]));
            // The first time with another key on the right chain, then with the right key on another.
            var key = previous.length == 32
                            && java.util.Arrays.equals(previous, head.block().hash())
                    ? SigningKey.random()
                    : world.signing.key();
            world.table.add(new SealedBlock(
                    3,
                    forged.sealedAt(),
                    previous,
                    forged.root(),
                    salt,
                    head.upTo(),
                    new byte[0],
                    key.sign(forged.header())));

            assertThat(world.sealer.seal()).isFalse();
            assertThat(world.verify().findings().stream().map(Finding::kind)).containsExactly(Kind.BLOCK);
            world.sql.sql("delete from seal_block where block = 3").update();
        }
        assertThat(world.sealer.seal()).isTrue();
    }

    @Test
    void nothing_is_sealed_with_two_blocks_more_than_the_copy_knows() {
        tellAndSeal(2);
        var before = world.vaultSql
                .sql("select content, code from kept")
                .query((row, _) -> new byte[][] {row.getBytes(1), row.getBytes(2)})
                .single();
        tellAndSeal(2);
        world.vaultSql
                .sql("update kept set content = ?, code = ?")
                .params(before[0], before[1])
                .update();

        assertThat(world.sealer.seal()).isFalse();
    }

    @Test
    void nothing_is_sealed_when_the_newest_block_is_not_the_one_that_was_made() {
        tellAndSeal(2);
        world.sql
                .sql("update seal_block set sealed_at = sealed_at + 1000 where block = 2")
                .update();

        assertThat(world.sealer.seal()).isFalse();
    }

    @Test
    void nothing_is_sealed_with_another_key_or_without_the_copy() {
        tellAndSeal(2);
        world.sql.sql("create table other_key as select * from seal_key").update();

        world.sql.sql("delete from seal_key").update();
        assertThat(world.sealer.seal()).as("the key is gone").isFalse();
        assertThat(world.sql
                        .sql("select count(*) from seal_key")
                        .query(Long.class)
                        .single())
                .isZero();

        var vaultOfOther = SigningKey.random();
        world.table.addKey(
                vaultOfOther.publicKey(),
                world.sealedByTheVault(java.util.Base64.getEncoder()
                        .encodeToString(vaultOfOther.privateKey().getEncoded())));
        assertThat(world.sealer.seal()).as("another whole key").isFalse();
        assertThat(world.verify().findings().stream().map(Finding::kind)).contains(Kind.KEY);

        world.sql.sql("delete from seal_key").update();
        world.sql.sql("insert into seal_key select * from other_key").update();
        world.vaultSql.sql("create table other_kept as select * from kept").update();
        world.vaultSql.sql("delete from kept").update();
        assertThat(world.sealer.seal()).as("the copy is gone").isFalse();
        assertThat(world.verify().findings().stream().map(Finding::kind)).contains(Kind.KEY);

        world.vaultSql.sql("insert into kept select * from other_kept").update();
        world.vaultSql.sql("update kept set code = ?").param(new byte[1]).update();
        assertThat(world.sealer.seal()).as("the copy was changed").isFalse();
        world.vaultSql.sql("delete from kept").update();
        world.vaultSql.sql("insert into kept select * from other_kept").update();
        assertThat(world.sealer.seal()).isTrue();
    }

    private int verify(Heard heard, String... arguments) {
        return new CommandLine(new VerifyTool(world.checks, world.verification, world.seals).command(heard))
                .execute(arguments);
    }

    @Test
    void an_operator_says_that_what_was_put_back_is_right_by_typing_it_and_it_goes_on_being_sealed() {
        tellAndSeal(4);
        var newest = world.seals.head().orElseThrow();
        world.sql.sql("delete from seal_block where block > 2").update();
        world.sql
                .sql("delete from domain_event where global_index > (select max(up_to) from seal_block)")
                .update();

        var found = new Heard();
        assertThat(verify(found)).isEqualTo(1);
        assertThat(found.text()).contains("do not fit the copy of block 4 in the vault", "one thing does not fit");

        var hesitant = new Heard("yes");
        assertThat(verify(hesitant, "--restored")).isEqualTo(1);
        assertThat(hesitant.text()).contains("Type restored to go on:", "Nothing was done.");
        assertThat(world.sealer.seal()).isFalse();

        var heard = new Heard("restored");
        assertThat(verify(heard, "--restored")).as(heard.text()).isZero();
        assertThat(heard.text()).contains("in 2 blocks were checked: all of them hold.");
        assertThat(world.sealer.seal()).isTrue();
        assertThat(verify(new Heard())).isZero();

        var kept = new Heard();
        assertThat(verify(kept, "--receipt", newest.text())).isEqualTo(1);
        assertThat(kept.text()).contains("There is no block 4, so its receipt cannot be checked.");
    }

    @Test
    void the_command_names_receipts_that_do_not_fit_and_says_what_is_not_sealed() {
        tellAndSeal(2);
        var receipt = world.seals.head().orElseThrow().text();
        told(2);

        var heard = new Heard();
        assertThat(verify(heard, "--receipt", receipt.toLowerCase(java.util.Locale.ROOT)))
                .as(heard.text())
                .isZero();
        assertThat(heard.text()).contains("6 sealed events in 2 blocks", "The 2 newest are not sealed yet.");

        var wrong = new Heard();
        assertThat(verify(wrong, "--receipt", "2-0000-0000-0000")).isEqualTo(1);
        assertThat(wrong.text()).contains("The receipt of block 2 does not fit any more.");
        var typo = new Heard();
        assertThat(verify(typo, "--receipt", "nonsense")).isEqualTo(1);
        assertThat(typo.text()).contains("look at each sign again");
    }
}
