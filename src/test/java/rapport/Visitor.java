package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.Wire.Reply;

/**
 * Somebody who sends one request at a time, each on a new connection, and whose cookie is theirs to hand around. A
 * program is one with a token instead.
 */
public final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    private final int port;
    private String cookie = "";
    private final Map<String, String> always = new LinkedHashMap<>();

    public Visitor(int port) {
        this.port = port;
    }

    public static Visitor withToken(int port, String token) {
        var program = new Visitor(port);
        program.always.put("Authorization", "Bearer " + token);
        return program;
    }

    /** The same one, at the place that this cookie leads to. */
    public Visitor withCookie(String other) {
        var visitor = new Visitor(port);
        visitor.cookie = other;
        return visitor;
    }

    /** {@code rapport=...}, or empty if there is none. */
    public String cookie() {
        return cookie;
    }

    public Reply get(String path) {
        return request("GET", path, Map.of(), null, "");
    }

    /** Sends a form with the token against forged forms in it, as a page of ours would. */
    public Reply submit(String path, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields);
        form.put("_csrf", csrf());
        return post(path, form);
    }

    public Reply post(String path, Map<String, String> fields) {
        return request("POST", path, Map.of(), "application/x-www-form-urlencoded", form(fields));
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The token that this one's forms hold. */
    public String csrf() {
        var page = get("/people");
        var token = csrfIn(page.status() == 200 ? page : get("/sign-in"));
        assertThat(token).isNotEmpty();
        return token;
    }

    public static String csrfIn(Reply page) {
        var found = CSRF.matcher(page.body());
        return found.find() ? found.group(1) : "";
    }

    public Visitor signIn(String name, String passphrase) {
        var done = submit("/sign-in", Map.of("name", name, "passphrase", passphrase));
        assertThat(done.status()).as(done.text()).isBetween(300, 399);
        assertThat(get("/people").status()).as("signed in as %s", name).isEqualTo(200);
        return this;
    }

    /** @param contentType null if there is no body */
    public Reply request(
            String method, String path, Map<String, String> headers, @Nullable String contentType, String body) {
        var all = new LinkedHashMap<String, String>();
        all.put("Host", "127.0.0.1:" + port);
        all.put("Connection", "close");
        if (!cookie.isEmpty()) {
            all.put("Cookie", cookie);
        }
        if (contentType != null) {
            all.put("Content-Type", contentType);
            all.put("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
        }
        all.putAll(always);
        all.putAll(headers);
        var head = all.entrySet().stream()
                .filter(header -> !header.getValue().isEmpty())
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        var reply = Wire.send(port, method + " " + path + " HTTP/1.1\r\n" + head + "\r\n" + body);
        reply.headers("Set-Cookie").stream()
                .filter(set -> set.startsWith("rapport="))
                .forEach(set -> cookie = set.substring(0, set.indexOf(';')).equals("rapport=")
                        ? ""
                        : set.substring(0, set.indexOf(';')));
        return reply;
    }
}
