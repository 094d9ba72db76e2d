package rapport.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import rapport.eventstore.Durability;
import rapport.nodes.Nodes;
import rapport.parties.PersonId;
import rapport.shared.Traced;

/**
 * Digests on their way. Each attempt is on a thread of its own, so that no act and no other way ever waits for a server that
 * is slow; what does not arrive is tried again for as long as it is of use.
 */
@Component
public class Deliveries implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** How long after each attempt that did not work the next one is. */
    private static final List<Duration> AGAIN_AFTER = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6));

    /** For so long nobody else tries: longer than any attempt takes. */
    private static final Duration OWN = Duration.ofMinutes(5);

    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(12);

    /** So long after it was taken a delivery is another's, if the node that took it is gone. */
    private static final Duration GIVEN_BACK = Duration.ofSeconds(30);

    /** An attempt begun later than this after it was taken might meet another's. */
    private static final Duration CERTAIN = Duration.ofSeconds(15);

    private static final int AT_ONCE = 100;
    private static final int OF_ONE_WAY_AT_ONCE = 8;

    private final Map<String, Semaphore> room = new ConcurrentHashMap<>();
    private final ObjectProvider<Way> ways;
    private final ObjectProvider<Digests> digests;
    private final JdbcClient sql;
    private final Durability durability;
    private final Nodes nodes;
    private final Clock clock;
    private volatile boolean ending;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("delivery-", 0).factory());

    Deliveries(
            ObjectProvider<Way> ways,
            ObjectProvider<Digests> digests,
            JdbcClient sql,
            Durability durability,
            Nodes nodes,
            Clock clock) {
        this.nodes = nodes;
        this.ways = ways;
        this.digests = digests;
        this.sql = sql;
        this.durability = durability;
        this.clock = clock;
    }

    /** Somewhere that a person wants digests to go. */
    record Target(Way way, UUID id) {}

    List<Target> targets(PersonId person) {
        return ways.stream()
                .flatMap(way -> way.targets(person).stream().map(id -> new Target(way, id)))
                .toList();
    }

    /** Puts a digest on its way to everywhere that its person wants it, within a transaction of the caller's. */
    void add(UUID digest, Digest.Kind kind, PersonId person, Instant goodUntil, Instant now) {
        for (var target : targets(person)) {
            sql.sql("insert into delivery (id, digest, kind, person, way, target, made_at, good_until, tries,"
                            + " next_try_at, outcome) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'WAITING')")
                    .params(
                            UUID.randomUUID(),
                            digest,
                            kind.name(),
                            person.value(),
                            target.way().name(),
                            target.id(),
                            now.atOffset(ZoneOffset.UTC),
                            goodUntil.atOffset(ZoneOffset.UTC),
                            now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** @param tries how often it was tried before */
    private record Waiting(
            UUID id,
            UUID digest,
            Digest.Kind kind,
            PersonId person,
            String way,
            UUID target,
            Instant goodUntil,
            int tries,
            OffsetDateTime at) {}

    /** Begins an attempt for everything whose time has come; of one way only so many are made at once. */
    void send() {
        if (nodes.areSeveral()) {
            giveBack();
        }
        var now = clock.instant();
        var due = sql.sql("select * from delivery where next_try_at <= ? order by next_try_at, id limit ?")
                .params(now.atOffset(ZoneOffset.UTC), AT_ONCE)
                .query((row, _) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("digest", UUID.class),
                        Digest.Kind.valueOf(row.getString("kind")),
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("way"),
                        row.getObject("target", UUID.class),
                        row.getObject("good_until", OffsetDateTime.class).toInstant(),
                        row.getInt("tries"),
                        row.getObject("next_try_at", OffsetDateTime.class)))
                .list();
        var taken = due.stream().filter(one -> take(one, now)).toList();
        if (!taken.isEmpty()) {
            // Otherwise a crash could have the same attempt made twice.
            durability.await();
            var at = System.nanoTime();
            taken.forEach(one -> threads.execute(() -> attemptInTurn(one, at)));
        }
    }

    // What a node had taken that is gone since is tried again at once, and not when its own time would have been over.
    private void giveBack() {
        var now = clock.instant();
        var lost = sql.sql("select delivery from under_way where taken_at < ? and node not in (select name from node)")
                .param(now.minus(GIVEN_BACK).atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject("delivery", UUID.class))
                .list();
        for (var delivery : lost) {
            sql.sql("update delivery set next_try_at = ? where id = ? and next_try_at > ? and outcome = 'WAITING'")
                    .params(now.atOffset(ZoneOffset.UTC), delivery, now.atOffset(ZoneOffset.UTC))
                    .update();
            sql.sql("delete from under_way where delivery = ?").param(delivery).update();
        }
    }

    // A way that hangs keeps its own places, and nobody else's.
    private void attemptInTurn(Waiting one, long taken) {
        if (ending) {
            return;
        }
        var places = room.computeIfAbsent(one.way(), _ -> new Semaphore(OF_ONE_WAY_AT_ONCE));
        places.acquireUninterruptibly();
        try {
            if (!nodes.areSeveral() || isStillOurs(one, taken)) {
                attempt(one);
            }
        } finally {
            places.release();
        }
    }

    // Whoever puts the next attempt off first, here or on another node, is the one who makes this one. Should it die on
    // the way, the next attempt is made all the same.
    private boolean take(Waiting one, Instant now) {
        var isOurs = sql.sql("update delivery set next_try_at = ?, tries = tries + 1 where id = ? and next_try_at = ?")
                        .params(now.plus(OWN).atOffset(ZoneOffset.UTC), one.id(), one.at())
                        .update()
                == 1;
        if (isOurs && nodes.areSeveral()) {
            sql.sql(
                            "insert into under_way (delivery, node, taken_at) values (?, ?, ?)"
                                    + " on conflict (delivery) do update set node = excluded.node, taken_at = excluded.taken_at")
                    .params(one.id(), nodes.name(), now.atOffset(ZoneOffset.UTC))
                    .update();
        }
        return isOurs;
    }

    // It may have waited for its turn, or this process stood still or was cut off, until others took it for gone.
    private boolean isStillOurs(Waiting one, long taken) {
        if (System.nanoTime() - taken < CERTAIN.toNanos()) {
            return true;
        }
        try {
            return sql.sql("update under_way set taken_at = ? where delivery = ? and node = ?")
                            .params(clock.instant().atOffset(ZoneOffset.UTC), one.id(), nodes.name())
                            .update()
                    == 1;
        } catch (RuntimeException e) {
            LOG.error("whether a digest is still to be sent could not be told", new Traced(e));
            return false;
        }
    }

    /**
     * What came of an attempt. The names are stored.
     */
    private enum Ended {
        WAITING,
        SENT,
        GIVEN_UP,
        /** The 1:1 has begun, or the day is over. */
        TOO_LATE,
        /** It was switched off since. */
        NOT_WANTED,
        /** All that it would have told is done. */
        NOTHING_LEFT
    }

    private void attempt(Waiting one) {
        Ended ended;
        try {
            ended = attemptOnce(one);
        } catch (RuntimeException e) {
            LOG.error("a digest could not be sent by the way {}", one.way(), new Traced(e));
            ended = Ended.WAITING;
        }
        var again = ended == Ended.WAITING ? again(one) : null;
        end(one, ended == Ended.WAITING && again == null ? Ended.GIVEN_UP : ended, again);
    }

    private Ended attemptOnce(Waiting one) {
        if (!clock.instant().isBefore(one.goodUntil())) {
            return Ended.TOO_LATE;
        }
        var wanted = ways.stream()
                .filter(way -> way.name().equals(one.way()))
                .filter(way -> way.targets(one.person()).contains(one.target()))
                .findFirst();
        if (wanted.isEmpty()) {
            return Ended.NOT_WANTED;
        }
        var way = wanted.get();
        return digests.getObject()
                .of(one.digest(), one.kind(), one.person())
                .map(digest -> switch (way.send(one.target(), digest)) {
                    case SENT -> Ended.SENT;
                    case TRY_AGAIN -> Ended.WAITING;
                    case GIVEN_UP -> Ended.GIVEN_UP;
                })
                .orElse(Ended.NOTHING_LEFT);
    }

    // None if there were enough, or the next would come too late.
    private @Nullable Instant again(Waiting one) {
        if (one.tries() >= AGAIN_AFTER.size()) {
            return null;
        }
        var at = clock.instant().plus(AGAIN_AFTER.get(one.tries()));
        return at.isBefore(one.goodUntil()) ? at : null;
    }

    private void end(Waiting one, Ended ended, @Nullable Instant again) {
        try {
            sql.sql("update delivery set outcome = ?, next_try_at = ? where id = ?")
                    .param(ended.name())
                    .param(again == null ? null : again.atOffset(ZoneOffset.UTC))
                    .param(one.id())
                    .update();
            if (nodes.areSeveral()) {
                sql.sql("delete from under_way where delivery = ? and node = ?")
                        .params(one.id(), nodes.name())
                        .update();
            }
            durability.await();
        } catch (RuntimeException e) {
            // It is tried once more, under the same id.
            LOG.error("that a digest was sent could not be kept", new Traced(e));
        }
    }

    // Nobody is interrupted: a thread that is, while it reads or writes, closes the file of the database for everybody.
    @Override
    public void destroy() throws InterruptedException {
        ending = true;
        threads.shutdown();
        var _ = threads.awaitTermination(LONGEST_ATTEMPT.toSeconds(), TimeUnit.SECONDS);
    }
}
