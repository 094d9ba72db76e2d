package rapport.bench;

import static rapport.bench.Figures.line;
import static rapport.bench.Figures.median;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rapport.Api;

/** The packaged application, started as anybody would: how long until the first page, and how much memory it takes. */
@EnabledOnOs(OS.LINUX)
class StartBench {

    private static final int ROUNDS = 5;
    private static final int ACTS = Integer.getInteger("rapport.bench.acts", 10_000);
    private static final int CLIENTS = 8;

    @TempDir
    private Path scratch;

    @Test
    void start_and_memory() throws Exception {
        Packaged.started(scratch, "used").close();
        var with = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        for (var i = 0; i < ROUNDS; i++) {
            try (var running = Packaged.started(scratch, "used")) {
                with.add(running.seconds());
            }
            try (var running = Packaged.started(scratch, "used", "-XX:AOTMode=off")) {
                without.add(running.seconds());
            }
        }
        var text = new StringBuilder(line(
                "From the command to the first page, on data that are there: %.2f s with the AOT cache, %.2f s without; ratio %.2f.",
                median(with), median(without), median(with) / median(without)));
        text.append("\n| ")
                .append(ACTS)
                .append(
                        " acts by the API | resident MB, at the start | after | at most | acts a second |\n|---|---|---|---|---|\n");
        text.append(memory("as it starts by itself"));
        text.append(memory("without the AOT cache, with the JVM's own defaults", "-XX:AOTMode=off"));
        Figures.section("5-start", "Start and memory", text.toString());
    }

    private String memory(String told, String... options) throws Exception {
        try (var running = Packaged.started(scratch, "new" + options.length, options)) {
            var before = running.megabytes("VmRSS");
            var api = running.setUp();
            var began = System.nanoTime();
            act(api);
            var rate = ACTS / ((System.nanoTime() - began) / 1e9);
            return line(
                    "| %s | %d | %d | %d | %.0f |",
                    told, before, running.megabytes("VmRSS"), running.megabytes("VmHWM"), rate);
        }
    }

    private static void act(Api api) throws Exception {
        var relationships = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            relationships.add(api.start("Report " + i));
        }
        var left = new AtomicInteger(ACTS);
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var done = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                done.add(threads.submit(() -> {
                    for (var i = left.getAndDecrement(); i > 0; i = left.getAndDecrement()) {
                        var place = "/api/relationships/" + relationships.get(i % relationships.size());
                        if (i % 10 == 0) {
                            api.get(place + "/brief").expect(200);
                        }
                        api.post(
                                        place + "/commitments",
                                        Map.of(
                                                "promisor",
                                                "MANAGER",
                                                "text",
                                                "I will look into it",
                                                "dueOn",
                                                LocalDate.now().plusDays(7).toString()))
                                .expect(201);
                    }
                }));
            }
            for (var one : done) {
                one.get();
            }
        }
    }
}
