package rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** What the benchmarks found out, printed, and written to docs/benchmarks.md when all of them have run. */
public final class Figures {

    private static final Path SECTIONS = Path.of("target", "bench");
    private static final Path PAGE = Path.of("docs", "benchmarks.md");
    private static final int SYNCS = 200;

    private Figures() {}

    /** Prints a section, and puts the page together from those that there are by now. */
    public static void section(String file, String title, String text) {
        var section = "## " + title + "\n\n" + text.strip() + "\n";
        System.out.println("\n" + section);
        try {
            Files.createDirectories(SECTIONS);
            Files.writeString(SECTIONS.resolve(file + ".md"), section);
            var page = new StringBuilder("""
                    # Benchmarks

                    Written by `./mvnw -Pbench verify`; do not edit. Each figure stands beside its baselines, measured in the same run in
                    alternating rounds; medians unless something else is said. Only ratios within one run mean anything: the machine may
                    have been doing other things.

                    """).append(machine()).append('\n');
            try (var sections = Files.list(SECTIONS)) {
                for (var one : sections.sorted().toList()) {
                    page.append('\n').append(Files.readString(one));
                }
            }
            Files.writeString(PAGE, page.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine() throws IOException {
        return String.format(
                Locale.ROOT,
                "Machine: %d cores, %d GB of memory, %s %s on %s; writing 4 KB and syncing it takes %.2f ms (median of %d). JDK %s. H2 %s.%n",
                Runtime.getRuntime().availableProcessors(),
                ((com.sun.management.OperatingSystemMXBean)
                                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                                .getTotalMemorySize()
                        >> 30,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                syncMillis(),
                SYNCS,
                Runtime.version(),
                org.h2.engine.Constants.VERSION);
    }

    /** How long the disk takes to have a small write safe. */
    public static double syncMillis() throws IOException {
        var file = Files.createTempFile(Files.createDirectories(SECTIONS.resolveSibling("tmp")), "sync", "");
        var times = new long[SYNCS];
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var i = 0; i < SYNCS; i++) {
                var began = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                times[i] = System.nanoTime() - began;
            }
        } finally {
            Files.delete(file);
        }
        return percentile(times, 50) / 1e6;
    }

    /** In the unit of the times. */
    public static double percentile(long[] times, double percent) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * percent / 100))];
    }

    public static double median(Collection<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    public static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}
