package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.Wire.Reply;

/** Bodies that are not what they say, too much, too deep or not text at all. */
class BodyAttacksTest extends AttackTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private Visitor gracesBrowser = new Visitor(0);
    private String csrf = "";
    private long before;

    @BeforeAll
    void grace_signs_in() {
        gracesBrowser = signedIn(grace);
        csrf = gracesBrowser.csrf();
    }

    @BeforeEach
    void so_far() {
        before = events();
    }

    @AfterEach
    void nothing_was_recorded() {
        assertThat(events()).isEqualTo(before);
    }

    private String topics() {
        return "/api/relationships/" + relationship + "/topics";
    }

    private Reply json(byte[] body) {
        return post(topics(), JSON, body, bearer(grace));
    }

    private Reply json(String body) {
        return json(body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply form(byte[] body) {
        return post("/relationships/" + relationship + "/topics", FORM, body, "Cookie: " + gracesBrowser.cookie());
    }

    private static byte[] bytes(Object... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) part);
        }
        return all.toByteArray();
    }

    private static byte[] raw(int... values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void what_is_no_utf_8_is_refused() {
        for (var wrong : List.of(
                raw(0xff),
                raw(0xfe, 0xff),
                raw(0xc0, 0xaf),
                raw(0xed, 0xa0, 0x80),
                raw(0xf5, 0x80, 0x80, 0x80),
                raw(0xe2, 0x82))) {
            assertThat(json(bytes("{\"text\":\"", wrong, "\"}")).status()).isIn(400, 422);
            assertThat(json(wrong).status()).isEqualTo(400);
            var form = form(bytes("_csrf=" + csrf + "&visibility=SHARED&text=", wrong));
            assertThat(form.status()).as(form.text()).isIn(400, 403, 422);
        }
    }

    @Test
    void what_is_no_utf_8_behind_a_percent_is_refused() {
        for (var wrong : List.of("%ff", "%c0%af", "%ed%a0%80", "%e2%82", "%", "%z", "%u0041")) {
            var reply = form(bytes("_csrf=" + csrf + "&visibility=SHARED&text=" + wrong));
            assertThat(reply.status()).as(wrong + "\n" + reply.text()).isIn(400, 403, 422);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"text\":["})
    void ten_thousand_brackets_are_refused(String bracket) {
        assertThat(json(bracket.repeat(10_000)).status()).isIn(400, 422);
        assertThat(json("{\"text\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                        .status())
                .isIn(400, 422);
    }

    @Test
    void numbers_beyond_reason_are_refused() {
        for (var number : List.of(
                "1e999999999",
                "-1e999999999",
                "9".repeat(100_000),
                "0." + "0".repeat(100_000) + "1",
                "1e-999999999",
                "NaN",
                "Infinity",
                "0x10",
                "01")) {
            assertThat(json("{\"text\":" + number + "}").status())
                    .as(number.substring(0, 2))
                    .isIn(400, 422);
            var trust = post(
                    "/api/relationships/" + relationship + "/trust", JSON, "{\"own\":" + number + "}", bearer(grace));
            assertThat(trust.status()).isIn(400, 405, 422);
            var put = send(
                    "PUT /api/relationships/" + relationship + "/trust HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(grace)
                            + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                            + (number.length() + 25) + "\r\n\r\n{\"own\":" + number + ",\"guessOfOther\":3}");
            assertThat(put.status()).as(put.text()).isIn(400, 422);
        }
    }

    @Test
    void a_name_said_twice_is_refused() {
        assertThat(json("{\"text\":\"a\",\"text\":\"b\"}").status()).isEqualTo(400);
        assertThat(json("{\"text\":\"a\",\"te\\u0078t\":\"b\"}").status()).isEqualTo(400);
        assertThat(form(bytes("_csrf=" + csrf + "&text=a&text=b&visibility=SHARED"))
                        .status())
                .isEqualTo(422);
        assertThat(post(
                                "/relationships/" + relationship + "/topics?text=a",
                                FORM,
                                "_csrf=" + csrf + "&text=b&visibility=SHARED",
                                "Cookie: " + gracesBrowser.cookie())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void names_that_reach_into_objects_are_refused() {
        for (var name :
                List.of("__proto__", "constructor", "class.module.classLoader", "text.x", "$where", "@type", "")) {
            assertThat(json("{\"text\":\"a\",\"" + name + "\":\"x\"}").status()).isEqualTo(422);
            assertThat(json("{\"text\":\"a\",\"" + name + "\":{\"x\":1}}").status())
                    .isEqualTo(422);
        }
        assertThat(json("{\"text\":{\"@class\":\"java.lang.Runtime\"}}").status())
                .isEqualTo(422);
        assertThat(json("[\"java.lang.Runtime\",{}]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/xml",
                "application/xml",
                "application/x-java-serialized-object",
                "application/x-yaml",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "nonsense",
                "*/*x",
                "",
                "application/json, text/plain",
                "image/png"
            })
    void another_kind_of_content_is_refused_by_programs(String type) {
        var reply = post(topics(), type, "{\"text\":\"a\"}", bearer(grace));

        assertThat(reply.status()).as(reply.text()).isIn(400, 415);
    }

    @Test
    void a_form_in_parts_is_refused() {
        var boundary = "------x";
        var parts = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf + "\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"text\"; filename=\"../../x\"\r\n\r\nwords\r\n--"
                + boundary
                + "--\r\n";
        for (var type : List.of(
                "multipart/form-data; boundary=" + boundary, "multipart/form-data", "multipart/form-data; boundary=")) {
            var reply = post(
                    "/relationships/" + relationship + "/topics", type, parts, "Cookie: " + gracesBrowser.cookie());
            assertThat(reply.status()).as(reply.text()).isIn(400, 403, 415, 422);
        }
    }

    @Test
    void six_hundred_kilobytes_are_refused_in_every_way() {
        var large = "x".repeat(600_000);
        assertThat(json("{\"text\":\"" + large + "\"}").status()).isEqualTo(413);
        assertThat(form(bytes("_csrf=" + csrf + "&text=" + large)).status()).isEqualTo(413);
        assertThat(post(topics(), "text/plain", large, bearer(grace)).status()).isIn(413, 415);
        assertThat(post("/sign-in", FORM, "name=" + large).status()).isEqualTo(413);
        assertThat(post("/nothing", FORM, large).status()).isEqualTo(413);
        var chunked = send("POST " + topics() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(grace)
                + "\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n");
        assertThat(chunked.status()).isEqualTo(413);
        var form = send("POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: " + FORM
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(large.length()) + "\r\n" + large
                + "\r\n0\r\n\r\n");
        assertThat(form.status()).as(form.text()).isIn(400, 403, 413);
    }

    @Test
    void many_fields_and_long_heads_are_refused() {
        assertThat(form(bytes("_csrf=" + csrf + "&x=1".repeat(20_000))).status())
                .isIn(400, 403, 413, 422);
        assertThat(get("/?" + "x".repeat(9_000)).status()).isIn(400, 414);
        assertThat(get("/", "X-Long: " + "x".repeat(9_000)).status()).isIn(400, 431);
        assertThat(get("/", "Cookie: " + "rapport=1; ".repeat(800)).status()).isIn(400, 431);
        var many = new String[200];
        java.util.Arrays.setAll(many, i -> "X-" + i + ": 1");
        assertThat(get("/", many).status()).isIn(303, 302, 400, 431);
    }

    @Test
    void a_length_that_is_not_true_is_refused_or_ends_the_line() {
        var start = "POST " + topics() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(grace) + "\r\nContent-Type: "
                + JSON + "\r\n";
        var body = "{\"text\":\"smuggled\"}";
        for (var lengths : List.of(
                "Content-Length: -1",
                "Content-Length: 1e2",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nContent-Length: 20",
                "Content-Length: 5, 20",
                "Content-Length: +20",
                "Content-Length: x",
                "Transfer-Encoding: nonsense",
                "Transfer-Encoding: chunked, nonsense",
                "Transfer-Encoding: nonsense, chunked",
                "Content-Length: 20\r\nTransfer-Encoding: x-chunked")) {
            var reply = send(start + lengths + "\r\n\r\n" + body);
            assertThat(reply.status()).as(lengths + "\n" + reply.text()).isIn(0, 400, 413, 501);
        }
        // Fewer bytes than said, and then nothing more; more bytes than said, which are no request.
        var shorter = new Api(port, null).raw(start + "Content-Length: 500\r\n\r\n" + body);
        assertThat(shorter).doesNotContain("\"sequence\"");
        var longer = new Api(port, null).raw(start + "Content-Length: 2\r\n\r\n{}" + body);
        assertThat(longer).startsWith("HTTP/1.1 422").doesNotContain("\"sequence\"");
    }

    /** Where two readers could disagree about where a request ends, nothing that follows on the line is taken for one. */
    @Test
    void no_request_hides_in_the_body_of_another() {
        var hidden = "POST " + topics() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(grace) + "\r\nContent-Type: "
                + JSON + "\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}";
        for (var head : List.of(
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\tchunked\r\nContent-Length: 4",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Content-Length: 5\r\nContent-Length: 6")) {
            var said = new Api(port, null)
                    .raw("POST /api/hints HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(grace) + "\r\nContent-Type: " + JSON
                            + "\r\n" + head + "\r\n\r\n0\r\n\r\n" + hidden);
            assertThat(said.split("HTTP/1\\.1 ", -1)).as(head + "\n" + said).hasSizeLessThanOrEqualTo(2);
            assertThat(said).doesNotContain("\"sequence\"");
        }
    }

    @Test
    void chunks_that_are_none_are_refused() {
        var start = "POST " + topics() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + bearer(grace) + "\r\nContent-Type: "
                + JSON + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        for (var chunks : List.of(
                "nonsense\r\n",
                "-1\r\nx\r\n",
                "ffffffffffffffff\r\nx",
                "5\r\n{\"te",
                "c\r\n{\"text\":\"a\"}x\r\n0\r\n\r\n")) {
            var said = new Api(port, null).raw(start + chunks);
            assertThat(said).doesNotContain("\"sequence\"", "Exception");
            assertThat(said.isEmpty() || said.startsWith("HTTP/1.1 4")).as(said).isTrue();
        }
    }

    @Test
    void compressed_bodies_are_not_opened() {
        var reply = post(topics(), JSON, raw(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), bearer(grace), "Content-Encoding: gzip");
        assertThat(reply.status()).isIn(400, 415);
    }
}
