package rapport.meetings;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;
import rapport.words.Sealed;

/** What a party does about the 1:1s, their topics and the notes. Starts are local times in the zone of the cadence. */
public sealed interface MeetingAct {

    /** An act on the 1:1s themselves. */
    sealed interface OneOnOneAct extends MeetingAct {}

    /**
     * Says when the two meet; replaces what was said before from the first start on.
     *
     * @param rrule an RFC 5545 recurrence rule
     * @param minutes how long
     */
    record SetCadence(String rrule, LocalDateTime firstStart, int minutes, ZoneId zone) implements OneOnOneAct {}

    /** Moves one 1:1 to another time. */
    record MoveOneOnOne(LocalDateTime from, LocalDateTime to) implements OneOnOneAct {}

    /** Calls one 1:1 off. */
    record CancelOneOnOne(LocalDateTime start, @Nullable Sealed reason) implements OneOnOneAct {}

    /**
     * Records that a 1:1 took place.
     *
     * @param start the scheduled one that it was; null if it was not scheduled
     */
    record HoldOneOnOne(
            @Nullable LocalDateTime start,
            LocalDate heldOn,
            @Nullable Sealed summary) implements OneOnOneAct {}

    /** An act on a topic. */
    sealed interface TopicAct extends MeetingAct {
        EntryId entry();
    }

    /** Brings up something to talk about. */
    record RaiseTopic(EntryId entry, Sealed text) implements TopicAct {}

    /** Says that it was talked about. */
    record DiscussTopic(EntryId entry) implements TopicAct {}

    /** Takes it off the list again. */
    record DropTopic(EntryId entry, @Nullable Sealed reason) implements TopicAct {}

    /** An act on a note. */
    sealed interface NoteAct extends MeetingAct {
        EntryId entry();
    }

    /**
     * Writes something down for both to read.
     *
     * @param flagged true to bring it up before the next 1:1
     */
    record TakeNote(EntryId entry, Sealed text, boolean flagged) implements NoteAct {}

    /** Has a note no longer come up. */
    record UnflagNote(EntryId entry) implements NoteAct {}
}
