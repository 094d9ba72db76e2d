package rapport.relationships;

import rapport.parties.Viewer;

/** A relationship, for somebody who may read it. */
public record Reading(RelationshipCard card, Viewer viewer) {}
