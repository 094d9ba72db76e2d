package rapport.briefing;

import org.jspecify.annotations.Nullable;
import rapport.concerns.Concern;
import rapport.concerns.Concern.Status;
import rapport.corrections.Corrections;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.notebooks.PrivateEntry;
import rapport.notebooks.PrivateKind;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.ruptures.Rupture;
import rapport.ruptures.Sighting;
import rapport.words.Sealed;

/**
 * An entry other than a promise as the views show it: where it stands, and how it was corrected.
 *
 * @param state one of the records of {@link EntryKind}
 */
public record Entry(EntryId id, Object state, Corrections corrections) {

    EntryKind kind() {
        return EntryKind.of(state);
    }

    /** Its newest wording. */
    public Sealed text() {
        var newest = corrections.reworded();
        return newest == null ? firstText() : newest;
    }

    private Sealed firstText() {
        return switch (state) {
            case Feedback feedback -> feedback.text();
            case FeedbackRequest request -> request.text();
            case Concern concern -> concern.text();
            case Rupture rupture -> rupture.text();
            case Topic topic -> topic.text();
            case Note note -> note.text();
            case PrivateEntry entry -> entry.text();
            default -> throw new IllegalStateException("no such entry");
        };
    }

    public boolean isReworded() {
        return corrections.reworded() != null;
    }

    public boolean isRetracted() {
        return corrections.retracted() != null;
    }

    /** True while it can be an open item without anything further being recorded. */
    boolean isOpen() {
        return !isRetracted() && waits();
    }

    private boolean waits() {
        return switch (state) {
            case Feedback feedback -> feedback.landedHard() || feedback.waitsToBeHeard();
            case FeedbackRequest request -> request.answeredBy() == null;
            case Concern concern -> concern.status() != Status.SETTLED && concern.status() != Status.WITHDRAWN;
            case Rupture rupture -> rupture.open();
            case Topic topic -> topic.status() == Topic.Status.OPEN;
            case Note note -> note.flagged();
            case PrivateEntry own ->
                own.status() == PrivateEntry.Status.OPEN && (own.kind() != PrivateKind.NOTE || own.flagged());
            default -> throw new IllegalStateException("no such entry");
        };
    }

    /** The side in whose name the other said something that still waits for that side's own word; null if none. */
    public @Nullable Side verifier() {
        if (isRetracted()) {
            return null;
        }
        return switch (state) {
            case Feedback feedback when feedback.unverified() -> feedback.receiver();
            case Concern concern when concern.unverified() -> concern.raiser();
            case Rupture rupture when rupture.unverified() -> rupture.harmed();
            default -> null;
        };
    }

    boolean isToBeVerified() {
        return verifier() != null;
    }

    /** A rupture, shared or private, as other ruptures are counted against it; null for anything else. */
    @Nullable
    Sighting sighting() {
        return switch (state) {
            case Rupture rupture -> rupture.sighting();
            case PrivateEntry own
            when own.causedBy() != null && own.ruptureKind() != null && own.occurredOn() != null ->
                new Sighting(id, own.causedBy(), own.ruptureKind(), own.occurredOn());
            default -> null;
        };
    }

    /** What a rupture is about; null if nothing, or if it is none. */
    @Nullable
    EntryId about() {
        return switch (state) {
            case Rupture rupture -> rupture.named().about();
            case PrivateEntry entry -> entry.about();
            default -> null;
        };
    }

    /** True for a rupture that counts: whoever may see it sees that it happened, even after it was closed. */
    boolean isSighted() {
        return sighting() != null
                && !isRetracted()
                && !(state instanceof PrivateEntry own && own.status() == PrivateEntry.Status.SHARED);
    }

    @Override
    public String toString() {
        return "Entry[" + kind() + " " + id + "]";
    }
}
