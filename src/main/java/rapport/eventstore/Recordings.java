package rapport.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/** Says on which streams something was recorded, as soon as it can be read, and before whoever recorded it is answered. */
public final class Recordings {

    /** Somebody who wants to know. Told on the thread that records, so they must be quick and throw nothing. */
    public interface Watch {

        /** Something was recorded on this stream, once or several times at once. */
        void recordedOn(String stream);

        /** What the readers of this stream are shown is otherwise, although nothing was recorded on it. */
        default void otherwiseOn(String stream) {
            recordedOn(stream);
        }
    }

    private final SingletonSupplier<List<Watch>> watches;

    /** @param watches looked up when first needed, since whoever watches may need the store themselves, and once, since it takes a while */
    Recordings(Iterable<Watch> watches) {
        this.watches = SingletonSupplier.of(() -> {
            var all = new ArrayList<Watch>();
            watches.forEach(all::add);
            return List.copyOf(all);
        });
    }

    void on(DomainEventMessage<?> message) {
        var told = new Told(message.getAggregateIdentifier(), watches.obtain());
        if (!TransactionSynchronizationManager.getSynchronizations().contains(told)) {
            TransactionSynchronizationManager.registerSynchronization(told);
        }
    }

    /** Says the same of what the readers of a stream are shown although no event tells of it, once it can be read. */
    public void tell(String stream) {
        watches.obtain().forEach(watch -> watch.otherwiseOn(stream));
    }

    /** Equal for the same stream, so that several events recorded at once are told once. */
    private record Told(String stream, List<Watch> watches) implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            watches.forEach(watch -> watch.recordedOn(stream));
        }
    }
}
