package rapport.bench;

import static rapport.bench.Figures.line;
import static rapport.bench.Figures.median;
import static rapport.bench.Figures.percentile;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import rapport.Rapport;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Durability;
import rapport.eventstore.Pool;
import rapport.parties.Actor;
import rapport.parties.By;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.Relationships;
import rapport.words.Vault;
import rapport.words.Words;

/** Durable acts a second, by one writer and by many, each on a relationship of their own. */
class ActsBench {

    private static final int ROUNDS = Integer.getInteger("rapport.bench.rounds", 5);
    private static final long ROUND = Long.getLong("rapport.bench.millis", 2_000) * 1_000_000;
    private static final int WARMING = Integer.getInteger("rapport.bench.warming", 5);
    private static final List<Integer> WRITERS = Arrays.stream(
                    System.getProperty("rapport.bench.writers", "1,8,64").split(","))
            .map(Integer::valueOf)
            .toList();

    /** Looked at closely by a profiler, say: one of the writers, by name; all of them otherwise. */
    private static final @Nullable String ONLY = System.getProperty("rapport.bench.only");

    /** So many events lie in a relationship after about half a year of use, an act or two a day. */
    private static final int PAST = 200;

    private static final String TEXT = "I will have the figures for the third quarter ready";

    @TempDir
    private Path directory;

    /** Does one thing, again and again, and returns each time when it is on the disk. */
    private interface Writer {
        void write();
    }

    /** Makes the writer of one thread. */
    private interface Contender {
        Writer writer();
    }

    private record Round(double perSecond, long[] nanos) {}

    @Test
    void durable_acts_a_second() throws Exception {
        try (var served = SpringApplication.run(
                        Rapport.class,
                        "--rapport.home=" + directory.resolve("home"),
                        "--server.port=0",
                        "--rapport.seals.every=P1D",
                        "--rapport.backup.every=PT0S");
                var bare = new BareAxon(
                        served.getBean(Pool.class),
                        served.getBean(JdbcClient.class),
                        served.getBean(TransactionManager.class),
                        served.getBean(Serializer.class))) {
            var ada = LongHistory.ada(served);
            var contenders = contenders(served, ada, bare);
            var text = new StringBuilder("""
                    An act makes a promise: its words are sealed, the relationship is loaded, the rules are asked, the event and the rows of
                    all views are written in one transaction, and the disk is waited for. Every writer has a stream of their own, new in each
                    round, which begins with 200 events where a stream is loaded: as much as lies there after half a year. Warm: all of
                    them have run for some seconds before. Beside it, on the same database:

                    - **(a)** Axon 4.13 with its default JDBC configuration: an aggregate without rules, the same event, no views, no snapshots;
                      each act flushes for itself. **(a, new)**: the same, on streams that begin empty
                    - **(b)** plain JDBC: the same rows as the act leaves, inserted in one transaction; each flushes for itself
                    - **(c)** the same, behind our shared flush. **(c, event)**: the event's row alone

                    | writers | what | a second | p50 ms | p99 ms | acts against it |
                    |---|---|---|---|---|---|
                    """);
            contenders.keySet().removeIf(name -> ONLY != null && !ONLY.equals(name));
            for (var i = 0; i < WARMING; i++) {
                contenders.values().forEach(contender -> round(contender, 8));
            }
            for (var writers : WRITERS) {
                var rounds = new LinkedHashMap<String, List<Round>>();
                for (var i = 0; i < ROUNDS; i++) {
                    var names = new ArrayList<>(contenders.keySet());
                    for (var name : i % 2 == 0 ? names : names.reversed()) {
                        rounds.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(round(Objects.requireNonNull(contenders.get(name)), writers));
                    }
                }
                var ours = rate(Objects.requireNonNull(rounds.get("acts")));
                for (var name : contenders.keySet()) {
                    var own = Objects.requireNonNull(rounds.get(name));
                    var nanos = own.stream()
                            .flatMapToLong(round -> Arrays.stream(round.nanos()))
                            .toArray();
                    text.append(line(
                            "| %d | %s | %,.0f | %.2f | %.2f | %.2f |",
                            writers,
                            name,
                            rate(own),
                            percentile(nanos, 50) / 1e6,
                            percentile(nanos, 99) / 1e6,
                            ours / rate(own)));
                }
            }
            Figures.section("1-acts", "Durable acts", text.toString());
        }
    }

