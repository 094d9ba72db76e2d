package rapport.corrections;

import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;

/** What was put right about an entry, on either kind of stream. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface CorrectionEvent extends EntryEvent {

    @Override
    By by();

    record EntryReworded(
            RelationshipId relationship,
            By by,
            EntryId entry,
            Sealed text,
            @Nullable Sealed reason) implements CorrectionEvent {}

    record EntryRetracted(RelationshipId relationship, By by, EntryId entry, Sealed reason)
            implements CorrectionEvent {}
}
