package rapport.relationships;

import rapport.parties.RelationshipId;

/** Whoever runs the server is about to destroy the key of this relationship's words. */
record EraseRelationship(RelationshipId relationship, ErasureBasis basis) implements RelationshipCommand {}
