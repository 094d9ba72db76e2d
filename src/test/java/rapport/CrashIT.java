package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.briefing.PromiseTables;
import rapport.eventstore.OpenedHistory;
import rapport.relationships.StoredNames;

/**
 * Kills the running application again and again while many people write, and compares what it had acknowledged with
 * what it holds afterwards. As many rounds as {@code crash.rounds} says, on one data directory.
 */
class CrashIT {

    private static final int WRITERS = 16;
    private static final int RELATIONSHIPS = 4;
    private static final int LONGEST_ROUND_MILLIS = 1_500;

    @TempDir
    private Path scratch;

    private String token = "";

    /** Something that was answered with success: it must be there, at that place, for ever. */
    private record Acknowledged(String relationship, String commitment, long sequence, String event) {}

    /** A creation of which nobody knows what became. */
    private record Unanswered(String relationship, Map<String, ?> body) {}

    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    @Test
    @SuppressWarnings("SystemOut") // the seed, to see the same moments again
    void nothing_that_was_acknowledged_is_lost_or_doubled_when_the_process_is_killed() throws Exception {
        var seed = Long.getLong("crash.seed", System.nanoTime());
        var rounds = Integer.getInteger("crash.rounds", 3);
        System.out.println("crash.seed=" + seed + " crash.rounds=" + rounds);
        var random = new Random(seed);
        var place = new JarProcess.Place(scratch);
        var relationships = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (var round = 0; round <= rounds; round++) {
            try (var jar = JarProcess.ready(place)) {
                if (round == 0) {
                    token = jar.api().setUp(jar.setupToken()).token();
                } else {
                    missing.addAll(missingIn(jar.api().withToken(token), relationships, round));
                    jar.said()
                            .lines()
                            .dropWhile(line -> !line.contains(" ERROR "))
                            .limit(60)
                            .forEach(surprises::add);
                }
                if (round == rounds) {
                    jar.stop();
                } else {
                    relationships.clear();
                    writeUntilKilled(jar, random, relationships);
                }
            }
        }
        assertThat(missing).as("acknowledged, and gone").isEmpty();
        assertThat(surprises).as("answers that no rule explains").isEmpty();
        examineFiles(place.home());
        System.out.println("crash: " + acknowledged.size() + " acknowledged acts, " + unanswered.size()
                + " unanswered creations, none lost");
    }

    private void writeUntilKilled(JarProcess jar, Random random, List<String> relationships) throws Exception {
        var api = jar.api().withToken(token);
        for (var i = 0; i < RELATIONSHIPS; i++) {
            relationships.add(api.start("Grace " + i));
        }
        var writers = new ArrayList<Thread>();
        for (var i = 0; i < WRITERS; i++) {
            var relationship = relationships.get(i % RELATIONSHIPS);
            writers.add(Thread.ofPlatform().start(() -> write(api, relationship)));
        }
        Thread.sleep(random.nextInt(100, LONGEST_ROUND_MILLIS));
        jar.kill();
        for (var writer : writers) {
            writer.join();
        }
    }

    /** Makes promises and acts on them until nobody answers any more. */
    private void write(Api api, String relationship) {
        var commitments = "/api/relationships/" + relationship + "/commitments";
        while (true) {
            var id = UUID.randomUUID().toString();
            Map<String, ?> promise = Map.of(
                    "id",
                    id,
                    "promisor",
                    "REPORT",
                    "text",
                    "bring the figures " + id,
                    "dueOn",
                    LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());
            try {
                if (!isAcknowledged(api, commitments, promise, relationship, id, "CommitmentMade")) {
                    return;
                }
            } catch (IOException _) {
                unanswered.add(new Unanswered(relationship, promise));
                return;
            }
            try {
                var one = commitments + "/" + id;
                Map<String, ?> delivered = Map.of("delivered", "here they are", "onBehalfOf", true);
                if (!isAcknowledged(api, one + "/keep", delivered, relationship, id, "CommitmentKept")
                        || !isAcknowledged(api, one + "/confirm", Map.of(), relationship, id, "KeepingConfirmed")) {
                    return;
                }
            } catch (IOException _) {
                return;
            }
        }
    }

    private boolean isAcknowledged(
            Api api, String path, Map<String, ?> body, String relationship, String commitment, String event)
            throws IOException {
        var answer = api.sentJson(path, body);
        if (!answer.isDone()) {
            surprises.add(answer.status() + " " + answer.text());
            return false;
        }
        var sequence = answer.json().get("sequence").asLong();
        acknowledged.add(new Acknowledged(relationship, commitment, sequence, event));
        return true;
    }

    private List<String> missingIn(Api api, List<String> relationships, int round) {
        var steps = new HashMap<String, String>();
        var promises = api.get("/api/promises-to-me").expect(200).json().get("promises");
        for (var promise : promises) {
            for (var step : promise.get("history")) {
                var place = promise.get("relationship").asString() + "/"
                        + step.get("sequence").asLong();
                var what =
                        promise.get("id").asString() + " " + step.get("event").asString();
                assertThat(steps.put(place, what)).as("twice at %s", place).isNull();
            }
        }
        var missing = new ArrayList<String>();
        for (var act : acknowledged) {
            var place = act.relationship() + "/" + act.sequence();
            if (!(act.commitment() + " " + act.event()).equals(steps.get(place))) {
                missing.add("round " + round + ": " + act + ", but there is " + steps.get(place));
            }
        }
        for (var relationship : relationships) {
            var answer = api.get("/api/relationships/" + relationship);
            if (answer.status() != 200) {
                missing.add("round " + round + ": relationship " + relationship + ", but there is " + answer.text());
            }
        }
        unanswered.stream()
                .filter(creation -> relationships.contains(creation.relationship()))
                .forEach(creation -> repeatSafely(api, creation));
        return missing;
    }

    // Whether or not it was recorded the first time, repeating it answers its one place in the stream.
    private void repeatSafely(Api api, Unanswered creation) {
        var commitments = "/api/relationships/" + creation.relationship() + "/commitments";
        var first = api.post(commitments, creation.body());
        var second = api.post(commitments, creation.body());
        if (first.status() != 201 || !second.equals(first)) {
            surprises.add("repeated " + creation + ": " + first + ", then " + second);
        }
    }

    private void examineFiles(Path home) {
        try (var history = OpenedHistory.in(home, StoredNames.registry())) {
            var sequences = history.sequences();
            sequences.forEach((stream, numbers) ->
                    assertThat(numbers).as(stream).isEqualTo(OpenedHistory.withoutGaps(numbers.size())));
            PromiseTables.assertEqualToTheFold(history.sql(), history.streams(), List.copyOf(sequences.keySet()));
            assertThat(history.sql()
                            .sql("select count(*) from promise")
                            .query(Integer.class)
                            .single())
                    .as("each creation once, acknowledged or repeated")
                    .isEqualTo((int) acknowledged.stream()
                                    .filter(act -> act.event().equals("CommitmentMade"))
                                    .count()
                            + unanswered.size());
        }
    }
}
