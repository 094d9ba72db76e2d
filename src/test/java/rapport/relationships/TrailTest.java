package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rapport.parties.EntryId;

class TrailTest {

    private final Random random = new Random(42);
    private final List<EntryId> ids = new ArrayList<>();
    private final Map<EntryId, List<Long>> entries = new HashMap<>();
    private final List<Long> whole = new ArrayList<>();
    private final List<Long> meetings = new ArrayList<>();

    private Trail.Steps steps(long from, long to) {
        var steps = new Trail.Steps();
        for (var place = from; place < to; place++) {
            steps.at(place);
            switch (random.nextInt(10)) {
                case 0 -> {
                    steps.touchWhole();
                    whole.add(place);
                }
                case 1 -> {
                    steps.touchMeetings();
                    meetings.add(place);
                }
                default -> {
                    for (var i = random.nextInt(1, 3); i > 0; i--) {
                        var id = !ids.isEmpty() && random.nextBoolean()
                                ? ids.get(random.nextInt(ids.size()))
                                : EntryId.random();
                        ids.add(id);
                        steps.touch(id);
                        var places = entries.computeIfAbsent(id, _ -> new ArrayList<>());
                        if (!places.contains(place)) {
                            places.add(place);
                        }
                    }
                }
            }
        }
        return steps;
    }

    private void holdsEverything(Trail trail, long last) {
        assertThat(trail.last()).isEqualTo(last);
        assertThat(trail.whole()).isEqualTo(whole);
        assertThat(trail.meetings()).isEqualTo(meetings);
        entries.forEach((id, places) -> assertThat(trail.of(id)).isEqualTo(places));
        assertThat(trail.of(EntryId.random())).isEmpty();
    }

    @Test
    void it_says_where_everything_was_touched_however_often_it_is_renewed() {
        var trail = Trail.NONE;
        var place = 0L;
        for (var length : new int[] {1, 2, 100, 1, 3_000, 0, 17}) {
            trail = Trail.of(steps(place, place + length).after(trail).bytes()).orElseThrow();
            place += length;
            holdsEverything(trail, place - 1);
        }
    }

    @Test
    void the_one_of_nothing_knows_nothing() {
        holdsEverything(Trail.NONE, -1);
        holdsEverything(Trail.of(Trail.NONE.bytes()).orElseThrow(), -1);
    }

    @Test
    void whatever_is_changed_in_it_is_noticed() {
        var bytes = steps(0, 40).after(Trail.NONE).bytes();
        for (var at = 0; at < bytes.length; at++) {
            var damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(Trail.of(damaged)).as("byte %d", at).isEmpty();
        }
        assertThat(Trail.of(new byte[0])).isEmpty();
        assertThat(Trail.of(new byte[24])).isEmpty();
    }

    @Test
    void it_takes_less_than_thirty_bytes_for_an_entry() {
        var trail = steps(0, 10_000).after(Trail.NONE);
        assertThat(trail.bytes().length).isLessThan(30 * entries.size() + 3 * (whole.size() + meetings.size()));
    }
}
