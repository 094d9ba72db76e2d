package rapport.eventstore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.util.function.SingletonSupplier;

/** Axon's engine on the database. Where Axon asks for a snapshot, it is answered by {@link Shortcuts}. */
final class Engine extends JdbcEventStorageEngine {

    private final SingletonSupplier<Shortcuts> shortcuts;
    private final Measures measures;

    /** @param shortcuts looked up when first needed, since they read the store themselves, and once, since it takes a while */
    Engine(Builder builder, Supplier<Shortcuts> shortcuts, Measures measures) {
        super(builder);
        this.measures = measures;
        this.shortcuts = SingletonSupplier.of(shortcuts);
    }

    @Override
    public DomainEventStream readEvents(String stream, long first) {
        return new Named(super.readEvents(stream, first));
    }

    /** Names the event that cannot be read, where Axon would say only that something could not. */
    private record Named(DomainEventStream events) implements DomainEventStream {

        @Override
        public DomainEventMessage<?> peek() {
            return read(events.peek());
        }

        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public DomainEventMessage<?> next() {
            return read(events.next());
        }

        @Override
        public Long getLastSequenceNumber() {
            return events.getLastSequenceNumber();
        }

        // It is read once: the message keeps it.
        private static DomainEventMessage<?> read(DomainEventMessage<?> message) {
            Streams.recorded(message);
            return message;
        }
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        measures.measured(Measures.Step.APPEND, () -> super.appendEvents(events, serializer));
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return shortcuts
                .obtain()
                .take(stream)
                .map(known ->
                        new GenericDomainEventMessage<>(known.type(), stream, known.sequence(), known.aggregate()));
    }
}
