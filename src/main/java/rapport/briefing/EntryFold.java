package rapport.briefing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapport.eventstore.Recorded;
import rapport.parties.EntryId;

/** The entries of one stream, folded from its events: what the table holds, without the table. */
final class EntryFold implements Entries {

    private final Map<EntryId, Entry> entries = new LinkedHashMap<>();

    static EntryFold of(List<? extends Recorded<?>> stream) {
        var fold = new EntryFold();
        stream.forEach(fold::take);
        return fold;
    }

    @Override
    public Optional<Entry> find(EntryId id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public void put(Entry entry) {
        entries.put(entry.id(), entry);
    }

    /** All of them, whatever became of them. */
    List<Entry> all() {
        return List.copyOf(entries.values());
    }
}
