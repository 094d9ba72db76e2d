package rapport.briefing;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentId;
import rapport.meetings.InARow;
import rapport.notebooks.NotebookId;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.parties.Viewer;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipCard;
import rapport.shared.NotThere;

/**
 * One relationship for one viewer, before the next 1:1.
 *
 * @param notebook the viewer's own; null if they never wrote into one, or have none here
 * @param nextOneOnOne the day of the next 1:1; null if none is planned
 * @param inARow the planned 1:1s up to now that did not take place
 * @param promises those on which somebody still has a move, by id; the open items refer to them
 * @param entries the other entries that the open items refer to
 */
public record Brief(
        RelationshipCard relationship,
        Viewer viewer,
        @Nullable NotebookId notebook,
        @Nullable LocalDate nextOneOnOne,
        InARow inARow,
        OpenItems openItems,
        Map<CommitmentId, Promise> promises,
        Map<EntryId, Entry> entries) {

    /** The viewer's own side. @throws NotThere for one who is on neither */
    public Side side() {
        return viewer.own().orElseThrow(NotThere::new);
    }

    /** A proposed order in which to talk about it. */
    public Conversation conversation() {
        return Conversation.about(openItems);
    }

    /** The stream with whose key the words of an item are sealed. */
    public UUID streamOf(Visibility visibility) {
        if (visibility == Visibility.SHARED) {
            return relationship.id().value();
        }
        if (notebook == null) {
            throw new NotThere();
        }
        return notebook.value();
    }

    @Override
    public String toString() {
        return "Brief[" + relationship.id() + "]";
    }
}
