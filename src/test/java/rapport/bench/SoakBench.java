package rapport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.bench.Figures.line;
import static rapport.bench.Figures.percentile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rapport.Api;
import rapport.web.Browser;

/** Minutes of acts at a steady rate, while others read: what grows, and whether anything becomes slower. */
@EnabledOnOs(OS.LINUX)
class SoakBench {

    private static final int MINUTES = Integer.getInteger("rapport.bench.minutes", 10);
    private static final int PER_SECOND = Integer.getInteger("rapport.bench.per.second", 200);
    private static final int WRITERS = 16;
    private static final int READERS = 3;
    private static final int PAGES_PER_SECOND = Integer.getInteger("rapport.bench.pages.per.second", 4);
    private static final int MANAGERS = 40;
    private static final int REPORTS = 20;
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path scratch;

    /** Somebody with relationships of their own, who joined by an invitation. */
    private record Manager(Api api, List<String> relationships) {

        static Manager joining(int port, Api first, int number) {
            var asked = first.post("/api/relationships/" + first.start("Manager " + number) + "/invitations")
                    .expect(201);
            var browser = new Browser(port);
            browser.submit(
                    browser.get("/join?token=" + asked.field("token")),
                    "#join-new",
                    Map.of("name", "Manager " + number, "passphrase", Api.PASSPHRASE));
            var made = browser.submit(
                    browser.get("/settings/tokens"),
                    "form:has([name=name])",
                    Map.of("name", "soak", "scope", "RECORD"));
            var api = new Api(port, made.select(".secret").text());
            var relationships = new ArrayList<String>();
            for (var i = 0; i < REPORTS; i++) {
                relationships.add("/api/relationships/" + api.start("Report " + i));
            }
            return new Manager(api, relationships);
        }

        String place(int number) {
            return relationships.get(number % REPORTS);
        }
    }

    /** What was done in one minute, in nanoseconds from the moment at which it was due. */
    private record Minute(ConcurrentLinkedQueue<Long> acts, ConcurrentLinkedQueue<Long> reads) {
        Minute() {
            this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        }

        double actsAt(int percent) {
            return percentile(acts.stream().mapToLong(Long::longValue).toArray(), percent) / 1e6;
        }

        double readsAt(int percent) {
            return percentile(reads.stream().mapToLong(Long::longValue).toArray(), percent) / 1e6;
        }
    }

    @Test
    void acts_at_a_steady_rate() throws Exception {
        try (var running = Packaged.started(scratch, "home")) {
            var first = running.setUp();
            var managers = new ArrayList<Manager>();
            for (var i = 0; i < MANAGERS; i++) {
                managers.add(Manager.joining(running.port(), first, i));
            }
            var minutes = new ArrayList<Minute>();
            for (var i = 0; i <= MINUTES; i++) {
                minutes.add(new Minute());
            }
            var bytes = new AtomicLong();
            var table = new StringBuilder("""
                    | minute | acts | p50 ms | p99 ms | reads | p99 ms | resident MB | file MB |
                    |---|---|---|---|---|---|---|---|
                    """);
            var fileBefore = running.fileSize();
            var writtenBefore = running.bytesWritten();
            var memory = new ArrayList<Long>();
            var began = System.nanoTime();
            try (var threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
                var all = new ArrayList<Future<?>>();
                for (var i = 0; i < WRITERS; i++) {
                    var writer = i;
                    all.add(threads.submit(() -> write(managers, minutes, began, writer, bytes)));
                }
                for (var i = 0; i < READERS; i++) {
                    var reader = i;
                    all.add(threads.submit(() -> read(managers, minutes, began, reader)));
                }
                for (var minute = 0; minute < MINUTES; minute++) {
                    Thread.sleep(Math.max(0, (began + (minute + 1) * MINUTE - System.nanoTime()) / 1_000_000));
                    var done = minutes.get(minute);
                    memory.add(running.megabytes("VmRSS"));
                    table.append(line(
                            "| %d | %,d | %.2f | %.2f | %,d | %.2f | %d | %d |",
                            minute + 1,
                            done.acts().size(),
                            done.actsAt(50),
                            done.actsAt(99),
                            done.reads().size(),
                            done.readsAt(99),
                            memory.getLast(),
                            running.fileSize() >> 20));
                }
                for (var one : all) {
                    one.get();
                }
            }
            var acts =
                    minutes.stream().mapToLong(minute -> minute.acts().size()).sum();
            assertThat(acts).isEqualTo((long) PER_SECOND * 60 * MINUTES);
            Figures.section(
                    "6-soak",
                    "Ten minutes at a steady rate",
                    text(running, fileBefore, writtenBefore, bytes, acts) + table);
        }
    }

