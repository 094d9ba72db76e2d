package rapport.relationships;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.parties.RelationshipId;

/** Whoever runs the server is about to destroy the key of this relationship's words. */
record EraseRelationship(@TargetAggregateIdentifier RelationshipId relationship, ErasureBasis basis) {}
