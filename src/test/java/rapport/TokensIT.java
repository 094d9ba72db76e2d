package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapport.Wire.Reply;

/** What became of a token outlives the process, however it ends. */
class TokensIT {

    private static final Pattern SECRET = Pattern.compile("<code>(rapport_[\\w-]{43})</code>");
    private static final Pattern REVOKE = Pattern.compile("action=\"(/settings/tokens/[^\"]+/revoke)\"");

    @TempDir
    private Path scratch;

    private static String found(Pattern pattern, Reply in) {
        var found = pattern.matcher(in.body());
        assertThat(found.results().map(one -> one.group(1)).toList())
                .as(in.text())
                .isNotEmpty();
        found.reset();
        var last = "";
        while (found.find()) {
            last = found.group(1);
        }
        return last;
    }

    @Test
    void a_revoked_token_does_not_come_back_and_a_made_one_stays_when_the_process_is_killed() {
        var place = new JarProcess.Place(scratch);
        var revoked = "";
        var kept = "";
        for (var round = 0; round < 3; round++) {
            try (var jar = JarProcess.ready(place)) {
                if (round == 0) {
                    jar.api().setUp(jar.setupToken());
                } else {
                    assertThat(jar.api().withToken(revoked).get("/api/me").status())
                            .isEqualTo(401);
                    assertThat(jar.api().withToken(kept).get("/api/me").status())
                            .isEqualTo(200);
                }
                var ada = new Visitor(jar.port()).signIn("Ada", Api.PASSPHRASE);
                revoked = found(SECRET, ada.submit("/settings/tokens", Map.of("name", "goes", "scope", "RECORD")));
                var revoke = found(REVOKE, ada.get("/settings/tokens"));
                assertThat(jar.api().withToken(revoked).get("/api/me").status()).isEqualTo(200);
                assertThat(ada.submit(revoke, Map.of()).status()).isEqualTo(303);
                jar.kill();
            }
            try (var jar = JarProcess.ready(place)) {
                assertThat(jar.api().withToken(revoked).get("/api/me").status()).isEqualTo(401);
                var ada = new Visitor(jar.port()).signIn("Ada", Api.PASSPHRASE);
                kept = found(SECRET, ada.submit("/settings/tokens", Map.of("name", "stays", "scope", "RECORD")));
                jar.kill();
            }
        }
    }
}
