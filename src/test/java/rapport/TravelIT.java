package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.web.Browser;

/** A whole server is taken to another machine by the packaged application, which may be killed on the way. */
class TravelIT {

    private static final String WORDS = "the words that came along";
    private static final Pattern ONE_OF_A_KIND = Pattern.compile("(name=\"_csrf\"[^>]*value=|name=\"csrf\"[^>]*content="
            + "|name=\"rapport-version\" content=|type=\"hidden\" name=\"[a-z.]*id\" value=)\"[^\"]+\"");

    @TempDir
    private Path scratch;

    private record Export(Path events, Path keys) {}

    /** A server that held something, what it showed, and what was taken along from it. */
    private record Old(String token, String relationship, Map<String, String> seen, Export export) {}

    private JarProcess.Place place(String name) throws IOException {
        return new JarProcess.Place(Files.createDirectories(scratch.resolve(name)));
    }

    private static String said(JarProcess.Place place, int exit, String... words) {
        try (var tool = JarProcess.started(place, words)) {
            assertThat(tool.exitCode()).as(tool.said()).isEqualTo(exit);
            assertThat(tool.said()).doesNotContain("\tat ", "Exception", "/setup?token=");
            return tool.output();
        }
    }

    private Export export(JarProcess.Place place, Path to) throws IOException {
        assertThat(said(place, 0, "export", "--to", to.toString(), "--with-master-key"))
                .contains("rapport-server-", "rapport-keys-");
        return new Export(only(to, ".zip"), only(to, ".json"));
    }

