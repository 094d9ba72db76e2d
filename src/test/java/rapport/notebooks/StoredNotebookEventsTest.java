package rapport.notebooks;

import static rapport.parties.Cast.ADA_HERSELF;
import static rapport.parties.Cast.THEIRS;
import static rapport.words.SealedWords.sealed;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import rapport.eventstore.ApprovedSamples;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.ruptures.RuptureKind;
import rapport.trust.TrustEvent.TrustNoted;
import rapport.words.Sealed;

/** The samples of a notebook's stream. */
class StoredNotebookEventsTest extends ApprovedSamples {

    private static final NotebookId NOTEBOOK = new NotebookId(new UUID(5, 1));
    private static final EntryId ENTRY = new EntryId(new UUID(4, 1));
    private static final EntryId OTHER = new EntryId(new UUID(4, 2));
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final Sealed SOMETHING = sealed("something for myself");

    private static final List<StreamEvent> APPROVED = List.of(
            new NotebookOpened(THEIRS, ADA_HERSELF, NOTEBOOK),
            new PrivateNoteTaken(THEIRS, ADA_HERSELF, ENTRY, SOMETHING, true),
            new PrivateTopicNoted(THEIRS, ADA_HERSELF, ENTRY, SOMETHING),
            new PrivateRuptureNoted(
                    THEIRS, ADA_HERSELF, ENTRY, Side.MANAGER, RuptureKind.SHARP_TONE, SOMETHING, MONDAY, OTHER),
            new PrivateEntryShared(THEIRS, ADA_HERSELF, ENTRY),
            new PrivateEntryClosed(THEIRS, ADA_HERSELF, ENTRY),
            new TrustNoted(THEIRS, ADA_HERSELF, sealed("4"), sealed("3")),
            new NotebookErased(THEIRS, NOTEBOOK));

    StoredNotebookEventsTest() {
        super(NotebookConfiguration.EVENTS, APPROVED);
    }
}
