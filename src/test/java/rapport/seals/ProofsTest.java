package rapport.seals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** An export is checked on another machine: by the one source file, in a process of its own, with nothing but a JDK. */
class ProofsTest {

    private static final UUID MINE = new UUID(5, 1);
    private static final UUID NOTEBOOK = new UUID(5, 2);
    private static final UUID OTHERS = new UUID(5, 3);
    private static final Pattern PLACE = Pattern.compile("\"place\":[0-9]+");

    @TempDir
    private static Path directory;

    private static World world;
    private static Receipt receipt;

    private record Ran(int exit, String said) {}

    @BeforeAll
    static void a_sealed_history() {
        world = new World(directory);
        var random = new Random(11);
        var lengths = new HashMap<UUID, Long>();
        for (var size : List.of(12, 0, 30)) {
            world.tell(random, size, List.of(MINE, NOTEBOOK, OTHERS), lengths);
            world.sealer.seal();
        }
        receipt = world.seals.head().orElseThrow();
        world.append(random, MINE, lengths.getOrDefault(MINE, 0L));
    }

    /** Once, for all but one of the tests: made ready anew for each, it takes seconds. For 21, which it promises. */
    @BeforeAll
    static void it_compiles_by_itself() throws IOException, InterruptedException {
        var compiled = new ProcessBuilder(
                        java("javac"),
                        "-Xlint:all",
                        "-Werror",
                        "--release",
                        "21",
                        "-d",
                        directory.resolve("compiled").toString(),
                        "Verify.java")
                .inheritIO()
                .start();
        assertThat(compiled.waitFor()).isZero();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /** The files of an export, as the exports are made. */
    private static Map<String, byte[]> files() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("README.txt", "An export.\n".getBytes(StandardCharsets.UTF_8));
        var clear = new StringBuilder();
        for (var stream : List.of(MINE, NOTEBOOK)) {
            for (var row : world.table.eventsOf(stream.toString(), -1)) {
                var line = new LinkedHashMap<String, Object>();
                line.put("stream", row.stream());
                line.put("sequence", row.sequence());
                line.put("id", row.identifier());
                line.put("event", row.payloadType());
                line.put("at", row.timeStamp());
                line.put("fields", Map.of("text", "clear \"words\" \\ ü \u2028"));
                clear.append(JsonMapper.shared().writeValueAsString(line)).append('\n');
            }
        }
        files.put("events.jsonl", clear.toString().getBytes(StandardCharsets.UTF_8));
        var proofs = world.seals.proofs(List.of(MINE, NOTEBOOK));
        var blocks = new ByteArrayOutputStream();
        proofs.writeBlocks(blocks);
        files.put("proofs/blocks.jsonl", blocks.toByteArray());
        var events = new ByteArrayOutputStream();
        proofs.writeEvents(events);
        files.put("proofs/events.jsonl", events.toByteArray());
        return files;
    }

    private static Path zip(Map<String, byte[]> files) throws IOException {
        return zip(signed(files));
    }

