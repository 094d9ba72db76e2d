package rapport.corrections;

import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;
import rapport.words.Sealed;

/** What the author of an entry does to put it right. */
public sealed interface CorrectionAct {

    EntryId entry();

    /** Says it in other words; the old ones stay in the history. */
    record RewordEntry(EntryId entry, Sealed text, @Nullable Sealed reason) implements CorrectionAct {}

    /** Takes it out of every view but the history. */
    record RetractEntry(EntryId entry, Sealed reason) implements CorrectionAct {}
}
