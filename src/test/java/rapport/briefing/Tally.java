package rapport.briefing;

import java.util.Map;
import java.util.TreeMap;
import rapport.briefing.History.Deed;
import rapport.relationships.Histories.Outcome;

/** Counts what the histories came to, so that a generator that never gets anywhere cannot pass. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(Deed deed, Outcome outcome) {
        outcome.events().forEach(event -> add("event " + event.getClass().getSimpleName()));
        if (!outcome.isAccepted()) {
            add("refused " + outcome.refusal());
            add("refused " + deed.getClass().getSimpleName());
        }
    }

    synchronized void add(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }

    void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
