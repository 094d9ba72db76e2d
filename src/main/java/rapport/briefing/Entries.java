package rapport.briefing;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentEvent;
import rapport.concerns.Concern;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.Corrections;
import rapport.eventstore.Recorded;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackEvent;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.MeetingEvent.NoteEvent;
import rapport.meetings.MeetingEvent.TopicEvent;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.notebooks.NotebookEvent.PrivateEntryEvent;
import rapport.notebooks.PrivateEntry;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureEvent;

/**
 * The entries of one stream, wherever they are kept. The one reducer of this view, which serves the table and every look
 * into the past alike.
 */
interface Entries {

    Optional<Entry> find(EntryId id);

    void put(Entry entry);

    /** Takes in one event of the stream; what is not about these entries is passed over. */
    default void take(Recorded<?> recorded) {
        if (recorded.event() instanceof EntryEvent event) {
            take(event, recorded.at());
        }
    }

    private void take(EntryEvent event, Instant at) {
        // A promise is none of these, and has not to be looked for.
        var before =
                event instanceof CommitmentEvent ? null : find(event.entry()).orElse(null);
        var state = state(before == null ? null : before.state(), event, at);
        if (state != null) {
            var corrections = Corrections.after(before == null ? null : before.corrections(), event, at);
            put(new Entry(event.entry(), state, corrections));
        }
        event.alsoOn()
                .forEach(id -> find(id).ifPresent(entry -> put(new Entry(
                        id,
                        alsoOn(entry.state(), event, at),
                        entry.corrections().touched(event)))));
        if (event instanceof EntryRetracted
                && state instanceof Feedback feedback
                && feedback.given().answers() != null) {
            find(feedback.given().answers()).ifPresent(this::putWithoutAnswer);
        }
    }

    // Null for promises, which have a table of their own.
    private static @Nullable Object state(@Nullable Object before, EntryEvent event, Instant at) {
        return switch (event) {
            case FeedbackRequested requested -> FeedbackRequest.after(null, requested, at);
            case FeedbackEvent e -> Feedback.after((Feedback) before, e, at);
            case ConcernEvent e -> Concern.after((Concern) before, e, at);
            case RuptureEvent e -> Rupture.after((Rupture) before, e, at);
            case TopicEvent e -> Topic.after((Topic) before, e, at);
            case NoteEvent e -> Note.after((Note) before, e, at);
            case PrivateEntryEvent e -> PrivateEntry.after((PrivateEntry) before, e, at);
            default -> before instanceof PrivateEntry entry ? PrivateEntry.after(entry, event, at) : before;
        };
    }

    private static Object alsoOn(Object before, EntryEvent event, Instant at) {
        return before instanceof FeedbackRequest request && event instanceof FeedbackGiven given
                ? FeedbackRequest.after(request, given, at)
                : before;
    }

    // Feedback that was taken back no longer answers what it was asked for.
    private void putWithoutAnswer(Entry entry) {
        if (entry.state() instanceof FeedbackRequest request) {
            put(new Entry(entry.id(), request.withoutAnswer(), entry.corrections()));
        }
    }
}