    private static Path only(Path directory, String ending) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .reduce((one, other) -> {
                        throw new AssertionError("two of " + ending);
                    })
                    .orElseThrow();
        }
    }

    private static String[] importing(Export export) {
        return new String[] {
            "import", export.events().toString(), "--keys", export.keys().toString()
        };
    }

    private Old old() throws IOException {
        var place = place("old");
        try (var server = JarProcess.ready(place)) {
            var token = server.api()
                    .post(
                            "/api/setup",
                            Map.of("token", server.setupToken(), "name", "Ada", "passphrase", Api.PASSPHRASE))
                    .expect(201)
                    .field("token");
            var api = new Api(server.port(), token);
            var relationship = api.start("Grace");
            var at = "/api/relationships/" + relationship;
            api.post(at + "/topics", Map.of("text", WORDS)).expect(201);
            api.post(at + "/notes", Map.of("text", "for her eyes alone", "flagged", true))
                    .expect(201);
            var invitation = api.post(at + "/invitations").expect(201).field("token");
            var browser = new Browser(server.port());
            var joined = browser.submit(
                    browser.get("/join?token=" + invitation),
                    "#join-new",
                    Map.of("name", "Grace", "passphrase", Api.PASSPHRASE));
            assertThat(joined.status()).isEqualTo(200);
            var export = export(place, scratch.resolve("taken"));
            assertThat(said(place, 3, importing(export))).contains("Rapport is running");
            return new Old(token, relationship, shown(server.port(), relationship), export);
        }
    }

    private static Map<String, String> shown(int port, String relationship) {
        var shown = new LinkedHashMap<String, String>();
        for (var name : List.of("Ada", "Grace")) {
            var browser = new Browser(port);
            browser.submit(browser.get("/sign-in"), "#sign-in", Map.of("name", name, "passphrase", Api.PASSPHRASE));
            var brief = "/relationships/" + relationship;
            for (var path : List.of("/", brief, brief + "/history", brief + "/access", "/promises-to-me", "/people")) {
                var page = browser.get(path);
                assertThat(page.status()).as(name + " at " + path).isEqualTo(200);
                shown.put(
                        name + " at " + path,
                        ONE_OF_A_KIND
                                .matcher(page.body().replaceAll("\\b[0-9]+(-[0-9A-Z]{4}){3}\\b", "RECEIPT"))
                                .replaceAll("$1")
                                .replace(":" + port, ":PORT"));
            }
        }
        return shown;
    }

    private static Map<String, String> unzipped(Path file) throws IOException {
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().startsWith("manifest")) {
                    files.put(entry.getName(), new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    @Test
    void a_server_moves_into_an_empty_directory_and_goes_on_there() throws Exception {
        var old = old();
        assertThat(old.seen().toString()).contains(WORDS, "for her eyes alone");
        var fresh = place("fresh");

        assertThat(said(fresh, 0, importing(old.export()))).contains("Start Rapport now");

        var again = export(fresh, scratch.resolve("again"));
        assertThat(unzipped(again.events())).isEqualTo(unzipped(old.export().events()));
        assertThat(Files.readString(again.keys()).replaceFirst("\"madeAt\" : \"[^\"]+\"", ""))
                .isEqualTo(Files.readString(old.export().keys()).replaceFirst("\"madeAt\" : \"[^\"]+\"", ""));
        try (var server = JarProcess.ready(fresh)) {
            assertThat(server.output()).doesNotContain("/setup?token=");
            var seen = shown(server.port(), old.relationship());
            old.seen()
                    .forEach((page, body) -> assertThat(seen.get(page)).as(page).isEqualTo(body));
            new Api(server.port(), old.token())
                    .post("/api/relationships/" + old.relationship() + "/topics", Map.of("text", "on we go"))
                    .expect(201);
            said(fresh, 0, "verify");
        }
        said(fresh, 0, "doctor");
    }

    @Test
    void an_import_that_is_killed_leaves_nothing_half_and_the_next_one_works() throws Exception {
        var old = old();
        var master = unwrapped(old.export().keys());
        var moments = new LinkedHashMap<String, Predicate<Path>>();
        moments.put("as soon as there is a draft", home -> Files.exists(home.resolve("restoring")));
        moments.put("once it has a vault", home -> Files.exists(home.resolve("restoring/vault.mv.db")));
        moments.put("once it has a history", home -> Files.exists(home.resolve("restoring/rapport.mv.db")));
        moments.put("between the keys and the events", home -> holds(home.resolve("restoring/master.key"), master));
        moments.put("as soon as it is in place, or before", home -> Files.exists(home.resolve("rapport.mv.db")));
        for (var moment : moments.entrySet()) {
            var place = place("killed " + moment.getKey().hashCode());
            var isWhole = killed(place, old.export(), moment.getValue());
            if (isWhole) {
                mustBeWhole(place, old);
                continue;
            }
            // Whoever starts it instead of importing again meets a first start, and nothing half.
            try (var server = JarProcess.ready(place)) {
                server.awaitSaid("/setup?token=");
            }
            said(place, 0, importing(old.export()));
            mustBeWhole(place, old);
        }
    }

    /** True if the whole of it was there when the process was killed, or it was never caught at this moment. */
    private static boolean killed(JarProcess.Place place, Export export, Predicate<Path> moment) throws IOException {
        try (var process = JarProcess.started(place, importing(export))) {
            while (!moment.test(place.home()) && ProcessHandle.of(process.pid()).isPresent()) {
                Thread.onSpinWait();
            }
            process.kill();
        }
        return Files.exists(place.home().resolve("restoring/decided"))
                || Files.exists(place.home().resolve("rapport.mv.db"));
    }

    private static void mustBeWhole(JarProcess.Place place, Old old) {
        try (var server = JarProcess.ready(place)) {
            var seen = shown(server.port(), old.relationship());
            assertThat(seen).isEqualTo(old.seen());
        }
    }

    private static String unwrapped(Path keys) throws IOException {
        var found = Pattern.compile("\"masterKey\" : \"([^\"]+)\"").matcher(Files.readString(keys));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static boolean holds(Path file, String content) {
        try {
            return Files.exists(file) && Files.readString(file).strip().equals(content);
        } catch (IOException _) {
            return false;
        }
    }
}
