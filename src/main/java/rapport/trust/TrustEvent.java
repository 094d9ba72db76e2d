package rapport.trust;

import rapport.parties.By;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.words.Sealed;

/** What a party wrote down about trust, in their own notebook. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface TrustEvent extends StreamEvent {

    @Override
    By by();

    record TrustNoted(RelationshipId relationship, By by, Sealed own, Sealed guessOfOther) implements TrustEvent {}
}
