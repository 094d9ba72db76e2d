package rapport.relationships;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;

/** An act on its way to the relationship, with who does it, for whom, and when. */
record Perform(
        @TargetAggregateIdentifier RelationshipId relationship,
        PersonId person,
        boolean onBehalf,
        Instant at,
        RelationshipAct act) {}
