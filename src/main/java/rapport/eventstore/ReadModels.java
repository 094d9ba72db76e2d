package rapport.eventstore;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import rapport.eventstore.StaleViews.Why;

/**
 * Feeds every read model within the transaction that records an event. They stand behind a savepoint: one that fails
 * is marked stale for that relationship and made again later, and the event is recorded all the same.
 */
public final class ReadModels {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

    /** So many of what failed are tried again before anybody is served. */
    private static final int FEW_LETTERS = 20;

    /** After a kill, so much of making views is done again at most. */
    private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(1);

    /** So many threads help the one that makes views: they read ahead, and find what has to be written. */
    private static final int ASIDE = 3;

    private final List<ReadModel> models;
    private final List<ReadModel> indispensable;
    private final List<ReadModel> mayFallBehind;
    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final Streams streams;
    private final TransactionTemplate whole;
    private final TransactionTemplate savepoint;
    private final Pool pool;
    private final Runnable precaution;
    private final StaleViews list;
    private final Filling filling;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * @param precaution what is to be done before views that hold something are made again at a start
     */
    ReadModels(
            List<ReadModel> models,
            JdbcClient sql,
            Streams streams,
            PlatformTransactionManager transactions,
            Clock clock,
            Pool pool,
            Runnable precaution) {
        this.models = models;
        this.indispensable =
                models.stream().filter(model -> !model.mayFallBehind()).toList();
        this.mayFallBehind = models.stream().filter(ReadModel::mayFallBehind).toList();
        this.sql = sql;
        this.jdbc = new JdbcTemplate(pool);
        this.streams = streams;
        this.whole = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.pool = pool;
        this.precaution = precaution;
        this.list = new StaleViews(sql, jdbc, clock);
        this.filling = new Filling(jdbc);
    }

    /** How far something is. */
    @FunctionalInterface
    public interface Progress {
        void at(long done, long of);
    }

    /**
     * A view whose rows of a stream are not what the stream says.
     *
     * @param readable false if the stream holds something that cannot be read any more, so that nobody knows what it says
     */
    public record Difference(String view, String stream, boolean readable) {}

    /** The views, by name. */
    public List<String> names() {
        return models.stream().map(ReadModel::name).toList();
    }

