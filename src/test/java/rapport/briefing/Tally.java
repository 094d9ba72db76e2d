package rapport.briefing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rapport.briefing.History.Deed;
import rapport.relationships.Histories.Outcome;

/** Counts what the histories came to, so that a generator that never gets anywhere cannot pass. */
final class Tally {

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(Deed deed, Outcome outcome) {
        outcome.events().forEach(event -> add("event " + event.getClass().getSimpleName()));
        add(outcome.isAccepted() ? "did " + deed.getClass().getSimpleName() : "refused by " + outcome.refusal());
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

    /** What was counted under a heading. */
    Set<String> seen(String heading) {
        return counts.keySet().stream()
                .filter(what -> what.startsWith(heading))
                .map(what -> what.substring(heading.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
