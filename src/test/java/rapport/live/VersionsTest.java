package rapport.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import rapport.ServedTest;
import rapport.nodes.Nodes;
import rapport.notebooks.Notebooks;
import rapport.shared.MovableClock;

/** When the version of what somebody sees is another one. */
class VersionsTest extends ServedTest {

    @Autowired
    private Notebooks notebooks;

    private Versions versions(Clock clock) {
        return new Versions(relationships, notebooks, clock, Nodes.one(), sql, "");
    }

    @Test
    void it_is_another_one_after_midnight_where_the_two_meet() {
        var clock = new MovableClock();
        var versions = versions(clock);
        var grace = somebody("Grace");
        relationship(grace, somebody("Ada"));
        var midnight = today().plusDays(1).atStartOfDay(ZoneId.of(ZONE)).toInstant();
        clock.forward(Duration.between(Instant.now(), midnight).minusMinutes(1));

        var before = versions.of(grace.id());
        clock.forward(Duration.ofSeconds(20));
        assertThat(versions.of(grace.id())).isEqualTo(before);
        clock.forward(Duration.ofMinutes(1));
        assertThat(versions.of(grace.id())).isNotEqualTo(before);
    }

    @Test
    void it_is_another_one_after_each_start() {
        var grace = somebody("Grace");
        var clock = new MovableClock();
        assertThat(versions(clock).of(grace.id())).isNotEqualTo(versions(clock).of(grace.id()));
    }

    @Test
    void whoever_watches_is_told_until_they_leave() {
        var versions = versions(new MovableClock());
        var grace = somebody("Grace").id();
        var ada = somebody("Ada").id();
        var told = new ArrayList<String>();
        Runnable watch = () -> told.add("told");
        versions.watch(grace, watch);
        versions.raise(ada);
        assertThat(told).isEmpty();
        versions.raise(grace);
        assertThat(told).isEqualTo(List.of("told"));
        versions.leave(grace, watch);
        versions.raise(grace);
        assertThat(told).hasSize(1);
    }
}
