package rapport.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import rapport.shared.Home;

/**
 * Axon, wired by hand: on Boot 4 without JPA its own auto-configuration finds no event store and says nothing
 * (docs/adr/0002). What is not named here is not there: no update check, no console, no server.
 */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    static final String UPDATE_CHECK_OFF = "axoniq.update-checker.disabled";
    static final String CONSOLE_BANNER_OFF = "disable-axoniq-console-message";

    /** Loading reads in batches of this size; a shorter batch is known to be the last, which saves an empty query. */
    static final int BATCH = 1_000;

    /** The metadata that travels from a command to the events that come of it. */
    public static final String ACTOR = "actor";

    public static final String CHANNEL = "channel";

    /** Nothing phones home, whatever Axon's modules on the class path would do by default. */
    public static void silenceAxon() {
        System.setProperty(UPDATE_CHECK_OFF, "true");
        System.setProperty(CONSOLE_BANNER_OFF, "true");
    }

    /** A demonstration brings its own. */
    @Bean
    @Profile("!demo & !postgres")
    Databases databases(Home home) {
        PutInPlace.finish(home.directory());
        return H2Files.in(home);
    }

    @Bean
    @Profile("postgres & !demo")
    Databases sharedDatabases(Environment environment) {
        return new Postgres(environment);
    }

    @Bean
    StoredTypes storedTypes(List<StoredTypes.Contribution> rooms) {
        var fromRooms = rooms.stream().flatMap(room -> room.types().stream());
        return new StoredTypes(
                Stream.concat(fromRooms, StoredJson.axonTypes().stream()).toList());
    }

    /** Nobody measures, unless somebody does. */
    @Bean
    @Fallback
    Measures nobodyMeasures() {
        return Measures.NONE;
    }

    @Bean
    Serializer serializer(StoredTypes types) {
        return new StoredJson(types);
    }

    @Bean
    TransactionManager axonTransactions(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
            ObjectProvider<Shortcuts> shortcuts,
            Measures measures) {
        return engine(
                dataSource,
                transactions,
                serializer,
                () -> shortcuts.getIfAvailable(() -> _ -> Optional.empty()),
                measures);
    }

    static JdbcEventStorageEngine engine(
            DataSource dataSource, TransactionManager transactions, Serializer serializer) {
        return engine(dataSource, transactions, serializer, () -> _ -> Optional.empty(), Measures.NONE);
    }

    private static JdbcEventStorageEngine engine(
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
            Supplier<Shortcuts> shortcuts,
            Measures measures) {
        var builder = JdbcEventStorageEngine.builder()
                .connectionProvider(connections(dataSource))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .persistenceExceptionResolver(new DuplicateKeys())
                .schema(schema())
                .lastSequenceNumberFor(EventStoreConfiguration::lastSequenceNumber)
                .batchSize(BATCH)
                .finalAggregateBatchPredicate(batch -> batch.size() < BATCH);
        return new Engine(builder, shortcuts, measures);
    }

    // Axon asks for the greatest, for which H2 goes through the whole stream in the index; its last one is one step
    // away.
    private static PreparedStatement lastSequenceNumber(Connection connection, EventSchema schema, String stream)
            throws SQLException {
        var statement =
                connection.prepareStatement("select %1$s from %2$s where %3$s = ? order by %3$s desc, %1$s desc limit 1"
                        .formatted(
                                schema.sequenceNumberColumn(),
                                schema.domainEventTable(),
                                schema.aggregateIdentifierColumn()));
        statement.setString(1, stream);
        return statement;
    }

    private static UnitOfWorkAwareConnectionProviderWrapper connections(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    private static EventSchema schema() {
        return EventSchema.builder()
                .eventTable("domain_event")
                .snapshotTable("snapshot_event")
                .globalIndexColumn("global_index")
                .eventIdentifierColumn("event_identifier")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .timestampColumn("time_stamp")
                .build();
    }

    @Bean
    TokenStore tokenStore(DataSource dataSource, Serializer serializer, NodeName node) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections(dataSource))
                .serializer(serializer)
                .nodeId(node.name())
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time_stamp")
                        .setOwnerColumn("owner")
                        .build())
                .build();
    }

    @Bean
    NodeName nodeName() {
        return NodeName.random();
    }

    /** Axon with the modules that the rooms above bring: aggregates and the handlers of read models. */
    @Bean(destroyMethod = "shutdown")
    org.axonframework.config.Configuration axon(
            EventStorageEngine engine,
            TokenStore tokens,
            TransactionManager transactions,
            Serializer serializer,
            Clock clock,
            ReadModels readModels,
            Recordings recordings,
            Measures measures,
            List<ConfigurerModule> modules) {
        silenceAxon();
        GenericEventMessage.clock = clock;
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureTransactionManager(_ -> transactions)
                .configureSerializer(_ -> serializer)
                .configureEventSerializer(_ -> serializer)
                .configureMessageSerializer(_ -> serializer)
                .registerComponent(EventStorageEngine.class, _ -> engine)
                .configureEventStore(axon -> EmbeddedEventStore.builder()
                        .storageEngine(axon.getComponent(EventStorageEngine.class))
                        .build())
                .configureCommandBus(_ -> SimpleCommandBus.builder()
                        .transactionManager(transactions)
                        .messageMonitor(new CommandMeasures(measures))
                        .build())
                .configureCorrelationDataProviders(
                        _ -> List.of(new MessageOriginProvider(), new SimpleCorrelationDataProvider(ACTOR, CHANNEL)))
                .registerComponent(TokenStore.class, _ -> tokens);
        modules.forEach(module -> module.configureModule(configurer));
        var axon = configurer.start();
        // Read models are written in the act's own transaction; what they throw reaches the act. That is what a
        // subscribing
        // processor does as well, after it has asked by reflection who wants the event, while nobody does but these
        // two.
        var subscription = axon.eventStore().subscribe(events -> {
            for (var event : events) {
                var recorded = (DomainEventMessage<?>) event;
                readModels.on(recorded);
                recordings.on(recorded);
            }
        });
        axon.onShutdown(subscription::cancel);
        return axon;
    }

    @Bean
    CommandBus commandBus(org.axonframework.config.Configuration axon) {
        return axon.commandBus();
    }

    @Bean
    CommandGateway commandGateway(org.axonframework.config.Configuration axon) {
        return axon.commandGateway();
    }

    @Bean
    Streams streams(EventStorageEngine engine) {
        return new Streams(engine);
    }

    @Bean
    ReadModels readModels(
            List<ReadModel> models,
            JdbcClient sql,
            Streams streams,
            PlatformTransactionManager transactions,
            Clock clock,
            Pool pool,
            ObjectProvider<BeforeUpgrade> before) {
        return new ReadModels(
                models, sql, streams, transactions, clock, pool, () -> before.ifAvailable(BeforeUpgrade::run));
    }

    @Bean
    Recordings recordings(ObjectProvider<Recordings.Watch> watches) {
        return new Recordings(watches);
    }

    @Bean
    Staleness staleness(JdbcClient sql) {
        return streams -> ReadModels.isAnyStale(sql, streams);
    }

    /**
     * Once everything is wired, and before the web server lets anybody in. Where nothing happens by itself later, because a
     * tool has opened the data, all is done at once.
     */
    @Bean
    SmartInitializingSingleton catchUp(
            ReadModels readModels, EventStoreCheck afterTheCheck, Pool pool, Environment environment) {
        var atOnce = environment.containsProperty("rapport.scheduled")
                && !environment.getProperty("rapport.scheduled", Boolean.class, true);
        return () -> pool.oneProcessAtATime(() -> readModels.catchUp(atOnce));
    }

    @Bean
    Durability durability(Pool pool, Measures measures) {
        var commit = new GroupCommit(() -> measures.measured(Measures.Step.FLUSH, pool::flush));
        return () -> measures.measured(Measures.Step.AWAIT_FLUSH, commit::await);
    }

    @Bean
    Settled settled(Pool pool) {
        return Settled.in(pool);
    }

    @Bean
    EventStoreCheck eventStoreCheck(org.axonframework.config.Configuration axon, StoredTypes types, JdbcClient sql) {
        return new EventStoreCheck(axon, types, sql);
    }
}