    /** Every stream that there is. */
    public List<String> streams() {
        return sql.sql("select distinct aggregate_identifier from domain_event order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /**
     * Makes views again from the streams while others go on recording. What was asked for is kept: if this is interrupted,
     * the next start or the next one who asks goes on from there.
     *
     * @param views their names
     */
    public void rebuild(Collection<String> views, Progress progress) {
        ask(views, Why.ASKED);
        making(() -> {
            make(list.of(views), progress);
            recordVersions(models.stream()
                    .filter(model -> views.contains(model.name()))
                    .toList());
        });
    }

    /** Makes again what waits to be made and is due by now; does nothing if nothing is. */
    public void makeWhatIsDue(Progress progress) {
        if (list.due().isEmpty()) {
            return;
        }
        making(() -> make(list.due(), progress));
    }

    /** What views could not take in, the oldest first. */
    public List<DeadLetter> deadLetters() {
        return list.deadLetters();
    }

    /** Tries now what could not be taken in, without waiting for its time. */
    public void retryDeadLetters(Progress progress) {
        making(() -> {
            var letters = new LinkedHashMap<UUID, Set<String>>();
            list.deadLetters()
                    .forEach(letter -> letters.computeIfAbsent(letter.stream(), _ -> new LinkedHashSet<>())
                            .add(letter.view()));
            make(letters, progress);
        });
    }

    /**
     * Gives up on what a view could not take in: people then see what its tables hold, which lacks it, until the view is
     * made again.
     *
     * @return false if there is no such thing
     */
    public boolean dropDeadLetter(String view, UUID stream) {
        return list.drop(view, stream);
    }

    // Whoever does not see the list as it is now records before this returns, and whoever records later sees it.
    // What was asked for is on disk before anything is made.
    private void ask(Collection<String> views, Why why) {
        list.add(views, streams(), why);
        pool.undisturbed(_ -> true);
        pool.flush();
    }

    private void making(Runnable work) {
        oneAtATime.lock();
        try {
            pool.oneMakerAtATime(work);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void make(Map<UUID, Set<String>> what, Progress progress) {
        var done = 0;
        var kept = System.nanoTime();
        var order = what.keySet().stream().map(UUID::toString).toList();
        var aside = Executors.newFixedThreadPool(
                ASIDE, Thread.ofPlatform().daemon().name("views-", 1).factory());
        try (var ahead = new ReadingAhead(streams, order, aside)) {
            for (var stream : what.entrySet()) {
                var theirs = models.stream()
                        .filter(model -> stream.getValue().contains(model.name()))
                        .toList();
                new Making(stream.getKey(), theirs, list, streams, filling, whole, pool, aside).make(ahead);
                // On a file where nobody records, nothing else brings to disk what has been made.
                if (System.nanoTime() - kept > BETWEEN_FLUSHES.toNanos()) {
                    pool.flush();
                    kept = System.nanoTime();
                }
                progress.at(++done, what.size());
            }
        } finally {
            // Nobody is interrupted: a thread that is, while it reads, closes the file of the database for everybody.
            aside.shutdown();
        }
    }

    /**
     * Makes every view of every stream again in memory and compares it with what the tables hold. Where they do not agree,
     * it is looked at once more while nobody else records. Views that wait to be made again are passed over: they are known,
     * and nobody reads them.
     */
    public List<Difference> differences(Progress progress) {
        var found = new ArrayList<Difference>();
        var comparable =
                models.stream().filter(model -> !model.tables().isEmpty()).toList();
        var all = streams();
        for (var at = 0; at < all.size(); at++) {
            var stream = all.get(at);
            var suspicious = suspicious(stream, comparable);
            if (!suspicious.isEmpty()) {
                pool.withViewsOf(stream, () -> {
                    var readable = isReadable(stream);
                    comparable.stream()
                            .filter(model -> suspicious.contains(model.name()) && differs(model, stream))
                            .forEach(model -> found.add(new Difference(model.name(), stream, readable)));
                });
            }
            progress.at(at + 1, all.size());
        }
        return found;
    }

    private Set<String> suspicious(String stream, List<ReadModel> comparable) {
        try {
            return Making.suspicious(UUID.fromString(stream), comparable, streams, filling);
        } catch (RuntimeException _) {
            return comparable.stream().map(ReadModel::name).collect(Collectors.toSet());
        }
    }

    private boolean isReadable(String stream) {
        try {
            streams.read(stream);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private boolean differs(ReadModel model, String stream) {
        if (isStale(sql, model.name(), UUID.fromString(stream))) {
            return false;
        }
        return Boolean.TRUE.equals(whole.execute(transaction -> {
            var held = rows(model, stream);
            // Even where it cannot be made any more, what is there stays.
            transaction.setRollbackOnly();
            try {
                model.forget(stream);
                streams.read(stream).forEach(event -> model.take(stream, event));
            } catch (RuntimeException _) {
                return true;
            }
            return !rows(model, stream).equals(held);
        }));
    }

    private List<Rows.Sum> rows(ReadModel model, String stream) {
        return model.tables().stream()
                .map(table -> jdbc.execute((ConnectionCallback<Rows.Sum>) connection -> Rows.digest(
                        connection,
                        "select * from " + table.name() + " where " + table.streamColumn() + " = ?",
                        UUID.fromString(stream))))
                .toList();
    }

    /** How many views of single streams wait to be made again. */
    public long stale() {
        return list.count();
    }

    void on(DomainEventMessage<?> message) {
        var event = Streams.recorded(message);
        var stream = message.getAggregateIdentifier();
        pool.writesViewsOf(stream);
        indispensable.forEach(model -> model.take(stream, event));
        var stale = list.of(UUID.fromString(stream));
        var others = stale.isEmpty()
                ? mayFallBehind
                : mayFallBehind.stream()
                        .filter(model -> !stale.contains(model.name()))
                        .toList();
        try {
            savepoint.executeWithoutResult(_ -> others.forEach(model -> model.take(stream, event)));
        } catch (RuntimeException _) {
            // At least one of them; behind a savepoint of its own each shows whether it is the one.
            others.forEach(model -> takeOrMarkStale(model, event, message));
        }
    }

    private void takeOrMarkStale(ReadModel model, Recorded<?> event, DomainEventMessage<?> message) {
        var stream = message.getAggregateIdentifier();
        try {
            savepoint.executeWithoutResult(_ -> model.take(stream, event));
        } catch (RuntimeException e) {
            // The class alone: a message could quote what it stumbled over.
            LOG.error(
                    "view {} could not take in an event ({}); it is folded until rebuilt", model.name(), e.getClass());
            list.failed(model.name(), UUID.fromString(stream), e, message.getIdentifier(), event.sequence());
        }
    }

    static boolean isAnyStale(JdbcClient sql, List<UUID> streams) {
        return sql.sql("select count(*) from stale_view where relationship in (:streams)")
                        .param("streams", streams)
                        .query(Long.class)
                        .single()
                > 0;
    }

    static boolean isStale(JdbcClient sql, String view, UUID relationship) {
        return sql.sql("select count(*) from stale_view where view = ? and relationship = ?")
                        .params(view, relationship)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * Has made again what another version made, and tries again what failed. Runs before anybody is served: what nobody can
     * do without is made now, the rest if it is asked for at once.
     *
     * @param atOnce false if the rest is made later by {@link #makeWhatIsDue}, while the streams are folded
     */
    void catchUp(boolean atOnce) {
        var others = models.stream()
                .filter(model -> madeBy(model)
                        .filter(version -> version == model.version())
                        .isEmpty())
                .toList();
        if (others.stream().anyMatch(model -> madeBy(model).isPresent())) {
            pool.refuseOtherVersions();
            precaution.run();
        }
        if (!others.isEmpty()) {
            var names = others.stream().map(ReadModel::name).toList();
            ask(names, Why.VERSION);
            recordVersions(others);
            LOG.info("the views {} are made again from the events", String.join(", ", names));
        }
        if (list.count() == 0) {
            return;
        }
        if (atOnce) {
            making(() -> make(list.of(names()), (_, _) -> {}));
        } else {
            making(() ->
                    make(list.of(indispensable.stream().map(ReadModel::name).toList()), (_, _) -> {}));
            var letters = list.deadLetters();
            if (!letters.isEmpty() && letters.size() <= FEW_LETTERS) {
                retryDeadLetters((_, _) -> {});
            }
        }
    }

    /** Makes all of them again, whatever the tables hold. In a transaction of the caller's if there is one. */
    public void makeAllAgain() {
        for (var stream : streams()) {
            whole.executeWithoutResult(_ -> Making.atOnce(UUID.fromString(stream), models, streams, filling));
        }
        recordVersions(models);
    }

    private Optional<Integer> madeBy(ReadModel model) {
        return sql.sql("select version from view_version where view = ?")
                .param(model.name())
                .query(Integer.class)
                .optional();
    }

    private void recordVersions(List<ReadModel> made) {
        whole.executeWithoutResult(_ -> made.forEach(model -> {
            var known = sql.sql("update view_version set version = ? where view = ?")
                    .params(model.version(), model.name())
                    .update();
            if (known == 0) {
                sql.sql("insert into view_version (view, version) values (?, ?)")
                        .params(model.name(), model.version())
                        .update();
            }
        }));
    }
}
