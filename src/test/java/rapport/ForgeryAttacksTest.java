package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapport.Wire.Reply;

/** Requests that somebody else makes a signed-in person's browser send, and cookies and tokens that fell into other hands. */
class ForgeryAttacksTest extends AttackTest {

    private Visitor gracesBrowser = new Visitor(0);

    @BeforeAll
    void grace_signs_in() {
        gracesBrowser = signedIn(grace);
    }

    private Reply start(Map<String, String> headers, String csrf) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("report.name", "Forged");
        fields.put("zone", ZONE);
        if (!csrf.isEmpty()) {
            fields.put("_csrf", csrf);
        }
        return clean(gracesBrowser.request(
                "POST", "/relationships", headers, "application/x-www-form-urlencoded", Visitor.form(fields)));
    }

    private void isRefused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Sec-Fetch-Site, Same-Origin",
        "Sec-Fetch-Site, 'same-origin, cross-site'",
        "Sec-Fetch-Site, nonsense",
        "Origin, null",
        "Origin, https://evil.example",
        "Origin, http://127.0.0.1",
        "Origin, http://127.0.0.1:1",
        "Origin, https://127.0.0.1:PORT",
        "Origin, http://localhost:PORT",
        "Origin, http://127.0.0.1:PORT.evil.example",
        "Origin, http://evil.example@127.0.0.1:PORT",
        "Origin, http://127.0.0.1:PORT@evil.example",
        "Origin, 'http://127.0.0.1:PORT http://evil.example'",
        "Origin, file://",
        "Origin, nonsense",
    })
    void a_form_sent_from_elsewhere_does_nothing_even_with_the_right_token(String header, String value) {
        var csrf = gracesBrowser.csrf();
        var before = events();

        isRefused(start(Map.of(header, value.replace("PORT", String.valueOf(port))), csrf));

        assertThat(events()).isEqualTo(before);
    }

    @Test
    void two_answers_to_where_it_comes_from_are_none() {
        var csrf = gracesBrowser.csrf();
        var before = events();
        var body = "report.name=Forged&zone=UTC&_csrf=" + csrf;
        for (var two : new String[][] {
            {"Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"},
            {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-origin"},
            {"Origin: http://127.0.0.1:" + port, "Origin: https://evil.example"},
        }) {
            var cookie = "Cookie: " + gracesBrowser.cookie();
            isRefused(post("/relationships", "application/x-www-form-urlencoded", body, cookie, two[0], two[1]));
        }
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_form_without_the_right_token_does_nothing() {
        var adasBrowser = signedIn(ada);
        var gracesOther = signedIn(grace);
        var before = events();

        isRefused(start(Map.of(), ""));
        isRefused(start(Map.of(), "nonsense"));
        isRefused(start(Map.of(), adasBrowser.csrf()));
        isRefused(start(Map.of(), gracesOther.csrf()));
        isRefused(start(Map.of(), nobody().csrf()));
        assertThat(events()).isEqualTo(before);

        assertThat(start(Map.of("Sec-Fetch-Site", "same-origin"), gracesBrowser.csrf())
                        .status())
                .isEqualTo(303);
        assertThat(events()).isEqualTo(before + 1);
    }

    @Test
    void a_token_against_forgery_counts_only_where_forms_carry_it() {
        var csrf = gracesBrowser.csrf();
        var before = events();
        for (var cookie : each("_csrf=" + csrf, "XSRF-TOKEN=" + csrf)) {
            isRefused(start(Map.of("Cookie", gracesBrowser.cookie() + "; " + cookie), ""));
        }
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void no_other_site_learns_that_it_may_ask() {
        for (var address : each("/", "/api/me", "/relationships", "/assets/base.css", "/nothing")) {
            var preflight = clean(gracesBrowser.request(
                    "OPTIONS",
                    address,
                    Map.of(
                            "Origin",
                            "https://evil.example",
                            "Access-Control-Request-Method",
                            "POST",
                            "Access-Control-Request-Headers",
                            "authorization"),
                    null,
                    ""));
            assertThat(preflight.head()).noneMatch(line -> line.startsWith("Access-Control-"));
            assertThat(clean(gracesBrowser.request("GET", address, Map.of("Origin", "https://evil.example"), null, ""))
                            .head())
                    .noneMatch(line -> line.startsWith("Access-Control-"));
        }
    }

    @Test
    void no_answer_of_any_kind_can_be_framed() {
        var framable = gracesBrowser;
        for (var address : each(
                "/",
                "/people",
                "/settings/tokens",
                "/relationships/" + relationship,
                "/relationships/nothing",
                "/nothing",
                "/sign-in",
                "/setup",
                "/error",
                "/assets/base.css",
                "/assets/nothing.css",
                "/api/me",
                "/api/nothing",
                "/%00",
                "/people;x=1")) {
            clean(framable.get(address));
            clean(nobody().get(address));
        }
        clean(framable.request("POST", "/people", Map.of(), null, ""));
        clean(framable.request("DELETE", "/people", Map.of(), null, ""));
        clean(framable.submit("/people", Map.of()));
        clean(framable.submit("/relationships", Map.of("report.name", "")));
        clean(framable.submit("/relationships", Map.of("report.name", "x".repeat(600_000))));
        clean(framable.request("GET", "/", Map.of("Host", "evil.example"), null, ""));
        clean(framable.request("POST", "/", Map.of("Sec-Fetch-Site", "cross-site"), null, ""));
        clean(Visitor.withToken(port, grace.token()).get("/api/me"));
        send("nonsense\r\n\r\n");
    }

    @Test
    void a_cookie_is_worth_nothing_after_signing_out() {
        var browser = signedIn(grace);
        var stolen = nobody().withCookie(browser.cookie());
        var csrf = stolen.csrf();
        assertThat(stolen.get("/").body()).contains(ada.name());

        clean(browser.submit("/sign-out", Map.of()));

        assertThat(browser.cookie()).isEmpty();
        assertThat(guarded(clean(stolen.get("/"))).status()).isBetween(300, 399);
        var before = events();
        assertThat(clean(stolen.post("/relationships", Map.of("report.name", "Forged", "zone", ZONE, "_csrf", csrf)))
                        .status())
                .isIn(302, 303, 403);
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void no_cookie_of_a_person_is_worth_anything_after_signing_out_everywhere() {
        var leaver = somebody("Leaver");
        var one = signedIn(leaver);
        var other = nobody().withCookie(signedIn(leaver).cookie());
        var untouched = signedIn(somebody("Stayer"));

        clean(one.submit("/settings/sign-out-everywhere", Map.of()));

        for (var stolen : List.of(one, other)) {
            assertThat(guarded(clean(stolen.get("/"))).status()).isBetween(300, 399);
        }
        assertThat(untouched.get("/settings").status()).isEqualTo(200);
    }

    @Test
    void a_session_that_somebody_else_chose_or_began_is_not_the_one_that_is_signed_in() {
        var attackers = nobody();
        attackers.get("/sign-in");
        var planted = attackers.cookie();
        assertThat(planted).isNotEmpty();
        var victim = nobody().withCookie(planted);

        victim.signIn(grace.name(), PASSPHRASE);

        assertThat(victim.cookie()).isNotEqualTo(planted);
        assertThat(guarded(clean(nobody().withCookie(planted).get("/"))).status())
                .isBetween(300, 399);

        var invented = nobody().withCookie("rapport=0123456789ABCDEF0123456789ABCDEF");
        invented.signIn(grace.name(), PASSPHRASE);
        assertThat(invented.cookie()).doesNotContain("0123456789ABCDEF");
        assertThat(guarded(clean(nobody().withCookie("rapport=0123456789ABCDEF0123456789ABCDEF")
                                .get("/")))
                        .status())
                .isBetween(300, 399);
    }

    @Test
    void a_cookie_is_strict_out_of_the_reach_of_scripts_and_of_this_server_alone() {
        var sent = nobody().get("/sign-in").header("Set-Cookie").orElseThrow();

        assertThat(sent).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Domain");
    }

    @Test
    void a_session_does_not_travel_in_an_address() {
        var id = gracesBrowser.cookie().substring("rapport=".length());
        for (var address : each(
                "/;rapport=" + id,
                "/;jsessionid=" + id,
                "/people;jsessionid=" + id,
                "/?jsessionid=" + id,
                "/?rapport=" + id)) {
            assertThat(guarded(get(address)).status()).as(address).isBetween(300, 499);
        }
    }

    @Test
    void a_token_opens_only_from_its_header() {
        var token = grace.token();
        for (var address : each(
                "/api/me?token=" + token,
                "/api/me?access_token=" + token,
                "/api/me?api_key=" + token,
                "/api/me;token=" + token,
                "/people?access_token=" + token)) {
            assertThat(guarded(get(address)).status()).as(address).isIn(302, 303, 400, 401);
        }
        var basic = java.util.Base64.getEncoder();
        for (var header : each(
                "Authorization: Basic "
                        + basic.encodeToString((token + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "Authorization: Basic "
                        + basic.encodeToString(
                                (grace.name() + ":" + PASSPHRASE).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "Authorization: " + token,
                "Authorization: Token " + token,
                "Authorization: Digest username=" + token,
                "X-Api-Key: " + token,
                "X-Auth-Token: " + token,
                "Proxy-Authorization: Bearer " + token,
                "Cookie: token=" + token,
                "Cookie: Authorization=Bearer " + token)) {
            assertThat(guarded(get("/api/me", header)).status()).as(header).isEqualTo(401);
        }
        var form = post("/api/me", "application/x-www-form-urlencoded", "access_token=" + token);
        assertThat(guarded(form).status()).isEqualTo(401);
        assertThat(get("/people", bearer(grace)).status())
                .as("no page for a program")
                .isBetween(300, 399);
    }

    @Test
    void programs_are_who_their_token_says_whatever_cookie_comes_along() {
        var cookie = "Cookie: " + gracesBrowser.cookie();

        var both = get("/api/me", cookie, bearer(mallory));
        assertThat(both.body()).contains(mallory.name());
        assertThat(both.headers("Set-Cookie")).as("the session is left alone").isEmpty();
        assertThat(guarded(get("/api/relationships", cookie, bearer(mallory))).body())
                .isEqualTo("{\"relationships\":[]}");
        assertThat(guarded(get("/api/me", cookie)).status()).isEqualTo(401);
        assertThat(guarded(get("/api/me", cookie, "Authorization: Bearer nonsense"))
                        .status())
                .isEqualTo(401);
        assertThat(get("/people", cookie, bearer(mallory)).body())
                .as("pages are for the session")
                .contains(grace.name());
        assertThat(get("/api/me", bearer(grace)).headers("Set-Cookie")).isEmpty();
    }

    @Test
    void two_tokens_at_once_are_none() {
        for (var two : new String[][] {
            {bearer(mallory), bearer(grace)},
            {bearer(grace), bearer(mallory)},
            {bearer(grace), "Authorization: Bearer nonsense"},
            {bearer(grace) + ", Bearer " + mallory.token()},
        }) {
            assertThat(guarded(get("/api/me", two)).status()).isEqualTo(401);
        }
    }
}
