package rapport.nodes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.eventstore.PostgresPool;
import rapport.shared.Traced;

/**
 * Several processes on one PostgreSQL. Each says every two seconds that it lives, by the database's clock; one that has not
 * for eight seconds is gone. What a node may take for granted it forgets after six, by a counter of its own, so it has
 * stopped before another begins, whatever its clock says and however it was cut off.
 */
final class SharedNodes implements Nodes {

    static final Duration BEAT = Duration.ofSeconds(2);
    static final Duration HOLDS = Duration.ofSeconds(6);

    /** The same as in the statements below. */
    static final Duration GONE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(SharedNodes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_ALONE = Duration.ofMinutes(1);
    private static final String CHANNEL = "rapport";

    /** Told with no ids: that something could not be told. */
    private static final String MISSED = "MISSED";

    private static final int MOST_WAITING = 20_000;

    /** As many as PostgreSQL takes at once, in 8,000 bytes. */
    private static final int MOST_AT_ONCE = 150;

    private final PostgresPool pool;
    private final String name;
    private final DatabaseTime time = new DatabaseTime(System::nanoTime);

    private final BlockingQueue<Told> toTell = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean somethingUntold;

    private final Map<Topic, List<Consumer<UUID>>> ears = new EnumMap<>(Topic.class);
    private final List<Runnable> whenMissed = new CopyOnWriteArrayList<>();

    private final Set<Work> turns = EnumSet.noneOf(Work.class);
    private final Set<Work> busy = EnumSet.noneOf(Work.class);
    private Set<String> living = Set.of();

    private volatile boolean running;
    private volatile boolean started;
    private volatile long answeredAt = System.nanoTime();
    private volatile long heardAt = System.nanoTime();
    private final List<Thread> threads = new ArrayList<>();

    private record Told(Topic topic, UUID whom) {}

    /** Looks at the database's clock once, so that its time is there before anything is recorded. */
    SharedNodes(PostgresPool pool, String name) {
        this.pool = pool;
        this.name = name;
        for (var topic : Topic.values()) {
            ears.put(topic, new CopyOnWriteArrayList<>());
        }
        try (var connection = pool.apart(PATIENCE)) {
            // The first answer of a connection takes longer than those that follow.
            lookAtTheClock(connection);
            lookAtTheClock(connection);
        } catch (SQLException e) {
            throw outOfReach(e);
        }
    }

    DatabaseTime time() {
        return time;
    }

    private static IllegalStateException outOfReach(SQLException e) {
        return new IllegalStateException("the database cannot be reached (" + e.getSQLState() + ")", e);
    }

    // --- living ---------------------------------------------------------------------------------------------------

    void start() {
        running = true;
        started = true;
        answeredAt = System.nanoTime();
        heardAt = System.nanoTime();
        threads.add(Thread.ofPlatform().daemon().name("node").start(this::live));
        threads.add(Thread.ofPlatform().daemon().name("node-ear").start(this::listen));
    }

    /** The others need not wait until they find that it is gone. */
    void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
        try (var connection = pool.apart(PATIENCE)) {
            sendAll(connection);
            update(connection, "delete from turn where node = ?", name);
            update(connection, "delete from node where name = ?", name);
        } catch (SQLException e) {
            LOG.warn("the other nodes could not be told that this one stops ({})", e.getSQLState());
        }
    }

