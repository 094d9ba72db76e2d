package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What can befall the packaged application as a process. */
class FaultsIT {

    private static final int WRITERS = 8;

    @TempDir
    private Path scratch;

    private final Queue<Map<String, String>> recorded = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, String>> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, String>> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    private void writeUntilItEnds(Api api, String path) {
        while (true) {
            var promise = Api.promise("the figures");
            try {
                var answer = api.sentJson(path, promise);
                switch (answer.status()) {
                    case 201 -> recorded.add(promise);
                    case 503 -> refused.add(promise);
                    default -> surprises.add(answer.toString());
                }
            } catch (IOException _) {
                unanswered.add(promise);
                return;
            }
        }
    }

    @Test
    void told_to_stop_in_the_middle_of_work_it_finishes_what_it_took_in_and_loses_nothing() throws Exception {
        var place = new JarProcess.Place(scratch);
        String token;
        var paths = new ArrayList<String>();
        try (var jar = JarProcess.ready(place)) {
            var api = jar.api().setUp(jar.setupToken());
            token = api.token();
            for (var one = 0; one < 2; one++) {
                paths.add("/api/relationships/" + api.start("Report " + one) + "/commitments");
            }
            var writers = new ArrayList<Thread>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var path = paths.get(writer % paths.size());
                writers.add(Thread.ofVirtual()
                        .start(() -> writeUntilItEnds(jar.api().withToken(token), path)));
            }
            while (recorded.size() < 100) {
                Thread.sleep(10);
            }
            // Fails if it has not ended within a minute.
            jar.stop();
            for (var writer : writers) {
                assertThat(writer.join(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(jar.said()).doesNotContain(" ERROR ", "\tat ");
        }
        assertThat(surprises).isEmpty();
        try (var jar = JarProcess.ready(place)) {
            var there = promises(jar.api().withToken(token));
            assertThat(there).doesNotHaveDuplicates().containsAll(ids(recorded));
            assertThat(ids(refused)).doesNotContainAnyElementsOf(there);
            // Each of the others is there or not; whoever sends it again gets it once.
            for (var promise : unanswered) {
                var before = there.contains(promise.get("id"));
                var answers = new ArrayList<Integer>();
                for (var path : paths) {
                    answers.add(jar.api().withToken(token).post(path, promise).status());
                    if (!before) {
                        break;
                    }
                }
                assertThat(answers).as("was there: %s", before).contains(201);
            }
            assertThat(promises(jar.api().withToken(token)))
                    .doesNotHaveDuplicates()
                    .containsAll(ids(unanswered));
        }
    }

    /** Each passphrase that is looked at takes 16 MB for a moment, and with so little memory there is no room for several. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void without_memory_it_ends_at_once_and_loses_nothing() throws Exception {
        var place = new JarProcess.Place(scratch);
        String token;
        String path;
        try (var jar = JarProcess.startedWithMemory(place, 96)) {
            jar.awaitSaid("Rapport is ready");
            var api = jar.api().setUp(jar.setupToken());
            token = api.token();
            path = "/api/relationships/" + api.start("Grace") + "/commitments";
            var port = jar.port();
            var writers = new ArrayList<Thread>();
            for (var writer = 0; writer < WRITERS; writer++) {
                writers.add(Thread.ofVirtual()
                        .start(() -> writeUntilItEnds(jar.api().withToken(token), path)));
            }
            while (recorded.size() < 20) {
                Thread.sleep(10);
            }
            for (var other = 0; other < WRITERS; other++) {
                writers.add(Thread.ofVirtual().start(() -> signInUntilItEnds(port)));
            }
            assertThat(jar.exitCode()).isEqualTo(3);
            for (var writer : writers) {
                assertThat(writer.join(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(jar.said()).contains("OutOfMemoryError");
        }
        assertThat(surprises).isEmpty();
        assertThat(refused).isEmpty();
        assertThat(unanswered).isNotEmpty();
        try (var jar = JarProcess.ready(place)) {
            var api = jar.api().withToken(token);
            assertThat(promises(api)).doesNotHaveDuplicates().containsAll(ids(recorded));
            for (var promise : unanswered) {
                api.post(path, promise).expect(201);
            }
            assertThat(promises(api)).doesNotHaveDuplicates().containsAll(ids(unanswered));
            jar.stop();
        }
        try (var doctor = JarProcess.started(place, "doctor")) {
            assertThat(doctor.exitCode()).as(doctor.said()).isZero();
        }
    }

    private static void signInUntilItEnds(int port) {
        try {
            while (true) {
                // Of somebody whom nobody knows a passphrase is looked at as well, and nobody is slowed down by it.
                var nobody = UUID.randomUUID().toString();
                new Visitor(port).submit("/sign-in", Map.of("name", nobody, "passphrase", "not this one"));
            }
        } catch (Exception | AssertionError _) {
            // it is gone, or has had enough of this
        }
    }

    /** Without warning, where the room that is left cannot be asked for. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_file_that_may_not_grow_ends_with_a_sentence_and_with_nothing_lost() throws Exception {
        var place = new JarProcess.Place(scratch);
        String token;
        String path;
        var last = Api.promise("the figures");
        try (var jar = JarProcess.ready(place)) {
            var api = jar.api().setUp(jar.setupToken());
            token = api.token();
            path = "/api/relationships/" + api.start("Grace") + "/commitments";
            jar.stop();
        }
        var size = java.nio.file.Files.size(place.home().resolve("rapport.mv.db"));
        try (var jar = JarProcess.startedWithLimit(place, size + (2 << 20))) {
            jar.awaitSaid("Rapport is ready");
            var api = jar.api().withToken(token);
            var answer = api.post(path, last);
            for (var tries = 0; answer.status() == 201 && tries < 1_000; tries++) {
                recorded.add(last);
                last = Api.promise("the figures");
                answer = api.post(path, last);
            }
            // That one may or may not be there; nobody else is left in doubt.
            assertThat(answer.status()).isIn(500, 503);
            for (var more = 0; more < 3; more++) {
                var refusedNow = Api.promise("the figures");
                var said = api.post(path, refusedNow).expect(503);
                assertThat(said.field("detail")).contains("has to be started again", "Nothing was recorded now");
                refused.add(refusedNow);
            }
        }
        assertThat(recorded).isNotEmpty();
        try (var jar = JarProcess.ready(place)) {
            var api = jar.api().withToken(token);
            assertThat(promises(api))
                    .doesNotHaveDuplicates()
                    .containsAll(ids(recorded))
                    .doesNotContainAnyElementsOf(ids(refused));
            api.post(path, last).expect(201);
            jar.stop();
        }
        try (var doctor = JarProcess.started(place, "doctor")) {
            assertThat(doctor.exitCode()).as(doctor.said()).isZero();
        }
    }

    private static List<String> ids(Queue<Map<String, String>> promises) {
        return promises.stream().map(promise -> promise.getOrDefault("id", "")).toList();
    }

    private static List<String> promises(Api api) {
        var ids = new ArrayList<String>();
        api.get("/api/promises-to-me")
                .expect(200)
                .json()
                .get("promises")
                .forEach(promise -> ids.add(promise.get("id").asString()));
        return ids;
    }
}