    /** As whoever has the key could: what is signed is whatever there is. */
    private static List<Map.Entry<String, byte[]>> signed(Map<String, byte[]> files) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("format", "rapport-export");
        manifest.put("version", 1);
        manifest.put("publicKey", Base64.getEncoder().encodeToString(world.seals.publicKey()));
        manifest.put(
                "files",
                files.entrySet().stream()
                        .map(file -> Map.of(
                                "name",
                                file.getKey(),
                                "size",
                                file.getValue().length,
                                "sha256",
                                HexFormat.of().formatHex(sha256(file.getValue()))))
                        .toList());
        var bytes = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        var all = new ArrayList<>(files.entrySet());
        all.add(Map.entry("manifest.json", bytes));
        all.add(Map.entry(
                "manifest.sig",
                Base64.getEncoder().encodeToString(world.seals.sign(bytes)).getBytes(StandardCharsets.US_ASCII)));
        return all;
    }

    private static Path zip(List<Map.Entry<String, byte[]>> files) throws IOException {
        var path = Files.createTempFile(directory, "export", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var file : files) {
                zip.putNextEntry(new ZipEntry("rapport-ada-grace/" + file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return path;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ran verify(Path export, String... more) {
        return run(List.of("-cp", directory.resolve("compiled").toString(), "Verify"), export, more);
    }

    private static Ran run(List<String> program, Path export, String... more) {
        var command = new ArrayList<>(List.of(java("java"), "-Xmx256m", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        command.add(export.toString());
        command.addAll(List.of(more));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static void isRefused(Path export, String because, String... more) {
        var ran = verify(export, more);
        assertThat(ran.said()).contains(because).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(ran.exit()).isEqualTo(1);
    }

    private static void isRefused(String file, String what, String by, String because) throws IOException {
        var files = files();
        var before = new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
        var after = before.replaceFirst(what, by);
        assertThat(after).as("the change to " + file).isNotEqualTo(before);
        files.put(file, after.getBytes(StandardCharsets.UTF_8));
        isRefused(zip(files), because);
    }

    @Test
    void an_honest_export_fits_with_its_receipt() throws IOException {
        var ran = run(
                List.of("Verify.java"),
                zip(files()),
                "--receipt",
                receipt.text().toLowerCase(java.util.Locale.ROOT));

        assertThat(ran.said())
                .startsWith("Everything fits.")
                .contains("3 blocks")
                .contains("1 newest event");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void what_was_altered_by_whoever_has_the_key_is_found_by_the_seals() throws IOException {
        isRefused(
                "proofs/events.jsonl",
                "\"payloadType\":\"CommitmentMade",
                "\"payloadType\":\"CommitmentKept",
                "not as it was sealed");
        isRefused("proofs/events.jsonl", "\"place\":[0-9]+", "\"place\":1", "not as it was sealed");
        isRefused("proofs/blocks.jsonl", "\"sealedAt\":1", "\"sealedAt\":2", "not as the server signed");
        isRefused("proofs/blocks.jsonl", "\\{\"block\":2[^\n]*\n", "", "Block 2 is missing");
        isRefused("events.jsonl", "\"event\":\"CommitmentMade", "\"event\":\"CommitmentKept", "says something else");
        isRefused("events.jsonl", "[^\n]*\n", "", "left out");
        isRefused("proofs/events.jsonl", "[^\n]*\n", "", "lacks its event 0");
    }

    @Test
    void what_was_altered_without_the_key_is_found_by_the_manifest() throws IOException {
        var all = new ArrayList<>(signed(files()));
        all.set(0, Map.entry("README.txt", "Another.\n".getBytes(StandardCharsets.UTF_8)));
        isRefused(zip(all), "README.txt is not as the server wrote it");
        all = new ArrayList<>(signed(files()));
        all.removeFirst();
        isRefused(zip(all), "has no file README.txt");
        all = new ArrayList<>(signed(files()));
        all.add(Map.entry("more.txt", new byte[] {1}));
        isRefused(zip(all), "its manifest does not name it");
        all = new ArrayList<>(signed(files()));
        var manifest = all.get(all.size() - 2);
        all.set(
                all.size() - 2,
                Map.entry(
                        manifest.getKey(),
                        new String(manifest.getValue(), StandardCharsets.UTF_8)
                                .replace("rapport-export", "Rapport-export")
                                .getBytes(StandardCharsets.UTF_8)));
        isRefused(zip(all), "manifest.json is not as the server signed it");
    }

    @Test
    void a_receipt_of_another_history_is_told() throws IOException {
        var export = zip(files());
        isRefused(export, "does not fit", "--receipt", receipt.block() + "-0000-0000-0000");
        isRefused(export, "There is no block 99", "--receipt", "99-0000-0000-0000");
        isRefused(export, "look at each sign", "--receipt", "nonsense");
    }

    @Test
    void hostile_files_end_with_a_sentence() throws IOException {
        var good = Files.readAllBytes(zip(files()));
        var random = new Random(3);
        var path = directory.resolve("hostile.zip");
        Files.write(path, java.util.Arrays.copyOf(good, good.length / 2));
        isRefused(path, "cut off");
        Files.writeString(path, "no zip at all");
        isRefused(path, "is no zip");
        isRefused(directory.resolve("not-there.zip"), "cannot be read");
        for (var i = 0; i < 6; i++) {
            var bad = good.clone();
            bad[random.nextInt(good.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(path, bad);
            var ran = verify(path);
            assertThat(ran.said()).doesNotContain("Exception").doesNotContain("\tat ");
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry("../../evil"));
            zip.closeEntry();
        }
        isRefused(path, "leads out of it");
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.setLevel(9);
            zip.putNextEntry(new ZipEntry("x/manifest.json"));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        isRefused(path, "larger than any export");
        var deep = new LinkedHashMap<>(files());
        deep.put("events.jsonl", ("[".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8));
        isRefused(zip(deep), "is not JSON");
        assertThat(verify(path, "--what").exit()).isEqualTo(2);
    }

    /** Two servers with the same stream of mine, and on one of them much that is not mine: my proofs do not tell. */
    @Test
    void proofs_tell_nothing_about_what_is_not_mine() throws IOException {
        var alone = proofsBeside(0);
        var crowded = proofsBeside(700);

        assertThat(shape(crowded)).isEqualTo(shape(alone));
        var places =
                PLACE.matcher(crowded).results().map(found -> found.group()).distinct();
        assertThat(places.count()).as("places drawn by lot").isGreaterThan(5);
    }

    private static String proofsBeside(int others) throws IOException {
        try (var server = new World(directory)) {
            var random = new Random(13);
            for (var hour = 0; hour < 3; hour++) {
                for (var i = 0; i < 4; i++) {
                    server.append(random, MINE, 4L * hour + i);
                    for (var other = 0; other < others / 12; other++) {
                        server.append(new Random(), OTHERS, (4L * hour + i) * (others / 12) + other);
                    }
                }
                server.sealer.seal();
            }
            var out = new ByteArrayOutputStream();
            var proofs = server.seals.proofs(List.of(MINE));
            proofs.writeBlocks(out);
            proofs.writeEvents(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    /** All that is no hash, signature or place drawn by lot. */
    private static String shape(String proofs) {
        return PLACE.matcher(proofs.replaceAll("\"[A-Za-z0-9+/]{43}=\"", "HASH")
                        .replaceAll("\"signature\":\"[A-Za-z0-9+/=]{88}\"", "SIGNATURE")
                        .replaceAll("\"publicKey\":\"[A-Za-z0-9+/=]+\"", "KEY"))
                .replaceAll("PLACE");
    }
}
