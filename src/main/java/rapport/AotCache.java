package rapport;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets {@code java -jar} use the AOT cache that the packaging made, which takes more than half off the start. A jar cannot
 * name its cache, so on Linux the process begins again, under the same process id, with the one option more. Where that
 * cannot be done, Rapport starts without: a little later, in all else the same. See docs/adr/0011.
 */
final class AotCache {

    private static final Path COMMAND = Path.of("/proc/self/cmdline");
    private static final Path PROGRAM = Path.of("/proc/self/exe");

    /**
     * By itself the JVM would take a quarter of the machine's memory before it tidies up; this is a small server beside
     * somebody's work. So it tidies up while others work, as soon as there is something to win, and compiles quickly rather
     * than as well as it can. Whoever says anything about memory on the command line decides all of it.
     */
    static final List<String> SPARING = List.of(
            "-XX:+UseG1GC",
            "-XX:G1HeapRegionSize=1m",
            // As much as a start needs without tidying up on the way; given back afterwards.
            "-XX:InitialHeapSize=96m",
            "-XX:MinHeapSize=32m",
            "-Xmx512m",
            "-XX:MinHeapFreeRatio=5",
            "-XX:MaxHeapFreeRatio=15",
            "-XX:GCTimeRatio=2",
            // A start is not worth marking for; left to find out by itself when it is, it marked a tenth of the time.
            "-XX:InitiatingHeapOccupancyPercent=75",
            "-XX:-G1UseAdaptiveIHOP",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:TieredStopAtLevel=1");

    /** A class for each method that is called by reflection, as the JVM would make it, costs a start more than it gains. */
    static final String STARTS_SOONER = "-Djdk.reflect.useNativeAccessorOnly=true";

    /** Whichever thread meets the end of memory, any other may be the one that was in the middle of something. */
    static final String ENDS_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private static final List<String> ABOUT_MEMORY = List.of("GC", "RAM", "Heap", "NewSize", "NewRatio");

    private AotCache() {}

    /** Returns only where there is no cache beside the jar, a choice about it was made already, or it cannot be used. */
    static void use() {
        try {
            var cache = besideTheJar();
            if (!Files.isReadable(cache) || !Files.isReadable(COMMAND)) {
                return;
            }
            var command =
                    List.of(Files.readString(COMMAND, StandardCharsets.UTF_8).split("\0"));
            if (command.stream().noneMatch(word -> word.startsWith("-XX:AOT") || word.startsWith("-agentlib"))) {
                beginAgain(PROGRAM.toRealPath(), with(cache, command));
            }
        } catch (Throwable _) {
            // A faster start is not worth failing for.
        }
    }

    private static Path besideTheJar() throws URISyntaxException {
        var jar = Path.of(AotCache.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", ".aot"));
    }

    // A cache that another JDK made is passed over, and nobody has to read about it.
    static List<String> with(Path cache, List<String> command) {
        var again = new ArrayList<>(command);
        again.addAll(
                1,
                List.of(
                        "-XX:AOTCache=" + cache,
                        "-Xlog:aot*=off",
                        "-Xlog:cds*=off",
                        STARTS_SOONER,
                        ENDS_WITHOUT_MEMORY));
        if (command.stream().takeWhile(word -> !word.equals("-jar")).noneMatch(AotCache::isAboutMemory)) {
            again.addAll(1, SPARING);
        }
        return again;
    }

    private static boolean isAboutMemory(String option) {
        return option.startsWith("-Xm")
                || option.startsWith("-XX:") && ABOUT_MEMORY.stream().anyMatch(option::contains);
    }

    @SuppressWarnings("restricted") // the manifest grants it
    private static void beginAgain(Path program, List<String> command) throws Throwable {
        var linker = Linker.nativeLinker();
        var execv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("execv"), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var words = arena.allocate(ADDRESS, command.size() + 1L);
            for (var i = 0; i < command.size(); i++) {
                words.setAtIndex(ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            words.setAtIndex(ADDRESS, command.size(), MemorySegment.NULL);
            var _ = (int) execv.invokeExact(arena.allocateFrom(program.toString()), words);
        }
    }
}
