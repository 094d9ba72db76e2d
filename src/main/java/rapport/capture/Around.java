package rapport.capture;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapport.parties.RelationshipId;

/**
 * What a line is understood against.
 *
 * @param people everybody whom the one who types meets or met
 * @param here the relationship of the page on which the line was typed; null elsewhere
 * @param promises asked for only if the line speaks of one that was kept
 */
public record Around(List<Counterpart> people, @Nullable RelationshipId here, Supplier<List<OpenPromise>> promises) {

    public Around {
        people = List.copyOf(people);
    }

    /** The one whom the page is about. */
    Optional<Counterpart> counterpartHere() {
        return people.stream().filter(one -> one.relationship().equals(here)).findFirst();
    }

    /** Those about whom something can be recorded. */
    List<Counterpart> active() {
        return people.stream().filter(one -> !one.ended()).toList();
    }

    @Override
    public String toString() {
        return "Around[" + people.size() + "]";
    }
}
