package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rapport.eventstore.Recorded;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.StreamEvent;

/**
 * A relationship as a load finds it that begins at a stored trail: every few events it is stored, read again by another,
 * and what is not needed stays in the stream.
 */
final class AlongTheTrail {

    private static final int EVERY = 3;

    private final List<Recorded<Object>> stream = new ArrayList<>();
    private final Set<EntryId> entries = new HashSet<>();
    private RelationshipState state = loaded(Trail.NONE);

    RelationshipState state() {
        return state;
    }

    void evolve(StreamEvent event, Instant at) {
        stream.add(new Recorded<>(stream.size(), at, event));
        if (event instanceof EntryEvent onEntry) {
            entries.add(onEntry.entry());
        }
        state.evolve(event, at);
        if (stream.size() % EVERY == 0) {
            var trail = state.entries().settled();
            // By turns the same one goes on, and another.
            if (stream.size() % (2 * EVERY) == 0) {
                state = loaded(Trail.of(trail.bytes()).orElseThrow());
            }
        }
    }

    /** As it would be loaded, with nothing of its past looked up yet. */
    RelationshipState loaded(Trail trail) {
        return new RelationshipState(new Past(
                trail,
                places -> stream.stream()
                        .filter(event -> places.contains(event.sequence()))
                        .toList(),
                () -> {}));
    }

    /** All that decisions ask for is the same, whichever way it was come by. */
    void mustBe(RelationshipState other) {
        var now = loaded(state.entries().settled());
        assertThat(now.last()).isEqualTo(other.last());
        for (var entry : entries) {
            assertThat(now.entries().whole(entry)).isEqualTo(other.entries().whole(entry));
        }
        state = now;
    }
}
