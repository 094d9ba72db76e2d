package rapport.briefing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Recorded;

/**
 * Every promise and every other entry of one stream as it stands, whatever became of it: folded from the events with the
 * reducers of the views, without their tables.
 */
public final class Standing {

    private final Map<CommitmentId, Promise> promises = new LinkedHashMap<>();
    private final EntryFold entries = new EntryFold();

    /** Takes in the next event of the stream. */
    public void take(Recorded<?> recorded) {
        PromiseFold.take(promises, recorded);
        entries.take(recorded);
    }

    /** In the order in which they were made. */
    public List<Promise> promises() {
        return List.copyOf(promises.values());
    }

    /** All but the promises, in the order in which they were made. */
    public List<Entry> entries() {
        return entries.all();
    }
}
