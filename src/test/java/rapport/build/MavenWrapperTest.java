package rapport.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the real {@code mvnw} among JDKs and Mavens that are small shell scripts. Each test says which JDKs the machine
 * has, and looks at what the wrapper started. Folder names contain spaces throughout, since people's do.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the wrapper is a POSIX shell script")
class MavenWrapperTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final String PROPERTIES = ".mvn/wrapper/maven-wrapper.properties";

    /** Everything the wrapper may call besides what a test puts on the PATH itself; above all, no Java and no Maven. */
    private static final String TOOLS =
            "cp cut dirname gzip head mkdir mktemp mv perl readlink rm sed sha512sum shasum sort tar tr uname";

    @TempDir
    private Path temp;

    private Path machine;
    private Path bin;
    private Path places;
    private Path home;
    private Map<String, String> environment;

    @BeforeEach
    void a_machine_with_java_17_and_a_good_maven_on_its_path() throws IOException {
        machine = temp.toRealPath().resolve("a machine");
        bin = Files.createDirectories(machine.resolve("bin"));
        places = Files.createDirectories(machine.resolve("places of jdks"));
        home = Files.createDirectories(machine.resolve("home"));
        environment = new LinkedHashMap<>(Map.of(
                "HOME", home.toString(),
                "PATH", bin.toString(),
                "RAPPORT_JDK_PLACES", machine.resolve("no such place") + ":" + places));
        for (String tool : TOOLS.split(" ", -1)) {
            Stream<Path> candidates = Stream.of(Path.of("/usr/bin", tool), Path.of("/bin", tool));
            Optional<Path> real = candidates.filter(Files::isExecutable).findFirst();
            if (real.isPresent()) {
                script(bin.resolve(tool), "exec %s \"$@\"".formatted(real.get()));
            }
        }
        onThePath(jdk(machine.resolve("default jdk"), "17.0.15").resolve("bin/java"));
        onThePath(maven(machine.resolve("maven"), "3.9.9").resolve("bin/mvn"));
    }

    @Test
    void a_jdk_25_in_java_home_is_taken() throws Exception {
        Path chosen = jdk(machine.resolve("chosen jdk"), "25.0.3");
        jdk(places.resolve("another"), "25.0.3");
        environment.put("JAVA_HOME", chosen.toString());

        assertThat(mvnw("verify")).isEqualTo(started(chosen, "3.9.9", "verify"));
    }

    @Test
    void a_newer_jdk_in_java_home_is_taken_as_its_owner_wishes() throws Exception {
        Path chosen = jdk(machine.resolve("chosen jdk"), "27-ea");
        jdk(places.resolve("another"), "25.0.3");
        environment.put("JAVA_HOME", chosen.toString());

        assertThat(mvnw("verify")).isEqualTo(started(chosen, "3.9.9", "verify"));
    }

    @Test
    void a_jdk_17_in_java_home_is_passed_over_for_a_25_elsewhere() throws Exception {
        environment.put("JAVA_HOME", machine.resolve("default jdk").toString());
        Path elsewhere = jdk(places.resolve("temurin 25"), "25.0.3");

        assertThat(mvnw("verify")).isEqualTo(started(elsewhere, "3.9.9", "verify"));
    }

    @Test
    void a_jdk_25_on_the_path_is_taken_before_any_elsewhere() throws Exception {
        jdk(places.resolve("another"), "25.0.3");
        Path onPath = jdk(machine.resolve("default jdk"), "25");

        assertThat(mvnw("verify")).isEqualTo(started(onPath, "3.9.9", "verify"));
    }

    @Test
    void a_java_on_the_path_that_only_launches_another_is_asked_for_its_home() throws Exception {
        Path launched = jdk(machine.resolve("managed jdk"), "25.0.3");
        Files.delete(bin.resolve("java"));
        script(bin.resolve("java"), "echo '    java.home = %s' >&2".formatted(launched));

        assertThat(mvnw("verify")).isEqualTo(started(launched, "3.9.9", "verify"));
    }

    @Test
    void a_jdk_25_elsewhere_is_found_when_the_default_java_is_17() throws Exception {
        jdk(places.resolve("1.8"), "1.8.0_392");
        jdk(places.resolve("21"), "21.0.2");
        Path elsewhere = jdk(places.resolve("temurin 25"), "25.0.3");

        assertThat(mvnw("verify")).isEqualTo(started(elsewhere, "3.9.9", "verify"));
    }

    @Test
    void a_jdk_25_elsewhere_is_found_when_there_is_no_java_on_the_path() throws Exception {
        Files.delete(bin.resolve("java"));
        Path elsewhere = jdk(places.resolve("temurin 25"), "25.0.3");

        assertThat(mvnw("verify")).isEqualTo(started(elsewhere, "3.9.9", "verify"));
    }

    @Test
    void a_jdk_kept_the_way_macos_does_is_found() throws Exception {
        Path elsewhere = jdk(places.resolve("temurin-25.jdk/Contents/Home"), "25.0.3");

        assertThat(mvnw("verify")).isEqualTo(started(elsewhere, "3.9.9", "verify"));
    }

    @Test
    void exactly_25_is_preferred_to_newer_jdks_elsewhere() throws Exception {
        jdk(places.resolve("a"), "27");
        Path exact = jdk(places.resolve("b"), "25.0.3");
        jdk(places.resolve("c"), "26.0.1");

        assertThat(mvnw("verify")).isEqualTo(started(exact, "3.9.9", "verify"));
    }

    @Test
    void a_newer_jdk_elsewhere_will_do_when_there_is_no_25() throws Exception {
        jdk(places.resolve("a"), "27");
        Path nearest = jdk(places.resolve("b"), "26.0.1");

        assertThat(mvnw("verify")).isEqualTo(started(nearest, "3.9.9", "verify"));
    }

    @Test
    void a_jdk_without_a_release_file_is_started_to_learn_its_version() throws Exception {
        Path elsewhere = jdk(places.resolve("unlabelled"), "25.0.3");
        Files.delete(elsewhere.resolve("release"));

        assertThat(mvnw("verify")).isEqualTo(started(elsewhere, "3.9.9", "verify"));
    }

    @Test
    void a_jre_without_a_compiler_is_not_enough() throws Exception {
        Path jre = jdk(places.resolve("a jre"), "25.0.3");
        Files.delete(jre.resolve("bin/javac"));
        environment.put("JAVA_HOME", jre.toString());

        assertThat(mvnw("verify").exitCode()).isEqualTo(1);

        Path elsewhere = jdk(places.resolve("b jdk"), "25.0.3");

        assertThat(mvnw("verify")).isEqualTo(started(elsewhere, "3.9.9", "verify"));
    }

    @Test
    void without_a_jdk_25_one_sentence_says_what_is_needed_and_where_it_was_sought() throws Exception {
        Outcome outcome = mvnw("verify");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).singleElement().asString().contains("JDK", "25", "JAVA_HOME", "PATH");
        assertThat(outcome.errors().getFirst()).contains(machine.resolve("no such place") + ", " + places);
    }

    @Test
    void the_usual_places_are_searched_by_default() throws Exception {
        environment.remove("RAPPORT_JDK_PLACES");
        jdk(home.resolve(".sdkman/candidates/java/25.0.3-tem"), "25.0.3");

        Outcome outcome = mvnw("verify");

        // Which JDK it is depends on the machine, for its own usual places are searched too.
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output().getFirst()).startsWith("JAVA_HOME=").doesNotContain("default jdk");
    }

    @Test
    void arguments_reach_maven_unchanged() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");

        assertThat(mvnw("-Dname=a b  c", "*", "", "it's $HOME", "--also-make"))
                .isEqualTo(started(jdk, "3.9.9", "-Dname=a b  c", "*", "", "it's $HOME", "--also-make"));
    }

    @Test
    void the_exit_code_of_maven_is_passed_on() throws Exception {
        jdk(places.resolve("jdk"), "25.0.3");
        environment.put("FAKE_EXIT_CODE", "42");

        assertThat(mvnw("verify").exitCode()).isEqualTo(42);
    }

    @Test
    void another_directory_may_be_the_current_one() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");

        assertThat(run(home, PROJECT.resolve("mvnw"), "verify"))
                .isEqualTo(new Outcome(0, fakeOutput(jdk, "3.9.9", PROJECT, home, "verify"), List.of()));
    }

    @Test
    void a_link_to_the_wrapper_works_like_the_wrapper() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");
        Path copy = copyOfTheWrapper();
        Path link = Files.createSymbolicLink(home.resolve("build"), Path.of("../a project/mvnw"));

        assertThat(run(home, link, "verify"))
                .isEqualTo(new Outcome(0, fakeOutput(jdk, "3.9.9", copy, home, "verify"), List.of()));
    }

    @Test
    void a_maven_of_just_the_minimum_version_is_used() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");
        replaceMaven("3.8.5");

        assertThat(mvnw("verify")).isEqualTo(started(jdk, "3.8.5", "verify"));
    }

    @Test
    void maven_versions_are_compared_as_numbers() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");
        replaceMaven("3.10.0");

        assertThat(mvnw("verify")).isEqualTo(started(jdk, "3.10.0", "verify"));
    }

    @Test
    void a_maven_whose_folder_does_not_tell_its_version_is_asked() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");
        Files.move(machine.resolve("maven/lib/maven-core-3.9.9.jar"), machine.resolve("maven/lib/maven-core-3.x.jar"));

        assertThat(mvnw("verify")).isEqualTo(started(jdk, "3.9.9", "verify"));
    }

    @Test
    void an_old_maven_leads_to_the_pinned_one_being_downloaded_once() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");
        replaceMaven("3.6.3");
        Path archive = mavenArchive("3.9.11");
        Path copy = projectThatPins(archive);
        downloader("curl", "-o", archive);

        List<String> expected = fakeOutput(jdk, "3.9.11", copy, copy, "verify");
        assertThat(run(copy, copy.resolve("mvnw"), "verify")).isEqualTo(new Outcome(0, expected, List.of()));
        assertThat(machine.resolve("requests"))
                .hasContent("https://archive.apache.org/dist/maven/maven-3/3.9.11/binaries/"
                        + "apache-maven-3.9.11-bin.tar.gz");
        assertThat(home.resolve(".m2")).isDirectoryNotContaining("glob:**/wrapper.*");

        Files.delete(bin.resolve("curl"));

        assertThat(run(copy, copy.resolve("mvnw"), "verify")).isEqualTo(new Outcome(0, expected, List.of()));
    }

    @Test
    void with_no_maven_and_no_curl_wget_downloads_it_to_the_chosen_folder() throws Exception {
        Path jdk = jdk(places.resolve("jdk"), "25.0.3");
        Files.delete(bin.resolve("mvn"));
        environment.put("MAVEN_USER_HOME", machine.resolve("kept here").toString());
        Path archive = mavenArchive("3.9.11");
        Path copy = projectThatPins(archive);
        downloader("wget", "-O", archive);

        assertThat(run(copy, copy.resolve("mvnw"), "verify"))
                .isEqualTo(new Outcome(0, fakeOutput(jdk, "3.9.11", copy, copy, "verify"), List.of()));
        assertThat(machine.resolve("kept here/wrapper/dists/apache-maven-3.9.11"))
                .isDirectory();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void a_download_with_the_wrong_checksum_is_refused_and_nothing_is_left_behind() throws Exception {
        jdk(places.resolve("jdk"), "25.0.3");
        replaceMaven("3.6.3");
        downloader("curl", "-o", mavenArchive("3.9.11"));

        Outcome outcome = mvnw("verify");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).singleElement().asString().contains("SHA-512");
        assertThat(home.resolve(".m2")).isEmptyDirectory();
    }

    @Test
    void a_download_that_fails_is_explained_and_nothing_is_left_behind() throws Exception {
        jdk(places.resolve("jdk"), "25.0.3");
        replaceMaven("3.6.3");
        script(bin.resolve("curl"), "exit 6");

        Outcome outcome = mvnw("verify");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).singleElement().asString().contains("could not be downloaded", "3.8.5");
        assertThat(home.resolve(".m2")).isEmptyDirectory();
    }

    private record Outcome(int exitCode, List<String> output, List<String> errors) {}

    private Outcome mvnw(String... arguments) throws Exception {
        return run(PROJECT, PROJECT.resolve("mvnw"), arguments);
    }

    private Outcome run(Path directory, Path mvnw, String... arguments) throws Exception {
        Path output = Files.createTempFile(temp, "output", ".txt");
        Path errors = Files.createTempFile(temp, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(mvnw.toString()), Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("mvnw ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
    }

    private static Outcome started(Path jdk, String maven, String... arguments) {
        return new Outcome(0, fakeOutput(jdk, maven, PROJECT, PROJECT, arguments), List.of());
    }

    private static List<String> fakeOutput(Path jdk, String maven, Path project, Path directory, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "JAVA_HOME=" + jdk,
                                "java=" + jdk.resolve("bin/java"),
                                "maven=" + maven,
                                "project=" + project,
                                "directory=" + directory),
                        Stream.of(arguments).map("argument=%s"::formatted))
                .toList();
    }

    /** A folder that looks like a JDK. */
    private static Path jdk(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(
                folder.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        script(folder.resolve("bin/java"), "echo 'openjdk version \"%s\" 2026-04-21' >&2".formatted(version));
        script(folder.resolve("bin/javac"), "exit 0");
        return folder;
    }

    /** A folder that looks like a Maven, which prints what it was started with. */
    private static Path maven(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/maven-core-" + version + ".jar"));
        Files.createDirectories(folder.resolve("bin"));
        script(folder.resolve("bin/mvn"), """
                if [ "$1" = -v ]; then echo "Apache Maven %1$s (0123abc)"; exit; fi
                echo "JAVA_HOME=$JAVA_HOME"
                echo "java=$(command -v java)"
                echo "maven=%1$s"
                echo "project=$MAVEN_BASEDIR"
                echo "directory=$(pwd)"
                for argument in "$@"; do printf 'argument=%%s\\n' "$argument"; done
                exit "${FAKE_EXIT_CODE:-0}"\
                """.formatted(version));
        return folder;
    }

    private void replaceMaven(String version) throws IOException {
        Files.delete(bin.resolve("mvn"));
        onThePath(maven(machine.resolve("other/maven"), version).resolve("bin/mvn"));
    }

    /** A stand-in for the archive that Apache publishes. */
    private Path mavenArchive(String version) throws Exception {
        maven(machine.resolve("apache-maven-" + version), version);
        Path archive = machine.resolve("published.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar", "-czf", archive.toString(), "-C", machine.toString(), "apache-maven-" + version)
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return archive;
    }

    private Path copyOfTheWrapper() throws IOException {
        Path copy = machine.resolve("a project");
        Files.createDirectories(copy.resolve(PROPERTIES).getParent());
        Files.copy(PROJECT.resolve("mvnw"), copy.resolve("mvnw"));
        Files.copy(PROJECT.resolve(PROPERTIES), copy.resolve(PROPERTIES));
        return copy;
    }

    private Path projectThatPins(Path archive) throws IOException, NoSuchAlgorithmException {
        Path copy = copyOfTheWrapper();
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
        String sha512 = HexFormat.of().formatHex(digest);
        String properties = Files.readString(copy.resolve(PROPERTIES))
                .replaceAll("(?m)^(distributionSha512)=.*$", "$1=" + sha512)
                .replaceAll("(?m)^(distributionVersion)=.*$", "$1=3.9.11");
        Files.writeString(copy.resolve(PROPERTIES), properties);
        return copy;
    }

    /** A curl or wget that notes the address it was asked for and delivers this file instead. */
    private void downloader(String name, String outputOption, Path file) throws IOException {
        script(bin.resolve(name), """
                while [ $# -gt 0 ]; do
                    case $1 in
                        %s) cp '%s' "$2"; shift ;;
                        https:*) echo "$1" >>'%s' ;;
                    esac
                    shift
                done\
                """.formatted(outputOption, file, machine.resolve("requests")));
    }

    private void onThePath(Path program) throws IOException {
        Files.createSymbolicLink(bin.resolve(program.getFileName()), program);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
