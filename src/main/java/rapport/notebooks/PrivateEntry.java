package rapport.notebooks;

import static rapport.notebooks.PrivateEntry.Status.CLOSED;
import static rapport.notebooks.PrivateEntry.Status.OPEN;
import static rapport.notebooks.PrivateEntry.Status.RETRACTED;
import static rapport.notebooks.PrivateEntry.Status.SHARED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.corrections.CorrectionAct;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.corrections.CorrectionEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.notebooks.NotebookAct.Creation;
import rapport.notebooks.NotebookAct.NotePrivateRupture;
import rapport.notebooks.NotebookAct.NotePrivateTopic;
import rapport.notebooks.NotebookAct.TakePrivateNote;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryEvent;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.ruptures.RuptureKind;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * One entry of a notebook as it stands. The rules are those of docs/domain.md, "Notebooks and trust".
 *
 * @param by its author, the only one who ever acts on it
 * @param text its newest wording, sealed with the notebook's key
 * @param flagged true for a note that wants to be seen before the next 1:1
 * @param causedBy like the three after it, null unless it is a rupture
 * @param about null too if the rupture is about no other entry
 * @param rewordedAt when it got its present wording; null if that is the first
 */
public record PrivateEntry(
        PrivateKind kind,
        RelationshipId relationship,
        EntryId id,
        By by,
        Sealed text,
        Instant recordedAt,
        boolean flagged,
        @Nullable Side causedBy,
        @Nullable RuptureKind ruptureKind,
        @Nullable LocalDate occurredOn,
        @Nullable EntryId about,
        Status status,
        @Nullable Instant rewordedAt) {

    private static final Duration TIME_TO_RETRACT = Duration.ofHours(24);

    /** Where an entry stands; only an open one can be acted on. */
    public enum Status {
        OPEN,
        SHARED,
        CLOSED,
        RETRACTED
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /** Decides the first act of all, which makes the entry. */
    static PrivateEntryEvent note(Creation act, RelationshipId relationship, By by, LocalDate today) {
        return switch (act) {
            case TakePrivateNote(var id, var text, var flagged) ->
                new PrivateNoteTaken(relationship, by, id, text, flagged);
            case NotePrivateTopic(var id, var text) -> new PrivateTopicNoted(relationship, by, id, text);
            case NotePrivateRupture(var id, var causedBy, var kind, var text, var occurredOn, var about) -> {
                whatHappenedIsNotInTheFuture(occurredOn, today);
                yield new PrivateRuptureNoted(relationship, by, id, causedBy, kind, text, occurredOn, about);
            }
        };
    }

    PrivateEntryEvent share(By by) {
        isOpen();
        isARupture();
        return new PrivateEntryShared(relationship, by, id);
    }

    PrivateEntryEvent close(By by) {
        isOpen();
        return new PrivateEntryClosed(relationship, by, id);
    }

    CorrectionEvent correct(CorrectionAct act, By by, Instant at) {
        isOpen();
        return switch (act) {
            case RewordEntry(var entry, var newText, var reason) ->
                new EntryReworded(relationship, by, entry, newText, reason);
            case RetractEntry(var entry, var reason) -> {
                canStillBeRetracted(at);
                yield new EntryRetracted(relationship, by, entry, reason);
            }
        };
    }

    /** True if the rules would let its author do this. */
    public boolean allows(PrivateActKind act) {
        try {
            var event = switch (act) {
                case SHARE -> share(by);
                case CLOSE -> close(by);
            };
            return event.entry().equals(id);
        } catch (RuleBroken _) {
            return false;
        }
    }

    /** True if the rules would let its author take it back at this instant. */
    public boolean allowsRetracting(Instant at) {
        try {
            return correct(new RetractEntry(id, text), by, at).entry().equals(id);
        } catch (RuleBroken _) {
            return false;
        }
    }

    /** True if a creation is the one that made this, as far as can be told without opening words. */
    public boolean isSameButForItsWords(Creation again) {
        return switch (again) {
            case TakePrivateNote note -> kind == PrivateKind.NOTE && flagged == note.flagged();
            case NotePrivateTopic _ -> kind == PrivateKind.TOPIC;
            case NotePrivateRupture rupture ->
                kind == PrivateKind.RUPTURE
                        && causedBy == rupture.causedBy()
                        && ruptureKind == rupture.kind()
                        && rupture.occurredOn().equals(occurredOn)
                        && Objects.equals(about, rupture.about());
        };
    }

    private static void whatHappenedIsNotInTheFuture(LocalDate day, LocalDate today) {
        if (day.isAfter(today)) {
            throw new RuleBroken("in-the-future", "That day has not come yet; what happened cannot lie in the future.");
        }
    }

    private void isOpen() {
        switch (status) {
            case OPEN -> {}
            case SHARED ->
                throw closed("You have already shared this; what is done about it now is done where both can see it.");
            case CLOSED -> throw closed("You have closed this entry; nothing more can be done to it.");
            case RETRACTED -> throw closed("You have taken this entry back; nothing more can be done to it.");
        }
    }

    private static RuleBroken closed(String sentence) {
        return new RuleBroken("entry-closed", sentence);
    }

    private void isARupture() {
        if (kind != PrivateKind.RUPTURE) {
            throw new RuleBroken(
                    "only-ruptures-are-shared",
                    "Only a strained moment can be shared from here; notes and topics for both are written down anew.");
        }
    }

    private void canStillBeRetracted(Instant at) {
        if (at.isAfter(recordedAt.plus(TIME_TO_RETRACT))) {
            throw new RuleBroken(
                    "too-late-to-retract",
                    "An entry can be taken back within 24 hours. This one is older; it can still be reworded or closed.");
        }
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /**
     * The entry as an event leaves it; the first one, which makes it, finds nothing before it.
     *
     * @param event one of a notebook's stream
     */
    public static PrivateEntry after(@Nullable PrivateEntry before, EntryEvent event, Instant at) {
        return switch (event) {
            case PrivateEntryEvent own -> after(before, own, at);
            case CorrectionEvent correction -> there(before).evolve(correction, at);
            default -> throw new IllegalArgumentException("not of a notebook: " + event.getClass());
        };
    }

    private static PrivateEntry after(@Nullable PrivateEntry before, PrivateEntryEvent event, Instant at) {
        return switch (event) {
            case PrivateNoteTaken(var relationship, var by, var id, var text, var flagged) ->
                new PrivateEntry(
                        PrivateKind.NOTE, relationship, id, by, text, at, flagged, null, null, null, null, OPEN, null);
            case PrivateTopicNoted(var relationship, var by, var id, var text) ->
                new PrivateEntry(
                        PrivateKind.TOPIC, relationship, id, by, text, at, false, null, null, null, null, OPEN, null);
            case PrivateRuptureNoted(
                    var relationship,
                    var by,
                    var id,
                    var causedBy,
                    var kind,
                    var text,
                    var occurredOn,
                    var about) ->
                new PrivateEntry(
                        PrivateKind.RUPTURE,
                        relationship,
                        id,
                        by,
                        text,
                        at,
                        false,
                        causedBy,
                        kind,
                        occurredOn,
                        about,
                        OPEN,
                        null);
            case PrivateEntryShared _ -> there(before).with(SHARED);
            case PrivateEntryClosed _ -> there(before).with(CLOSED);
        };
    }

    private static PrivateEntry there(@Nullable PrivateEntry before) {
        return Objects.requireNonNull(before, "an event on an entry that was never made");
    }

    private PrivateEntry evolve(CorrectionEvent event, Instant at) {
        return switch (event) {
            case EntryReworded reworded -> with(reworded.text(), status, at);
            case EntryRetracted _ -> with(RETRACTED);
        };
    }

    private PrivateEntry with(Status newStatus) {
        return with(text, newStatus, rewordedAt);
    }

    private PrivateEntry with(Sealed newText, Status newStatus, @Nullable Instant reworded) {
        return new PrivateEntry(
                kind,
                relationship,
                id,
                by,
                newText,
                recordedAt,
                flagged,
                causedBy,
                ruptureKind,
                occurredOn,
                about,
                newStatus,
                reworded);
    }
}
