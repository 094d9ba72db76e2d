package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.web.OidcHouse.assertRefused;
import static rapport.web.OidcHouse.assertSignedIn;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import rapport.accounts.MoreAccounts;
import rapport.parties.PersonId;
import rapport.web.TeamProvider.Member;

/** Signing in with a company's account, end to end against a real authorization server. */
class OidcTest {

    private static TeamProvider provider = new TeamProvider();
    private static OidcHouse house = new OidcHouse(
            provider.issuer(),
            TeamProvider.CLIENT,
            TeamProvider.SECRET,
            "--rapport.oidc.domains=corp.example, b.example");

    private final Browser browser = house.browser();

    @BeforeAll
    static void ready() {
        house.setUp();
        provider.client(TeamProvider.CLIENT, TeamProvider.SECRET, house.callback());
    }

    @AfterAll
    static void close() {
        house.close();
        provider.close();
    }

    private static Member member(String email, Object verified) {
        return new Member(true, Map.of("email", email, "email_verified", verified, "name", "Named Elsewhere"));
    }

    private static long accountsOf(PersonId person) {
        return house.sql()
                .sql("select count(*) from account where person = ? and passphrase is null")
                .param(person.value())
                .query(Long.class)
                .single();
    }

    private static boolean isVerified(PersonId person) {
        return house.sql()
                        .sql("select count(*) from person where id = ? and email_verified_at is not null")
                        .param(person.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    @Test
    void somebody_known_by_a_verified_address_is_signed_in_as_who_they_are_here() {
        var ada = house.person("Ada Lovelace", "ada@engine.example");
        provider.member("ada", member("ada@engine.example", true));
        var before = house.people();

        assertSignedIn(house.signIn(browser, provider, "ada"), "Ada Lovelace");

        assertThat(house.people()).isEqualTo(before);
        assertThat(accountsOf(ada)).isOne();
        assertThat(isVerified(ada)).isTrue();
    }

    @Test
    void an_address_that_somebody_typed_hands_no_account_with_a_passphrase_over_until_it_is_connected() {
        var house2 = new OidcHouse(provider.issuer(), "another-house", TeamProvider.SECRET).setUp();
        try (house2) {
            provider.client("another-house", TeamProvider.SECRET, house2.callback());
            provider.member("grace", member("grace@navy.example", true));
            var stranger = house2.browser();
            assertRefused(stranger, house2.signIn(stranger, provider, "grace"), "connect Team Login in Settings");

            var grace = house2.browser();
            grace.submit(
                    grace.get("/sign-in"),
                    "form#sign-in",
                    Map.of("name", "Grace Hopper", "passphrase", OidcHouse.PASSPHRASE));
            var led = grace.submit(grace.get("/settings"), OidcHouse.BUTTON, Map.of());
            var back = OidcHouse.signedInThere(
                    grace, URI.create(led.select("a#onward").attr("href")), provider, "grace");
            var connected = grace.get(back.toString());
            assertThat(connected.address()).isEqualTo("/settings");
            assertThat(connected.main()).contains("Connected.");

            var elsewhere = house2.browser();
            assertSignedIn(house2.signIn(elsewhere, provider, "grace"), "Grace Hopper");
        }
    }

    @Test
    void an_account_there_that_is_somebody_elses_here_is_not_connected_and_nobody_else_ends_a_connecting() {
        house.person("Hedwig Kiesler", "hedwig@hop.example");
        provider.member("hedwig", member("hedwig@hop.example", true));
        assertSignedIn(house.signIn(house.browser(), provider, "hedwig"), "Hedwig Kiesler");
        var grace = house.browser();
        grace.submit(
                grace.get("/sign-in"),
                "form#sign-in",
                Map.of("name", "Grace Hopper", "passphrase", OidcHouse.PASSPHRASE));
        var led = grace.submit(grace.get("/settings"), OidcHouse.BUTTON, Map.of());
        var back =
                OidcHouse.signedInThere(grace, URI.create(led.select("a#onward").attr("href")), provider, "hedwig");
        var refused = grace.get(back.toString());
        assertThat(refused.address()).startsWith("/settings?oidc=");
        assertThat(refused.main()).contains("connected with another one already");
        assertThat(refused.select(".bar__viewer").text()).isEqualTo("Grace Hopper");

        var second = grace.submit(grace.get("/settings"), OidcHouse.BUTTON, Map.of());
        grace.submit(grace.get("/settings"), "form#sign-out", Map.of());
        var led2 = URI.create(second.select("a#onward").attr("href"));
        var late = "/oidc/callback?code=any&state=" + parameter(led2, "state");
        assertRefused(grace, grace.get(late), "started in another window");
    }

    @Test
    void what_one_began_to_connect_is_not_connected_to_whoever_signs_in_meanwhile() {
        new MoreAccounts(house.sql()).add("Somebody Meanwhile");
        provider.member("marie", member("marie@radium.example", true));
        var shared = house.browser();
        var grace = shared.submit(
                shared.get("/sign-in"),
                "form#sign-in",
                Map.of("name", "Grace Hopper", "passphrase", OidcHouse.PASSPHRASE));
        var led = shared.submit(shared.get("/settings"), OidcHouse.BUTTON, Map.of());
        var back = OidcHouse.signedInThere(
                shared, URI.create(led.select("a#onward").attr("href")), provider, "marie");
        var fields = new java.util.HashMap<>(grace.fieldsOf("form#sign-out"));
        fields.put("name", "Somebody Meanwhile");
        fields.put("passphrase", OidcHouse.PASSPHRASE);
        assertThat(shared.follow(shared.post("/sign-in", fields))
                        .select(".bar__viewer")
                        .text())
                .isEqualTo("Somebody Meanwhile");

        assertThat(shared.get(back.toString()).address()).isEqualTo("/settings?oidc=stale");
        assertThat(house.sql()
                        .sql("select count(*) from oidc_subject join person on person.id = oidc_subject.person "
                                + "where person.name in ('Somebody Meanwhile', 'Grace Hopper')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void an_address_is_the_same_in_any_case_of_letters() {
        house.person("Joan Clarke", "joan@hut.example");
        provider.member("joan", member("Joan@HUT.Example", true));

        assertSignedIn(house.signIn(browser, provider, "joan"), "Joan Clarke");
    }

    @Test
    void what_the_id_token_does_not_say_is_asked_for() {
        house.person("Jean Bartik", "jean@eniac.example");
        provider.member("jean", new Member(false, Map.of("email", "jean@eniac.example", "email_verified", "true")));

        assertSignedIn(house.signIn(browser, provider, "jean"), "Jean Bartik");
    }

    @Test
    void an_address_that_is_not_verified_opens_nothing() {
        var mary = house.person("Mary Jackson", "mary@nasa.example");
        for (var claims : java.util.List.<Map<String, Object>>of(
                Map.of("email", "mary@nasa.example", "email_verified", false),
                Map.of("email", "mary@nasa.example", "email_verified", "false"),
                Map.of("email", "mary@nasa.example", "email_verified", 1),
                Map.of("email", "mary@nasa.example"),
                Map.of("email_verified", true),
                Map.of("email", " ", "email_verified", true),
                Map.of())) {
            for (var inToken : new boolean[] {true, false}) {
                provider.member("mary", new Member(inToken, claims));
                var fresh = house.browser();

                assertRefused(
                        fresh, house.signIn(fresh, provider, "mary"), "Team Login does not say that it has verified");
            }
        }
        assertThat(isVerified(mary)).isFalse();
        assertThat(accountsOf(mary)).isZero();
    }

    @Test
    void nobody_is_made_for_an_address_of_another_domain() {
        var before = house.people();
        for (var email : java.util.List.of(
                "eve@elsewhere.example",
                "eve@sub.corp.example",
                "eve@corp.example.elsewhere.example",
                "eve@notcorp.example",
                "\"eve@corp.example\"@elsewhere.example",
                "eve@elsewhere.example@corp.example",
                "eve corp.example",
                "corp.example")) {
            provider.member("eve", member(email, true));
            var fresh = house.browser();

            assertRefused(fresh, house.signIn(fresh, provider, "eve"), "Nobody here is known by the e-mail address");
        }
        assertThat(house.people()).isEqualTo(before);
    }

    @Test
    void an_address_that_only_looks_the_same_is_not_the_same() {
        house.person("Katherine Johnson", "katherine@orbit.example");
        provider.member("kelvin", member("\u212aatherine@orbit.example", true));

        assertRefused(browser, house.signIn(browser, provider, "kelvin"), "Nobody here is known");
    }

    @Test
    void an_address_of_a_given_domain_comes_in_as_a_new_person_once() {
        provider.member(
                "hedy",
                new Member(
                        false,
                        Map.of(
                                "email",
                                "Hedy@Corp.Example",
                                "email_verified",
                                true,
                                "name",
                                " Hedy\u202e @ \n Lamarr ")));
        var before = house.people();

        assertSignedIn(house.signIn(browser, provider, "hedy"), "Hedy Lamarr");
        assertSignedIn(house.signIn(house.browser(), provider, "hedy"), "Hedy Lamarr");

        assertThat(house.people()).isEqualTo(before + 1);
    }

    @Test
    void a_new_person_without_a_usable_name_is_called_by_their_address() {
        provider.member(
                "lin", new Member(true, Map.of("email", "lin@b.example", "email_verified", true, "name", "\u0000 ")));
        provider.member(
                "long",
                new Member(
                        true,
                        Map.of(
                                "email",
                                "long@b.example",
                                "email_verified",
                                true,
                                "name",
                                "x" + "\ud83d\ude42".repeat(61))));

        assertSignedIn(house.signIn(browser, provider, "lin"), "lin");
        assertSignedIn(house.signIn(house.browser(), provider, "long"), "x" + "\ud83d\ude42".repeat(29));
    }

    @Test
    void an_address_that_changed_hands_does_not_hand_over_the_account() {
        var first = house.person("First Owner", "desk@firm.example");
        provider.member("owner-1", member("desk@firm.example", true));
        assertSignedIn(house.signIn(house.browser(), provider, "owner-1"), "First Owner");

        provider.member("owner-2", member("desk@firm.example", true));
        assertRefused(browser, house.signIn(browser, provider, "owner-2"), "from another account there");

        provider.member("owner-1", member("renamed@firm.example", true));
        assertSignedIn(house.signIn(house.browser(), provider, "owner-1"), "First Owner");
        assertThat(accountsOf(first)).isOne();
    }

    @Test
    void an_account_stays_with_its_person_when_it_gets_the_address_of_another() {
        var one = house.person("One Of Two", "one@two.example");
        var two = house.person("Two Of Two", "two@two.example");
        provider.member("one", member("one@two.example", true));
        assertSignedIn(house.signIn(house.browser(), provider, "one"), "One Of Two");
        house.sql().sql("update person set email_verified_at = null").update();

        provider.member("one", member("two@two.example", true));
        assertSignedIn(house.signIn(browser, provider, "one"), "One Of Two");

        assertThat(isVerified(one)).as("by an address that is not theirs here").isFalse();
        assertThat(isVerified(two)).isFalse();
    }

    @Test
    void whoever_comes_in_this_way_has_no_passphrase_to_guess() {
        house.person("Radia Perlman", "radia@tree.example");
        provider.member("radia", member("radia@tree.example", true));
        assertSignedIn(house.signIn(house.browser(), provider, "radia"), "Radia Perlman");

        for (var guess : java.util.List.of("null", " ", "radia@tree.example")) {
            var page = browser.submit(
                    browser.get("/sign-in"), "form#sign-in", Map.of("name", "radia@tree.example", "passphrase", guess));
            assertThat(page.address()).startsWith("/sign-in");
            assertThat(browser.get("/").address()).isEqualTo("/sign-in");
        }
    }

    @Test
    void the_session_is_a_new_one_and_holds_nothing_of_the_provider() {
        house.person("Barbara Liskov", "barbara@clu.example");
        provider.member("barbara", member("barbara@clu.example", true));
        var led = house.led(browser);
        var old = cookie(browser);
        var back = OidcHouse.signedInThere(browser, led, provider, "barbara");

        assertSignedIn(browser.get(back.toString()), "Barbara Liskov");

        assertThat(cookie(browser)).isNotEqualTo(old);
        var intruder = house.browser();
        var page = intruder.follow(
                intruder.send(intruder.request("/").header("Cookie", old).GET().build()));
        assertThat(page.address()).isEqualTo("/sign-in");
    }

    private static String cookie(Browser browser) {
        return browser.cookie("rapport").orElseThrow();
    }

    @Test
    void a_code_works_once_and_in_the_browser_that_asked_for_it() {
        house.person("Replayed Person", "replay@once.example");
        provider.member("replay", member("replay@once.example", true));
        var back = house.returned(browser, provider, "replay");

        var other = house.browser();
        assertRefused(other, other.get(back.toString()), "started in another window");
        house.press(other);
        assertRefused(other, other.get(back.toString()), "started in another window");

        assertSignedIn(browser.get(back.toString()), "Replayed Person");
        var again = browser.get(back.toString());
        assertThat(again.address()).as("signed in already, by the first").isEqualTo("/settings?oidc=stale");
        var stolen = house.browser();
        var state = parameter(house.led(stolen), "state");
        assertRefused(
                stolen,
                stolen.get("/oidc/callback?state=" + state + "&code=" + parameter(back, "code")),
                "did not accept this sign-in");
    }

    @Test
    void an_answer_that_does_not_fit_signs_nobody_in() {
        house.person("Careful Person", "careful@fit.example");
        provider.member("careful", member("careful@fit.example", true));
        provider.client("another-program", "another-secret", house.callback());

        var none = house.browser();
        assertRefused(none, none.get("/oidc/callback"), "started in another window");
        assertRefused(none, none.get("/oidc/callback?code=x&state=y"), "started in another window");

        var wrongState = house.browser();
        var code = parameter(house.returned(wrongState, provider, "careful"), "code");
        assertRefused(
                wrongState, wrongState.get("/oidc/callback?code=" + code + "&state=x"), "started in another window");
        assertRefused(wrongState, wrongState.get("/oidc/callback?code=" + code), "started in another window");

        refusedWith("error=access_denied&error_description=%3Cb%3Eoffered%20text", "You did not sign in at Team Login");
        refusedWith("error=server_error", "Team Login did not accept this sign-in");
        refusedWith("error=%0d%0aSet-Cookie:x=y", "Team Login did not accept this sign-in");
        refusedWith("", "could not be verified");
        refusedWith("code=", "could not be verified");
        refusedWith("code=made-up", "Team Login did not accept this sign-in");
        refusedWith("code=x&iss=https://somebody.else.example", "could not be verified");

        var led = house.led(browser).toString().replace(TeamProvider.CLIENT, "another-program");
        var others = OidcHouse.signedInThere(browser, URI.create(led), provider, "careful");
        assertRefused(browser, browser.get(others.toString()), "did not accept this sign-in");
    }

    private static void refusedWith(String answer, String sentence) {
        var fresh = house.browser();
        var state = parameter(house.led(fresh), "state");
        var page = fresh.get("/oidc/callback?state=" + state + "&" + answer);
        assertRefused(fresh, page, sentence);
        assertThat(page.body()).doesNotContain("offered text");
        assertThat(fresh.get("/oidc/callback?state=" + state + "&code=x")
                        .select(".notice")
                        .text())
                .as("an attempt comes back once")
                .contains("started in another window");
    }

    private static String parameter(URI uri, String name) {
        for (var part : Objects.requireNonNull(uri.getRawQuery()).split("&")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        throw new AssertionError("no " + name + " in " + uri);
    }

    @Test
    void what_is_asked_of_the_provider_is_bound_to_this_attempt_and_this_address() {
        var one = house.led(browser);
        var two = house.led(house.browser());

        for (var name : java.util.List.of("state", "nonce", "code_challenge")) {
            assertThat(parameter(one, name)).hasSize(43).isNotEqualTo(parameter(two, name));
        }
        assertThat(parameter(one, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(one, "response_type")).isEqualTo("code");
        assertThat(parameter(one, "scope").split("%20")).containsExactlyInAnyOrder("openid", "email", "profile");
        assertThat(parameter(one, "redirect_uri")).isEqualTo(house.callback());
        assertThat(one.toString()).doesNotContain(TeamProvider.SECRET);
    }

    @Test
    void only_our_own_page_can_begin_a_sign_in() {
        assertThat(browser.get("/oidc/start").status()).isEqualTo(405);
        assertThat(browser.post("/oidc/start", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/oidc/callback", Map.of()).statusCode()).isEqualTo(403);
        var fields = browser.get("/sign-in").fieldsOf(OidcHouse.BUTTON);
        var foreign = browser.send(browser.request("/oidc/start")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("_csrf=" + fields.get("_csrf")))
                .build());
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void the_page_that_leads_on_does_so_by_itself_and_is_not_kept() {
        var response = browser.submitWithoutFollowing(browser.get("/sign-in"), OidcHouse.BUTTON, Map.of());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Refresh").orElseThrow())
                .startsWith("0; url=" + provider.issuer() + "/oauth2/authorize?");
        assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self'");
        assertThat(response.headers().firstValue("Referrer-Policy").orElseThrow())
                .isEqualTo("same-origin");
    }

    @Test
    void under_another_name_of_this_machine_the_button_leads_to_the_right_one_first() {
        var other = new Browser(house.application.getEnvironment().getProperty("local.server.port", Integer.class, 0));
        var onward = house.press(other).select("a#onward").attr("href");

        assertThat(onward).isEqualTo(house.origin + "/sign-in?oidc=other-name");
        assertThat(other.get(onward).main()).contains("press the button once more");
    }

    @Test
    void many_windows_at_once_make_one_person() throws Exception {
        provider.member("many", member("many@corp.example", true));
        var before = house.people();
        var windows = IntStream.range(0, 6).mapToObj(_ -> house.browser()).toList();
        var backs = windows.stream()
                .map(window -> house.returned(window, provider, "many"))
                .toList();
        try (var pool = Executors.newFixedThreadPool(6)) {
            var results = pool.invokeAll(IntStream.range(0, 6)
                    .<Callable<Browser.Page>>mapToObj(
                            i -> () -> windows.get(i).get(backs.get(i).toString()))
                    .toList());
            for (var result : results) {
                assertSignedIn(result.get(), "Named Elsewhere");
            }
        }
        assertThat(house.people()).isEqualTo(before + 1);
    }

    @Test
    void an_unknown_reason_in_the_address_says_nothing() {
        assertThat(browser.get("/sign-in?oidc=%3Cscript%3E").has(".notice:not([hidden])"))
                .isFalse();
    }

    @Test
    void before_set_up_there_is_no_way_in() {
        try (var empty = new OidcHouse(
                provider.issuer(), TeamProvider.CLIENT, TeamProvider.SECRET, "--rapport.oidc.domains=corp.example")) {
            var visitor = empty.browser();
            var page = visitor.get("/sign-in");
            assertThat(page.has(OidcHouse.BUTTON)).isFalse();
            var token = empty.application
                    .getBean(rapport.accounts.Accounts.class)
                    .openSetupToken()
                    .orElseThrow();
            var csrf = visitor.get("/setup?token=" + token)
                    .select("form [name=_csrf]")
                    .val();
            assertThat(visitor.follow(visitor.post("/oidc/start", Map.of("_csrf", csrf)))
                            .address())
                    .isEqualTo("/sign-in");
            assertThat(visitor.get("/oidc/callback?code=x&state=y").address()).startsWith("/sign-in");
            assertThat(empty.people()).isZero();
        }
    }

    @Test
    void of_the_provider_itself_nothing_gets_into_the_application() {
        assertThat(ofProvider(house.application)).isEmpty();
    }

    private static java.util.List<String> ofProvider(ConfigurableApplicationContext application) {
        return java.util.Arrays.stream(application.getBeanDefinitionNames())
                .filter(name -> name.toLowerCase(java.util.Locale.ROOT).contains("authorizationserver")
                        || name.toLowerCase(java.util.Locale.ROOT).contains("teamprovider"))
                .toList();
    }
}
