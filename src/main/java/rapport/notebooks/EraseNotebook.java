package rapport.notebooks;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import rapport.parties.RelationshipId;

/** Whoever runs the server is about to destroy the key of this notebook's words, if there ever were any. */
record EraseNotebook(@TargetAggregateIdentifier NotebookId notebook, RelationshipId relationship) {}
