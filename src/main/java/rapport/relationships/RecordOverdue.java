package rapport.relationships;

import java.time.Instant;
import rapport.commitments.CommitmentId;
import rapport.parties.RelationshipId;

/** Time has passed: record a miss if this commitment's due day has ended and nobody has said anything. */
record RecordOverdue(RelationshipId relationship, CommitmentId commitment, Instant at) implements RelationshipCommand {}
