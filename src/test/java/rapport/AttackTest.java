package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import rapport.Wire.Reply;
import rapport.parties.PersonId;

/** What every attack has in common: somebody to attack, something that must not get out, and what no answer may hold. */
abstract class AttackTest extends ServedTest {

    /** What a stack trace, a class name, SQL or the name of what Rapport is built of looks like. */
    private static final Pattern INSIDE = Pattern.compile(
            "exception|\\bat [a-z]+\\.[a-z]|java\\.|jakarta\\.|javax\\.|\\borg\\.|springframework|rapport\\.[a-z]+\\.[A-Z]"
                    + "|tomcat|coyote|catalina|apache|spring|hikari|jdbc|axon|jackson|insert into|select .* from"
                    + "|update .* set|syntax error|nullpointer|stack ?trace|timestamp|whitelabel",
            Pattern.CASE_INSENSITIVE);

    static final String SECRET_WORDS = "Zinnober im Schrank";

    Somebody grace = new Somebody(PersonId.random(), "", "", "");
    Somebody ada = new Somebody(PersonId.random(), "", "", "");
    Somebody mallory = new Somebody(PersonId.random(), "", "", "");
    String relationship = "";

    @BeforeAll
    void grace_and_ada_meet() {
        grace = somebody("Grace");
        ada = somebody("Ada");
        mallory = somebody("Mallory");
        relationship = relationship(grace, ada);
        join(ada, relationship);
        record(
                grace,
                relationship,
                "commitments",
                Map.of("promisor", "MANAGER", "text", SECRET_WORDS, "dueOn", today().toString()));
    }

    Reply send(String request) {
        return clean(Wire.send(port, request));
    }

    Reply send(byte[] request) {
        return clean(Wire.send(port, request));
    }

    /** A GET by hand, with the headers that are given beside those that a request needs. */
    Reply get(String target, String... headers) {
        return send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                + lines(headers) + "\r\n");
    }

    Reply post(String target, String contentType, byte[] body, String... headers) {
        var head = "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\nContent-Type: "
                + contentType + "\r\nContent-Length: " + body.length + "\r\n" + lines(headers) + "\r\n";
        var start = head.getBytes(StandardCharsets.UTF_8);
        var all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return send(all);
    }

    Reply post(String target, String contentType, String body, String... headers) {
        return post(target, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    static String bearer(Somebody somebody) {
        return "Authorization: Bearer " + somebody.token();
    }

    /** An answer that tells nothing of the inside and carries the headers that every answer carries. */
    Reply clean(Reply reply) {
        if (reply.status() == 0) {
            return reply;
        }
        assertThat(INSIDE.matcher(reply.body()).results().map(MatchResult::group))
                .as("of the inside, in:%n%s", reply.text())
                .isEmpty();
        assertThat(reply.head()).noneMatch(line -> line.startsWith("Server:") || line.startsWith("X-Powered-By:"));
        assertThat(reply.header("X-Frame-Options")).as(reply.text()).hasValue("DENY");
        assertThat(reply.header("Content-Security-Policy").orElse(""))
                .as(reply.text())
                .contains("frame-ancestors 'none'", "default-src 'none'");
        assertThat(reply.header("X-Content-Type-Options")).as(reply.text()).hasValue("nosniff");
        assertThat(reply.header("Cache-Control").orElse(""))
                .as(reply.text())
                .matches(value -> value.contains("no-store") || value.equals("no-cache"));
        assertThat(reply.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(reply.header("Location").orElse("/")).matches(this::isOurs);
        assertThat(reply.head()).noneMatch(line -> line.startsWith("X-Evil"));
        assertThat(reply.headers("Set-Cookie")).allMatch(cookie -> cookie.startsWith("rapport="));
        return reply;
    }

    private boolean isOurs(String location) {
        return location.startsWith("http://127.0.0.1:" + port + "/")
                || (location.startsWith("/") && !location.startsWith("//") && !location.startsWith("/\\"));
    }

    /** An answer that gives away nothing of what Grace and Ada wrote, nor that they are here. */
    Reply guarded(Reply reply) {
        assertThat(reply.body()).doesNotContain(SECRET_WORDS, grace.name(), ada.name(), grace.token());
        return reply;
    }

    static List<String> each(String... values) {
        return List.of(values);
    }
}
