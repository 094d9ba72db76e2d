package rapport.relationships;

import java.time.LocalDate;
import rapport.commitments.CommitmentAct;
import rapport.words.Sealed;

/** What a party does within a relationship that has started. */
public sealed interface RelationshipAct {

    /** Speaks for themselves from now on; nobody records anything on their behalf any more. */
    record JoinRelationship() implements RelationshipAct {}

    /** Ends the relationship; from then on it can only be read. */
    record EndRelationship(Sealed reason, LocalDate endedOn) implements RelationshipAct {}

    /** Acts on one commitment. */
    record OnCommitment(CommitmentAct act) implements RelationshipAct {}
}
