package rapport.calendars;

import java.time.Instant;
import rapport.meetings.OneOnOne;
import rapport.parties.RelationshipId;

/**
 * What a calendar is told of one coming 1:1, for one of the two.
 *
 * @param with the name of the other
 * @param open how many things are open between them, as the one who asks sees it
 * @param address of the page to read before it
 * @param revision higher whenever something of this may have changed by what was recorded
 * @param changedAt since when it is as it is
 */
public record ComingOneOnOne(
        RelationshipId relationship,
        OneOnOne planned,
        String with,
        int open,
        String address,
        long revision,
        Instant changedAt) {

    @Override
    public String toString() {
        return "ComingOneOnOne[" + relationship + "]";
    }
}
