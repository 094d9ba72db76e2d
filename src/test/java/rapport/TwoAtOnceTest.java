package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import rapport.Wire.Reply;

/** The same page asked by two people in the same moment: each gets their own, and nothing of the other's. */
class TwoAtOnceTest extends ServedTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = 25;

    /** Somebody, what only they may see, and how they ask. */
    private record Asking(String cookie, String token, List<String> own) {}

    /** Somebody who meets somebody and has written down what nobody else knows. */
    private Asking asking(String name, String marker) {
        var self = somebody(name);
        var other = somebody(marker);
        var meets = relationship(self, other);
        record(
                self,
                meets,
                "commitments",
                Map.of(
                        "promisor",
                        "MANAGER",
                        "text",
                        marker + " promise",
                        "dueOn",
                        today().plusDays(3).toString()));
        return new Asking(signedIn(self).cookie(), self.token(), List.of(self.name(), other.name()));
    }

    @Test
    void never_mixes() throws InterruptedException {
        var one = asking("Ursula", "Wolkenkuckucksheim");
        var two = asking("Viktor", "Rumpelstilzchen");
        // Both in one relationship, whose page is another one for each of them.
        var manager = somebody("Ursine");
        var report = somebody("Vulpine");
        var shared = relationship(manager, report);
        join(report, shared);
        record(manager, shared, "notes", Map.of("text", "Wolkenkuckucksheim note", "flagged", true));
        record(report, shared, "notes", Map.of("text", "Rumpelstilzchen note", "flagged", true));
        var left = new Asking(signedIn(manager).cookie(), manager.token(), List.of("Wolkenkuckucksheim note"));
        var right = new Asking(signedIn(report).cookie(), report.token(), List.of("Rumpelstilzchen note"));

        var wrong = new ConcurrentLinkedQueue<String>();
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < THREADS; i++) {
            var first = i % 2 == 0;
            var alone = first ? one : two;
            var together = first ? left : right;
            var keepAlive = i % 4 < 2;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                    ask(alone, first ? two : one, List.of("/", "/people"), "/api/today", keepAlive, wrong);
                    var at = "/relationships/" + shared;
                    ask(
                            together,
                            first ? right : left,
                            List.of(at, at + "/history"),
                            "/api" + at + "/open-items",
                            keepAlive,
                            wrong);
                } catch (InterruptedException | RuntimeException | AssertionError e) {
                    wrong.add(String.valueOf(e));
                }
            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(wrong).isEmpty();
    }

    /** One connection, on which a page and the same asked by a program take turns, or a new one each time. */
    private void ask(
            Asking self, Asking other, List<String> pages, String api, boolean keepAlive, Queue<String> wrong) {
        var wire = new Wire(port);
        for (var round = 0; round < ROUNDS; round++) {
            for (var page : pages) {
                look(wire.ask(request(page, "Cookie: " + self.cookie(), keepAlive)), self, other, wrong);
                wire = next(wire, keepAlive);
            }
            look(wire.ask(request(api, "Authorization: Bearer " + self.token(), keepAlive)), self, other, wrong);
            wire = next(wire, keepAlive);
            if (keepAlive) {
                // The other one on the very same connection, as through a proxy.
                look(wire.ask(request(pages.getFirst(), "Cookie: " + other.cookie(), true)), other, self, wrong);
                look(wire.ask(request(api, "Authorization: Bearer " + other.token(), true)), other, self, wrong);
                var nobodys = wire.ask(request(pages.getFirst(), "X-Nobody: 1", true));
                if (nobodys.status() / 100 != 3 || holdsAny(nobodys, self) || holdsAny(nobodys, other)) {
                    wrong.add("to nobody: " + nobodys.text());
                }
                if (wire.ask(request(api, "X-Nobody: 1", true)).status() != 401) {
                    wrong.add("a program without a token was let in");
                }
                // The server closes it after a hundred requests.
                wire = next(wire, false);
            }
        }
        wire.close();
    }

    private Wire next(Wire wire, boolean keepAlive) {
        if (keepAlive) {
            return wire;
        }
        wire.close();
        return new Wire(port);
    }

    private String request(String path, String who, boolean keepAlive) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + who + "\r\n"
                + (keepAlive ? "" : "Connection: close\r\n") + "\r\n";
    }

    private static void look(Reply reply, Asking self, Asking other, Queue<String> wrong) {
        if (reply.status() != 200 || !holdsAny(reply, self) || holdsAny(reply, other)) {
            wrong.add(reply.text());
        }
    }

    private static boolean holdsAny(Reply reply, Asking asking) {
        return asking.own().stream().anyMatch(reply.body()::contains);
    }
}
