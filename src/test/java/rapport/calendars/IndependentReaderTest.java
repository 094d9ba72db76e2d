package rapport.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader that shares nothing with us, Debian's {@code python3-icalendar}, reads our calendars without a complaint and
 * understands by them what was meant. Without it the test is skipped; with {@code CI=true} in the environment it fails.
 */
class IndependentReaderTest {

    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private static Optional<String> python() {
        return PYTHONS.stream().filter(IndependentReaderTest::hasReader).findFirst();
    }

    private static boolean hasReader(String python) {
        try {
            return run(python, "-c", "import icalendar").status() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private record Ran(int status, String output) {}

    private static Ran run(String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Ran(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String required(Optional<String> found, @Nullable String ci) {
        var missing = "no python3-icalendar, so our calendars are not read by another program";
        if (found.isEmpty() && "true".equals(ci)) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    @Test
    void reads_without_complaint_what_was_meant(@TempDir Path directory) throws IOException {
        var python = required(python(), System.getenv("CI"));
        var script = directory.resolve("read.py");
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/calendar/read.py"))) {
            Files.copy(in, script);
        }
        for (var feed : Feeds.all().entrySet()) {
            Files.writeString(directory.resolve(feed.getKey() + ".ics"), CalendarFile.of(feed.getValue()));
            Files.writeString(
                    directory.resolve(feed.getKey() + ".json"),
                    JsonMapper.shared().writeValueAsString(meant(feed.getValue())));
        }

        var ran = run(python, script.toString(), directory.toString());

        assertThat(ran.output().strip()).isEqualTo("read " + Feeds.all().size() + " files");
        assertThat(ran.status()).isZero();
    }

    // Worked out a second time, from what is documented.
    private static List<Map<String, Object>> meant(List<ComingOneOnOne> feed) {
        return feed.stream()
                .sorted(Comparator.comparing(
                        (ComingOneOnOne one) -> one.planned().at().toInstant()))
                .map(one -> {
                    Map<String, Object> event = new LinkedHashMap<>();
                    Instant start = one.planned().at().toInstant();
                    event.put("uid", uid(one));
                    event.put("sequence", one.revision());
                    event.put("start", start.toString());
                    event.put(
                            "end",
                            start.plusSeconds(60L * one.planned().minutes()).toString());
                    event.put("summary", shown("1:1 with " + one.with()));
                    event.put("description", open(one.open()) + "\n" + one.address());
                    event.put("url", one.address());
                    event.put("alarms", List.of(-30 * 60));
                    return event;
                })
                .toList();
    }

    // What cannot be shown is left out, and a line ends in one way.
    private static String shown(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\x00-\\x08\\x0b-\\x1f\\x7f]", "");
    }

    private static String open(int open) {
        return (open == 0 ? "Nothing is" : open == 1 ? "1 thing is" : open + " things are") + " open at the moment.";
    }

    private static String uid(ComingOneOnOne one) {
        var file = CalendarFile.of(List.of(one));
        return file.lines()
                .filter(line -> line.startsWith("UID:"))
                .map(line -> line.substring("UID:".length()))
                .findFirst()
                .orElseThrow();
    }
}
