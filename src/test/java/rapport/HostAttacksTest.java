package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.Wire.Reply;

/** DNS rebinding: another name that leads to this machine, in every way in which a request can name a server. */
class HostAttacksTest extends AttackTest {

    private Reply meAt(String... headers) {
        return send("GET /api/me HTTP/1.1\r\n" + lines(headers) + bearer(grace) + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost.evil.example",
                "127.0.0.1.evil.example:PORT",
                "localhost.",
                "127.0.0.1.",
                "evil.example#127.0.0.1",
                "evil.example?127.0.0.1",
                "127.0.0.1@evil.example",
                "evil.example@127.0.0.1",
                "user:pass@127.0.0.1:PORT",
                "127.0.0.1:PORT:PORT",
                "127.0.0.1:PORT.evil.example",
                "127.0.0.1:x",
                "127.0.0.1:-1",
                "127.0.0.1,evil.example",
                "127.0.0.1 evil.example",
                "127.0.0.1\tevil.example",
                "127.0.0.1/evil.example",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "0.0.0.0",
                "[::]",
                "[::ffff:127.0.0.1]",
                "::1",
                "[::1",
                "[::1]evil",
                "ⅼocalhost",
                "localhost%00.evil.example",
                "*",
                ""
            })
    void no_other_name_is_answered(String host) {
        var reply = guarded(meAt("Host: " + host.replace("PORT", String.valueOf(port))));

        assertThat(reply.status()).as(reply.text()).isIn(400, 421);
    }

    /** Under whichever port: a tunnel may lead here from another one, and who rebinds a name cannot choose it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:1",
                "127.0.0.1",
                "127.0.0.1:PORT",
                "localhost:PORT",
                "LocalHost:PORT",
                "LOCALHOST:PORT",
                "[::1]:PORT"
            })
    void its_own_names_are(String host) {
        assertThat(meAt("Host: " + host.replace("PORT", String.valueOf(port))).status())
                .isEqualTo(200);
    }

    @Test
    void one_request_names_one_server() {
        var own = "Host: 127.0.0.1:" + port;

        assertThat(guarded(meAt()).status()).isEqualTo(400);
        assertThat(guarded(meAt(own, "Host: evil.example")).status()).isEqualTo(400);
        assertThat(guarded(meAt("Host: evil.example", own)).status()).isEqualTo(400);
        assertThat(guarded(meAt(own, own)).status()).isEqualTo(400);
        assertThat(guarded(meAt(own, " evil.example")).status()).isEqualTo(400);
        assertThat(guarded(meAt("Host : 127.0.0.1:" + port)).status()).isEqualTo(400);
    }

    @Test
    void an_absolute_target_names_the_server_as_well() {
        var rest = "Connection: close\r\n" + bearer(grace) + "\r\n\r\n";
        var own = "Host: 127.0.0.1:" + port + "\r\n";
        for (var target : each(
                "http://evil.example/api/me",
                "http://evil.example:" + port + "/api/me",
                "http://127.0.0.1@evil.example/api/me",
                "https://evil.example/api/me",
                "HTTP://EVIL.EXAMPLE/api/me",
                "http://127.0.0.1:1/api/me")) {
            var reply = guarded(send("GET " + target + " HTTP/1.1\r\n" + own + rest));
            assertThat(reply.status()).as(target).isIn(400, 421);
            var agreed = guarded(send("GET " + target + " HTTP/1.1\r\nHost: evil.example\r\n" + rest));
            assertThat(agreed.status()).as(target).isIn(400, 421);
        }
        assertThat(send("GET http://127.0.0.1:" + port + "/api/me HTTP/1.1\r\n" + own + rest)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_a_proxy_would_say_is_not_believed() {
        var own = "Host: 127.0.0.1:" + port;
        for (var header : each(
                "X-Forwarded-Host: 127.0.0.1:" + port,
                "Forwarded: host=127.0.0.1",
                "X-Host: 127.0.0.1",
                "X-Original-Host: 127.0.0.1")) {
            assertThat(guarded(meAt("Host: evil.example", header)).status())
                    .as(header)
                    .isEqualTo(421);
        }
        for (var header : each(
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example;proto=https",
                "X-Forwarded-Prefix: //evil.example",
                "X-Forwarded-Proto: https")) {
            var reply = get("/", header);
            assertThat(reply.status()).as(header).isBetween(300, 399);
            assertThat(reply.text()).as(header).doesNotContain("evil", "https:");
            assertThat(meAt(own, header).status()).isEqualTo(200);
        }
    }

    @Test
    void old_http_without_a_name_is_not_answered() {
        assertThat(guarded(send("GET /api/me HTTP/1.0\r\n" + bearer(grace) + "\r\n\r\n"))
                        .status())
                .isEqualTo(400);
        assertThat(guarded(send("GET /api/me\r\n\r\n")).status()).isIn(0, 400, 505);
    }
}
