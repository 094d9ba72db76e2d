package rapport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import rapport.Api;

/**
 * The packaged application that runs as a process of its own, started as anybody would.
 *
 * @param seconds from the command to the first page
 */
record Packaged(Process process, Path output, Path home, double seconds) implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("rapport.jar", "target/rapport-0.1.0.jar"));
    private static final Pattern READY = Pattern.compile("Rapport is ready: http://localhost:(\\d+)/");
    private static final Pattern SETUP = Pattern.compile("/setup\\?token=(\\S+)");

    /** @param options of the JVM, before the jar */
    static Packaged started(Path scratch, String home, String... options) throws Exception {
        var output = Files.createTempFile(scratch, "output", "");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString(), "--server.port=0"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("RAPPORT_HOME", scratch.resolve(home).toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var began = System.nanoTime();
        var process = builder.start();
        while (!READY.matcher(Files.readString(output)).find()) {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            Thread.sleep(5);
        }
        var matcher = READY.matcher(Files.readString(output));
        assertThat(matcher.find()).isTrue();
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + matcher.group(1) + "/"))
                            .build(),
                    BodyHandlers.ofString());
        }
        return new Packaged(process, output, scratch.resolve(home), (System.nanoTime() - began) / 1e9);
    }

    /** Sets it up, and answers the client of its first person. */
    Api setUp() throws IOException {
        return new Api(port(), null).setUp(found(SETUP));
    }

    int port() throws IOException {
        return Integer.parseInt(found(READY));
    }

    private String found(Pattern pattern) throws IOException {
        var said = Files.readString(output);
        var matcher = pattern.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return matcher.group(1);
    }

    /** A figure of the system's about its memory, such as {@code VmRSS}. */
    long megabytes(String name) throws IOException {
        return figure("status", name) / 1024;
    }

    /** What it has had written to disks since it began. */
    long bytesWritten() throws IOException {
        return figure("io", "write_bytes");
    }

    /** The database's file, in bytes. */
    long fileSize() throws IOException {
        return Files.size(home.resolve("rapport.mv.db"));
    }

    private long figure(String file, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/" + file)).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
