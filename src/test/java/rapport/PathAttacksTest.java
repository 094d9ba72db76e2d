package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapport.Wire.Reply;

/** Addresses and methods that mean one thing to the guard and another to what it guards, and addresses that lead away. */
class PathAttacksTest extends AttackTest {

    private Visitor gracesBrowser = new Visitor(0);

    @BeforeAll
    void grace_signs_in() {
        gracesBrowser = signedIn(grace);
    }

    /** Ways to write an address so that it may slip past somebody who compares addresses. */
    static List<String> disguises() {
        return List.of(
                "/assets/..",
                "/assets/../",
                "/assets/..;/",
                "/assets/%2e%2e/",
                "/assets/%2e%2e%2f",
                "/assets/%252e%252e/",
                "/assets/..%2f",
                "/assets/..%5c",
                "/assets/..\\",
                "/assets/.%00./",
                "/assets/%c0%ae%c0%ae/",
                "/assets/%c0%ae%c0%ae%c0%af",
                "/assets/%e0%80%ae%e0%80%ae/",
                "/assets/%uff0e%uff0e/",
                "/assets;/../",
                "/assets;x=/../",
                "/assets/%3b/../",
                "/assets//../",
                "/sign-in/..",
                "/sign-in/../",
                "/sign-in/..;/",
                "/sign-in/%2e%2e/",
                "/setup/..;/",
                "/setup/../",
                "/error/../",
                "/error/..;/",
                "/api/setup/../",
                "/api/setup/..;/",
                "/api/../api/setup/../../",
                "//",
                "/./",
                "/.//",
                "/%2f",
                "/%2f%2f",
                "/%5c",
                "/;/",
                "/;x=1/",
                "/;jsessionid=1/",
                "/.;/",
                "/%20/",
                "/%09/",
                "/%0a/",
                "/%0d%0a/",
                "/%00/",
                "/%ff/",
                "/%/",
                "/%zz/");
    }

