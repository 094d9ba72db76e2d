package rapport.relationships;

import java.time.Instant;
import java.util.List;
import rapport.eventstore.Measures;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;

/** Several acts of one person, each decided on what those before it have left; all are recorded, or none. */
record PerformAll(RelationshipId relationship, PersonId person, Instant at, List<RelationshipAct> acts)
        implements RelationshipCommand, Measures.Kinds {

    PerformAll {
        acts = List.copyOf(acts);
    }

    @Override
    public List<String> kinds() {
        return acts.stream().map(RelationshipAct::kind).toList();
    }
}
