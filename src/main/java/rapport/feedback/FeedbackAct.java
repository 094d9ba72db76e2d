package rapport.feedback;

import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;
import rapport.words.Sealed;

/** What a party does about feedback. */
public sealed interface FeedbackAct {

    /** The entry created or acted on. */
    EntryId entry();

    /** Asks the other party for feedback. */
    record RequestFeedback(EntryId entry, Sealed about) implements FeedbackAct {}

    /** Tells the other party, perhaps because they asked. */
    record GiveFeedback(
            EntryId entry,
            FeedbackKind kind,
            @Nullable Sealed situation,
            Sealed text,
            @Nullable EntryId answers) implements FeedbackAct {}

    /** Says how feedback landed; may be said again later. */
    record HearFeedback(
            EntryId entry, Landing landed, @Nullable Sealed text) implements FeedbackAct {}
}
