package rapport.eventstore;

import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;

/** Streams that last as long as a test. */
public final class StreamsInMemory {

    private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();

    public void append(String stream, Recorded<?> recorded) {
        engine.appendEvents(List.of(new GenericDomainEventMessage<>(
                "Relationship",
                stream,
                recorded.sequence(),
                recorded.event(),
                MetaData.emptyInstance(),
                stream + "/" + recorded.sequence(),
                recorded.at())));
    }

    public Streams streams() {
        return new Streams(engine);
    }
}
