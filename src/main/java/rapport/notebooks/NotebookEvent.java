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

    record NotebookOpened(RelationshipId relationship, By by, NotebookId notebook) implements NotebookEvent {}

    /**
     * The words of this stream can never be read again, and nothing is written into it any more. Whoever runs the server
     * did it, so it speaks for neither side. It names the notebook, because one without a word begins with it.
     */
    record NotebookErased(RelationshipId relationship, NotebookId notebook) implements NotebookEvent {

        @Override
        public @Nullable By by() {
            return null;
        }
    }

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
