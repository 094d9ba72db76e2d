package rapport.eventstore;

import java.util.Set;
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
        refuseUnknownForms(types, sql);
    }

    private static void must(boolean holds, Class<?> component) {
        if (!holds) {
            throw new IllegalStateException("not on the database: " + component.getSimpleName());
        }
    }

    // Fields that nobody here knows would be passed over, or taken for something else.
    private static void refuseUnknownForms(StoredTypes types, JdbcClient sql) {
        var unknown = new TreeSet<String>();
        var otherForms = new TreeSet<String>();
        sql.sql("select distinct payload_type, payload_revision from domain_event")
                .query(row -> {
                    var name = row.getString(1);
                    var revision = row.getString(2);
                    types.named(name)
                            .ifPresentOrElse(
                                    known -> {
                                        if (!known.revision().equals(revision)) {
                                            otherForms.add(name + " (revision " + revision + ")");
                                        }
                                    },
                                    () -> unknown.add(name));
                });
        refuse(unknown, "The history holds events that this version of Rapport does not know: ");
        refuse(otherForms, "The history holds events in a form that this version of Rapport does not know: ");
    }

    private static void refuse(Set<String> found, String sentence) {
        if (!found.isEmpty()) {
            throw new CannotStart(
                    sentence + String.join(", ", found) + ".",
                    "They were most likely written by a newer version: start that one. Nothing was changed.");
        }
    }
}
