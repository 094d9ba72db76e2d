package rapport.eventstore;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import rapport.shared.RuleBroken;

/**
 * One process's worth of Axon, wired by the application's own configuration, with an aggregate as small as can be. Several
 * of them on one database are a cluster.
 */
final class Node implements AutoCloseable {

    static final StoredTypes TYPES = new StoredTypes(
            Stream.concat(Stream.of(StoredType.event("Added", Added.class)), StoredJson.axonTypes().stream())
                    .toList());

    final JdbcClient sql;
    final Streams streams;
    final ReadModels readModels;
    final SpringTransactionManager transactions;
    final JdbcEventStorageEngine engine;
    final TokenStore tokens;
    final Configuration axon;

    /** The streams of which it was told that something was recorded on them, in that order. */
    final List<String> recorded = new CopyOnWriteArrayList<>();

    Node(Pool source, ReadModel... models) {
        var wiring = new EventStoreConfiguration();
        var platform = new JdbcTransactionManager(source);
        var serializer = new StoredJson(TYPES);
        var clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
        transactions = new SpringTransactionManager(platform);
        sql = JdbcClient.create(source);
        engine = EventStoreConfiguration.engine(source, transactions, serializer);
        streams = new Streams(engine);
        readModels = new ReadModels(List.of(models), sql, streams, platform, clock, source, () -> {});
        tokens = wiring.tokenStore(source, serializer, NodeName.random());
        axon = wiring.axon(
                engine,
                tokens,
                transactions,
                serializer,
                clock,
                readModels,
                new Recordings(List.of(recorded::add)),
                Measures.NONE,
                List.of(configurer -> configurer.configureAggregate(Tally.class)));
    }

    /** Adds a word to a tally, once; answers its place in the stream. */
    long addOnce(String tally, String word) {
        Long place = axon.commandGateway().sendAndWait(new Add(tally, word));
        return place;
    }

    /** The same as the application does it. */
    long add(String tally, String word) {
        return Retry.onConflict(() -> addOnce(tally, word));
    }

    List<String> words(String tally) {
        return streams.read(tally).stream()
                .map(recorded -> ((Added) recorded.event()).word())
                .toList();
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    record Add(@TargetAggregateIdentifier String tally, String word) {}

    record Added(String tally, String word) {}

    /** Takes every word once. */
    static final class Tally {

        @AggregateIdentifier
        @SuppressWarnings("UnusedVariable") // read by Axon
        private @Nullable String id;

        private final List<String> words = new ArrayList<>();

        Tally() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        long add(Add command) {
            if (words.contains(command.word())) {
                throw new RuleBroken("again", "This word is there already.");
            }
            apply(new Added(command.tally(), command.word()));
            return getVersion();
        }

        @EventSourcingHandler
        void on(Added event) {
            id = event.tally();
            words.add(event.word());
        }
    }
}