    private List<String> guardedAddresses() {
        return List.of(
                "people",
                "relationships/" + relationship,
                "relationships/" + relationship + "/history",
                "api/me",
                "api/relationships",
                "api/relationships/" + relationship + "/open-items");
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void no_disguise_leads_to_what_is_guarded(String disguise) {
        for (var address : guardedAddresses()) {
            for (var target : List.of(disguise + address, disguise + "/" + address, "/" + address + disguise)) {
                var reply = guarded(get(target));
                assertThat(reply.status()).as(target + "\n" + reply.text()).isBetween(300, 499);
                if (reply.status() < 400) {
                    assertThat(reply.header("Location").orElse("")).endsWith("/sign-in");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                ";x",
                ";x=1",
                ";jsessionid=1",
                ".",
                "..",
                "./",
                "/",
                "//",
                "/.",
                "/..",
                "/..;/",
                "%20",
                "%09",
                "%00",
                "%0a",
                "%2f",
                "%2F",
                "%5c",
                "\\",
                "%3b",
                "%3bx=1",
                "%23",
                "%3f",
                "%252f",
                ".json",
                ".html",
                ".css",
                "~",
                "/assets/base.css",
                "%2fassets%2fbase.css",
                "/..%2fassets/base.css",
                ";.css",
                "?.css",
                "#.css",
                "%c0%af"
            })
    void no_ending_leads_to_what_is_guarded(String ending) {
        for (var address : guardedAddresses()) {
            var reply = guarded(get("/" + address + ending));
            assertThat(reply.status()).as(ending + "\n" + reply.text()).isBetween(300, 499);
        }
    }

    @Test
    void no_other_way_of_writing_letters_does() {
        for (var target : List.of(
                "/API/me",
                "/Api/me",
                "/api/ME",
                "/%61pi/me",
                "/ap%69/me",
                "/api%2fme",
                "/PEOPLE",
                "/People",
                "/%70eople",
                "/p%65ople",
                "/people%2f",
                "/RELATIONSHIPS/" + relationship,
                "/relationships/" + relationship.toUpperCase(java.util.Locale.ROOT),
                "/ASSETS/../people",
                "/Assets/base.css",
                "/SIGN-IN",
                "/Setup",
                "api/me",
                "people",
                "?",
                "*",
                "/api/me HTTP/1.1",
                "/\u0000people",
                "/people\u0000",
                "/ｐeople")) {
            var reply = guarded(get(target));
            assertThat(reply.status()).as(target).isBetween(300, 499);
        }
    }

    @Test
    void files_of_the_program_and_of_the_machine_are_not_handed_out() {
        for (var target : List.of(
                "/assets/../application.properties",
                "/assets/..%2fapplication.properties",
                "/assets/%2e%2e/application.properties",
                "/assets/..%5capplication.properties",
                "/assets/....//application.properties",
                "/assets/..;/application.properties",
                "/assets/../../../../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/assets//etc/passwd",
                "/assets/file:/etc/passwd",
                "/assets/file:%2f%2f%2fetc%2fpasswd",
                "/assets/classpath:application.properties",
                "/assets/http://evil.example/",
                "/assets/../../db/rapport/V1__rapport.sql",
                "/application.properties",
                "/BOOT-INF/classes/application.properties",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/master.key",
                "/rapport.mv.db",
                "/setup-token",
                "/.git/config",
                "/actuator",
                "/actuator/env",
                "/h2-console",
                "/console",
                "/webjars/",
                "/static/assets/base.css",
                "/assets",
                "/assets/",
                "/assets/.",
                "/favicon.ico",
                "/login",
                "/logout",
                "/login/webauthn")) {
            for (var reply : List.of(get(target), clean(gracesBrowser.get(target)))) {
                assertThat(reply.status()).as(target + "\n" + reply.text()).isBetween(300, 499);
                assertThat(reply.body()).as(target).doesNotContain("root:", "rapport.home", "create table");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD",
                "OPTIONS",
                "TRACE",
                "TRACK",
                "CONNECT",
                "PROPFIND",
                "MOVE",
                "PATCH",
                "DELETE",
                "PUT",
                "get",
                "GeT",
                "MADEUP",
                "G-E-T",
                "GET:",
                "\"GET\""
            })
    void no_other_method_leads_to_what_is_guarded(String method) {
        for (var address : guardedAddresses()) {
            var reply = guarded(send(method + " /" + address + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nConnection: close\r\nX-Mirror: back\r\n\r\n"));
            assertThat(reply.status()).as(method + "\n" + reply.text()).isBetween(300, 501);
            assertThat(reply.text()).doesNotContain("X-Mirror");
            var signedIn = guarded(clean(gracesBrowser.request(method, "/" + address, Map.of(), null, "")));
            assertThat(signedIn.text()).doesNotContain("X-Mirror", gracesBrowser.cookie());
        }
    }

    @Test
    void a_head_says_no_more_than_a_get() {
        var head = clean(gracesBrowser.request("HEAD", "/", Map.of(), null, ""));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var address : guardedAddresses()) {
            assertThat(send("HEAD /" + address + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                    + "\r\nConnection: close\r\n\r\n")
                            .status())
                    .isEqualTo(get("/" + address).status());
        }
    }

    @Test
    void one_method_does_not_pass_for_another() {
        var csrf = gracesBrowser.csrf();
        var before = events();
        var refusals = new TreeSet<Integer>();
        for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            refusals.add(clean(gracesBrowser.request(
                            "GET",
                            "/relationships?report.name=Forged&zone=UTC&_csrf=" + csrf,
                            Map.of(header, "POST"),
                            null,
                            ""))
                    .status());
            refusals.add(get("/api/relationships?zone=UTC", header + ": POST", bearer(mallory))
                    .status());
        }
        refusals.add(clean(gracesBrowser.get("/relationships?_method=POST&report.name=Forged&zone=UTC&_csrf=" + csrf))
                .status());
        refusals.add(clean(gracesBrowser.get("/sign-out?_csrf=" + csrf)).status());
        assertThat(events()).isEqualTo(before);
        assertThat(refusals).isSubsetOf(200, 404, 405);
        assertThat(gracesBrowser.get("/people").status()).as("still signed in").isEqualTo(200);
    }

    @Test
    void what_a_proxy_would_rewrite_stays_as_it_is() {
        for (var header : List.of(
                "X-Original-URL: /people",
                "X-Rewrite-URL: /people",
                "X-Forwarded-Prefix: /assets",
                "X-Forwarded-For: ::1")) {
            assertThat(guarded(get("/assets/base.css", header)).status()).isEqualTo(200);
            assertThat(guarded(get("/people", header)).status()).isBetween(300, 399);
            assertThat(guarded(get("/api/me", header)).status()).isEqualTo(401);
        }
    }

    // --- leading away, and lines that are not ours -----------------------------------------------------------------

    private static final List<String> ELSEWHERE = List.of(
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "/%2fevil.example",
            "/%5cevil.example",
            "%2f%2fevil.example",
            "%0d%0aX-Evil:%201",
            "%0aX-Evil:%201",
            "%E5%98%8A%E5%98%8DX-Evil:%201",
            "today%0d%0aX-Evil:%201",
            "%00",
            "evil.example");

    private void leadsNowhereElse(Reply reply) {
        assertThat(reply.header("Location").orElse("")).doesNotContain("evil", "script");
        assertThat(reply.head())
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("evil"));
    }

    @Test
    void no_parameter_leads_away_or_adds_a_line() {
        for (var place : ELSEWHERE) {
            for (var name : List.of(
                    "next",
                    "back",
                    "url",
                    "redirect",
                    "return",
                    "continue",
                    "target",
                    "to",
                    "token",
                    "wrong",
                    "out",
                    "asOf",
                    "before",
                    "q",
                    "kind",
                    "spring-security-redirect",
                    "lang",
                    "locale")) {
                var query = "?" + name + "=" + place;
                leadsNowhereElse(clean(nobody().get("/sign-in" + query)));
                leadsNowhereElse(clean(nobody().get("/setup" + query)));
                leadsNowhereElse(clean(nobody().get("/" + query)));
                leadsNowhereElse(clean(gracesBrowser.get("/sign-in" + query)));
                leadsNowhereElse(clean(gracesBrowser.get("/relationships/" + relationship + query)));
                leadsNowhereElse(get("/api/relationships/" + relationship + "/history" + query, bearer(grace)));
            }
        }
    }

    @Test
    void no_path_leads_away_or_adds_a_line() {
        for (var place : ELSEWHERE) {
            for (var path : List.of("/" + place, place, "/people/" + place, "/assets/" + place, "/api/" + place)) {
                if (!path.contains("\\") || path.startsWith("/")) {
                    leadsNowhereElse(get(path));
                    leadsNowhereElse(clean(gracesBrowser.get(path)));
                }
            }
        }
    }

    @Test
    void nobody_who_signs_in_or_acts_is_led_away() {
        for (var place : List.of(
                "//evil.example", "https://evil.example", "/\\evil.example", "today\r\nX-Evil: 1", "\r\nX-Evil: 1")) {
            var browser = nobody();
            browser.get("/?next=" + java.net.URLEncoder.encode(place, StandardCharsets.UTF_8));
            var fields = new java.util.HashMap<String, String>();
            List.of("next", "back", "redirect", "continue", "target").forEach(name -> fields.put(name, place));
            fields.put("name", grace.name());
            fields.put("passphrase", PASSPHRASE);
            leadsNowhereElse(clean(browser.submit("/sign-in", fields)));

            var topic = "/relationships/" + relationship + "/topics";
            var act =
                    clean(gracesBrowser.submit(topic, Map.of("text", "words", "visibility", "SHARED", "back", place)));
            assertThat(act.status()).isEqualTo(303);
            leadsNowhereElse(act);
            leadsNowhereElse(clean(gracesBrowser.submit("/people", Map.of("back", place))));
        }
    }

    @Test
    void headers_of_the_request_lead_nobody_away() {
        for (var header : List.of(
                "Referer: https://evil.example/",
                "Referer: //evil.example",
                "Origin: https://evil.example",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Proto: javascript",
                "Accept-Language: evil\tX-Evil",
                "User-Agent: evil")) {
            leadsNowhereElse(get("/", header));
            leadsNowhereElse(get("/people", header, "Cookie: " + gracesBrowser.cookie()));
            leadsNowhereElse(get("/api/nothing", header, bearer(grace)));
        }
    }
}
