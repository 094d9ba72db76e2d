package rapport.eventstore;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Says on which streams something was recorded, as soon as it can be read, and before whoever recorded it is answered. */
public final class Recordings {

    /** Somebody who wants to know. Told on the thread that records, so they must be quick and throw nothing. */
    public interface Watch {

        /** Something was recorded on this stream, once or several times at once. */
        void recordedOn(String stream);
    }

    private final Iterable<Watch> watches;

    /** @param watches looked up when first needed, since whoever watches may need the store themselves */
    Recordings(Iterable<Watch> watches) {
        this.watches = watches;
    }

    @EventHandler(payloadType = Object.class)
    void on(DomainEventMessage<?> message) {
        var told = new Told(message.getAggregateIdentifier(), watches);
        if (!TransactionSynchronizationManager.getSynchronizations().contains(told)) {
            TransactionSynchronizationManager.registerSynchronization(told);
        }
    }

    /** Says the same of what the readers of a stream are shown although no event tells of it, once it can be read. */
    public void tell(String stream) {
        watches.forEach(watch -> watch.recordedOn(stream));
    }

    /** Equal for the same stream, so that several events recorded at once are told once. */
    private record Told(String stream, Iterable<Watch> watches) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            watches.forEach(watch -> watch.recordedOn(stream));
        }
    }
}
