package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import rapport.eventstore.Settled;

/** Nobody cries wolf: many write at once, some take back what they began, blocks are made, and it is checked all the time. */
class HonestRunsTest {

    private static final int WORLDS = 10;
    private static final int CHECKS = 100;
    private static final int WRITERS = 4;
    private static final int EVENTS = 50;
    private static final int MOST_BLOCKS = 20;

    @TempDir
    private Path directory;

    @Test
    void there_is_no_false_alarm_in_a_thousand_checks_under_load() throws Exception {
        var sealedAlong = 0L;
        var gaps = 0L;
        for (var i = 0; i < WORLDS; i++) {
            try (var world = new World(directory.resolve("world" + i))) {
                sealedAlong += run(world, world.sealer, i);
                gaps += world.sql
                        .sql("select max(global_index) - count(*) from domain_event")
                        .query(Long.class)
                        .single();
                world.sealer.seal();
                var last = world.verify();
                assertThat(last.findings()).isEmpty();
                assertThat(last.unsealed()).isZero();
                assertThat(last.events())
                        .isEqualTo(world.sql
                                .sql("select count(*) from domain_event")
                                .query(Long.class)
                                .single());
            }
        }
        assertThat(gaps).as("places that were never filled").isGreaterThan(WORLDS);
        assertThat(sealedAlong).as("blocks made while others wrote").isGreaterThan(WORLDS);
    }

    /** Without the safe distance, an event that is committed late is taken for one that was put in: this must be seen. */
    @Test
    void sealing_up_to_the_newest_event_would_be_too_far() throws Exception {
        try (var world = new World(directory.resolve("hasty"))) {
            Settled hasty = () -> world.sql
                    .sql("select coalesce(max(global_index), 0) from domain_event")
                    .query(Long.class)
                    .single();
            var sealer = new Sealer(
                    world.table, world.signing, hasty, () -> {}, Clock.systemUTC(), rapport.nodes.Nodes.one());
            var random = new Random(1);
            assertThat(world.signing.key()).isNotNull();
            try (var late = world.pool.getConnection()) {
                late.setAutoCommit(false);
                var sql = JdbcClient.create(new SingleConnectionDataSource(late, true));
                World.insert(sql, random, UUID.randomUUID(), 0);
                world.append(random, UUID.randomUUID(), 0);
                sealer.seal();
                late.commit();
                late.setAutoCommit(true);
            }

            assertThat(world.verify().findings()).isNotEmpty();
        }
    }

    /** In the first moments of a home: what is sealed with a key that was made meanwhile is nobody's forgery. */
    @Test
    void what_is_sealed_for_the_first_time_while_it_is_checked_is_no_alarm() throws Exception {
        try (var world = new World(directory.resolve("first"))) {
            world.append(new Random(1), UUID.randomUUID(), 0);
            var sealed = new AtomicBoolean();
            var table = new SealTable(world.sql) {
                @Override
                Optional<KeyRow> key() {
                    var before = super.key();
                    if (sealed.compareAndSet(false, true)) {
                        world.sealer.seal();
                    }
                    return before;
                }
            };

            var first = new Verification(table, world.signing, world.settled, Clock.systemUTC())
                    .run(List.of(), (_, _) -> {});

            assertThat(first.findings()).isEmpty();
            assertThat(first.blocks()).isZero();
            assertThat(world.verify().blocks()).isEqualTo(1);
        }
    }

    private long run(World world, Sealer sealer, int seed) throws Exception {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var writers = new ArrayList<Future<?>>();
            for (var w = 0; w < WRITERS; w++) {
                var random = new Random(31L * seed + w);
                writers.add(threads.submit(() -> write(world, random)));
            }
            var sealing = threads.submit((Callable<Long>) () -> {
                var blocks = 0L;
                while (writing.get() && blocks < MOST_BLOCKS) {
                    sealer.seal();
                    blocks++;
                }
                return blocks;
            });
            for (var check = 0; check < CHECKS; check++) {
                assertThat(world.verify().findings()).isEmpty();
            }
            for (var writer : writers) {
                writer.get();
            }
            writing.set(false);
            return sealing.get();
        }
    }

    /** One who appends to a stream of their own, a few events in each transaction, and takes some back. */
    private static void write(World world, Random random) {
        var stream = new UUID(random.nextLong(), random.nextLong());
        var length = 0L;
        while (length < EVENTS) {
            try (var connection = world.pool.getConnection()) {
                connection.setAutoCommit(false);
                var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                var events = 1 + random.nextInt(3);
                for (var i = 0; i < events; i++) {
                    World.insert(sql, random, stream, length + i);
                }
                if (random.nextInt(4) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    length += events;
                }
                connection.setAutoCommit(true);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
