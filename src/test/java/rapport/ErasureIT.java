package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.accounts.MorePeople;
import rapport.cli.Heard;
import rapport.doors.Joining;
import rapport.erasure.Erasures;
import rapport.notebooks.Notebooks;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.relationships.ErasureBasis;
import rapport.words.KeyOnDisk;

/**
 * Kills the packaged application again and again while it erases, by turns the running server and the command in a process of
 * its own, and looks what the next start makes of it. As many times as {@code erasure.kills} says, on one data directory.
 */
class ErasureIT {

    private static final Pattern FINISHED = Pattern.compile("finished (\\d+) erasures");
    private static final String STILL_THERE = "STILL-THERE";

    @TempDir
    private Path scratch;

    /** Two who wrote to each other, each under one mark; and what each of them reads before anything is erased. */
    private record Pair(
            String id,
            String mark,
            String manager,
            String report,
            List<byte[]> keys,
            String read,
            String readByReport) {

        @Override
        public String toString() {
            return id;
        }
    }

    /** How long an erasing takes at most, as far as is known: later kills are too late. */
    private static final class Moments {

        private final Random random;
        private long longest = 300;

        Moments(Random random) {
            this.random = random;
        }

        long next() {
            return random.nextLong(longest);
        }

        void wasTooLate(long millis) {
            longest = Math.max(20, Math.min(longest, millis));
        }
    }

    private final List<Pair> pairs = new ArrayList<>();
    private final Set<Pair> saidErased = new HashSet<>();
    private int finishedLater;
    private int erased;
    private int untouched;

    @Test
    @SuppressWarnings("SystemOut") // the seed, to see the same moments again
    void what_is_killed_while_it_erases_is_finished_by_the_next_start_or_was_not_begun() throws Exception {
        var seed = Long.getLong("erasure.seed", System.nanoTime());
        var kills = Integer.getInteger("erasure.kills", 10);
        System.out.println("erasure.seed=" + seed + " erasure.kills=" + kills);
        var random = new Random(seed);
        var place = new JarProcess.Place(scratch);
        prepare(place.home(), kills);
        var bystander = pairs.getLast();
        var ofServer = new Moments(random);
        var ofCommand = new Moments(random);
        for (var kill = 0; kill < kills; kill += 2) {
            try (var server = JarProcess.ready(place, "--logging.level.rapport.erasure=INFO")) {
                look(server, place.home(), pairs.subList(Math.max(0, kill - 2), kill), bystander);
                killWhile(pairs.get(kill), place, server, ofServer);
            }
            if (kill + 1 < kills) {
                killWhile(pairs.get(kill + 1), place, null, ofCommand);
            }
        }
        try (var server = JarProcess.ready(place, "--logging.level.rapport.erasure=INFO")) {
            erased = 0;
            untouched = 0;
            look(server, place.home(), pairs.subList(0, kills), bystander);
            said(place, 0, "verify");
            assertThat(said(place, 0, "doctor")).contains("Nothing is wrong.");
            assertThat(said(place, 0, "backup")).contains("Keys: ");
        }
        for (var pair : pairs) {
            assertThat(new Traces(pair.mark()).below(place.home())).isEmpty();
        }
        openTheOldEventsWithTheNewestKeys(place);
        System.out.println("erasure: " + kills + " kills, " + erased + " erased (" + saidErased.size()
                + " had been answered, " + finishedLater + " finished by a later start), " + untouched
                + " not begun");
    }

    // --- before ---------------------------------------------------------------------------------------------------

    private void prepare(Path home, int kills) {
        try (var served = SpringApplication.run(Rapport.class, "--rapport.home=" + home, "--server.port=0")) {
            var port = Objects.requireNonNull(((WebServerApplicationContext) served).getWebServer())
                    .getPort();
            var grace = new Api(port, null)
                    .setUp(served.getBean(Accounts.class).openSetupToken().orElseThrow());
            var me = new PersonId(
                    UUID.fromString(grace.get("/api/me").expect(200).field("person")));
            for (var i = 0; i <= kills; i++) {
                pairs.add(pair(served, grace, me));
            }
            var heard = new Heard();
            assertThat(rapport(home, heard, "backup")).as(heard.text()).isZero();
        }
    }

