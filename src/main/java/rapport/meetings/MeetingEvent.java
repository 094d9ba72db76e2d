package rapport.meetings;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.words.Sealed;

/**
 * What happened to the 1:1s of a relationship. Starts are local times in the zone of the cadence. Stored for ever under
 * the names in {@code docs/events.md}.
 */
public sealed interface MeetingEvent extends StreamEvent {

    @Override
    By by();

    /** What happened to the 1:1s themselves. */
    sealed interface OneOnOneEvent extends MeetingEvent {}

    record CadenceSet(
            RelationshipId relationship, By by, String rrule, LocalDateTime firstStart, int minutes, ZoneId zone)
            implements OneOnOneEvent {}

    record OneOnOneMoved(RelationshipId relationship, By by, LocalDateTime from, LocalDateTime to)
            implements OneOnOneEvent {}

    record OneOnOneCancelled(
            RelationshipId relationship,
            By by,
            LocalDateTime start,
            @Nullable Sealed reason) implements OneOnOneEvent {}

    record OneOnOneHeld(
            RelationshipId relationship,
            By by,
            @Nullable LocalDateTime start,
            LocalDate heldOn,
            @Nullable Sealed summary)
            implements OneOnOneEvent {}

    /** What happened to a topic for the 1:1s. */
    sealed interface TopicEvent extends MeetingEvent, EntryEvent {}

    record TopicRaised(RelationshipId relationship, By by, EntryId entry, Sealed text) implements TopicEvent {}

    record TopicDiscussed(RelationshipId relationship, By by, EntryId entry) implements TopicEvent {}

    record TopicDropped(
            RelationshipId relationship,
            By by,
            EntryId entry,
            @Nullable Sealed reason) implements TopicEvent {}

    /** What happened to a note. */
    sealed interface NoteEvent extends MeetingEvent, EntryEvent {}

    record NoteTaken(RelationshipId relationship, By by, EntryId entry, Sealed text, boolean flagged)
            implements NoteEvent {}

    record NoteUnflagged(RelationshipId relationship, By by, EntryId entry) implements NoteEvent {}
}
