package rapport.eventstore;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Feeds every read model within the transaction that records an event. Each stands behind a savepoint: one that fails
 * is marked stale for that relationship and rebuilt at the next start, and the event is recorded all the same.
 */
public final class ReadModels {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModels.class);

    private final List<ReadModel> models;
    private final JdbcClient sql;
    private final Streams streams;
    private final TransactionTemplate whole;
    private final TransactionTemplate savepoint;
    private final Clock clock;

    ReadModels(
            List<ReadModel> models,
            JdbcClient sql,
            Streams streams,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.models = models;
        this.sql = sql;
        this.streams = streams;
        this.whole = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
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
        for (var model : models) {
            var made = sql.sql("select version from view_version where view = ?")
                    .param(model.name())
                    .query(Integer.class)
                    .optional();
            if (made.filter(version -> version == model.version()).isEmpty()) {
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

    private void rebuildAll(ReadModel model) {
        var all = sql.sql("select distinct aggregate_identifier from domain_event")
                .query((row, _) -> row.getString(1))
                .list();
        if (!all.isEmpty()) {
            LOG.info("making the view {} again from {} streams", model.name(), all.size());
        }
        all.forEach(stream -> rebuild(model, stream));
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
