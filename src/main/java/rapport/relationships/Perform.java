package rapport.relationships;

import java.time.Instant;
import java.util.List;
import rapport.eventstore.Measures;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;

/**
 * An act on its way to the relationship, with who does it, for whom, and when.
 *
 * @param atTheDoor true if nobody has looked yet whether the person may come in
 */
record Perform(
        RelationshipId relationship,
        PersonId person,
        boolean atTheDoor,
        boolean onBehalf,
        Instant at,
        RelationshipAct act)
        implements RelationshipCommand, Measures.Kinds {

    @Override
    public List<String> kinds() {
        return List.of(act.kind());
    }
}
