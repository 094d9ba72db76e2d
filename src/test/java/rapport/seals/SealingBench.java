package rapport.seals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What sealing costs those who append: rounds with and without it by turns, in one run, each beside the other. Blocks are
 * made every 50 milliseconds here, some seventy thousand times as often as by default. Run by the profile {@code bench}.
 */
class SealingBench {

    private static final int ROUNDS = 21;
    private static final int EVENTS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void appending_beside_sealing() throws Exception {
        try (var world = new World(directory)) {
            var random = new Random(1);
            round(world, random);
            var without = new ArrayList<Long>();
            var with = new ArrayList<Long>();
            for (var i = 0; i < ROUNDS; i++) {
                without.add(round(world, random));
                var on = new AtomicBoolean(true);
                var sealing = Thread.ofPlatform().start(() -> {
                    while (on.get()) {
                        world.sealer.seal();
                        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                    }
                });
                with.add(round(world, random));
                on.set(false);
                sealing.join();
            }
            System.out.printf(
                    "appending %d events: median %.1f ms, beside sealing %.1f ms, ratio %.3f%n",
                    EVENTS, median(without) / 1e6, median(with) / 1e6, (double) median(with) / median(without));
        }
    }

    private static long round(World world, Random random) {
        var stream = UUID.randomUUID();
        var began = System.nanoTime();
        for (var i = 0; i < EVENTS; i++) {
            world.append(random, stream, i);
        }
        return System.nanoTime() - began;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
