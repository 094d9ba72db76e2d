package rapport.history;

import rapport.commitments.CommitmentEvent;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionEvent;
import rapport.feedback.FeedbackEvent;
import rapport.meetings.MeetingEvent;
import rapport.meetings.MeetingEvent.NoteEvent;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.TopicEvent;
import rapport.notebooks.NotebookEvent;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipEvent;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.ruptures.RuptureEvent;
import rapport.trust.TrustEvent;

/** What an event is about: the kind of its entry, or what else there is in a relationship. */
public enum Kind {
    RELATIONSHIP,
    COMMITMENT,
    FEEDBACK,
    CONCERN,
    RUPTURE,
    ONE_ON_ONE,
    TOPIC,
    NOTE,
    TRUST,

    /** That somebody who is not a party opened the history to read it. */
    ACCESS,

    /** Rewordings and retractions, whatever the kind of the entry that they are on. */
    CORRECTION;

    /** What an event says of itself; {@link #CORRECTION} if it is on an entry and does not say what that entry is. */
    public static Kind of(StreamEvent event) {
        return switch (event) {
            case HistoryOpened _ -> ACCESS;
            case RelationshipEvent _ -> RELATIONSHIP;
            case CommitmentEvent _ -> COMMITMENT;
            case FeedbackEvent _ -> FEEDBACK;
            case ConcernEvent _ -> CONCERN;
            case RuptureEvent _ -> RUPTURE;
            case MeetingEvent meeting -> of(meeting);
            case CorrectionEvent _ -> CORRECTION;
            case NotebookEvent own -> of(own);
            case TrustEvent _ -> TRUST;
            default -> throw new IllegalStateException("not in any history: " + event.getClass());
        };
    }

    private static Kind of(MeetingEvent event) {
        return switch (event) {
            case OneOnOneEvent _ -> ONE_ON_ONE;
            case TopicEvent _ -> TOPIC;
            case NoteEvent _ -> NOTE;
        };
    }

    private static Kind of(NotebookEvent event) {
        return switch (event) {
            case NotebookOpened _, NotebookErased _ -> RELATIONSHIP;
            case PrivateNoteTaken _ -> NOTE;
            case PrivateTopicNoted _ -> TOPIC;
            case PrivateRuptureNoted _ -> RUPTURE;
            case PrivateEntryShared _, PrivateEntryClosed _ -> CORRECTION;
        };
    }
}
