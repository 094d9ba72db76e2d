package rapport.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.meetings.MeetingAct.NoteAct;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.MeetingAct.UnflagNote;
import rapport.meetings.MeetingEvent.NoteEvent;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * A note that both may read, as it stands; while flagged it comes up before the next 1:1. Decides acts and applies
 * events, both without side effects. The rules are those of docs/domain.md, "1:1s, topics, notes".
 *
 * @param taken how it came to be
 * @param flagged now
 * @param takenAt when it was recorded
 */
public record Note(NoteTaken taken, boolean flagged, Instant takenAt) {

    public EntryId id() {
        return taken.entry();
    }

    /** Who took it. */
    public By by() {
        return taken.by();
    }

    public Side author() {
        return by().side();
    }

    public Sealed text() {
        return taken.text();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /** Decides the first act of all, which takes the note; there is nothing that it could break. */
    public static NoteEvent take(TakeNote act, RelationshipId relationship, By by) {
        return new NoteTaken(relationship, by, act.entry(), act.text(), act.flagged());
    }

    /**
     * Decides an act on this note.
     *
     * @param today the day in the relationship's zone
     * @throws RuleBroken with the code of the first rule that the act breaks
     */
    public NoteEvent decide(NoteAct act, By by, LocalDate today) {
        return switch (act) {
            case TakeNote _ -> throw new RuleBroken("id-taken", "This id already belongs to another record.");
            case UnflagNote _ -> {
                onlyItsAuthor(by);
                isFlagged();
                yield new NoteUnflagged(taken.relationship(), by, id());
            }
        };
    }

    private void onlyItsAuthor(By by) {
        if (by.side() != author()) {
            throw new RuleBroken("only-author", "Only the person who wrote this can do that.");
        }
    }

    private void isFlagged() {
        if (!flagged) {
            throw new RuleBroken("not-flagged", "This note is not flagged for the next 1:1.");
        }
    }

    /** True if the rules would let this kind of act through. */
    public boolean allows(NoteActKind kind, By by, LocalDate today) {
        try {
            return decide(example(kind), by, today).entry().equals(id());
        } catch (RuleBroken _) {
            return false;
        }
    }

    private NoteAct example(NoteActKind kind) {
        return switch (kind) {
            case UNFLAG -> new UnflagNote(id());
        };
    }

    /** True if a creation is this one again, as far as can be told without opening its words. */
    public boolean isSameButForItsWords(TakeNote again) {
        return again.entry().equals(id()) && again.flagged() == taken.flagged();
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** The note as an event leaves it; the first one, which takes it, finds nothing before it. */
    public static Note after(@Nullable Note before, NoteEvent event, Instant at) {
        return switch (event) {
            case NoteTaken taken -> new Note(taken, taken.flagged(), at);
            case NoteUnflagged _ ->
                new Note(
                        Objects.requireNonNull(before, "an event on a note that was never taken").taken,
                        false,
                        before.takenAt);
        };
    }
}