    private static Pair pair(ConfigurableApplicationContext served, Api grace, PersonId me) {
        var mark = "Mark" + UUID.randomUUID().toString().replace("-", "");
        var started = grace.post("/api/relationships", Map.of("report", Map.of("name", "Ada"), "zone", "UTC"))
                .expect(201);
        var id = started.field("id");
        var other = new PersonId(UUID.fromString(started.field("report")));
        var path = "/api/relationships/" + id;
        var invitation = grace.post(path + "/invitations", Map.of()).expect(201).field("token");
        var ada = grace.withToken(new MorePeople(served.getBean(JdbcClient.class), served.getBean(Joining.class))
                .tokenForOneWhoJoins(other, invitation));
        for (var by : List.of(grace, ada)) {
            var due = LocalDate.now(ZoneOffset.UTC).plusDays(9).toString();
            by.post(
                            path + "/commitments",
                            Map.of("promisor", by == grace ? "MANAGER" : "REPORT", "text", mark, "dueOn", due))
                    .expect(201);
            by.post(path + "/concerns", Map.of("text", mark)).expect(201);
            by.post(path + "/notes", Map.of("text", mark, "visibility", "PRIVATE"))
                    .expect(201);
        }
        var relationship = new RelationshipId(UUID.fromString(id));
        var erasures = served.getBean(Erasures.class);
        var announced = erasures.announce(relationship, ErasureBasis.BOTH_ASKED);
        erasures.see(me, relationship, announced.id());
        erasures.see(other, relationship, announced.id());
        var notebooks = served.getBean(Notebooks.class);
        var keys = List.of(
                        relationship.value(),
                        notebooks.find(me, relationship).orElseThrow().value(),
                        notebooks.find(other, relationship).orElseThrow().value())
                .stream()
                .map(stream -> KeyOnDisk.of(served, stream))
                .toList();
        return new Pair(id, mark, grace.token(), ada.token(), keys, history(grace, id), history(ada, id));
    }

    private static String history(Api who, String id) {
        return who.get("/api/relationships/" + id + "/history?limit=200")
                .expect(200)
                .text();
    }

    // --- killing --------------------------------------------------------------------------------------------------

    /** @param server who does it; null if the command does it by itself */
    private void killWhile(Pair pair, JarProcess.Place place, @Nullable JarProcess server, Moments moments)
            throws InterruptedException {
        var settings = server == null ? "--logging.level.rapport.erasure=INFO" : "--logging.level.root=WARN";
        try (var command = JarProcess.started(place, "erase", pair.id(), "--basis", "BOTH_ASKED", settings)) {
            command.awaitSaid("or the id: ");
            var wait = moments.next();
            command.type(pair.id());
            Thread.sleep(Duration.ofMillis(wait));
            (server == null ? command : server).kill();
            command.exitCode();
            finishedLater += finished(command.output());
            if (command.output().contains("Erased.")) {
                saidErased.add(pair);
                moments.wasTooLate(wait);
            }
        }
    }

