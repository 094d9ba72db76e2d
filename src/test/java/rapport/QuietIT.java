package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application keeps to itself: it calls nobody, listens to this machine only, and writes in one place. */
@EnabledOnOs(OS.LINUX) // it looks into /proc
class QuietIT {

    private static final String LISTENING = "0A";

    @TempDir
    private Path scratch;

    @Test
    void nothing_phones_home_or_is_written_elsewhere_and_only_this_machine_can_reach_it() throws Exception {
        var place = new JarProcess.Place(scratch);
        var calls = new AtomicInteger();
        try (var trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var listener = Thread.ofPlatform().daemon().start(() -> countCalls(trap, calls));
            try (var jar = JarProcess.ready(
                    place,
                    Map.of("JAVA_TOOL_OPTIONS", everythingThrough(trap)),
                    "--logging.level.org.axonframework=INFO")) {
                var api = jar.api().setUp(jar.setupToken());
                api.post(
                                "/api/relationships/" + api.start("Grace") + "/commitments",
                                Map.of("promisor", "REPORT", "text", "the figures", "dueOn", "2030-01-01"))
                        .expect(201);
                var sockets = socketsOf(jar.pid());
                assertThat(sockets).filteredOn(Socket::isListening).hasSize(1);
                assertThat(sockets).allMatch(Socket::isOnLoopback);
                // Axon would call a second after it has started.
                Thread.sleep(2_000);
                jar.stop();
                assertThat(jar.said()).doesNotContainIgnoringCase("axoniq").doesNotContainIgnoringCase("axon server");
            }
            listener.interrupt();
        }
        assertThat(calls).as("calls to other machines").hasValue(0);
        for (var directory : place.elsewhere()) {
            assertThat(directory).isEmptyDirectory();
        }
        try (var files = Files.list(place.home())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("master.key", "rapport.mv.db", "vault.mv.db", "tmp");
        }
    }

    // Whoever wanted to reach another machine would have to pass by the trap.
    private static String everythingThrough(ServerSocket trap) {
        var options = new ArrayList<String>();
        for (var kind : List.of("http.proxy", "https.proxy", "socksProxy")) {
            options.add("-D" + kind + "Host=127.0.0.1");
            options.add("-D" + kind + "Port=" + trap.getLocalPort());
        }
        return String.join(" ", options);
    }

    private static void countCalls(ServerSocket trap, AtomicInteger calls) {
        try {
            while (true) {
                trap.accept().close();
                calls.incrementAndGet();
            }
        } catch (IOException _) {
            // closed at the end of the test
        }
    }

    /** A line of the kernel's tables of sockets. */
    private record Socket(String local, String remote, String state) {

        boolean isListening() {
            return state.equals(LISTENING);
        }

        // Addresses stand there in hexadecimal, each group of four bytes backwards.
        boolean isOnLoopback() {
            return isLoopback(local) && (isListening() || isLoopback(remote));
        }

        private static boolean isLoopback(String address) {
            return address.startsWith("0100007F:")
                    || address.startsWith("0000000000000000FFFF00000100007F:")
                    || address.startsWith("00000000000000000000000001000000:");
        }
    }

    private static List<Socket> socketsOf(long pid) throws IOException {
        var process = Path.of("/proc", String.valueOf(pid));
        var inodes = inodes(process.resolve("fd"));
        var sockets = new ArrayList<Socket>();
        for (var table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (var line : Files.readAllLines(process.resolve("net").resolve(table))) {
                var columns = line.strip().split("\\s+");
                if (inodes.contains(columns[9])) {
                    sockets.add(new Socket(columns[1], columns[2], columns[3]));
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        var inodes = new HashSet<String>();
        try (var files = Files.list(descriptors)) {
            for (var file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    var target = readLink(file);
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
        }
        return inodes;
    }

    private static String readLink(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException _) {
            return ""; // closed in the meantime
        }
    }
}
