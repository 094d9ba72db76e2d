package rapport.relationships;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.commitments.CommitmentId;
import rapport.parties.RelationshipId;

/** Time has passed: record a miss if this commitment's due day has ended and nobody has said anything. */
record RecordOverdue(@TargetAggregateIdentifier RelationshipId relationship, CommitmentId commitment, Instant at) {}
