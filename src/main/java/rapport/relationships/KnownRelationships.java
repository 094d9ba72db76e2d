package rapport.relationships;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.AggregateFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import rapport.eventstore.Shortcuts;
import rapport.eventstore.StoredEvents;
import rapport.parties.RelationshipId;

/**
 * Relationships as the last acts on them left them, so that the next act need not read the whole stream: some are parked
 * in memory, and of each long one a {@link Trail} is stored, renewed every few events outside of any act. Neither is
 * the truth: whatever stands in the stream behind them is read in any case, and where they are missing, damaged or of
 * another form, the stream is read from its first event on (docs/adr/0042).
 */
@Component
final class KnownRelationships implements Shortcuts, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(KnownRelationships.class);

    /** After so many events the trail is stored again, or after a part of the stream that is longer. */
    static final int EVERY = 25;

    private static final int PART = 100;

    private static final String TYPE = Relationship.class.getSimpleName();
    private static final String STORED_AS = "rapport.RelationshipTrail";

    private static final int BYTES_OF_AN_ENTRY = 2_000;
    private static final long ROOM_OF_ONE = 2 << 20;
    private static final long ROOM = 16 << 20;

    private final JdbcClient sql;
    private final StoredEvents events;
    private final TransactionOperations transactions;
    private final Parked parked = new Parked();
    private final Map<String, Trail> toStore = new ConcurrentHashMap<>();
    private final Set<String> distrusted = ConcurrentHashMap.newKeySet();
    private final ExecutorService storing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("trails").factory());

    KnownRelationships(JdbcClient sql, StoredEvents events, TransactionOperations transactions) {
        this.sql = sql;
        this.events = events;
        this.transactions = transactions;
    }

    // --- loading --------------------------------------------------------------------------------------------------

    @Override
    public Optional<Known> take(String stream) {
        return parked.take(stream)
                .or(() -> stored(stream))
                .map(there -> new Known(TYPE, there.state().last(), there));
    }

    private Optional<Relationship> stored(String stream) {
        if (distrusted.contains(stream)) {
            return Optional.empty();
        }
        return sql.sql("select payload from snapshot_event where aggregate_identifier = ? and payload_type = ?"
                        + " and payload_revision = ? order by sequence_number desc limit 1")
                .params(stream, STORED_AS, Trail.FORM)
                .query((row, _) -> row.getBytes(1))
                .optional()
                .flatMap(Trail::of)
                .flatMap(trail -> along(stream, trail));
    }

    private Optional<Relationship> along(String stream, Trail trail) {
        try {
            return Optional.of(behind(stream, trail));
        } catch (Past.WrongTrail _) {
            return Optional.empty();
        }
    }

    private Relationship behind(String stream, Trail trail) {
        var past = new Past(trail, places -> events.at(stream, places), () -> distrust(stream));
        return new Relationship(new RelationshipId(UUID.fromString(stream)), new RelationshipState(past));
    }

    private void distrust(String stream) {
        if (distrusted.add(stream)) {
            LOG.warn("what was stored to shorten the reading of a stream does not fit it, and is not used");
        }
    }

    // --- keeping --------------------------------------------------------------------------------------------------

    /** Makes relationships for Axon, and has each of them kept once the transaction that it was made in is committed. */
    AggregateFactory<Relationship> factory() {
        return new AbstractAggregateFactory<>(Relationship.class) {
            @Override
            protected Relationship doCreateAggregate(String stream, DomainEventMessage first) {
                return behind(stream, Trail.NONE);
            }

            @Override
            protected Relationship postProcessInstance(Relationship loaded) {
                if (TransactionSynchronizationManager.isSynchronizationActive()) {
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            keep(loaded);
                        }
                    });
                }
                return loaded;
            }
        };
    }

    // Only what is committed: of an act that was taken back nothing may stay.
    private void keep(Relationship there) {
        var stream = there.id().map(RelationshipId::toString).orElse(null);
        if (stream == null) {
            return;
        }
        var state = there.state();
        if (state.isErased()) {
            parked.take(stream);
            storeLater(stream, Trail.NONE);
            return;
        }
        if (state.entries().steps().events() >= Math.max(EVERY, state.last() / PART)) {
            storeLater(stream, state.entries().settled());
        }
        parked.put(stream, there);
    }

    private void storeLater(String stream, Trail trail) {
        if (toStore.put(stream, trail) == null) {
            storing.execute(() -> store(stream));
        }
    }

    private void store(String stream) {
        var trail = toStore.remove(stream);
        try {
            transactions.executeWithoutResult(_ -> store(stream, trail));
        } catch (DuplicateKeyException _) {
            // another node was quicker, with the same
        } catch (RuntimeException e) {
            LOG.warn("what shortens the reading of a stream could not be stored ({})", e.getClass());
        }
    }

    private void store(String stream, @Nullable Trail trail) {
        if (trail == null) {
            return;
        }
        if (trail.last() < 0) {
            sql.sql("delete from snapshot_event where aggregate_identifier = ?")
                    .param(stream)
                    .update();
            return;
        }
        sql.sql("delete from snapshot_event where aggregate_identifier = ? and sequence_number <= ?")
                .params(stream, trail.last())
                .update();
        sql.sql("insert into snapshot_event (event_identifier, aggregate_identifier, sequence_number, type,"
                        + " payload_type, payload_revision, payload, meta_data, time_stamp)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, '')")
                .params(
                        UUID.randomUUID().toString(),
                        stream,
                        trail.last(),
                        TYPE,
                        STORED_AS,
                        Trail.FORM,
                        trail.bytes(),
                        new byte[0])
                .update();
        distrusted.remove(stream);
    }

    /** For tests: returns when everything that waited to be stored is. */
    void settle() {
        try {
            storing.submit(() -> {}).get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For tests: what is parked in memory is forgotten, as if another node had loaded. */
    void forgetParked() {
        parked.clear();
    }

    @Override
    public void destroy() throws InterruptedException {
        storing.shutdownNow();
        storing.awaitTermination(10, TimeUnit.SECONDS);
    }

    /**
     * Relationships that nobody is acting on at this moment. Whoever acts takes one away and puts it back after the
     * commit: so it is never shared, and one whose act failed is gone. The ones put back longest ago make room first.
     */
    private static final class Parked {

        private record Place(Relationship relationship, long bytes) {}

        private final Map<String, Place> places = new LinkedHashMap<>();
        private long bytes;

        synchronized Optional<Relationship> take(String stream) {
            var place = places.remove(stream);
            if (place == null) {
                return Optional.empty();
            }
            bytes -= place.bytes();
            return Optional.of(place.relationship());
        }

        synchronized void put(String stream, Relationship relationship) {
            var weight = weight(relationship);
            if (weight > ROOM_OF_ONE || isNewer(places.get(stream), relationship)) {
                return;
            }
            take(stream);
            places.put(stream, new Place(relationship, weight));
            bytes += weight;
            while (bytes > ROOM) {
                take(places.keySet().iterator().next());
            }
        }

        private static boolean isNewer(@Nullable Place there, Relationship relationship) {
            return there != null
                    && there.relationship().state().last()
                            > relationship.state().last();
        }

        synchronized void clear() {
            places.clear();
            bytes = 0;
        }

        private static long weight(Relationship relationship) {
            var entries = relationship.state().entries();
            return entries.past().trail().bytes().length + (long) BYTES_OF_AN_ENTRY * (1 + entries.reached());
        }
    }
}
