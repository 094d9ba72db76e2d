package rapport.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import rapport.Cable;
import rapport.eventstore.OnPostgres;
import rapport.eventstore.PostgresPool;

/** Several nodes on a real PostgreSQL, each behind a cable that can be cut. */
class SharedNodesTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final String database = OnPostgres.newDatabase();
    private final List<One> started = new ArrayList<>();

    /** A node of its own connections, and what it was told. */
    private static final class One implements AutoCloseable {

        private final Cable cable;
        private final PostgresPool pool;
        private final SharedNodes nodes;
        private final List<String> told = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger missed = new AtomicInteger();

        One(String name, String database) {
            cable = new Cable(OnPostgres.portIn(database));
            pool = OnPostgres.pool(database.replace(":" + OnPostgres.portIn(database) + "/", ":" + cable.port() + "/"));
            nodes = new SharedNodes(pool, name);
            for (var topic : Topic.values()) {
                nodes.hear(topic, id -> told.add(topic + " " + id));
            }
            nodes.whenMissed(missed::incrementAndGet);
        }

        Set<Work> turns() {
            var own = EnumSet.noneOf(Work.class);
            for (var work : Work.values()) {
                nodes.inTurn(work, () -> own.add(work));
            }
            return own;
        }

        @Override
        public void close() {
            cable.close();
            nodes.stop();
            pool.close();
        }
    }

    @BeforeEach
    void tables() {
        try (var pool = OnPostgres.pool(database)) {
            DatabasePopulatorUtils.execute(
                    new ResourceDatabasePopulator(new ClassPathResource("db/rapport/V19__nodes.sql")), pool);
        }
    }

    @AfterEach
    void stop() {
        started.forEach(One::close);
    }

    private One one(String name) {
        var one = new One(name, database);
        started.add(one);
        one.nodes.start();
        await(name + " hears the others", () -> one.missed.get() > 0);
        return one;
    }

    private static void await(String what, BooleanSupplier reached) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void awaitShared(One... ones) {
        await("all works shared", () -> {
            var all = new ArrayList<Work>();
            for (var one : ones) {
                all.addAll(one.turns());
            }
            return all.size() == Work.values().length
                    && all.containsAll(EnumSet.allOf(Work.class))
                    && List.of(ones).stream().noneMatch(one -> one.turns().isEmpty());
        });
    }

    @Test
    void a_node_alone_does_everything_and_shares_with_whoever_comes() {
        var first = one("first");
        await("all turns", () -> first.turns().size() == Work.values().length);
        var second = one("second");
        awaitShared(first, second);
        second.nodes.stop();
        await("all turns again", () -> first.turns().size() == Work.values().length);
    }

    @Test
    void nobody_begins_what_another_is_in_the_middle_of() throws InterruptedException {
        var first = one("first");
        await("all turns", () -> first.turns().size() == Work.values().length);
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        // Whichever of them the second will be chosen for, it has to wait for that.
        var held = Shares.of("second", Set.of("first", "second")).iterator().next();
        var working = Thread.startVirtualThread(() -> first.nodes.inTurn(held, () -> {
            begun.countDown();
            await(end);
        }));
        begun.await();
        var second = one("second");
        await("the others are shared", () -> second.turns().size() == Work.values().length / 2 - 1);
        assertThat(second.turns()).doesNotContain(held);
        end.countDown();
        working.join();
        await("handed over", () -> second.turns().contains(held));
        assertThat(first.turns()).doesNotContain(held);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoever_is_cut_off_does_nothing_more_before_another_begins() {
        var first = one("first");
        var second = one("second");
        awaitShared(first, second);
        first.cable.swallow();
        await("the second takes over", () -> {
            var taken = second.turns();
            // Asked in this order: what the second has by now, the first has no more.
            assertThat(first.turns()).doesNotContainAnyElementsOf(taken);
            return taken.size() == Work.values().length;
        });
        assertThat(first.nodes.isCutOff()).isTrue();
        assertThat(first.nodes.hearsOthers()).isFalse();
        assertThat(second.nodes.isCutOff()).isFalse();
        var missed = first.missed.get();
        first.cable.mend();
        await("it is back", () -> !first.nodes.isCutOff() && first.nodes.hearsOthers());
        await("it knows that it missed something", () -> first.missed.get() > missed);
        awaitShared(first, second);
    }

    @Test
    void what_one_tells_all_others_hear_and_itself_not() {
        var first = one("first");
        var second = one("second");
        var third = one("third");
        var people = List.of(UUID.randomUUID(), UUID.randomUUID());
        var key = UUID.randomUUID();
        first.nodes.tell(Topic.PERSON, people);
        first.nodes.tellNow(Topic.KEY, key);
        for (var other : List.of(second, third)) {
            await("heard", () -> other.told.size() == 3);
            assertThat(other.told)
                    .containsExactlyInAnyOrder("PERSON " + people.get(0), "PERSON " + people.get(1), "KEY " + key);
        }
        assertThat(first.told).isEmpty();
    }

    @Test
    void one_that_fails_over_what_it_is_told_keeps_nobody_from_hearing_the_rest() {
        var first = one("first");
        var second = one("second");
        var people = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
        second.nodes.hear(Topic.PERSON, id -> {
            throw new IllegalStateException("it always fails");
        });
        var before = second.missed.get();
        first.nodes.tell(Topic.PERSON, people);
        await("heard", () -> second.told.size() >= people.size());
        assertThat(second.told).hasSize(people.size());
        assertThat(second.missed).as("it has gone on listening").hasValue(before);
    }

    @Test
    void much_that_is_told_at_once_arrives_whole() {
        var first = one("first");
        var second = one("second");
        var people = new ArrayList<UUID>();
        for (var i = 0; i < 1_000; i++) {
            people.add(UUID.randomUUID());
        }
        first.nodes.tell(Topic.PERSON, people);
        await("heard", () -> second.told.size() >= people.size());
        assertThat(second.told)
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(id -> "PERSON " + id).toList());
    }

    @Test
    void what_is_too_much_to_wait_for_being_told_is_known_to_be_missed() {
        var first = one("first");
        var second = one("second");
        var before = second.missed.get();
        var people = new ArrayList<UUID>();
        for (var i = 0; i < 100_000; i++) {
            people.add(new UUID(i, i));
        }
        first.nodes.tell(Topic.PERSON, people);
        await("missed", () -> second.missed.get() > before);
    }

    @Test
    void what_could_not_be_told_is_known_to_be_missed() {
        var first = one("first");
        var second = one("second");
        var before = second.missed.get();
        first.cable.hangUp();
        first.nodes.tell(Topic.PERSON, List.of(UUID.randomUUID()));
        await("gone", () -> first.nodes.isCutOff());
        first.cable.mend();
        await("missed", () -> second.missed.get() > before);
    }

    @Test
    void whoever_loses_their_ear_forgets_nothing_was_told() {
        var first = one("first");
        var second = one("second");
        var before = second.missed.get();
        second.cable.hangUp();
        first.nodes.tellNow(Topic.KEY, UUID.randomUUID());
        second.cable.mend();
        await("missed", () -> second.missed.get() > before);
        assertThat(second.told).isEmpty();
        await("hears again", second.nodes::hearsOthers);
    }

    @Test
    void whoever_has_stopped_listening_knows_it_although_the_database_answers() {
        var first = one("first");
        var second = one("second");
        var deaf = new CountDownLatch(1);
        second.nodes.hear(Topic.KEY, _ -> await(deaf));
        first.nodes.tellNow(Topic.KEY, UUID.randomUUID());
        await("it knows", () -> !second.nodes.hearsOthers());
        assertThat(second.nodes.isCutOff()).isFalse();
        deaf.countDown();
        await("hears again", second.nodes::hearsOthers);
    }

    @Test
    void what_is_done_alone_is_never_done_by_two() throws InterruptedException {
        var first = one("first");
        var second = one("second");
        var at = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (var one : List.of(first, second, first, second)) {
            threads.add(Thread.startVirtualThread(() -> one.nodes.alone(Work.SEALS, () -> {
                most.accumulateAndGet(at.incrementAndGet(), Math::max);
                pause();
                return at.decrementAndGet();
            })));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(1);
        assertThat(at).hasValue(0);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_time_is_the_databases() throws SQLException {
        var first = one("first");
        var before = first.nodes.time().instant();
        var database = JdbcClient.create(first.pool)
                .sql("select clock_timestamp()")
                .query((row, _) ->
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                .single();
        // Both are of this machine here, so they differ by the time that asking takes.
        assertThat(Duration.between(before, database).abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(first.nodes.time().instant()).isAfterOrEqualTo(before).isAfter(Instant.EPOCH);
    }

    @Test
    void whoever_waits_for_a_database_that_does_not_answer_waits_no_longer_than_its_node() throws InterruptedException {
        var first = one("first");
        first.cable.swallow();
        var failed = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            try {
                JdbcClient.create(first.pool)
                        .sql("select 1")
                        .query(Integer.class)
                        .single();
            } catch (RuntimeException _) {
                failed.countDown();
            }
        });
        assertThat(failed.await(LONGEST.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .as("given up, long before a minute is over")
                .isTrue();
        first.cable.mend();
        await("it answers again", () -> {
            try {
                return JdbcClient.create(first.pool)
                                .sql("select 1")
                                .query(Integer.class)
                                .single()
                        == 1;
            } catch (RuntimeException _) {
                return false;
            }
        });
    }
}
