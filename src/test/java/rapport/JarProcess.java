package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged application as a process of its own, on loopback and a free port, with every directory it could write to
 * pointed into one scratch directory. Ends what it started when it is closed.
 */
final class JarProcess implements AutoCloseable {

    /** What the build packaged; its AOT cache lies beside it. */
    static final Path PACKAGED = Path.of(System.getProperty("rapport.jar", "target/rapport-0.1.0.jar"));

    private static final int MEGABYTES = 256;

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Pattern READY = Pattern.compile("Rapport is ready: http://localhost:(\\d+)/");
    private static final Pattern AUDITOR_LINK = Pattern.compile("/auditor\\?token=(\\S+)");
    private static final Pattern SETUP_LINK = Pattern.compile("/setup\\?token=(\\S+)");

    private final Process process;
    private final Path output;
    private final Path errors;

    private JarProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Where one process lives: its data, and the places that it has no business with. */
    record Place(Path scratch) {

        Path home() {
            return scratch.resolve("home");
        }

        /** Directories that must stay empty: the user's, the temporary and the current one. */
        List<Path> elsewhere() {
            return List.of(scratch.resolve("user"), scratch.resolve("temp"), scratch.resolve("current"));
        }

        /** Another place, with a copy of the files that this one was stopped with. */
        Place copiedTo(Path other) throws IOException {
            var copy = new Place(Files.createDirectory(other));
            Files.createDirectory(copy.home());
            for (var file : List.of("rapport.mv.db", "vault.mv.db", "master.key")) {
                Files.copy(home().resolve(file), copy.home().resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.setPosixFilePermissions(copy.home(), PosixFilePermissions.fromString("rwx------"));
            return copy;
        }
    }

    /** Starts it and waits until it serves. */
    static JarProcess ready(Place place, String... arguments) {
        return ready(place, Map.of(), arguments);
    }

    static JarProcess ready(Place place, Map<String, String> environment, String... arguments) {
        return ready(started(place, environment, arguments));
    }

    /** Starts another copy of the jar and waits until it serves. */
    static JarProcess ready(Path copy, Place place) {
        return ready(started(copy, place, Map.of()));
    }

    private static JarProcess ready(JarProcess jar) {
        try {
            jar.awaitReady();
            return jar;
        } catch (RuntimeException | Error e) {
            jar.close();
            throw e;
        }
    }

    /** Starts it; it may or may not come up. */
    static JarProcess started(Place place, String... arguments) {
        return started(place, Map.of(), arguments);
    }

    static JarProcess started(Place place, Map<String, String> environment, String... arguments) {
        return started(PACKAGED, place, environment, arguments);
    }

    /** Starts it, and no file that it writes may become longer than that: as on a full disk, writing fails. */
    static JarProcess startedWithLimit(Place place, long bytes, String... arguments) {
        // In blocks of 512 bytes, as POSIX has it.
        var limit = List.of("sh", "-c", "ulimit -f " + bytes / 512 + " && exec \"$@\"", "sh");
        return started(limit, MEGABYTES, PACKAGED, place, Map.of(), arguments);
    }

    /** Starts it with so much memory for what it keeps. */
    static JarProcess startedWithMemory(Place place, int megabytes) {
        return started(List.of(), megabytes, PACKAGED, place, Map.of());
    }

    private static JarProcess started(Path jar, Place place, Map<String, String> environment, String... arguments) {
        return started(List.of(), MEGABYTES, jar, place, environment, arguments);
    }

    private static JarProcess started(
            List<String> before,
            int megabytes,
            Path jar,
            Place place,
            Map<String, String> environment,
            String... arguments) {
        try {
            for (var directory : place.elsewhere()) {
                Files.createDirectories(directory);
            }
            var user = place.elsewhere().getFirst();
            var temp = place.elsewhere().get(1);
            var command = new ArrayList<>(before);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:-UsePerfData",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx" + megabytes + "m",
                    "-Duser.home=" + user,
                    "-Djava.io.tmpdir=" + temp,
                    "-jar",
                    jar.toAbsolutePath().toString()));
            if (Stream.of(arguments).noneMatch(argument -> argument.startsWith("--server.port="))) {
                command.add("--server.port=0");
            }
            command.addAll(List.of(arguments));
            var output = Files.createTempFile(place.scratch(), "output", ".txt");
            var errors = Files.createTempFile(place.scratch(), "errors", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(place.elsewhere().get(2).toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("RAPPORT_HOME", place.home().toString());
            builder.environment().put("HOME", user.toString());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().putAll(environment);
            return new JarProcess(builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!READY.matcher(output()).find()) {
            assertThat(process.isAlive()).as("still running; %s", said()).isTrue();
            assertThat(System.nanoTime()).as("ready in time; %s", said()).isLessThan(end);
            pause();
        }
    }

    /** Waits until it has said this. */
    void awaitSaid(String words) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!output().contains(words)) {
            assertThat(process.isAlive()).as("still running; %s", said()).isTrue();
            assertThat(System.nanoTime()).as("said in time; %s", said()).isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return Integer.parseInt(found(READY));
    }

    /** The token of the printed setup link. */
    String setupToken() {
        return found(SETUP_LINK);
    }

    /** The token of the printed link of the first auditor. */
    String auditorToken() {
        return found(AUDITOR_LINK);
    }

    private String found(Pattern pattern) {
        // What is printed at the end may still be on its way when the first line is there.
        var end = System.nanoTime() + LONGEST.toNanos();
        Matcher matcher = pattern.matcher(output());
        while (!matcher.find()) {
            assertThat(System.nanoTime()).as("printed in time; %s", said()).isLessThan(end);
            pause();
            matcher = pattern.matcher(output());
        }
        return matcher.group(1);
    }

    /** A client that is nobody yet. */
    Api api() {
        return new Api(port(), null);
    }

    /** The words it was started with, or that it started itself over with; Linux only. */
    List<String> command() {
        return List.of(read(Path.of("/proc/" + pid() + "/cmdline")).split("\0"));
    }

    long pid() {
        return process.pid();
    }

    String output() {
        return read(output);
    }

    String errors() {
        return read(errors);
    }

    /** Everything that it printed. */
    String said() {
        return output() + errors();
    }

    private static String read(Path file) {
        try {
            // Not strictly: the last character may be only half written yet.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line in answer to what it asks, or will ask. */
    JarProcess type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended by itself. */
    int exitCode() {
        return await();
    }

    /** Asks it to stop, and waits until it has. */
    void stop() {
        process.destroy();
        await();
    }

    /** SIGKILL: no shutdown hook, no last write. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    private int await() {
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as("ends in time; %s", said())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
