package rapport.history;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.corrections.CorrectionEvent;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.notebooks.NotebookEvent.NotebookErased;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.StreamEvent;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.words.Sealed;

/**
 * One event as the history shows it.
 *
 * @param stream the one that it stands in, and with whose key its words are sealed
 * @param sequence its place in that stream
 * @param kind the kind of the entry that it is on
 */
public record Line(UUID stream, Visibility visibility, long sequence, Instant at, StreamEvent event, Kind kind) {

    private static final ClassValue<List<RecordComponent>> FIELDS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            var said = saidOtherwise(type);
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !said.contains(component.getName()))
                    .toList();
        }
    };

    // What every line says by itself, and the id of a notebook, which nobody can use for anything.
    private static Set<String> saidOtherwise(Class<?> type) {
        if (type == NotebookOpened.class) {
            return Set.of("relationship", "by", "notebook");
        }
        if (type == NotebookErased.class) {
            return Set.of("relationship", "notebook");
        }
        if (type == HistoryOpened.class) {
            return Set.of("relationship", "person");
        }
        return CommitmentEvent.class.isAssignableFrom(type)
                ? Set.of("relationship", "by", "commitment")
                : Set.of("relationship", "by", "entry");
    }

    /** The event's name, such as {@code CommitmentKept}. */
    public String name() {
        return event.getClass().getSimpleName();
    }

    /** The entry that it is on; null for what is on none. */
    public @Nullable EntryId entry() {
        return event instanceof EntryEvent onEntry ? onEntry.entry() : null;
    }

    /** True if it is on this entry, or says something about it as well. */
    public boolean isAbout(EntryId id) {
        return event instanceof EntryEvent onEntry
                && (onEntry.entry().equals(id) || onEntry.alsoOn().contains(id));
    }

    /** What its entry was first said to be, if this is where it began; otherwise null. */
    public @Nullable Sealed beginning() {
        return switch (event) {
            case CommitmentMade made -> made.text();
            case FeedbackRequested requested -> requested.about();
            case FeedbackGiven given -> given.text();
            case ConcernRaised raised -> raised.text();
            case RuptureNamed named -> named.text();
            case TopicRaised raised -> raised.text();
            case NoteTaken taken -> taken.text();
            case PrivateNoteTaken taken -> taken.text();
            case PrivateTopicNoted noted -> noted.text();
            case PrivateRuptureNoted noted -> noted.text();
            default -> null;
        };
    }

    boolean is(Kind wanted) {
        return wanted == Kind.CORRECTION ? event instanceof CorrectionEvent : wanted == kind;
    }

    /** What else the event holds, in its order, by the names in {@code docs/events.md}: words sealed, absent fields left out. */
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        for (var component : FIELDS.get(event.getClass())) {
            var value = value(component);
            if (value != null) {
                fields.put(component.getName(), value);
            }
        }
        return fields;
    }

    private @Nullable Object value(RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot be read: " + component, e);
        }
    }

    /** Everything in it that a person wrote. */
    public List<Sealed> words() {
        return fields().values().stream()
                .filter(Sealed.class::isInstance)
                .map(Sealed.class::cast)
                .toList();
    }
}
