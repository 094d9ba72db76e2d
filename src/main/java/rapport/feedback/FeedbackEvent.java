package rapport.feedback;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.words.Sealed;

/** What happened to feedback, or to a request for it. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface FeedbackEvent extends EntryEvent {

    @Override
    By by();

    record FeedbackRequested(RelationshipId relationship, By by, EntryId entry, Sealed about)
            implements FeedbackEvent {}

    record FeedbackGiven(
            RelationshipId relationship,
            By by,
            EntryId entry,
            FeedbackKind kind,
            @Nullable Sealed situation,
            Sealed text,
            @Nullable EntryId answers)
            implements FeedbackEvent {

        @Override
        public List<EntryId> alsoOn() {
            return answers == null ? List.of() : List.of(answers);
        }
    }

    record FeedbackHeard(
            RelationshipId relationship,
            By by,
            EntryId entry,
            Landing landed,
            @Nullable Sealed text) implements FeedbackEvent {}
}
