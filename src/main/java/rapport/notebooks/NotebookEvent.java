package rapport.notebooks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureKind;
import rapport.words.Sealed;

/**
 * What a party wrote into their own notebook beside a relationship. The stream is the notebook's own; its words are
 * sealed with the notebook's key. Stored for ever under the names in {@code docs/events.md}.
 */
public sealed interface NotebookEvent extends StreamEvent {

    @Override
    By by();

    record NotebookOpened(RelationshipId relationship, By by, NotebookId notebook) implements NotebookEvent {}

    record NotebookErased(RelationshipId relationship, By by) implements NotebookEvent {}

    /** What happened to a private entry. */
    sealed interface PrivateEntryEvent extends NotebookEvent, EntryEvent {}

    record PrivateNoteTaken(RelationshipId relationship, By by, EntryId entry, Sealed text, boolean flagged)
            implements PrivateEntryEvent {}

    record PrivateTopicNoted(RelationshipId relationship, By by, EntryId entry, Sealed text)
            implements PrivateEntryEvent {}

    record PrivateRuptureNoted(
            RelationshipId relationship,
            By by,
            EntryId entry,
            Side causedBy,
            RuptureKind kind,
            Sealed text,
            LocalDate occurredOn,
            @Nullable EntryId about)
            implements PrivateEntryEvent {}

    record PrivateEntryShared(RelationshipId relationship, By by, EntryId entry) implements PrivateEntryEvent {}

    record PrivateEntryClosed(RelationshipId relationship, By by, EntryId entry) implements PrivateEntryEvent {}
}
