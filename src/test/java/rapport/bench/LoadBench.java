package rapport.bench;

import static rapport.bench.Figures.line;
import static rapport.bench.Figures.percentile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Pool;
import rapport.eventstore.ReadModels;
import rapport.eventstore.Streams;
import rapport.parties.RelationshipId;
import rapport.relationships.Parking;
import rapport.relationships.Relationships;

/** Loads relationships of different lengths to ask a rule of one of their promises, and makes views again. */
class LoadBench {

    private static final int WARM_UP = Integer.getInteger("rapport.bench.rounds", 60);
    private static final int ROUNDS = Integer.getInteger("rapport.bench.rounds", 200);
    private static final int REBUILDS = Integer.getInteger("rapport.bench.rounds", 41);
    private static final List<Integer> LENGTHS = List.of(100, 1_000, 10_000);

    /** What the views fill, but for the table that decides who may look. */
    private static final List<String> TABLES =
            List.of("promise", "promise_step", "entry", "meetings", "one_on_one_held", "opening", "brief_look");

    @TempDir
    private Path home;

    private enum From {
        THE_FIRST_EVENT("from the first event"),
        A_TRAIL("by its trail"),
        MEMORY("parked in memory");

        private final String told;

        From(String told) {
            this.told = told;
        }
    }

    private record One(int length, RelationshipId id, CommitmentId kept) {}

    @Test
    void loading_and_rebuilding() {
        try (var served = SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + home.resolve("home"),
                "--server.port=0",
                "--rapport.seals.every=P1D",
                "--rapport.sweep.every=P1D",
                "--rapport.backup.every=PT0S")) {
            var ada = LongHistory.ada(served);
            var sql = served.getBean(JdbcClient.class);
            var ones = new ArrayList<One>();
            for (var length : LENGTHS) {
                var id = LongHistory.filled(served, ada, "Grace " + length, length);
                ones.add(new One(length, id, kept(sql, id)));
            }
            var relationships = served.getBean(Relationships.class);
            var nanos = new LinkedHashMap<String, long[]>();
            for (var round = -WARM_UP; round < ROUNDS; round++) {
                for (var from : From.values()) {
                    for (var one : ones) {
                        prepare(served, from, one);
                        var began = System.nanoTime();
                        relationships.recordOverdue(one.id(), one.kept());
                        if (round >= 0) {
                            nanos.computeIfAbsent(from + " " + one.length(), _ -> new long[ROUNDS])[round] =
                                    System.nanoTime() - began;
                        }
                    }
                }
            }
            var text = new StringBuilder(
                    "A load with a decision on one old promise, in a transaction that records nothing.\n\n"
                            + "| events | how | p50 ms | p99 ms | against 100 events, likewise |\n|---|---|---|---|---|\n");
            for (var from : From.values()) {
                for (var one : ones) {
                    var times = Objects.requireNonNull(nanos.get(from + " " + one.length()));
                    text.append(line(
                            "| %,d | %s | %.3f | %.3f | %.2f |",
                            one.length(),
                            from.told,
                            percentile(times, 50) / 1e6,
                            percentile(times, 99) / 1e6,
                            percentile(times, 50) / percentile(Objects.requireNonNull(nanos.get(from + " 100")), 50)));
                }
            }
            Figures.section("3-load", "Loading a relationship", text.toString());
            rebuild(served.getBean(ReadModels.class), served.getBean(Streams.class), sql, served.getBean(Pool.class));
        }
    }

    private static CommitmentId kept(JdbcClient sql, RelationshipId id) {
        return new CommitmentId(sql.sql("select commitment from promise where relationship = ? order by due_on limit 1")
                .param(id.value())
                .query(UUID.class)
                .single());
    }

    private static void prepare(ConfigurableApplicationContext served, From from, One one) {
        switch (from) {
            case THE_FIRST_EVENT -> Parking.forgetEverything(served, one.id());
            case A_TRAIL -> Parking.forgetParked(served);
            case MEMORY -> {}
        }
    }

    private static void rebuild(ReadModels models, Streams streams, JdbcClient sql, Pool pool) {
        var all = models.streams();
        var filling = new ArrayList<Double>();
        var comparing = new ArrayList<Double>();
        var reading = new ArrayList<Double>();
        var events = 0L;
        for (var i = -WARM_UP; i < REBUILDS; i++) {
            var began = System.nanoTime();
            events = 0;
            for (var stream : all) {
                events += streams.read(stream).size();
            }
            var read = System.nanoTime();
            for (var table : TABLES) {
                sql.sql("delete from " + table).update();
            }
            // Making views flushes what it begins with, and what was taken out here is not its work.
            pool.flush();
            var emptied = System.nanoTime();
            models.rebuild(models.names(), (_, _) -> {});
            var filled = System.nanoTime();
            pool.flush();
            var flushed = System.nanoTime();
            models.rebuild(models.names(), (_, _) -> {});
            if (i >= 0) {
                reading.add(events / ((read - began) / 1e9));
                filling.add(events / ((filled - emptied) / 1e9));
                comparing.add(events / ((System.nanoTime() - flushed) / 1e9));
            }
        }
        Figures.section(
                "4-rebuild",
                "Making all views again",
                line(
                        "%,d events, all %d views. Into empty tables: %,.0f events a second; where the tables are right already:"
                                + " %,.0f; reading and decoding the same rows: %,.0f. Ratios %.2f and %.2f.",
                        events,
                        models.names().size(),
                        Figures.median(filling),
                        Figures.median(comparing),
                        Figures.median(reading),
                        Figures.median(filling) / Figures.median(reading),
                        Figures.median(comparing) / Figures.median(reading)));
    }
}
