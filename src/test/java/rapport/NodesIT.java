package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import rapport.Api.Answer;
import rapport.eventstore.OnPostgres;
import rapport.webhooks.OtherSide;

/**
 * Three processes on one PostgreSQL, one of them on a machine whose clock is wrong. People write through all of them while
 * they are killed, started again and cut off from the database. For as long as {@code nodes.seconds} says.
 */
class NodesIT {

    private static final int NODES = 3;
    private static final int WRITERS = 6;
    private static final int RELATIONSHIPS = 4;
    private static final int WORKS = 7;
    private static final Duration MOVES_WITHIN = Duration.ofSeconds(15);
    private static final Duration AGREES_WITHIN = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path scratch;

    private final String database = OnPostgres.newDatabase();
    private final JdbcClient sql =
            JdbcClient.create(new DriverManagerDataSource(database + "?currentSchema=rapport", "postgres", ""));
    private final List<Cable> cables = new ArrayList<>();
    private final @Nullable JarProcess[] nodes = new JarProcess[NODES];
    private final int[] ports = new int[NODES];
    private final Queue<JarProcess> everStarted = new ConcurrentLinkedQueue<>();
    private final OtherSide inbox = new OtherSide(OtherSide.status(200));
    private String token = "";

    private final Queue<String> promises = new ConcurrentLinkedQueue<>();
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tries = new AtomicInteger();
    private volatile boolean writing = true;