    private static String text(Packaged running, long fileBefore, long writtenBefore, AtomicLong bytes, long acts)
            throws IOException {
        var grown = running.fileSize() - fileBefore;
        return line(
                        "The packaged application, %d acts a second by the API (a promise, and that it was kept, by turns, by %d"
                                + " managers with %d reports each) for %d minutes, while %d readers open briefs, histories and *today*, %d pages a second each."
                                + " Times are from the moment at which a request was due. %,d acts, no error.",
                        PER_SECOND, MANAGERS, REPORTS, MINUTES, READERS, PAGES_PER_SECOND, acts)
                + "\n"
                + line(
                        "The file grew by %,d MB, %.1f KB an act; to the disk went %,d MB, so it grew by %.2f of what was written."
                                + " The requests themselves were %,d MB.",
                        grown >> 20,
                        grown / 1024.0 / acts,
                        running.bytesWritten() - writtenBefore >> 20,
                        grown / (double) (running.bytesWritten() - writtenBefore),
                        bytes.get() >> 20)
                + "\n";
    }

    private static Void write(List<Manager> managers, List<Minute> minutes, long began, int writer, AtomicLong bytes)
            throws Exception {
        var pause = 1_000_000_000L * WRITERS / PER_SECOND;
        var first = began + pause * writer / WRITERS;
        var made = "";
        var place = "";
        var manager = managers.getFirst();
        for (var i = 0; i < PER_SECOND * 60 * MINUTES / WRITERS; i++) {
            var due = first + i * pause;
            await(due);
            if (i % 2 == 0) {
                // Everybody in turn, and of each the next relationship in the next turn: all of them grow alike.
                manager = managers.get((writer + i / 2) % MANAGERS);
                place = manager.place(writer + i / 2 / MANAGERS);
                Map<String, String> promise = Map.of(
                        "promisor",
                        "REPORT",
                        "text",
                        "I will look into it, and tell you by the end of next week what came of it",
                        "dueOn",
                        LocalDate.now().plusDays(7).toString());
                made = manager.api()
                        .post(place + "/commitments", promise)
                        .expect(201)
                        .field("id");
                bytes.addAndGet(promise.toString().length());
            } else {
                Map<String, String> kept = Map.of("delivered", "it is done, and here is what came of it");
                manager.api()
                        .post(place + "/commitments/" + made + "/keep", kept)
                        .expect(200);
                bytes.addAndGet(kept.toString().length());
            }
            minutes.get((int) ((due - began) / MINUTE)).acts().add(System.nanoTime() - due);
        }
        return null;
    }

    private static Void read(List<Manager> managers, List<Minute> minutes, long began, int reader) throws Exception {
        var pause = 1_000_000_000L / PAGES_PER_SECOND;
        for (var i = 0; ; i++) {
            var due = began + i * pause + reader * pause / READERS;
            var minute = (int) ((due - began) / MINUTE);
            if (minute >= MINUTES) {
                return null;
            }
            await(due);
            var manager = managers.get((i + reader) % MANAGERS);
            var place = manager.place(reader + i / MANAGERS);
            manager.api()
                    .get(
                            switch (i % 3) {
                                case 0 -> place + "/brief";
                                case 1 -> place + "/history";
                                default -> "/api/today";
                            })
                    .expect(200);
            minutes.get(minute).reads().add(System.nanoTime() - due);
        }
    }

    private static void await(long due) throws InterruptedException {
        var left = due - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
