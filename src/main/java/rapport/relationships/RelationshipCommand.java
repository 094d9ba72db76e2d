package rapport.relationships;

import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import rapport.parties.RelationshipId;

/** What can be sent to a relationship, and to which: said by its type, where Axon would search each one for an annotation. */
sealed interface RelationshipCommand
        permits EraseRelationship, OpenHistory, Perform, PerformAll, RecordOverdue, StartRelationship {

    RelationshipId relationship();

    /** As Axon asks for it: of whatever version the relationship has by then. */
    CommandTargetResolver TARGET = command ->
            new VersionedAggregateIdentifier(((RelationshipCommand) command.getPayload()).relationship(), null);
}
