package rapport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.cli.CommandLineUse.rapport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import rapport.Rapport;
import rapport.tools.Tool;

/** Tools typed on the command line: what is understood, and where they run. */
class OperatorTest {

    @TempDir
    private Path scratch;

    private Path home() {
        return scratch.resolve("home");
    }

    private ConfigurableApplicationContext served() {
        return SpringApplication.run(Rapport.class, "--rapport.home=" + home(), "--server.port=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "doctor", "help", "--help", "--version", "nonsense"})
    void a_word_in_front_is_a_tool(String word) {
        assertThat(Operator.isMeant(word)).isTrue();
        assertThat(Operator.isMeant("--server.port=0", word)).isTrue();
    }

    @Test
    void settings_alone_start_a_server() {
        assertThat(Operator.isMeant()).isFalse();
        assertThat(Operator.isMeant("--server.port=0", "--spring.profiles.active=demo"))
                .isFalse();
    }

    @Test
    void help_and_mistakes_touch_no_data() {
        var heard = new Heard();

        assertThat(rapport(home(), heard, "help")).isZero();
        assertThat(rapport(home(), heard, "bakcup")).isEqualTo(2);
        assertThat(rapport(home(), heard, "doctor")).isEqualTo(3);

        assertThat(heard.text())
                .contains("doctor", "restore", "There is no tool named \"bakcup\". Did you mean backup?")
                .contains("There is no Rapport in " + home());
        assertThat(home()).doesNotExist();
    }

    @Test
    void the_list_and_the_tools_are_the_same_and_each_says_what_it_does() {
        try (var context = served()) {
            var tools = context.getBeansOfType(Tool.class).values().stream()
                    .map(tool -> new CommandLine(tool.command(new Heard())).getCommandSpec())
                    .toList();

            assertThat(tools.stream().map(CommandSpec::name))
                    .containsExactlyInAnyOrderElementsOf(
                            ToolList.ALL.stream().map(ToolList.Entry::name).toList());
            for (var tool : tools) {
                assertThat(tool.usageMessage().description()[0])
                        .isEqualTo(ToolList.named(tool.name()).orElseThrow().what());
            }
        }
    }

    @Test
    void a_tool_runs_within_the_server_that_has_the_data_and_without_one_by_itself() throws IOException {
        var within = new Heard();
        try (var _ = served()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("operator"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve("operator.socket"))))
                    .isEqualTo("rw-------");
            assertThat(rapport(home(), within, "doctor")).as(within.text()).isZero();
            assertThat(rapport(home(), within, "rebuild", "--view", "nothing")).isEqualTo(1);
            assertThat(rapport(home(), within, "rebuild")).isZero();
            assertThat(rapport(home(), within, "compact")).isEqualTo(3);
            assertThat(rapport(home(), within, "doctor", "--nonsense")).isEqualTo(2);
            assertThat(rapport(home(), within, "help", "backup")).isZero();
        }
        assertThat(within.text())
                .contains("ok     Keys: ", "Nothing is wrong.", "Made again from the events: ")
                .contains("stop Rapport first", "--nonsense", "Usage: rapport backup", "--to=DIR");
        assertThat(home().resolve("operator")).doesNotExist();
        assertThat(home().resolve("operator.socket")).doesNotExist();

        var alone = new Heard();
        assertThat(rapport(home(), alone, "doctor")).as(alone.text()).isZero();
        assertThat(rapport(home(), alone, "compact")).as(alone.text()).isZero();
        assertThat(alone.text()).contains("Nothing is wrong.", "The history took ");
    }

    @Test
    void where_a_path_is_too_long_for_a_socket_a_port_of_this_machine_does() throws IOException {
        var home = scratch.resolve("a".repeat(60)).resolve("b".repeat(60));
        var heard = new Heard();
        try (var _ = SpringApplication.run(Rapport.class, "--rapport.home=" + home, "--server.port=0")) {
            assertThat(home.resolve("operator.socket")).doesNotExist();
            assertThat(Files.readString(home.resolve("operator"))).startsWith("port ");
            assertThat(rapport(home, heard, "compact")).as(heard.text()).isEqualTo(3);
        }
        assertThat(heard.text()).contains("stop Rapport first");
    }

    @Test
    void what_a_killed_server_left_is_noticed() throws IOException {
        served().close();
        Files.writeString(home().resolve("operator"), "socket\n" + "0".repeat(64) + "\n");
        Files.setPosixFilePermissions(home().resolve("operator"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(home().resolve("operator.socket"), "");
        var heard = new Heard();

        assertThat(rapport(home(), heard, "doctor")).as(heard.text()).isZero();
        try (var _ = served()) {
            assertThat(rapport(home(), heard, "doctor")).as(heard.text()).isZero();
        }
    }

    @Nested
    class At_the_door {

        private SocketChannel knock() throws IOException {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(home().resolve("operator.socket")));
            return channel;
        }

        private boolean isShut(SocketChannel channel) throws IOException {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        }

        @Test
        void who_does_not_know_the_secret_is_told_nothing_and_garbage_hurts_nobody() throws IOException {
            try (var _ = served()) {
                try (var channel = knock()) {
                    new Frames(channel)
                            .write(Map.of("secret", "a guess", "words", List.of("doctor"), "directory", "/"));
                    assertThat(isShut(channel)).isTrue();
                }
                for (var garbage : List.of(
                        new byte[] {127, 127, 127, 127},
                        new byte[] {-1, -1, -1, -1},
                        new byte[] {0, 0, 0, 0},
                        new byte[] {0, 0, 0, 2, '[', ']'},
                        new byte[] {0, 0, 0, 3, '{', '"', 'x'})) {
                    try (var channel = knock()) {
                        channel.write(ByteBuffer.wrap(garbage));
                        assertThat(isShut(channel)).isTrue();
                    }
                }
                knock().close();
                var heard = new Heard();
                assertThat(rapport(home(), heard, "doctor")).as(heard.text()).isZero();
            }
        }

        @Test
        void words_that_are_none_are_refused() throws IOException {
            try (var _ = served()) {
                var secret = Place.in(home()).orElseThrow().secret();
                try (var channel = knock()) {
                    new Frames(channel)
                            .write(Map.of("secret", secret, "words", List.of(Map.of("a", "b")), "directory", "/"));
                    assertThat(isShut(channel)).isTrue();
                }
                try (var channel = knock()) {
                    new Frames(channel)
                            .write(Map.of("secret", secret, "words", List.of("doctor"), "directory", "not/absolute"));
                    assertThat(isShut(channel)).isTrue();
                }
                try (var channel = knock()) {
                    var frames = new Frames(channel);
                    frames.write(Map.of("secret", secret, "words", List.of("no such thing"), "directory", "/"));
                    assertThat(Frames.text(frames.read(), "say")).contains("There is no tool named");
                    assertThat(frames.read().path("exit").asInt(0)).isEqualTo(2);
                }
            }
        }
    }
}