    private static double rate(List<Round> rounds) {
        return median(rounds.stream().map(Round::perSecond).toList());
    }

    private static Map<String, Contender> contenders(ConfigurableApplicationContext served, Actor ada, BareAxon bare) {
        var relationships = served.getBean(Relationships.class);
        var vault = served.getBean(Vault.class);
        var sql = served.getBean(JdbcClient.class);
        var transactions = served.getBean(TransactionOperations.class);
        var pool = served.getBean(Pool.class);
        var durability = served.getBean(Durability.class);
        var sample = LongHistory.started(served, ada, "Sam");
        var made = make(vault, sample);
        var place = relationships
                .perform(ada, sample, false, new OnCommitment(made))
                .sequence();
        var rows = new SameRows(sql, sample.value(), made.commitment().value(), place);
        var event = new CommitmentMade(
                sample,
                new By(ada.person(), Side.MANAGER, false),
                made.commitment(),
                made.promisor(),
                made.text(),
                null,
                made.dueOn(),
                LocalDate.now(ZoneId.of("Europe/Berlin")),
                null);
        var contenders = new LinkedHashMap<String, Contender>();
        contenders.put("acts", () -> {
            var id = LongHistory.filled(served, ada, "Grace", PAST);
            return () -> relationships.perform(ada, id, false, new OnCommitment(make(vault, id)));
        });
        contenders.put("(a)", () -> bareWriter(bare, pool, transactions, event, PAST));
        contenders.put("(a, new)", () -> bareWriter(bare, pool, transactions, event, 0));
        contenders.put("(b)", () -> {
            var stream = UUID.randomUUID();
            return () -> {
                transactions.executeWithoutResult(_ -> rows.insert(sql, stream));
                pool.flush();
            };
        });
        contenders.put("(c)", () -> {
            var stream = UUID.randomUUID();
            return () -> {
                transactions.executeWithoutResult(_ -> rows.insert(sql, stream));
                durability.await();
            };
        });
        contenders.put("(c, event)", () -> {
            var stream = UUID.randomUUID();
            return () -> {
                transactions.executeWithoutResult(_ -> rows.insertEvent(sql, stream));
                durability.await();
            };
        });
        return contenders;
    }

    private static Writer bareWriter(
            BareAxon bare, Pool pool, TransactionOperations transactions, CommitmentMade event, int past) {
        var stream = UUID.randomUUID();
        var own = withId(event, stream);
        bare.fill(stream, own, past, transactions);
        return () -> {
            bare.record(stream, own);
            pool.flush();
        };
    }

    private static CommitmentMade withId(CommitmentMade event, UUID stream) {
        return new CommitmentMade(
                new RelationshipId(stream),
                event.by(),
                event.commitment(),
                event.promisor(),
                event.text(),
                null,
                event.dueOn(),
                event.madeOn(),
                null);
    }

    private static MakeCommitment make(Vault vault, RelationshipId id) {
        return new MakeCommitment(
                CommitmentId.random(),
                Side.MANAGER,
                vault.seal(id.value(), new Words(TEXT)),
                null,
                LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(7),
                null);
    }

    private static Round round(Contender contender, int writers) {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var all = new ArrayList<Writer>();
            for (var i = 0; i < writers; i++) {
                all.add(contender.writer());
            }
            var done = new ArrayList<Future<List<Long>>>();
            for (var writer : all) {
                done.add(threads.submit(() -> {
                    var times = new ArrayList<Long>();
                    go.await();
                    var end = System.nanoTime() + ROUND;
                    for (var began = System.nanoTime(); began < end; began = System.nanoTime()) {
                        writer.write();
                        times.add(System.nanoTime() - began);
                    }
                    return times;
                }));
            }
            var began = System.nanoTime();
            go.countDown();
            var nanos = new ArrayList<Long>();
            for (var one : done) {
                nanos.addAll(one.get());
            }
            return new Round(
                    nanos.size() / ((System.nanoTime() - began) / 1e9),
                    nanos.stream().mapToLong(Long::longValue).toArray());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
