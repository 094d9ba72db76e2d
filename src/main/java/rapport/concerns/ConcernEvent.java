package rapport.concerns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;

/** What happened to a concern. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface ConcernEvent extends EntryEvent {

    @Override
    By by();

    record ConcernRaised(RelationshipId relationship, By by, EntryId entry, Sealed text) implements ConcernEvent {}

    record ConcernHeard(
            RelationshipId relationship,
            By by,
            EntryId entry,
            @Nullable Sealed text) implements ConcernEvent {}

    record ConcernAnswered(
            RelationshipId relationship,
            By by,
            EntryId entry,
            Sealed text,
            @Nullable EntryId commitment) implements ConcernEvent {

        @Override
        public List<EntryId> alsoOn() {
            return commitment == null ? List.of() : List.of(commitment);
        }
    }

    record ConcernSettled(RelationshipId relationship, By by, EntryId entry) implements ConcernEvent {}

    record ConcernReopened(RelationshipId relationship, By by, EntryId entry, Sealed reason) implements ConcernEvent {}

    record ConcernWithdrawn(
            RelationshipId relationship,
            By by,
            EntryId entry,
            @Nullable Sealed reason) implements ConcernEvent {}
}
