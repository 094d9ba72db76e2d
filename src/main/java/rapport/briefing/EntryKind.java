package rapport.briefing;

import java.util.Objects;
import rapport.concerns.Concern;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.notebooks.PrivateEntry;
import rapport.ruptures.Rupture;

/** The kinds of entries besides promises, by the names under which the table {@code entry} holds them. */
enum EntryKind {
    FEEDBACK(Feedback.class),
    FEEDBACK_REQUEST(FeedbackRequest.class),
    CONCERN(Concern.class),
    RUPTURE(Rupture.class),
    TOPIC(Topic.class),
    NOTE(Note.class),
    PRIVATE(PrivateEntry.class);

    private final Class<?> state;

    EntryKind(Class<?> state) {
        this.state = state;
    }

    /** The record that holds such an entry as it stands. */
    Class<?> state() {
        return state;
    }

    static EntryKind of(Object state) {
        for (var kind : values()) {
            if (kind.state == state.getClass()) {
                return kind;
            }
        }
        throw new IllegalArgumentException(Objects.toString(state.getClass()));
    }
}
