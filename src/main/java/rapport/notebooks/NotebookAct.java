package rapport.notebooks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.corrections.CorrectionAct;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.ruptures.RuptureKind;
import rapport.words.Sealed;

/** What a party does in their own notebook. All words are sealed with the notebook's key. */
public sealed interface NotebookAct {

    /** Makes a private entry. */
    sealed interface Creation extends NotebookAct {

        EntryId entry();

        Sealed text();
    }

    /** Writes something down, to be seen again before the next 1:1 if it is flagged. */
    record TakePrivateNote(EntryId entry, Sealed text, boolean flagged) implements Creation {}

    /** Keeps in mind what to speak about. */
    record NotePrivateTopic(EntryId entry, Sealed text) implements Creation {}

    /**
     * Notes a moment that strained the relationship, before speaking about it.
     *
     * @param about the broken promise or the piece of feedback that it is about
     */
    record NotePrivateRupture(
            EntryId entry,
            Side causedBy,
            RuptureKind kind,
            Sealed text,
            LocalDate occurredOn,
            @Nullable EntryId about) implements Creation {}

    /** Takes a noted rupture out of the notebook, because it is now named to both. */
    record ShareEntry(EntryId entry) implements NotebookAct {}

    /** Is done with an entry. */
    record CloseEntry(EntryId entry) implements NotebookAct {}

    /** Notes how far I trust the other, and how far I guess that they trust me; each a sealed number from 1 to 5. */
    record NoteTrust(Sealed own, Sealed guessOfOther) implements NotebookAct {}

    /** Puts an entry right. */
    record Correct(CorrectionAct act) implements NotebookAct {}
}
