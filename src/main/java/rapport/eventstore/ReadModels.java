package rapport.eventstore;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Feeds every read model within the transaction that records an event. Each stands behind a savepoint: one that fails
 * is marked stale for that relationship and rebuilt at the next start, and the event is recorded all the same.
 */
public final class ReadModels {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

    private final List<ReadModel> models;
    private final JdbcClient sql;
    private final JdbcTemplate jdbc;
    private final Streams streams;
    private final TransactionTemplate whole;
    private final TransactionTemplate savepoint;
    private final Clock clock;
    private final Consumer<Runnable> alone;
    private final Runnable precaution;

    ReadModels(
            List<ReadModel> models,
            JdbcClient sql,
            Streams streams,
            PlatformTransactionManager transactions,
            Clock clock) {
        this(models, sql, streams, transactions, clock, Runnable::run, () -> {});
    }

    /**
     * @param alone does something while nobody else writes
     * @param precaution what is to be done before views that hold something are made again at a start
     */
    ReadModels(
            List<ReadModel> models,
            JdbcClient sql,
            Streams streams,
            PlatformTransactionManager transactions,
            Clock clock,
            Consumer<Runnable> alone,
            Runnable precaution) {
        this.models = models;
        this.sql = sql;
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(
                ((ResourceTransactionManager) transactions).getResourceFactory() instanceof DataSource source
                        ? source
                        : null));
        this.streams = streams;
        this.whole = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
        this.alone = alone;
        this.precaution = precaution;
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
     * Makes views again from the streams, one stream at a time, each while nobody else writes; between them others go on.
     *
     * @param views their names
     */
    public void rebuild(Collection<String> views, Progress progress) {
        var all = streams();
        for (var at = 0; at < all.size(); at++) {
            var stream = all.get(at);
            alone.accept(() -> models.stream()
                    .filter(model -> views.contains(model.name()))
                    .forEach(model -> rebuild(model, stream)));
            progress.at(at + 1, all.size());
        }
        models.stream().filter(model -> views.contains(model.name())).forEach(this::isUpToDate);
    }

    /**
     * Makes every view of every stream again, compares it with what the tables hold, and takes it back. Views that fell
     * behind are passed over: they are known, and nobody reads them.
     */
    public List<Difference> differences(Progress progress) {
        var found = new ArrayList<Difference>();
        var all = streams();
        for (var at = 0; at < all.size(); at++) {
            var stream = all.get(at);
            alone.accept(() -> {
                var readable = isReadable(stream);
                models.stream()
                        .filter(model -> !model.tables().isEmpty() && differs(model, stream))
                        .forEach(model -> found.add(new Difference(model.name(), stream, readable)));
            });
            progress.at(at + 1, all.size());
        }
        return found;
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

    /** How many views of single streams have fallen behind and wait to be made again. */
    public long stale() {
        return sql.sql("select count(*) from stale_view").query(Long.class).single();
    }

    @EventHandler(payloadType = Object.class)
    void on(DomainEventMessage<?> message) {
        var event = Streams.recorded(message);
        for (var model : models) {
            if (model.mayFallBehind()) {
                takeOrMarkStale(model, event, message.getAggregateIdentifier());
            } else {
                model.take(message.getAggregateIdentifier(), event);
            }
        }
    }

    private void takeOrMarkStale(ReadModel model, Recorded<?> event, String stream) {
        try {
            savepoint.executeWithoutResult(_ -> model.take(stream, event));
        } catch (RuntimeException e) {
            // The class alone: a message could quote what it stumbled over.
            LOG.error(
                    "view {} could not take in an event ({}); it is folded until rebuilt", model.name(), e.getClass());
            markStale(model, stream);
        }
    }

    private void markStale(ReadModel model, String stream) {
        var relationship = UUID.fromString(stream);
        if (!isStale(sql, model.name(), relationship)) {
            sql.sql("insert into stale_view (view, relationship, since) values (?, ?, ?)")
                    .params(model.name(), relationship, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
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

    /** Makes again what another version made, or what is stale. Runs before anybody is served. */
    void catchUp() {
        if (models.stream()
                .anyMatch(model -> madeBy(model)
                        .filter(version -> version != model.version())
                        .isPresent())) {
            precaution.run();
        }
        for (var model : models) {
            if (madeBy(model).filter(version -> version == model.version()).isEmpty()) {
                rebuildAll(model);
            } else {
                stale(model).forEach(stream -> rebuild(model, stream));
            }
        }
    }

    /** Makes all of them again, whatever the tables hold. In a transaction of the caller's if there is one. */
    public void makeAllAgain() {
        models.forEach(this::rebuildAll);
    }

    private Optional<Integer> madeBy(ReadModel model) {
        return sql.sql("select version from view_version where view = ?")
                .param(model.name())
                .query(Integer.class)
                .optional();
    }

    private void rebuildAll(ReadModel model) {
        var all = streams();
        if (!all.isEmpty()) {
            LOG.info("making the view {} again from {} streams", model.name(), all.size());
        }
        all.forEach(stream -> rebuild(model, stream));
        isUpToDate(model);
    }

    private void isUpToDate(ReadModel model) {
        whole.executeWithoutResult(_ -> {
            sql.sql("delete from view_version where view = ?")
                    .param(model.name())
                    .update();
            sql.sql("insert into view_version (view, version) values (?, ?)")
                    .params(model.name(), model.version())
                    .update();
        });
    }

    private List<String> stale(ReadModel model) {
        return sql.sql("select relationship from stale_view where view = ?")
                .param(model.name())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void rebuild(ReadModel model, String stream) {
        whole.executeWithoutResult(_ -> {
            model.forget(stream);
            streams.read(stream).forEach(event -> model.take(stream, event));
            sql.sql("delete from stale_view where view = ? and relationship = ?")
                    .params(model.name(), UUID.fromString(stream))
                    .update();
        });
    }
}