    private static int finished(String output) {
        var found = FINISHED.matcher(output);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    // --- afterwards -----------------------------------------------------------------------------------------------

    private void look(JarProcess server, Path home, List<Pair> killed, Pair bystander) throws IOException {
        finishedLater += finished(server.output());
        for (var pair : killed) {
            var nowhere = server.api();
            var grace = nowhere.withToken(pair.manager());
            var ada = nowhere.withToken(pair.report());
            if (history(grace, pair.id()).contains("RelationshipErased")) {
                erased++;
                assertErased(pair, List.of(grace, ada), home);
            } else {
                untouched++;
                assertThat(saidErased).doesNotContain(pair);
                assertUntouched(pair, grace, ada);
                assertThat(told(ada, pair)).startsWith("ERASURE_ANNOUNCED");
            }
        }
        var nowhere = server.api();
        assertUntouched(bystander, nowhere.withToken(bystander.manager()), nowhere.withToken(bystander.report()));
    }

    private static void assertErased(Pair pair, List<Api> both, Path home) throws IOException {
        for (var who : both) {
            assertThat(history(who, pair.id())).contains("[erased]").doesNotContain(pair.mark());
            var path = "/api/relationships/" + pair.id();
            for (var view : List.of("/open-items", "/brief", "/history?q=" + pair.mark(), "/access")) {
                assertThat(who.get(path + view).expect(200).text()).as(view).doesNotContain(pair.mark());
            }
            assertThat(who.get(path + "/open-items").json().get("items")).isEmpty();
            assertThat(told(who, pair)).startsWith("ERASED");
            assertThat(who.post(path + "/notes", Map.of("text", STILL_THERE)).status())
                    .isEqualTo(409);
        }
        for (var key : pair.keys()) {
            assertThat(holdersOf(key, home)).as("a key of " + pair).isEmpty();
        }
    }

    // What an act or a key left undone would show here, to the letter.
    private static void assertUntouched(Pair pair, Api grace, Api ada) {
        assertThat(history(grace, pair.id())).isEqualTo(pair.read()).contains(pair.mark());
        assertThat(history(ada, pair.id())).isEqualTo(pair.readByReport()).contains(pair.mark());
    }

    private static String told(Api who, Pair pair) {
        return who.get("/api/relationships/" + pair.id() + "/access")
                .expect(200)
                .json()
                .get("accesses")
                .get(0)
                .get("what")
                .asString();
    }

    private static List<Path> holdersOf(byte[] bytes, Path home) throws IOException {
        var wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        var found = new ArrayList<Path>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                try {
                    if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) {
                        found.add(file);
                    }
                } catch (NoSuchFileException _) {
                    // a temporary one, gone in the meantime
                }
            }
        }
        return found;
    }

    private static String said(JarProcess.Place place, int exit, String... words) {
        try (var tool = JarProcess.started(place, words)) {
            assertThat(tool.exitCode()).as(tool.said()).isEqualTo(exit);
            return tool.output();
        }
    }

    private void openTheOldEventsWithTheNewestKeys(JarProcess.Place place) throws IOException {
        var elsewhere = new JarProcess.Place(scratch.resolve("elsewhere"));
        Files.createDirectories(elsewhere.scratch());
        var shelf = place.home().resolve("backups");
        try (var restore = JarProcess.started(
                place,
                "restore",
                file(shelf.resolve("events"), false).toString(),
                "--keys",
                file(shelf.resolve("keys"), true).toString(),
                "--to",
                elsewhere.home().toString())) {
            for (var question = 0; question < 3; question++) {
                restore.type("without");
            }
            assertThat(restore.exitCode()).as(restore.said()).isZero();
        }
        try (var server = JarProcess.ready(elsewhere)) {
            var grace = server.api().withToken(pairs.getFirst().manager());
            var readable = 0;
            for (var pair : pairs) {
                var read = history(grace, pair.id());
                assertThat(read).doesNotContain("RelationshipErased");
                if (read.contains(pair.mark())) {
                    readable++;
                } else {
                    assertThat(read).contains("[erased]");
                }
            }
            assertThat(readable)
                    .as("those that were not erased, and the bystanders")
                    .isEqualTo(untouched + 1);
        }
    }

    private static Path file(Path directory, boolean newest) throws IOException {
        try (var files = Files.list(directory)) {
            var all = files.sorted().toList();
            return newest ? all.getLast() : all.getFirst();
        }
    }
}
