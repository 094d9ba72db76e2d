package rapport.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What lies in docker/ fits together, as far as that can be seen without running containers. */
class ContainersTest {

    private static final Path DOCKER = Path.of("docker");

    @TempDir
    private Path scratch;

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static String text(Map<String, Object> of, String name) {
        return String.valueOf(of.get(name));
    }

    private static Map<String, Object> compose() throws IOException {
        return map(new Yaml().load(Files.readString(DOCKER.resolve("compose.yaml"))));
    }

    private static Map<String, Object> services() throws IOException {
        return map(compose().get("services"));
    }

    private static int run(Path directory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void only_the_proxy_is_reached_from_elsewhere_and_nothing_can_be_written_where_it_need_not() throws IOException {
        var services = services();
        assertThat(services).containsOnlyKeys("rapport-1", "rapport-2", "postgres", "proxy");
        for (var service : services.entrySet()) {
            var is = map(service.getValue());
            assertThat(is.get("read_only")).as(service.getKey()).isEqualTo(true);
            assertThat(is.containsKey("ports"))
                    .as(service.getKey())
                    .isEqualTo(service.getKey().equals("proxy"));
            assertThat(text(is, "security_opt")).as(service.getKey()).contains("no-new-privileges:true");
            // The nodes' comes with the image.
            assertThat(is.containsKey("healthcheck"))
                    .isEqualTo(!service.getKey().startsWith("rapport"));
        }
        assertThat(Files.readString(DOCKER.resolve("Dockerfile"))).contains("HEALTHCHECK ", "USER 10001:10001");
        assertThat(map(services.get("postgres")).get("networks")).isEqualTo(List.of("data"));
        assertThat(map(map(compose().get("networks")).get("data")).get("internal"))
                .isEqualTo(true);
    }

    @Test
    void every_setting_of_the_nodes_stands_in_the_handbook_and_holds_no_secret() throws IOException {
        var handbook = Files.readString(Path.of("docs/operations.md"));
        var settings = map(map(services().get("rapport-1")).get("environment"));
        for (var setting : settings.keySet()) {
            var dotted = setting.toLowerCase(java.util.Locale.ROOT)
                    .replaceFirst("^rapport_(database|vault)_", "rapport.$1.")
                    .replace("password_file", "password-file")
                    .replaceFirst("^rapport_address$", "rapport.address");
            assertThat(handbook.contains("`" + setting)
                            || handbook.contains("`" + dotted + "`")
                            || handbook.contains(setting))
                    .as(setting)
                    .isTrue();
            assertThat(setting).doesNotEndWith("PASSWORD").isNotEqualTo("RAPPORT_MASTER_KEY");
        }
    }

    @Test
    void the_secrets_that_are_named_are_those_that_are_made_each_for_its_user_alone() throws Exception {
        Files.copy(DOCKER.resolve("make-secrets"), scratch.resolve("make-secrets"));
        var me = Map.of("POSTGRES_UID", owner(), "RAPPORT_UID", owner());
        assertThat(run(scratch, me, "sh", "make-secrets")).isZero();

        var named = new TreeSet<String>();
        for (var secret : map(compose().get("secrets")).values()) {
            named.add(text(map(secret), "file").replaceFirst("^\\./", ""));
        }
        var made = new TreeSet<String>();
        try (var files = Files.walk(scratch.resolve("secrets"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                made.add(scratch.relativize(file).toString());
                assertThat(Files.readString(file)).matches("[A-Za-z0-9+/]{43}=");
                assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(made).isEqualTo(named);
        assertThat(scratch.resolve("secrets/postgres/keys-password"))
                .hasSameTextualContentAs(scratch.resolve("secrets/rapport/keys-password"));
        var before = Files.readString(scratch.resolve("secrets/rapport/master-key"));
        assertThat(run(scratch, me, "sh", "make-secrets")).isEqualTo(1);
        assertThat(scratch.resolve("secrets/rapport/master-key")).hasContent(before);
    }

    private String owner() throws IOException {
        return String.valueOf(Files.getAttribute(scratch, "unix:uid"));
    }

    @Test
    void what_is_copied_into_the_image_is_there_and_let_through() throws IOException {
        var ignored = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(ignored).contains("*");
        var copied = new ArrayList<String>();
        for (var line : Files.readAllLines(DOCKER.resolve("Dockerfile"))) {
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                var words = List.of(line.split(" "));
                copied.addAll(words.subList(1, words.size() - 1));
            }
        }
        assertThat(copied).contains("src", "pom.xml").allSatisfy(path -> {
            assertThat(Path.of(path)).exists();
            assertThat(ignored).contains("!" + path);
        });
        assertThat(DOCKER.resolve("rapport")).isExecutable();
        assertThat(DOCKER.resolve("healthy")).isExecutable();
    }

    @Test
    void the_class_path_of_the_image_is_in_one_order_whatever_the_directory_says() throws Exception {
        var library = Files.createDirectories(scratch.resolve("image").resolve("lib"));
        for (var name : List.of("b.jar", "A.jar", "a_1.jar", "a-1.jar")) {
            Files.createFile(library.resolve(name));
        }
        var step = Pattern.compile("^RUN (\\{ printf.*?> image/options)$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(DOCKER.resolve("Dockerfile")));
        assertThat(step.find()).isTrue();

        assertThat(run(scratch, Map.of(), "sh", "-c", step.group(1))).isZero();

        assertThat(Files.readAllLines(scratch.resolve("image").resolve("options")))
                .startsWith(
                        "-cp",
                        "/opt/rapport/rapport.jar:/opt/rapport/lib/A.jar:/opt/rapport/lib/a-1.jar:"
                                + "/opt/rapport/lib/a_1.jar:/opt/rapport/lib/b.jar",
                        "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void what_the_jvm_learned_was_learned_with_the_words_that_it_is_started_with() throws IOException {
        var dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));
        assertThat(dockerfile)
                .contains("javac -d image/train src/build/Train.java")
                .contains("Train /opt/rapport/rapport.aot /tmp/training @/opt/rapport/options -Xmx400m rapport.Rapport")
                // Or it would be learned with the collector of the machine that builds.
                .contains("-XX:+UseSerialGC");
        assertThat(Files.readString(DOCKER.resolve("rapport")))
                .contains("java @/opt/rapport/options -XX:AOTCache=/opt/rapport/rapport.aot ", " rapport.Rapport ");
    }

    @Test
    void the_proxy_passes_on_to_every_node() throws IOException {
        var nodes = services().keySet().stream()
                .filter(name -> name.startsWith("rapport"))
                .toList();
        assertThat(Files.readString(DOCKER.resolve("Caddyfile")))
                .contains(nodes.stream().map(node -> node + ":1111").toList());
    }
}
