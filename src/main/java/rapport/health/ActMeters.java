package rapport.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import rapport.eventstore.Measures;

/** Counts acts, and how long what they wait for took. */
final class ActMeters implements Measures {

    private final MeterRegistry meters;
    private final Timer acts;
    private final Map<Step, Timer> steps = new EnumMap<>(Step.class);

    ActMeters(MeterRegistry meters) {
        this.meters = meters;
        this.acts = histogram("rapport.act", "An act, from when it is decided until it is committed");
        for (var step : Step.values()) {
            steps.put(
                    step,
                    switch (step) {
                        case APPEND -> histogram("rapport.append", "Appending the events of an act");
                        case FLUSH -> histogram("rapport.flush", "One flush to the disk, for all who wait");
                        case AWAIT_FLUSH -> histogram("rapport.flush.wait", "What one act waits for its flush");
                    });
        }
    }

    private Timer histogram(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(meters);
    }

    @Override
    public void acted(List<String> kinds, Outcome outcome, long nanos) {
        acts.record(nanos, TimeUnit.NANOSECONDS);
        kinds.forEach(kind -> Counter.builder("rapport.acts")
                .description("Acts, by what was asked for and what came of it")
                .tag("kind", kind)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters)
                .increment());
    }

    @Override
    public void took(Step step, long nanos) {
        var timer = steps.get(step);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
