package rapport.concerns;

import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;
import rapport.words.Sealed;

/** What a party does about a concern. */
public sealed interface ConcernAct {

    /** The concern created or acted on. */
    EntryId entry();

    /** Says what one is worried about. */
    record RaiseConcern(EntryId entry, Sealed text) implements ConcernAct {}

    /** Says that one has heard it; that is no answer yet. */
    record HearConcern(EntryId entry, @Nullable Sealed text) implements ConcernAct {}

    /**
     * Answers it.
     *
     * @param commitment a commitment of the one who answers, made in the same decision
     */
    record AnswerConcern(
            EntryId entry, Sealed text, @Nullable EntryId commitment) implements ConcernAct {}

    /** Is content with the answer, or stands by it where that was said in their name. */
    record SettleConcern(EntryId entry) implements ConcernAct {}

    /** Is still worried, or worried again. */
    record ReopenConcern(EntryId entry, Sealed reason) implements ConcernAct {}

    /** Takes it back. */
    record WithdrawConcern(EntryId entry, @Nullable Sealed reason) implements ConcernAct {}
}
