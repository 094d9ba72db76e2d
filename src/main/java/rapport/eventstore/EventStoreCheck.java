package rapport.eventstore;

import java.util.TreeSet;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.shared.CannotStart;

/**
 * Looks at the store before anyone is served: it must be the durable one, and hold nothing that this version cannot
 * read. An unknown name would otherwise be skipped in silence, and with it what people had recorded.
 */
public final class EventStoreCheck {

    EventStoreCheck(org.axonframework.config.Configuration axon, StoredTypes types, JdbcClient sql) {
        must(axon.eventStore() instanceof EmbeddedEventStore, EventStore.class);
        must(axon.getComponent(EventStorageEngine.class) instanceof JdbcEventStorageEngine, EventStorageEngine.class);
        must(axon.getComponent(TransactionManager.class) instanceof SpringTransactionManager, TransactionManager.class);
        must(axon.getComponent(TokenStore.class) instanceof JdbcTokenStore, TokenStore.class);
        refuseUnknownTypes(types, sql);
        refuseUnknownRevisions(types, sql);
    }

    private static void must(boolean holds, Class<?> component) {
        if (!holds) {
            throw new IllegalStateException("not on the database: " + component.getSimpleName());
        }
    }

    // Fields that nobody here knows would be passed over, or taken for something else.
    private static void refuseUnknownRevisions(StoredTypes types, JdbcClient sql) {
        var unknown = new TreeSet<String>();
        sql.sql("select distinct payload_type, payload_revision from domain_event")
                .query(row -> {
                    var name = row.getString(1);
                    var revision = row.getString(2);
                    types.named(name)
                            .filter(known -> !known.revision().equals(revision))
                            .ifPresent(_ -> unknown.add(name + " (revision " + revision + ")"));
                });
        if (!unknown.isEmpty()) {
            throw new CannotStart(
                    "The history holds events in a form that this version of Rapport does not know: "
                            + String.join(", ", unknown) + ".",
                    "They were most likely written by a newer version: start that one. Nothing was changed.");
        }
    }

    private static void refuseUnknownTypes(StoredTypes types, JdbcClient sql) {
        var stored = sql.sql("select distinct payload_type from domain_event")
                .query(String.class)
                .list();
        var unknown = new TreeSet<String>();
        for (var name : stored) {
            if (name != null && types.named(name).isEmpty()) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new CannotStart(
                    "The history holds events that this version of Rapport does not know: " + String.join(", ", unknown)
                            + ".",
                    "They were most likely written by a newer version: start that one. Nothing was changed.");
        }
    }
}
