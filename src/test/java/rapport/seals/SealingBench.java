package rapport.seals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.eventstore.Durability;

/**
 * What sealing costs those who append, on files, each append flushed to disk with whoever else waits, as in the application:
 * rounds with and without it by turns, in one run. A block is made every five seconds here, 720 times as often as by default, in whose course each event is sealed once as well. And
 * how long it takes to check a long history. Run by the profile {@code bench}.
 */
class SealingBench {

    private static final int ROUNDS = Integer.getInteger("rapport.bench.rounds", 9);
    private static final long ROUND = 5_000_000_000L;
    private static final long EVERY = 5_000_000_000L;
    private static final int LONG_HISTORY = 100_000;

    @TempDir
    private Path directory;

    private ConfigurableApplicationContext served() {
        return SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + directory.resolve("home"),
                "--server.port=0",
                "--rapport.seals.every=P1D",
                "--rapport.backup.every=PT0S");
    }

    @Test
    void appending_beside_sealing() throws Exception {
        try (var served = served()) {
            var sealer = served.getBean(Sealer.class);
            for (var writers : List.of(1, 8, 64)) {
                round(served, writers);
                var without = new ArrayList<Double>();
                var with = new ArrayList<Double>();
                for (var i = 0; i < ROUNDS; i++) {
                    // By turns also in who comes first, so that a file that grows favours neither.
                    if (i % 2 == 0) {
                        without.add(round(served, writers));
                        with.add(besideSealing(served, sealer, writers));
                    } else {
                        with.add(besideSealing(served, sealer, writers));
                        without.add(round(served, writers));
                    }
                }
                System.out.printf(
                        "%d writers on files: median %.0f appends a second, beside sealing %.0f, ratio %.3f%n",
                        writers, median(without), median(with), median(without) / median(with));
            }
        }
    }

    @Test
    void checking_a_long_history() {
        try (var served = served()) {
            served.getBean(JdbcClient.class)
                    .sql("insert into domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                            + " payload_type, payload, meta_data, time_stamp) select cast(random_uuid() as varchar), ?,"
                            + " x - 1, 'Relationship', 'rapport.ConcernRaised', cast(repeat('x', 400) as binary varying),"
                            + " X'7b7d', '2026-03-02T09:00:00.000Z' from system_range(1, ?)")
                    .params(UUID.randomUUID().toString(), LONG_HISTORY)
                    .update();
            var sealer = served.getBean(Sealer.class);
            var began = System.nanoTime();
            sealer.seal();
            sealer.seal();
            var sealed = System.nanoTime();
            var result = served.getBean(Verification.class).run(List.of(), (_, _) -> {});
            System.out.printf(
                    "%d events of 400 bytes: sealed in %.1f s, checked in %.1f s, with at most %d MB of memory%n",
                    result.events(),
                    (sealed - began) / 1e9,
                    (System.nanoTime() - sealed) / 1e9,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static double besideSealing(ConfigurableApplicationContext served, Sealer sealer, int writers)
            throws Exception {
        var on = new AtomicBoolean(true);
        var sealing = Thread.ofPlatform().start(() -> {
            while (on.get()) {
                sealer.seal();
                LockSupport.parkNanos(EVERY);
            }
        });
        try {
            return round(served, writers);
        } finally {
            on.set(false);
            LockSupport.unpark(sealing);
            sealing.join();
        }
    }

    /** Appends by so many at once for a while. @return how many a second */
    private static double round(ConfigurableApplicationContext served, int writers) throws Exception {
        var sql = served.getBean(JdbcClient.class);
        var durability = served.getBean(Durability.class);
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var done = new ArrayList<Future<Integer>>();
            for (var writer = 0; writer < writers; writer++) {
                done.add(threads.submit(() -> {
                    var stream = UUID.randomUUID();
                    var random = new Random();
                    var count = 0;
                    while (System.nanoTime() - began < ROUND) {
                        World.insert(sql, random, stream, count++);
                        durability.await();
                    }
                    return count;
                }));
            }
            var count = 0;
            for (var one : done) {
                count += one.get();
            }
            return count / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }
}
