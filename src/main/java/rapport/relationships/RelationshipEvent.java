package rapport.relationships;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.words.Sealed;

/** What happened to a relationship as a whole. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface RelationshipEvent extends StreamEvent {

    record RelationshipStarted(RelationshipId relationship, By by, PersonId manager, PersonId report, ZoneId zone)
            implements RelationshipEvent {}

    /** Whoever joined is the person on that side from here on, also if somebody else was named when it was started. */
    record PartyJoined(RelationshipId relationship, By by, Side side) implements RelationshipEvent {}

    record RelationshipEnded(RelationshipId relationship, By by, Sealed reason, LocalDate endedOn)
            implements RelationshipEvent {}

    /** Speaks for neither side, and so has no {@code by}; it says itself who it was. */
    record HistoryOpened(RelationshipId relationship, PersonId person, ReaderRole role, Sealed reason)
            implements RelationshipEvent {

        @Override
        public @Nullable By by() {
            return null;
        }

        @Override
        public PersonId recorder() {
            return person;
        }
    }

    /**
     * The report has chosen what goes with them to somebody else. It counts the promises that were open between the two
     * and what becomes of them; which they were, and anything else that was or was not chosen, it does not tell.
     */
    record ItemsHandedOver(RelationshipId relationship, By by, int carried, int released, int left)
            implements RelationshipEvent {}

    /** The words of this stream can never be read again. Whoever runs the server did it, so it speaks for neither side. */
    record RelationshipErased(RelationshipId relationship, ErasureBasis basis) implements RelationshipEvent {

        @Override
        public @Nullable By by() {
            return null;
        }
    }
}
