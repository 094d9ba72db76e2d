package rapport.briefing;

import java.time.LocalDate;
import java.util.UUID;
import rapport.parties.Viewer;
import rapport.parties.Visibility;
import rapport.relationships.RelationshipCard;

/**
 * One entry other than a promise, for a viewer who may see it.
 *
 * @param stream the one with whose key its words are sealed
 * @param today the day on which this was asked, in the relationship's zone
 */
public record SeenEntry(
        RelationshipCard relationship,
        Viewer viewer,
        UUID stream,
        Visibility visibility,
        Entry entry,
        LocalDate today) {

    @Override
    public String toString() {
        return "SeenEntry[" + entry + "]";
    }
}
