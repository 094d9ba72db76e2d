package rapport.relationships;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;

/** Several acts of one person, each decided on what those before it have left; all are recorded, or none. */
record PerformAll(
        @TargetAggregateIdentifier RelationshipId relationship,
        PersonId person,
        Instant at,
        List<RelationshipAct> acts) {

    PerformAll {
        acts = List.copyOf(acts);
    }
}