    private void live() {
        while (running) {
            try (var connection = pool.apart(PATIENCE)) {
                // Who lives is worth nothing after a crash of the database.
                execute(connection, "set synchronous_commit = off");
                while (running) {
                    beat(connection);
                    tellUntilNextBeat(connection);
                }
            } catch (SQLException e) {
                somethingUntold = true;
                troubled("the database does not answer ({}); trying again", e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                somethingUntold = true;
                LOG.error("the node could not say that it lives; trying again", new Traced(e));
                troubled("", null);
            }
        }
    }

    private void troubled(String what, @Nullable SQLException e) {
        if (e != null && !isCutOff()) {
            LOG.warn(what, e.getSQLState());
        }
        if (since(answeredAt) > GONE.toNanos()) {
            // Whoever waits for an answer on these gets none; new ones find out whether it is back.
            pool.abandon();
        }
        pause();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static long since(long nanos) {
        return System.nanoTime() - nanos;
    }

    /** One sign of life, and what follows from those of the others. */
    private void beat(Connection connection) throws SQLException {
        var begun = System.nanoTime();
        lookAtTheClock(connection);
        update(connection, """
                insert into node (name, started_at, seen_at) values (?, clock_timestamp(), clock_timestamp())
                on conflict (name) do update set seen_at = clock_timestamp()
                """, name);
        update(connection, "delete from node where seen_at < clock_timestamp() - interval '8 seconds'");
        var now = column(connection, "select name from node");
        var somebodyLeft = !now.containsAll(living);
        living = now;
        takeTurns(connection);
        if (isCutOff()) {
            LOG.warn("the database answers again");
        }
        answeredAt = begun;
        if (somebodyLeft) {
            // It may have gone before it told what it had to.
            missed();
        }
    }

    private void lookAtTheClock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select clock_timestamp()")) {
            var before = System.nanoTime();
            try (var row = statement.executeQuery()) {
                row.next();
                var database = row.getObject(1, OffsetDateTime.class).toInstant();
                time.heard(database, before, System.nanoTime());
            }
        }
    }

    // --- turns ----------------------------------------------------------------------------------------------------

    private void takeTurns(Connection connection) throws SQLException {
        var own = Shares.of(name, living);
        Set<Work> wanted = EnumSet.noneOf(Work.class);
        wanted.addAll(own);
        synchronized (turns) {
            // What is being done is finished before somebody else begins with it.
            wanted.addAll(busy);
            turns.retainAll(wanted);
        }
        try (var release = connection.prepareStatement("delete from turn where node = ? and not (work = any (?))")) {
            release.setString(1, name);
            release.setArray(2, connection.createArrayOf("text", names(wanted)));
            release.executeUpdate();
        }
        var got = EnumSet.noneOf(Work.class);
        try (var claim = connection.prepareStatement("""
                insert into turn (work, node, runs_until)
                select wanted, ?, clock_timestamp() + interval '8 seconds' from unnest(?) as wanted
                on conflict (work) do update set node = excluded.node, runs_until = excluded.runs_until
                where turn.node = excluded.node or turn.runs_until < clock_timestamp()
                    or not exists (select 1 from node where node.name = turn.node)
                returning work
                """)) {
            claim.setString(1, name);
            claim.setArray(2, connection.createArrayOf("text", names(wanted)));
            try (var row = claim.executeQuery()) {
                while (row.next()) {
                    got.add(Work.valueOf(row.getString(1)));
                }
            }
        }
        synchronized (turns) {
            turns.clear();
            turns.addAll(got);
        }
    }

    private static Object[] names(Collection<Work> works) {
        return works.stream().map(Work::name).toArray();
    }

    @Override
    public boolean inTurn(Work work, Runnable run) {
        synchronized (turns) {
            if (!turns.contains(work) || isCutOff()) {
                return false;
            }
            busy.add(work);
        }
        try {
            run.run();
            return true;
        } finally {
            synchronized (turns) {
                busy.remove(work);
            }
        }
    }

