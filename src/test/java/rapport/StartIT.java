package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How the packaged application starts, and when it had better not. */
class StartIT {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    private static Path once;

    /** A Rapport that has been set up and stopped; tests work on copies of its data. */
    private static Path usedHome = Path.of("");

    private static String token = "";

    @TempDir
    private Path scratch;

    @BeforeAll
    static void a_rapport_that_was_used() throws IOException {
        var place = new JarProcess.Place(once);
        usedHome = place.home();
        try (var jar = JarProcess.ready(place)) {
            assertThat(jar.setupToken()).hasSizeGreaterThan(40);
            assertThat(jar.output()).contains("http://localhost:" + jar.port() + "/setup?token=" + jar.setupToken());
            assertThat(usedHome.resolve("setup-token")).hasContent(jar.setupToken() + "\n");
            assertThat(modeOf("setup-token")).isEqualTo("rw-------");
            assertThat(modeOf("master.key")).isEqualTo("rw-------");
            assertThat(modeOf(".")).isEqualTo("rwx------");
            setUpRacing(jar);
            assertThat(usedHome.resolve("setup-token")).doesNotExist();
            jar.api().withToken(token).start("Grace");
            jar.stop();
        }
    }

    private static String modeOf(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(usedHome.resolve(file)));
    }

    // Set-up works once, whoever tries in the same moment: checked here because it can only be seen on new data.
    private static void setUpRacing(JarProcess jar) {
        var racers = 6;
        var setupToken = jar.setupToken();
        var start = new CyclicBarrier(racers);
        var answers = new ArrayList<Api.Answer>();
        try (var threads = Executors.newFixedThreadPool(racers)) {
            var outcomes = new ArrayList<Future<Api.Answer>>();
            for (var racer = 0; racer < racers; racer++) {
                var person = Map.of("token", setupToken, "name", "Racer " + racer, "passphrase", Api.PASSPHRASE);
                outcomes.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return jar.api().post("/api/setup", person);
                }));
            }
            for (var outcome : outcomes) {
                answers.add(outcome.get(60, TimeUnit.SECONDS));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(answers).filteredOn(Api.Answer::isDone).hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.isDone()).allMatch(answer -> answer.status() / 100 == 4);
        token = answers.stream()
                .filter(Api.Answer::isDone)
                .findFirst()
                .orElseThrow()
                .json()
                .get("token")
                .asString();
        jar.api()
                .post("/api/setup", Map.of("token", setupToken, "name", "Late", "passphrase", Api.PASSPHRASE))
                .expect(409);
        jar.api().withToken(token).get("/api/me").expect(200);
    }

    private JarProcess.Place copyOfTheUsedOne() throws IOException {
        var place = new JarProcess.Place(scratch);
        try (var files = Files.walk(usedHome)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        place.home().resolve(usedHome.relativize(file)),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return place;
    }

    private static Map<String, Integer> contents(Path home) throws IOException {
        var contents = new TreeMap<String, Integer>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(home.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static void assertRefused(JarProcess jar, String... sentences) {
        assertThat(jar.exitCode()).as(jar.said()).isNotZero();
        assertThat(jar.said()).contains(sentences).doesNotContain("\tat ");
    }

    @Test
    void what_was_set_up_stays_set_up() throws IOException {
        try (var jar = JarProcess.ready(copyOfTheUsedOne())) {
            jar.api()
                    .withToken(token)
                    .get("/api/relationships")
                    .expect(200)
                    .json()
                    .get("relationships")
                    .get(0)
                    .get("id")
                    .asString();
            jar.stop();
            assertThat(jar.output()).doesNotContain("/setup");
        }
    }

    @Test
    void a_wrong_token_sets_nothing_up() {
        var place = new JarProcess.Place(scratch);
        try (var jar = JarProcess.ready(place)) {
            var person = Map.of("token", "a guess", "name", "Mallory", "passphrase", Api.PASSPHRASE);
            var refused = jar.api().post("/api/setup", person).expect(401);
            assertThat(refused.json().get("rule").asString()).isEqualTo("wrong-token");
            jar.api()
                    .post("/api/setup", Map.of("token", jar.setupToken(), "name", "Ada", "passphrase", Api.PASSPHRASE))
                    .expect(201);
        }
    }

    @Test
    void a_second_one_on_the_same_data_is_refused() throws IOException {
        var place = copyOfTheUsedOne();
        try (var first = JarProcess.ready(place);
                var second = JarProcess.started(place)) {
            assertRefused(second, "Another program has the database", "RAPPORT_HOME");
            first.api().withToken(token).get("/api/me").expect(200);
        }
    }

    @Test
    void a_port_in_use_is_told() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var jar = JarProcess.started(copyOfTheUsedOne(), "--server.port=" + taken.getLocalPort())) {
            assertRefused(jar, "Port " + taken.getLocalPort() + " was already in use");
        }
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_told() throws IOException {
        var file = Files.createFile(scratch.resolve("a file"));
        try (var jar = JarProcess.started(
                new JarProcess.Place(scratch),
                Map.of("RAPPORT_HOME", file.resolve("home").toString()))) {
            assertRefused(jar, "cannot be made or written to", "RAPPORT_HOME");
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class The_aot_cache {

        @Test
        void is_used_without_being_asked_for() throws IOException {
            var asked = new JarProcess.Place(scratch);
            try (var jar = JarProcess.ready(asked, "--rapport.hosts=a name,with spaces")) {
                assertThat(jar.command())
                        .filteredOn(word -> word.startsWith("-XX:AOTCache="))
                        .containsExactly("-XX:AOTCache="
                                + JarProcess.PACKAGED
                                        .toAbsolutePath()
                                        .toString()
                                        .replaceFirst("jar$", "aot"));
                assertThat(jar.command()).contains("-Xmx256m", "--rapport.hosts=a name,with spaces");
                assertThat(Files.readString(Path.of("/proc/" + jar.pid() + "/maps")))
                        .contains("rapport-0.1.0.aot");
                assertThat(jar.errors()).isEmpty();
                assertThat(jar.said()).doesNotContain("[warning]");
            }
        }

        @Test
        void is_passed_over_in_silence_when_it_does_not_fit() throws IOException {
            var copy = Files.copy(JarProcess.PACKAGED, scratch.resolve("copy.jar"));
            Files.writeString(scratch.resolve("copy.aot"), "made by another JDK");
            try (var jar = JarProcess.ready(copy, new JarProcess.Place(scratch))) {
                assertThat(jar.said()).doesNotContainIgnoringCase("aot");
                assertThat(jar.errors()).isEmpty();
            }
        }

        @Test
        void can_be_absent() throws IOException {
            var copy = Files.copy(JarProcess.PACKAGED, scratch.resolve("copy.jar"));
            try (var jar = JarProcess.ready(copy, new JarProcess.Place(scratch))) {
                assertThat(jar.command()).noneMatch(word -> word.startsWith("-XX:AOT"));
                assertThat(jar.errors()).isEmpty();
            }
        }
    }

    @Nested
    class Without_the_right_keys {

        private void assertRefusedAndUnchanged(JarProcess.Place place, String... sentences) throws IOException {
            var before = contents(place.home());
            try (var jar = JarProcess.started(place)) {
                assertRefused(jar, sentences);
            }
            assertThat(contents(place.home())).isEqualTo(before);
        }

        @Test
        void a_missing_master_key_is_not_replaced() throws IOException {
            var place = copyOfTheUsedOne();
            Files.delete(place.home().resolve("master.key"));
            assertRefusedAndUnchanged(place, "The master key is missing", "RAPPORT_MASTER_KEY");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "not a key", "AAAA"})
        void garbage_is_no_master_key(String garbage) throws IOException {
            var place = copyOfTheUsedOne();
            Files.writeString(place.home().resolve("master.key"), garbage);
            assertRefusedAndUnchanged(place, "master.key");
        }

        @Test
        void a_wrong_master_key_is_told() throws IOException {
            var place = copyOfTheUsedOne();
            Files.writeString(
                    place.home().resolve("master.key"), Base64.getEncoder().encodeToString(new byte[32]));
            var before = contents(place.home());
            try (var jar = JarProcess.started(place)) {
                assertRefused(jar, "The master key is not the one");
            }
            // Looking into the vault takes note of it in the vault's file; the history was not even opened.
            assertThat(contents(place.home())).containsOnlyKeys(before.keySet());
            assertThat(contents(place.home()))
                    .containsEntry("rapport.mv.db", before.get("rapport.mv.db"))
                    .containsEntry("master.key", before.get("master.key"));
            Files.copy(
                    usedHome.resolve("master.key"),
                    place.home().resolve("master.key"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            JarProcess.ready(place).close();
        }

        @Test
        void a_master_key_that_others_can_read_is_refused() throws IOException {
            var place = copyOfTheUsedOne();
            Files.setPosixFilePermissions(
                    place.home().resolve("master.key"), PosixFilePermissions.fromString("rw-r-----"));
            assertRefusedAndUnchanged(place, "Other users", "chmod 600");
        }

        @Test
        void a_missing_vault_is_not_replaced() throws IOException {
            var place = copyOfTheUsedOne();
            Files.delete(place.home().resolve("vault.mv.db"));
            assertRefusedAndUnchanged(place, "The keys are missing", "vault.mv.db");
        }
    }

    @Nested
    class The_clock {

        @Test
        void cannot_be_shifted_by_accident() throws IOException {
            try (var jar = JarProcess.started(copyOfTheUsedOne(), "--rapport.clock.offset=P2D")) {
                assertRefused(jar, "rapport.clock.offset", "lab");
            }
        }

        @Test
        void shifts_everything_and_a_promise_nobody_kept_is_recorded_as_missed_once() throws Exception {
            var place = copyOfTheUsedOne();
            var today = LocalDate.now(ZONE);
            String path;
            String first;
            try (var jar = JarProcess.ready(place)) {
                var api = jar.api().withToken(token);
                path = "/api/relationships/" + api.start("Linus");
                first = promise(api, path, today);
                assertThat(kinds(api, path)).containsExactly("DUE_BY_NEXT");
                jar.stop();
            }
            String second;
            try (var jar = inTheLab(place, "P2D")) {
                var api = jar.api().withToken(token);
                assertThat(kinds(api, path)).containsExactly("BROKEN_PROMISE");
                assertThat(awaitMiss(api, first)).containsExactly(today.toString());
                second = promise(api, path, today.plusDays(2));
                jar.stop();
            }
            for (var restart = 1; restart <= 2; restart++) {
                try (var jar = inTheLab(place, "P4D")) {
                    var api = jar.api().withToken(token);
                    var third = promise(api, path, today.plusDays(4));
                    assertThat(awaitMiss(api, second))
                            .containsExactly(today.plusDays(2).toString());
                    assertThat(misses(api, first)).containsExactly(today.toString());
                    assertThat(misses(api, third)).isEmpty();
                    jar.stop();
                }
            }
        }

        private static JarProcess inTheLab(JarProcess.Place place, String offset) {
            return JarProcess.ready(
                    place,
                    "--spring.profiles.active=lab",
                    "--rapport.clock.offset=" + offset,
                    "--rapport.sweep.every=PT0.1S");
        }

        private static String promise(Api api, String path, LocalDate dueOn) {
            var body = Map.of(
                    "promisor", "REPORT", "text", "the figures", "madeOn", dueOn.toString(), "dueOn", dueOn.toString());
            return api.post(path + "/commitments", body)
                    .expect(201)
                    .json()
                    .get("id")
                    .asString();
        }

        private static List<String> kinds(Api api, String path) {
            var kinds = new ArrayList<String>();
            api.get(path + "/open-items")
                    .expect(200)
                    .json()
                    .get("items")
                    .forEach(item -> kinds.add(item.get("kind").asString()));
            return kinds;
        }

        private static List<String> awaitMiss(Api api, String commitment) throws InterruptedException {
            for (var attempt = 0; attempt < 600 && misses(api, commitment).isEmpty(); attempt++) {
                Thread.sleep(50);
            }
            return misses(api, commitment);
        }

        /** The days of the misses that the system has recorded for a promise. */
        private static List<String> misses(Api api, String commitment) {
            var days = new ArrayList<String>();
            for (var promise : api.get("/api/promises-to-me").expect(200).json().get("promises")) {
                for (JsonNode step : promise.get("history")) {
                    if (promise.get("id").asString().equals(commitment)
                            && step.get("event").asString().equals("CommitmentMissed")) {
                        assertThat(step.has("by")).as("recorded by the system").isFalse();
                        assertThat(promise.get("miss").get("recordedBy").asString())
                                .isEqualTo("SYSTEM");
                        days.add(step.get("day").asString());
                    }
                }
            }
            return days;
        }
    }
}
