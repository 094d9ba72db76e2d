package rapport.relationships;

import java.time.ZoneId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;

/** Starts a relationship between two people, by one of them; the other has not joined yet. */
record StartRelationship(RelationshipId relationship, PersonId starter, PersonId manager, PersonId report, ZoneId zone)
        implements RelationshipCommand {}