    @Override
    public <T> T alone(Work work, Supplier<T> run) {
        try (var connection = pool.apart(LONGEST_ALONE)) {
            connection.setAutoCommit(false);
            execute(connection, "set local lock_timeout = '20s'");
            // Or a node that was cut off would hold it for as long as nobody tells the database.
            execute(connection, "set local idle_in_transaction_session_timeout = '60s'");
            try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtext(?))")) {
                lock.setString(1, "rapport " + work.name());
                lock.execute();
            }
            var done = run.get();
            connection.rollback();
            return done;
        } catch (SQLException e) {
            throw outOfReach(e);
        }
    }

    @Override
    public boolean isCutOff() {
        return started && since(answeredAt) > HOLDS.toNanos();
    }

    @Override
    public boolean hearsOthers() {
        return !started || (!isCutOff() && since(heardAt) <= HOLDS.toNanos());
    }

    // --- telling --------------------------------------------------------------------------------------------------

    @Override
    public void tell(Topic topic, Collection<UUID> whom) {
        for (var one : whom) {
            if (!toTell.offer(new Told(topic, one))) {
                somethingUntold = true;
            }
        }
    }

    @Override
    public void tellNow(Topic topic, UUID whom) {
        JdbcClient.create(pool)
                .sql("select 1 from pg_notify(?, ?)")
                .params(CHANNEL, message(topic.name(), List.of(whom)))
                .query(Integer.class)
                .single();
    }

    // Telling takes a lock that all of the database's processes share, so what comes close together is told at once.
    private void tellUntilNextBeat(Connection connection) throws SQLException, InterruptedException {
        var next = System.nanoTime() + BEAT.toNanos();
        while (running) {
            if (somethingUntold) {
                somethingUntold = false;
                toTell.clear();
                notify(connection, message(MISSED, List.of()));
            }
            var left = next - System.nanoTime();
            if (left <= 0) {
                return;
            }
            var first = toTell.poll(left, TimeUnit.NANOSECONDS);
            if (first != null) {
                send(connection, first);
            }
        }
    }

    private void sendAll(Connection connection) throws SQLException {
        for (var first = toTell.poll(); first != null; first = toTell.poll()) {
            send(connection, first);
        }
    }

    private void send(Connection connection, Told first) throws SQLException {
        var more = new ArrayList<Told>();
        more.add(first);
        toTell.drainTo(more, MOST_AT_ONCE - 1);
        var byTopic = more.stream()
                .collect(Collectors.groupingBy(
                        Told::topic, Collectors.mapping(Told::whom, Collectors.toCollection(LinkedHashSet::new))));
        for (var each : byTopic.entrySet()) {
            notify(connection, message(each.getKey().name(), each.getValue()));
        }
    }

    private String message(String topic, Collection<UUID> whom) {
        return name + " " + topic + " " + whom.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static void notify(Connection connection, String message) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, message);
            statement.execute();
        }
    }

    // --- hearing --------------------------------------------------------------------------------------------------

    @Override
    public void hear(Topic topic, Consumer<UUID> told) {
        var all = ears.get(topic);
        if (all != null) {
            all.add(told);
        }
    }

    @Override
    public void whenMissed(Runnable told) {
        whenMissed.add(told);
    }

    private void missed() {
        for (var told : whenMissed) {
            quietly(told);
        }
    }

    // One that fails must not keep the others from hearing.
    private static void quietly(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) {
            LOG.error("what another node told could not be taken in", new Traced(e));
        }
    }

    private void listen() {
        while (running) {
            try (var connection = pool.apart(PATIENCE)) {
                execute(connection, "listen " + CHANNEL);
                // Whatever was told before this moment, nobody here has heard.
                missed();
                var ear = connection.unwrap(PGConnection.class);
                while (running) {
                    var asked = System.nanoTime();
                    execute(connection, "select 1");
                    heardAt = asked;
                    for (var heard : ear.getNotifications(1_000)) {
                        take(heard.getParameter());
                    }
                }
            } catch (SQLException e) {
                LOG.debug("the other nodes cannot be heard ({})", e.getSQLState());
                pause();
            } catch (RuntimeException e) {
                LOG.error("the other nodes cannot be heard; trying again", new Traced(e));
                pause();
            }
        }
    }

    private void take(String message) {
        var parts = message.split(" ", -1);
        if (parts.length != 3 || parts[0].equals(name)) {
            return;
        }
        var topic = topic(parts[1]);
        if (topic == null) {
            // Also what a later version tells of, and this one knows nothing about.
            missed();
            return;
        }
        for (var id : parts[2].split(",", -1)) {
            var whom = UUID.fromString(id);
            ears.getOrDefault(topic, List.of()).forEach(ear -> quietly(() -> ear.accept(whom)));
        }
    }

    private static @Nullable Topic topic(String name) {
        for (var topic : Topic.values()) {
            if (topic.name().equals(name)) {
                return topic;
            }
        }
        return null;
    }

    // --- SQL ------------------------------------------------------------------------------------------------------

    @Override
    public boolean areSeveral() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void update(Connection connection, String sql, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var at = 0; at < parameters.length; at++) {
                statement.setString(at + 1, parameters[at]);
            }
            statement.executeUpdate();
        }
    }

    private static Set<String> column(Connection connection, String sql) throws SQLException {
        var values = new HashSet<String>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