    private void start(int node, String... more) {
        var url = database.replace(
                ":" + OnPostgres.portIn(database) + "/", ":" + cables.get(node).port() + "/");
        var arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=postgres,lab",
                "--rapport.database.url=" + url,
                "--rapport.database.username=postgres",
                "--rapport.sweep.every=PT1S",
                "--rapport.reminders.every=PT1S",
                "--rapport.seals.every=PT5S",
                "--rapport.webhooks.private-addresses=true",
                // The last one's machine goes wrong by half a minute.
                "--rapport.clock.machine=" + (node == NODES - 1 ? "PT30S" : "PT0S")));
        arguments.addAll(List.of(more));
        if (ports[node] != 0) {
            arguments.add("--server.port=" + ports[node]);
        }
        var jar = JarProcess.ready(
                new JarProcess.Place(scratch.resolve("node-" + node)),
                Map.of("RAPPORT_MASTER_KEY", KEY),
                arguments.toArray(String[]::new));
        nodes[node] = jar;
        ports[node] = jar.port();
        everStarted.add(jar);
    }

    private static void eachAtOnce(IntConsumer what) {
        var threads = new ArrayList<Thread>();
        var failed = new ConcurrentLinkedQueue<Throwable>();
        for (var node = 0; node < NODES; node++) {
            var one = node;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    what.accept(one);
                } catch (RuntimeException | Error e) {
                    failed.add(e);
                }
            }));
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        assertThat(failed).isEmpty();
    }

    private JarProcess node(int node) {
        return java.util.Objects.requireNonNull(nodes[node]);
    }

    private Api api(int node) {
        return new Api(ports[node], token);
    }

    @AfterEach
    void stop() {
        writing = false;
        cables.forEach(Cable::mend);
        for (var node : nodes) {
            if (node != null) {
                node.close();
            }
        }
        cables.forEach(Cable::close);
        inbox.close();
    }

    @Test
    @SuppressWarnings("SystemOut") // the seed, to see the same moments again
    void nothing_acknowledged_is_lost_or_doubled_and_all_nodes_say_the_same() throws Exception {
        var seed = Long.getLong("nodes.seed", System.nanoTime());
        var seconds = Integer.getInteger("nodes.seconds", 25);
        System.out.println("nodes.seed=" + seed + " nodes.seconds=" + seconds);
        for (var node = 0; node < NODES; node++) {
            cables.add(new Cable(OnPostgres.portIn(database)));
            Files.createDirectories(scratch.resolve("node-" + node));
        }
        eachAtOnce(this::start);
        token = node(1).api().setUp(node(0).setupToken()).token();
        var relationships = new ArrayList<String>();
        for (var i = 0; i < RELATIONSHIPS; i++) {
            relationships.add(api(i % NODES).start("Grace " + i));
        }
        remind_by_webhook_before_the_next_one_on_ones(relationships);
        awaitShared("shared by all three", LONGEST);
        all_go_by_one_clock(relationships.getFirst());
        work_moves_to_the_survivors_and_comes_back();
        a_node_that_gets_no_answer_says_so_and_comes_back(relationships.getFirst());

        write_while_everything_goes_wrong(new Random(seed), seconds, relationships);

        assertThat(surprises).as("answers that no rule explains").isEmpty();
        every_promise_is_there_once(relationships);
        all_nodes_say_the_same(relationships);
        what_happens_by_itself_happens_once();
        var check = api(0).post("/api/verify", Map.of());
        await(
                "the check is done",
                () -> api(1).get("/api/verify").json().path("holds").asBoolean(false));
        assertThat(check.status()).isEqualTo(200);
        assertThat(everStarted)
                .allSatisfy(jar -> assertThat(jar.said())
                        .doesNotContain("cannot be sealed", "does not hold", "could not be taken in"));
        System.out.println("nodes: " + promises.size() + " promises acknowledged in " + tries + " tries, " + kept.size()
                + " kept, none lost or doubled");
    }

    /** In a week and an hour, so that the brief is due once the nodes' clocks are a week ahead, and not before. */
    private void remind_by_webhook_before_the_next_one_on_ones(List<String> relationships) {
        var first = LocalDateTime.now(ZoneOffset.UTC).plusDays(7).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
        for (var one : relationships) {
            api(1).put(
                            "/api/relationships/" + one + "/cadence",
                            Map.of(
                                    "rrule",
                                    "FREQ=WEEKLY",
                                    "firstStart",
                                    first.toString(),
                                    "minutes",
                                    30,
                                    "zone",
                                    "Etc/UTC"))
                    .expect(200);
        }
        var days = new HashMap<String, Boolean>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name().toLowerCase(Locale.ROOT), true);
        }
        api(2).put(
                        "/api/reminders",
                        Map.of(
                                "leadHours",
                                24,
                                "zone",
                                "Etc/UTC",
                                "days",
                                days,
                                "from",
                                "00:00",
                                "until",
                                "23:59",
                                "daily",
                                false,
                                "dailyAt",
                                "09:00",
                                "desktop",
                                false))
                .expect(200);
        var webhook = api(0).post(
                        "/api/webhooks", Map.of("name", "inbox", "format", "GENERIC", "url", inbox.address() + "/in"))
                .expect(201)
                .field("id");
        assertThat(api(1).post("/api/webhooks/" + webhook + "/trial", Map.of())
                        .expect(200)
                        .json()
                        .path("on")
                        .asBoolean(false))
                .isTrue();
    }

    private void all_go_by_one_clock(String relationship) {
        for (var node = 0; node < NODES; node++) {
            api(node)
                    .post("/api/relationships/" + relationship + "/concerns", Map.of("text", "from " + node))
                    .expect(201);
            var recorded = OffsetDateTime.parse(
                    sql.sql("select time_stamp from domain_event order by global_index desc limit 1")
                            .query(String.class)
                            .single());
            var database = sql.sql("select clock_timestamp()")
                    .query(OffsetDateTime.class)
                    .single();
            assertThat(Duration.between(recorded, database).abs())
                    .as("node %d", node)
                    .isLessThan(Duration.ofSeconds(15));
        }
    }

    private void work_moves_to_the_survivors_and_comes_back() {
        node(0).kill();
        awaitShared("the work of the one that was killed is done by the two others", MOVES_WITHIN, 2);
        start(0);
        awaitShared("it is shared again", MOVES_WITHIN);
    }

    private void awaitShared(String what, Duration within) {
        awaitShared(what, within, NODES);
    }

    private void awaitShared(String what, Duration within, int among) {
        var end = System.nanoTime() + within.toNanos();
        while (true) {
            var living = sql.sql("select name from node").query(String.class).set();
            var turns = sql.sql("select node from turn where runs_until > clock_timestamp()")
                    .query(String.class)
                    .list();
            if (turns.size() == WORKS && living.size() == among && new HashSet<>(turns).equals(living)) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("%s: %s of %s", what, turns, living)
                    .isLessThan(end);
            pause(50);
        }
    }

    private void a_node_that_gets_no_answer_says_so_and_comes_back(String relationship) {
        cables.get(1).swallow();
        await("it says so", () -> {
            var answer = quietly(1);
            return answer != null && answer.status() == 503 && answer.text().contains("cannot reach its database");
        });
        awaitShared("the work of the one that is cut off is done by the two others", MOVES_WITHIN, 2);
        // Whatever it held is free again.
        api(0).post("/api/relationships/" + relationship + "/concerns", Map.of("text", "meanwhile"))
                .expect(201);
        cables.get(1).mend();
        await("it is back", () -> {
            var answer = quietly(1);
            return answer != null && answer.status() == 200;
        });
        awaitShared("it does its share again", MOVES_WITHIN);
    }

    private @Nullable Answer quietly(int node) {
        try {
            return api(node).sent("GET", "/api/relationships", null);
        } catch (IOException _) {
            return null;
        }
    }

    private void write_while_everything_goes_wrong(Random random, int seconds, List<String> relationships)
            throws InterruptedException {
        var writers = new ArrayList<Thread>();
        for (var i = 0; i < WRITERS; i++) {
            var own = new Random(random.nextLong());
            writers.add(Thread.ofPlatform().start(() -> {
                while (writing) {
                    write(own, relationships.get(own.nextInt(RELATIONSHIPS)));
                }
            }));
        }
        var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            pause(random.nextInt(500, 4_000));
            var node = random.nextInt(NODES);
            switch (random.nextInt(4)) {
                case 0 -> {
                    node(node).kill();
                    pause(random.nextInt(0, 3_000));
                    start(node);
                }
                case 1 -> {
                    node(node).stop();
                    start(node);
                }
                case 2 -> {
                    cables.get(node).hangUp();
                    pause(random.nextInt(100, 9_000));
                    cables.get(node).mend();
                }
                default -> {
                    cables.get(node).swallow();
                    pause(random.nextInt(100, 14_000));
                    cables.get(node).mend();
                }
            }
        }
        writing = false;
        for (var writer : writers) {
            writer.join();
        }
    }

    /** Makes a promise, and perhaps keeps it: by the same id at whichever node, until one of them has said yes. */
    private void write(Random random, String relationship) {
        var id = UUID.randomUUID().toString();
        var commitments = "/api/relationships/" + relationship + "/commitments";
        var made = until(
                random,
                commitments,
                Map.of(
                        "id",
                        id,
                        "promisor",
                        "REPORT",
                        "text",
                        "bring the figures " + id,
                        "dueOn",
                        LocalDate.now(ZoneOffset.UTC).plusDays(3).toString()));
        if (made == null || made.status() != 201) {
            surprise(made);
            return;
        }
        promises.add(id);
        seeElsewhere(random, relationship, id);
        if (random.nextInt(3) == 0) {
            var done = until(
                    random, commitments + "/" + id + "/keep", Map.of("delivered", "here they are", "onBehalfOf", true));
            if (done != null && (done.status() == 200 || done.status() == 409)) {
                kept.add(id);
            } else {
                surprise(done);
            }
        }
    }

    /** What one has acknowledged every other shows at once, if it answers at all. */
    private void seeElsewhere(Random random, String relationship, String id) {
        try {
            var seen =
                    api(random.nextInt(NODES)).sent("GET", "/api/relationships/" + relationship + "/open-items", null);
            if (seen.status() < 500 && !(seen.status() == 200 && seen.text().contains(id))) {
                surprises.add("a promise that another node does not show: " + seen.status());
            }
        } catch (IOException _) {
            // it is gone, or cut off
        }
    }

    private void surprise(@Nullable Answer answer) {
        surprises.add(answer == null ? "no answer in time" : answer.status() + " " + answer.text());
    }

    private @Nullable Answer until(Random random, String path, Map<String, ?> body) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            tries.incrementAndGet();
            try {
                var answer = api(random.nextInt(NODES)).sentJson(path, body);
                if (answer.status() < 500) {
                    return answer;
                }
            } catch (IOException _) {
                // nobody knows what became of it
            }
            pause(50);
        }
        return null;
    }

    private void every_promise_is_there_once(List<String> relationships) {
        var there = sql.sql("select cast(commitment as text) from promise")
                .query(String.class)
                .list();
        assertThat(there).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(there)).isEqualTo(new TreeSet<>(promises));
        assertThat(events("CommitmentMade")).isEqualTo(promises.size());
        assertThat(sql.sql("select cast(commitment as text) from promise where status <> 'OPEN'")
                        .query(String.class)
                        .set())
                .isEqualTo(new HashSet<>(kept));
        assertThat(events("CommitmentKept")).isEqualTo(kept.size());
        var gaps = sql.sql("select aggregate_identifier from domain_event group by aggregate_identifier"
                        + " having max(sequence_number) + 1 <> count(*)")
                .query(String.class)
                .list();
        assertThat(gaps).as("streams with gaps").isEmpty();
        assertThat(sql.sql("select count(*) from stale_view").query(Long.class).single())
                .isZero();
        assertThat(relationships).hasSize(RELATIONSHIPS);
    }

    private int events(String type) {
        return sql.sql("select count(*) from domain_event where payload_type like ?")
                .param("%" + type)
                .query(Integer.class)
                .single();
    }

    private void all_nodes_say_the_same(List<String> relationships) {
        for (var node = 0; node < NODES; node++) {
            var at = node;
            await("node " + node + " answers", () -> {
                var answer = quietly(at);
                return answer != null && answer.status() == 200;
            });
        }
        var addresses = new ArrayList<>(List.of("/api/today", "/api/relationships", "/api/promises-to-me"));
        for (var one : relationships) {
            addresses.add("/api/relationships/" + one + "/open-items");
            addresses.add("/api/relationships/" + one + "/brief");
            addresses.add("/api/relationships/" + one + "/history?limit=50");
        }
        for (var address : addresses) {
            // While blocks are made at any moment, two answers can differ by the receipt alone.
            await("all say the same of " + address, AGREES_WITHIN, () -> {
                Set<String> said = new HashSet<>();
                for (var node = 0; node < NODES; node++) {
                    said.add(api(node).get(address).expect(200).text());
                }
                return said.size() == 1;
            });
        }
        // What one has acknowledged the others show at once.
        for (var node = 0; node < NODES; node++) {
            var concern = api(node)
                    .post("/api/relationships/" + relationships.getFirst() + "/concerns", Map.of("text", "the last"))
                    .expect(201)
                    .field("id");
            for (var other = 0; other < NODES; other++) {
                assertThat(api(other)
                                .get("/api/relationships/" + relationships.getFirst() + "/open-items")
                                .text())
                        .contains(concern);
            }
        }
    }

    /** A week later all open promises are missed and each 1:1 is told of: once, whichever node did it. */
    private void what_happens_by_itself_happens_once() {
        assertThat(told("BRIEF")).as("told too early").isEmpty();
        eachAtOnce(node -> node(node).stop());
        eachAtOnce(node -> start(node, "--rapport.clock.offset=P7D"));
        var open = promises.size() - kept.size();
        await("all missed", () -> events("CommitmentMissed") >= open);
        await("all told of", () -> told("BRIEF").size() >= RELATIONSHIPS);
        pause(3_000);
        assertThat(events("CommitmentMissed")).isEqualTo(open);
        assertThat(sql.sql("select count(*) from brief_sent")
                        .query(Integer.class)
                        .single())
                .isEqualTo(RELATIONSHIPS);
        assertThat(told("BRIEF")).hasSize(RELATIONSHIPS).doesNotHaveDuplicates();
    }

    /** The ids of the messages of this kind, each as often as it came. */
    private List<String> told(String kind) {
        return inbox.asked().stream()
                .filter(asked -> asked.text().contains("\"" + kind + "\""))
                .map(asked -> asked.header("webhook-id"))
                .toList();
    }

    private static void await(String what, BooleanSupplier reached) {
        await(what, LONGEST, reached);
    }

    private static void await(String what, Duration within, BooleanSupplier reached) {
        var end = System.nanoTime() + within.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            pause(50);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
