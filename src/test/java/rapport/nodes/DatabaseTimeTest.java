package rapport.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseTimeTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final long MILLI = 1_000_000;

    private final AtomicLong count = new AtomicLong(77);
    private final DatabaseTime time = new DatabaseTime(count::get);

    private void pass(Duration duration) {
        count.addAndGet(duration.toNanos());
    }

    /** The database says what time it is in the middle of a look that takes so long. */
    private void look(Instant database, long nanos) {
        var before = count.get();
        time.heard(database, before, count.addAndGet(nanos));
    }

    @Test
    void it_runs_on_from_what_the_database_said_in_the_middle_of_the_look() {
        look(NOON, 10 * MILLI);
        assertThat(time.instant()).isEqualTo(NOON.plusMillis(5));
        pass(Duration.ofSeconds(90));
        assertThat(time.instant()).isEqualTo(NOON.plusMillis(90_005));
    }

    @Test
    void a_slow_look_that_may_be_right_does_not_spoil_a_quick_one() {
        look(NOON, 2 * MILLI);
        look(NOON.plusMillis(41), 100 * MILLI);
        assertThat(time.instant()).isEqualTo(NOON.plusMillis(101));
    }

    @Test
    void a_quicker_look_is_worth_more() {
        look(NOON, 100 * MILLI);
        look(NOON.plusMillis(60), 2 * MILLI);
        assertThat(time.instant()).isEqualTo(NOON.plusMillis(61));
    }

    @Test
    void where_the_databases_clock_was_set_the_next_look_counts_however_slow() {
        look(NOON, 2 * MILLI);
        look(NOON.plusSeconds(30), 100 * MILLI);
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(30).plusMillis(50));
        look(NOON.minusSeconds(30), 100 * MILLI);
        assertThat(time.instant()).isEqualTo(NOON.minusSeconds(30).plusMillis(50));
    }

    @Test
    void after_a_while_a_look_as_slow_as_the_first_counts_again() {
        look(NOON, 2 * MILLI);
        pass(Duration.ofSeconds(60));
        look(NOON.plusSeconds(60).plusMillis(4), 2 * MILLI);
        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(60).plusMillis(5));
    }

    @Test
    void there_is_no_time_before_the_first_look() {
        assertThatThrownBy(time::instant).isInstanceOf(IllegalStateException.class);
    }
}
