package rapport.relationships;

import java.time.Instant;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;

/** Somebody who is not a party asks to read the history, and says why. */
record OpenHistory(RelationshipId relationship, PersonId person, ReaderRole role, Sealed reason, Instant at)
        implements RelationshipCommand {}
