package rapport.notebooks;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import rapport.corrections.CorrectionEvent;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryEvent;

/** The thread between Axon and {@link NotebookState}. Holds no rule of its own. */
final class Notebook {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // read by Axon
    private @Nullable NotebookId id;

    private final NotebookState state = new NotebookState();

    Notebook() {}

    /** Does what its author asked for, and answers the sequence of the last event that came of it. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long write(Write command) {
        state.decide(command).forEach(event -> apply(event));
        return getVersion();
    }

    /** Says that its words can never be read again, and answers whether that was not said before. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean erase(EraseNotebook command) {
        var erased = state.erase(command);
        erased.ifPresent(event -> apply(event));
        return erased.isPresent();
    }

    @EventSourcingHandler
    void on(NotebookEvent event, @Timestamp Instant at) {
        switch (event) {
            case NotebookOpened opened -> id = opened.notebook();
            case NotebookErased erased -> id = erased.notebook();
            case PrivateEntryEvent _ -> {}
        }
        state.evolve(event, at);
    }

    @EventSourcingHandler
    void on(CorrectionEvent event, @Timestamp Instant at) {
        state.evolve(event, at);
    }
}
