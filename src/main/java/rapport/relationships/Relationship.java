package rapport.relationships;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;

/**
 * The thread between Axon and {@link RelationshipState}: Axon loads it from its stream and hands it commands; what the
 * state decides is applied. Holds no rule of its own.
 */
final class Relationship {

    @AggregateIdentifier
    private @Nullable RelationshipId id;

    private final RelationshipState state;

    Relationship() {
        this.state = new RelationshipState();
    }

    Relationship(RelationshipId id, RelationshipState state) {
        this.id = id;
        this.state = state;
    }

    Optional<RelationshipId> id() {
        return Optional.ofNullable(id);
    }

    RelationshipState state() {
        return state;
    }

    /** Starts it, and answers the sequence of the event in its stream. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long start(StartRelationship command) {
        apply(state.start(command));
        return getVersion();
    }

    /** Does what a person asked for, and answers the sequence of the last event that came of it. */
    @CommandHandler
    long perform(Perform command) {
        if (command.atTheDoor()) {
            state.admit(command.person());
        }
        state.decide(command.act(), command.person(), command.onBehalf(), command.at())
                .forEach(event -> apply(event));
        return getVersion();
    }

    /** Does several things that a person asked for at once, and answers the sequence of the last event that came of them. */
    @CommandHandler
    long performAll(PerformAll command) {
        for (var act : command.acts()) {
            state.decide(act, command.person(), false, command.at()).forEach(event -> apply(event));
        }
        return getVersion();
    }

    /** Lets somebody read who is not a party, and answers the sequence of the event that says so. */
    @CommandHandler
    long open(OpenHistory command) {
        apply(state.open(command));
        return getVersion();
    }

    /** Records a miss if there is one to record, and answers whether there was. */
    @CommandHandler
    boolean recordOverdue(RecordOverdue command) {
        var missed = state.overdue(command.commitment(), command.at());
        missed.ifPresent(event -> apply(event));
        return missed.isPresent();
    }

    /** Says that its words can never be read again, and answers whether that was not said before. */
    @CommandHandler
    boolean erase(EraseRelationship command) {
        var erased = state.erase(command);
        erased.ifPresent(event -> apply(event));
        return erased.isPresent();
    }

    @EventSourcingHandler
    void on(StreamEvent event, @Timestamp Instant at, @SequenceNumber long place) {
        id = event.relationship();
        state.evolve(event, at, place);
    }
}
