package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class AssetsTest extends WebTest {

    private static final Set<String> NOT_OF_ALL_PAGES = Set.of("styles.css", "offline.css", "demo.css", "style.css");

    @Test
    void what_a_page_names_is_kept_for_good_since_its_address_changes_with_its_content() {
        var page = browser.get("/sign-in").html();
        var named = page.select("link[href]:not([rel=expect]), script[src]").stream()
                .map(element -> element.hasAttr("href") ? element.attr("href") : element.attr("src"))
                .toList();
        assertThat(named).hasSizeGreaterThan(3).allMatch(address -> address.startsWith(Assets.at("")));
        for (var address : named) {
            var answer = browser.send(browser.request(address).build());
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(address)
                    .hasValueSatisfying(value -> assertThat(value).contains("immutable", "max-age=31536000"));
        }
    }

    @Test
    void under_another_fingerprint_there_is_nothing() {
        assertThat(browser.send(browser.request("/assets/000000000000/base.css").build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void without_a_fingerprint_it_is_asked_after_each_time() {
        var answer = browser.send(browser.request("/assets/base.css").build());
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
        var again = browser.send(browser.request("/assets/base.css")
                .header("If-None-Match", answer.headers().firstValue("ETag").orElseThrow())
                .build());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void scripts_travel_without_their_comments() throws IOException {
        var scripts = new PathMatchingResourcePatternResolver().getResources("classpath:/static/assets/*.js");
        assertThat(scripts).hasSizeGreaterThan(10);
        for (var script : scripts) {
            var name = Objects.requireNonNull(script.getFilename());
            var written = new String(script.getContentAsByteArray(), StandardCharsets.UTF_8);
            // What stands between two of them must not run over a line: there, a comment would not be one.
            assertThat(written.lines()
                            .filter(line -> line.chars().filter(c -> c == '`').count() % 2 == 1))
                    .as(name)
                    .isEmpty();
            var sent = browser.send(browser.request(Assets.at(name)).build()).body();
            assertThat(sent.lines().filter(line -> line.startsWith("//") || line.startsWith("/*") || line.isBlank()))
                    .as(name)
                    .isEmpty();
            var code = written.lines()
                    .map(String::strip)
                    .filter(line -> line.endsWith(";") && !line.startsWith("//"))
                    .toList();
            assertThat(sent.lines().map(String::strip)).as(name).containsAll(code);
        }
    }

    @Test
    void pages_sheets_and_scripts_travel_compressed() {
        for (var address : new String[] {"/people", Assets.at("tokens.css"), Assets.at("turbo.es2017-esm.js")}) {
            var answer = browser.send(
                    browser.request(address).header("Accept-Encoding", "gzip").build());
            assertThat(answer.headers().firstValue("Content-Encoding"))
                    .as(address)
                    .hasValue("gzip");
        }
    }

    @Test
    void all_sheets_travel_in_one_and_in_the_order_of_their_layers() throws IOException {
        var all = browser.get(Assets.at("styles.css")).body();
        assertThat(all).startsWith("@layer reset, tokens, base").doesNotContain("@import", "/*", "\n ");
        var imported = browser.get("/assets/styles.css").body();
        for (var sheet : new PathMatchingResourcePatternResolver().getResources("classpath:/static/assets/*.css")) {
            var name = Objects.requireNonNull(sheet.getFilename());
            if (!NOT_OF_ALL_PAGES.contains(name)) {
                assertThat(imported).as(name).contains("@import \"" + name + "\";");
            }
        }
        assertThat(all).contains("--paper:", ".item", ".seam");
    }

    @Test
    void scripts_name_each_other_relatively_and_so_keep_the_fingerprint() {
        var script = browser.get(Assets.at("app.js")).body();
        assertThat(Pattern.compile("(?:from|import) \"([^\"]+)\"")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(from -> from.startsWith("./"));
    }
}
