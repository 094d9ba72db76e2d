package rapport.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.shared.CannotStart;

class EventStoreCheckTest {

    @TempDir
    private Path directory;

    @Test
    void the_store_on_the_database_passes() {
        try (var node = new Node(Database.H2.open(directory))) {
            assertThatCode(() -> new EventStoreCheck(node.axon, Node.TYPES, node.sql))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EventStorageEngine", "TransactionManager", "TokenStore"})
    void whatever_would_keep_history_in_memory_or_outside_the_transaction_is_refused(String part) {
        try (var node = new Node(Database.H2.open(directory))) {
            EventStorageEngine engine =
                    part.equals("EventStorageEngine") ? new InMemoryEventStorageEngine() : node.engine;
            TransactionManager transactions =
                    part.equals("TransactionManager") ? NoTransactionManager.instance() : node.transactions;
            var tokens = part.equals("TokenStore") ? new InMemoryTokenStore() : node.tokens;
            var axon = DefaultConfigurer.defaultConfiguration(false)
                    .configureSerializer(_ -> new StoredJson(Node.TYPES))
                    .configureTransactionManager(_ -> transactions)
                    .registerComponent(EventStorageEngine.class, _ -> engine)
                    .configureEventStore(_ ->
                            EmbeddedEventStore.builder().storageEngine(engine).build())
                    .registerComponent(TokenStore.class, _ -> tokens)
                    .buildConfiguration();
            assertThatThrownBy(() -> new EventStoreCheck(axon, Node.TYPES, node.sql))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(part);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_an_unknown_name_is_named_and_refused(Database database) {
        try (var node = new Node(database.open(directory))) {
            node.add(UUID.randomUUID().toString(), "one");
            node.sql
                    .sql("update domain_event set payload_type = 'rapport.FromTheFuture'")
                    .update();
            assertThatThrownBy(() -> new EventStoreCheck(node.axon, Node.TYPES, node.sql))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("rapport.FromTheFuture");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_in_a_form_of_a_newer_version_is_named_and_refused(Database database) {
        try (var node = new Node(database.open(directory))) {
            node.add(UUID.randomUUID().toString(), "one");
            assertThatCode(() -> new EventStoreCheck(node.axon, Node.TYPES, node.sql))
                    .doesNotThrowAnyException();
            node.sql.sql("update domain_event set payload_revision = '2'").update();
            assertThatThrownBy(() -> new EventStoreCheck(node.axon, Node.TYPES, node.sql))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("rapport.Added (revision 2)");
        }
    }

    @Test
    void silencing_axon_switches_off_what_would_phone_home() {
        for (var property : List.of("axoniq.update-checker.disabled", "disable-axoniq-console-message")) {
            System.clearProperty(property);
        }
        EventStoreConfiguration.silenceAxon();
        for (var property : List.of("axoniq.update-checker.disabled", "disable-axoniq-console-message")) {
            assertThat(System.getProperty(property)).as(property).isEqualTo("true");
        }
    }
}
