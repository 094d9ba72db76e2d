import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Starts Rapport on data of its own, does in it what people do first of all (set up, sign in, promise something, keep it,
 * look at the pages), and ends it: what the JVM learned goes into the AOT cache. Run by the packaging and by the image
 * (docs/adr/0011), as {@code java Train.java CACHE DATA WORD...}, with the words that stand behind {@code java} to start it.
 */
class Train {

    private static final Pattern READY = Pattern.compile("Rapport is ready: (http://localhost:\\d+)/");
    private static final Pattern SETUP = Pattern.compile("/setup\\?token=(\\S+)");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final String PASSPHRASE = "a passphrase for training only";
    private static final int ROUNDS = 3;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String address = "";
    private String token = "";

    public static void main(String[] arguments) throws Exception {
        var rest = List.of(arguments);
        new Train().train(rest.get(0), Path.of(rest.get(1)), rest.subList(2, rest.size()));
    }

    private void train(String cache, Path data, List<String> words) throws Exception {
        Files.createDirectories(data);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        command.addAll(words);
        command.add("--server.port=0");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("RAPPORT_HOME", data.toString());
        var process = builder.start();
        try (var lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var setup = "";
            while (address.isEmpty() || setup.isEmpty()) {
                var line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("it ended before it was ready");
                }
                address = READY.matcher(line).find() ? found(READY, line) : address;
                setup = SETUP.matcher(line).find() ? found(SETUP, line) : setup;
            }
            use(setup);
            // By its handle: a process that is destroyed closes what it is still read from.
            process.toHandle().destroy();
            lines.lines().forEach(_ -> {});
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("it does not end");
            }
        } finally {
            process.destroyForcibly();
        }
        if (!Files.exists(Path.of(cache))) {
            throw new IllegalStateException("it has left no cache");
        }
    }

    private void use(String setup) throws Exception {
        get("/");
        get("/setup?token=" + setup);
        token = found(
                TOKEN,
                post(
                        "/api/setup",
                        "{\"token\":\"" + setup + "\",\"name\":\"Ada\",\"passphrase\":\"" + PASSPHRASE + "\"}"));
        get("/sign-in");
        submit("/sign-in", "/sign-in", Map.of("name", "Ada", "passphrase", PASSPHRASE));
        var relationship = found(
                ID, post("/api/relationships", "{\"report\":{\"name\":\"Grace\"},\"zone\":\"Europe/Berlin\"}"));
        var place = "/relationships/" + relationship;
        for (var round = 0; round < ROUNDS; round++) {
            var promise = found(
                    ID,
                    post(
                            "/api" + place + "/commitments",
                            "{\"promisor\":\"MANAGER\",\"text\":\"I will look into it\",\"dueOn\":\""
                                    + LocalDate.now().plusDays(7) + "\"}"));
            post("/api" + place + "/topics", "{\"text\":\"how it is going\"}");
            for (var page : List.of(
                    "/people",
                    place,
                    place + "/history",
                    place + "/commitments/" + promise,
                    "/today",
                    "/assets/app.js",
                    "/assets/styles.css",
                    "/api/me",
                    "/api" + place + "/brief")) {
                get(page);
            }
        }
    }

    // Whether it is there is for the tests to say.
    private String get(String path) throws Exception {
        return sent(request(path).GET());
    }

    private String post(String path, String json) throws Exception {
        return sent(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private void submit(String page, String path, Map<String, String> fields) throws Exception {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        sent(http(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + "&_csrf=" + found(CSRF, sent(http(page).GET())))));
    }

    private HttpRequest.Builder request(String path) {
        var request = http(path);
        return path.startsWith("/api/") && !token.isEmpty()
                ? request.header("Authorization", "Bearer " + token)
                : request;
    }

    private HttpRequest.Builder http(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private String sent(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new IllegalStateException("it answers " + answer.statusCode());
        }
        return answer.body();
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("nothing like " + pattern + " was answered");
        }
        return matcher.group(1);
    }
}
