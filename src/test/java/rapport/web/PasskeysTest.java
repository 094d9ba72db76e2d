package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.MoreAccounts;
import rapport.accounts.PasskeyCredential;
import rapport.accounts.Passkeys;
import rapport.parties.PersonId;
import rapport.web.Browser.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passkeys over plain HTTP, with an authenticator that lies when it is told to. */
class PasskeysTest extends WebTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNKNOWN = "This passkey signs nobody in here.";
    private static final String LATE = "This took too long, or was sent twice.";

    @Autowired
    JdbcClient sql;

    @Autowired
    Passkeys passkeys;

    private String name = "";
    private PersonId person = PersonId.random();
    private Browser own = new Browser(0);
    private SoftAuthenticator device = new SoftAuthenticator("");

    @BeforeEach
    void somebodyNew() {
        name = "Ada " + UUID.randomUUID();
        person = new MoreAccounts(sql).add(name);
        own = new Browser("localhost", port);
        assertThat(signIn(own, name, PASSPHRASE).address()).isEqualTo("/");
        device = new SoftAuthenticator("http://localhost:" + port);
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private Map<String, String> addForm(String called) {
        var fields = own.get("/settings/passkeys").fieldsOf("form#add-passkey");
        fields.put("name", called);
        return fields;
    }

    private JsonNode optionsToAdd() {
        return read(own.post("/settings/passkeys/options", addForm("laptop")));
    }

    private HttpResponse<String> sendMade(String called, String credential) {
        var fields = addForm(called);
        fields.put("credential", credential);
        return own.post("/settings/passkeys", fields);
    }

    private Page add(String called) {
        return own.follow(sendMade(called, device.make(optionsToAdd())));
    }

    private static JsonNode optionsToSignIn(Browser browser) {
        var fields = browser.get("/sign-in").fieldsOf("form#passkey");
        return read(browser.post("/sign-in/passkey/options", fields));
    }

    private static HttpResponse<String> send(Browser browser, String credential) {
        var fields = browser.get("/sign-in").fieldsOf("form#passkey");
        fields.put("credential", credential);
        return browser.post("/sign-in/passkey", fields);
    }

    private Browser stranger() {
        return new Browser("localhost", port);
    }

    private Page signInWith(Browser browser) {
        return browser.follow(send(browser, device.sign(optionsToSignIn(browser))));
    }

    private static void isRefused(Browser browser, Page page, String sentence) {
        assertThat(page.main()).contains(sentence);
        nothingOfTheInside(page.body());
        assertThat(browser.get("/").address()).isEqualTo("/sign-in");
    }

    private static void nothingOfTheInside(String body) {
        assertThat(body)
                .doesNotContainIgnoringCase("exception", "timestamp", "webauthn4j", "java.", "rapport.", "tomcat");
    }

    @Test
    void a_passkey_signs_in_without_a_name_under_a_new_session() {
        var added = add("laptop");
        assertThat(added.main())
                .contains("The passkey is added.")
                .contains("laptop")
                .contains("not used yet");

        var browser = stranger();
        var before = browser.get("/sign-in").fieldsOf("form#passkey").get("_csrf");
        var response = send(browser, device.sign(optionsToSignIn(browser)));
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("rapport="));
        var today = browser.follow(response);
        assertThat(today.address()).isEqualTo("/");
        assertThat(today.text()).contains(name);
        assertThat(browser.post("/sign-out", Map.of("_csrf", String.valueOf(before)))
                        .statusCode())
                .as("the form token from before is worth nothing")
                .isEqualTo(403);
        assertThat(browser.get("/settings/passkeys").main()).contains("last used");
        assertThat(signInWith(stranger()).address()).as("and again").isEqualTo("/");
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_of_signature_that_is_asked_for_is_understood(SoftAuthenticator.Kind kind) {
        device = new SoftAuthenticator("http://localhost:" + port, kind);
        assertThat(add("laptop").main()).contains("The passkey is added.");
        assertThat(signInWith(stranger()).address()).isEqualTo("/");
        device.tampers = true;
        var browser = stranger();
        isRefused(browser, signInWith(browser), UNKNOWN);
    }

    @Test
    void what_a_browser_is_asked_for_names_nobody_and_leaves_no_choice() {
        var options = optionsToAdd();
        assertThat(options.get("rp").get("id").asString()).isEqualTo("localhost");
        assertThat(options.get("attestation").asString()).isEqualTo("none");
        var selection = options.get("authenticatorSelection");
        assertThat(selection.get("residentKey").asString()).isEqualTo("required");
        assertThat(selection.get("userVerification").asString()).isEqualTo("required");
        var handle = options.get("user").get("id").asString();
        assertThat(handle).hasSize(43).doesNotContain(person.toString());
        assertThat(options.get("excludeCredentials").size()).isZero();
        add("laptop");
        var again = optionsToAdd();
        assertThat(again.get("user").get("id").asString()).isEqualTo(handle);
        assertThat(again.get("challenge").asString())
                .isNotEqualTo(options.get("challenge").asString());
        assertThat(again.get("excludeCredentials").size()).isOne();

        var toSignIn = optionsToSignIn(stranger());
        assertThat(toSignIn.get("userVerification").asString()).isEqualTo("required");
        assertThat(toSignIn.get("allowCredentials").size()).isZero();
    }

    /** What an authenticator or a browser may lie about. */
    enum Lie {
        ORIGIN(device -> device.origin = "https://rapport.example.org"),
        OTHER_PORT(device -> device.origin = "http://localhost:1"),
        RP_ID(device -> device.rpId = "example.org"),
        CHALLENGE(device -> device.challenge = "Zm9yZWlnbmZvcmVpZ25mb3JlaWduZm9yZWlnbmZvcmU"),
        FRAMED(device -> device.framed = true),
        NOT_VERIFIED(device -> device.verifies = false),
        NOT_PRESENT(device -> device.present = false);

        final Consumer<SoftAuthenticator> tell;

        Lie(Consumer<SoftAuthenticator> tell) {
            this.tell = tell;
        }
    }

    @Nested
    class Signing_in {

        @ParameterizedTest
        @EnumSource
        void with_a_lie_is_refused(Lie lie) {
            add("laptop");
            lie.tell.accept(device);
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @Test
        void with_a_signature_that_was_tampered_with_is_refused() {
            add("laptop");
            device.tampers = true;
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @Test
        void with_what_was_signed_for_something_else_is_refused() {
            add("laptop");
            device.signedType = "webauthn.create";
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @Test
        void with_a_passkey_that_is_not_known_is_refused() {
            device.handle = "bm9ib2R5";
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @Test
        void in_the_name_of_somebody_else_or_of_nobody_is_refused() {
            add("laptop");
            device.handle = passkeys.handleOf(new MoreAccounts(sql).add("Eve " + UUID.randomUUID()));
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
            device.handle = "";
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "null",
                    "[]",
                    "7",
                    "{}",
                    "{\"rawId\":\"AAAA\"}",
                    "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}",
                    "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"e30\","
                            + "\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\",\"userHandle\":\"AAAA\"}}",
                    "{\"id\":\"AAAA\",\"rawId\":\"not base64!\",\"type\":\"public-key\",\"response\":null}",
                })
        void with_what_cannot_be_read_is_refused(String answer) {
            var browser = stranger();
            optionsToSignIn(browser);
            isRefused(browser, browser.follow(send(browser, answer)), UNKNOWN);
        }

        @Test
        void with_what_is_nested_without_end_is_refused() {
            var browser = stranger();
            optionsToSignIn(browser);
            isRefused(browser, browser.follow(send(browser, "[".repeat(100_000))), UNKNOWN);
        }

        @Test
        void answers_a_challenge_once() {
            add("laptop");
            var browser = stranger();
            var options = optionsToSignIn(browser);
            device.tampers = true;
            isRefused(browser, browser.follow(send(browser, device.sign(options))), UNKNOWN);
            device.tampers = false;
            isRefused(browser, browser.follow(send(browser, device.sign(options))), LATE);
        }

        @Test
        void sends_its_answer_once() {
            add("laptop");
            var browser = stranger();
            var answer = device.sign(optionsToSignIn(browser));
            var fields = browser.get("/sign-in").fieldsOf("form#passkey");
            fields.put("credential", answer);
            var signedIn = browser.follow(browser.post("/sign-in/passkey", fields));
            assertThat(signedIn.address()).isEqualTo("/");
            browser.submit(signedIn, "form#sign-out", Map.of());
            isRefused(browser, browser.follow(send(browser, answer)), LATE);
        }

        @Test
        void answers_the_challenge_of_its_own_session() {
            add("laptop");
            var answer = device.sign(optionsToSignIn(stranger()));
            var browser = stranger();
            isRefused(browser, browser.follow(send(browser, answer)), LATE);
            optionsToSignIn(browser);
            isRefused(browser, browser.follow(send(browser, answer)), UNKNOWN);
        }

        @Test
        void does_not_take_the_challenge_for_making_one() {
            add("laptop");
            var answer = device.sign(optionsToAdd());
            own.submit(own.get("/"), "form#sign-out", Map.of());
            isRefused(own, own.follow(send(own, answer)), LATE);
        }

        @Test
        void counts_upwards_only() {
            device.count = 5;
            add("laptop");
            device.count = 6;
            assertThat(signInWith(stranger()).address()).isEqualTo("/");
            for (var behind : new long[] {6, 5, 0}) {
                device.count = behind;
                var browser = stranger();
                isRefused(browser, signInWith(browser), UNKNOWN);
            }
            device.count = 7;
            assertThat(signInWith(stranger()).address()).isEqualTo("/");
        }

        @Test
        void with_a_count_that_was_overtaken_meanwhile_is_refused() {
            device.count = 5;
            add("laptop");
            var found = passkeys.find(
                            java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(device.id))
                    .orElseThrow();
            assertThat(passkeys.used(found, 6)).isTrue();
            assertThat(passkeys.used(found, 6)).isFalse();
            passkeys.remove(person, found.passkey());
            assertThat(passkeys.used(found, 7)).isFalse();
        }

        @Test
        void ends_with_the_account() {
            add("laptop");
            new MoreAccounts(sql).remove(person);
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @Test
        void without_the_forms_token_or_from_another_site_does_nothing() {
            add("laptop");
            for (var address : new String[] {"/sign-in/passkey", "/sign-in/passkey/options"}) {
                var browser = stranger();
                var answer = device.sign(optionsToSignIn(browser));
                var refused = browser.post(address, Map.of("credential", answer));
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("so nothing was done");
                assertThat(browser.get("/").address()).isEqualTo("/sign-in");
                var foreign = browser.send(browser.request(address)
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.noBody())
                        .build());
                assertThat(foreign.statusCode()).isEqualTo(403);
                assertThat(foreign.body()).contains("came from another site");
            }
        }

        @Test
        void with_too_much_is_refused() {
            var browser = stranger();
            optionsToSignIn(browser);
            var refused = send(browser, "x".repeat(600_000));
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("too large");
            nothingOfTheInside(refused.body());
        }
    }

    @Nested
    class Adding_one {

        private static final String NOT_USED = "not one that can be used here";

        @ParameterizedTest
        @EnumSource
        void with_a_lie_is_refused(Lie lie) {
            var options = optionsToAdd();
            lie.tell.accept(device);
            isRefused(sendMade("laptop", device.make(options)), 409, NOT_USED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{", "null", "{}", "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"response\":{}}"})
        void with_what_cannot_be_read_is_refused(String answer) {
            optionsToAdd();
            isRefused(sendMade("laptop", answer), 409, NOT_USED);
        }

        @Test
        void with_what_was_made_for_something_else_is_refused() {
            var options = optionsToAdd();
            device.madeType = "webauthn.get";
            isRefused(sendMade("laptop", device.make(options)), 409, NOT_USED);
        }

        @Test
        void answers_a_challenge_once_and_that_of_its_own_session() {
            var options = optionsToAdd();
            device.rpId = "example.org";
            isRefused(sendMade("laptop", device.make(options)), 409, NOT_USED);
            device.rpId = "localhost";
            isRefused(sendMade("laptop", device.make(options)), 409, LATE);
            var other = new Browser("localhost", port);
            signIn(other, name, PASSPHRASE);
            var fields = other.get("/settings/passkeys").fieldsOf("form#add-passkey");
            fields.put("name", "laptop");
            read(other.post("/settings/passkeys/options", fields));
            isRefused(sendMade("laptop", device.make(options)), 409, LATE);
        }

        @Test
        void without_an_answer_is_told() {
            optionsToAdd();
            var refused = sendMade("laptop", "");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(passkeys.of(person)).isEmpty();
        }

        @Test
        void that_is_here_already_is_refused() {
            add("laptop");
            isRefused(sendMade("again", device.make(optionsToAdd())), 409, "here already", 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "two\nlines", "0123456789012345678901234567890123456789012345678901234567890"})
        void without_a_fitting_name_is_refused_before_a_browser_makes_one(String called) {
            var options = optionsToAdd();
            var asked = own.post("/settings/passkeys/options", addForm(called));
            assertThat(asked.statusCode()).isEqualTo(422);
            assertThat(asked.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(asked.body()).isNotBlank();
            var sent = own.follow(sendMade(called, device.make(options)));
            assertThat(sent.status()).isEqualTo(422);
            assertThat(sent.select("form#add-passkey [name=name]").attr("aria-invalid"))
                    .isEqualTo("true");
            assertThat(passkeys.of(person)).isEmpty();
        }

        @Test
        void a_name_of_sixty_characters_of_any_kind_fits_and_is_shown_as_it_is() {
            var called = "<b>" + "\uD83D\uDD11".repeat(57);
            assertThat(add(called).select(".items .item__words").text()).isEqualTo(called);
        }

        @Test
        void more_than_twenty_are_refused() {
            passkeys.handleOf(person);
            IntStream.range(0, Passkeys.MOST - 1).forEach(PasskeysTest.this::kept);
            add("the twentieth");
            assertThat(passkeys.of(person)).hasSize(20);
            var asked = own.post("/settings/passkeys/options", addForm("one more"));
            assertThat(asked.statusCode()).isEqualTo(409);
            assertThat(asked.body()).contains("You have 20 passkeys");
        }

        @Test
        void without_the_forms_token_does_nothing() {
            var answer = device.make(optionsToAdd());
            for (var address : new String[] {"/settings/passkeys", "/settings/passkeys/options"}) {
                var refused = own.post(address, Map.of("name", "laptop", "credential", answer));
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("so nothing was done");
            }
            assertThat(passkeys.of(person)).isEmpty();
        }

        @Test
        void needs_somebody_who_is_signed_in() {
            var browser = stranger();
            assertThat(browser.get("/settings/passkeys").address()).isEqualTo("/sign-in");
            var token = Map.of(
                    "_csrf",
                    String.valueOf(
                            browser.get("/sign-in").fieldsOf("form#passkey").get("_csrf")));
            for (var address : new String[] {"/settings/passkeys", "/settings/passkeys/options"}) {
                assertThat(browser.follow(browser.post(address, token)).address())
                        .isEqualTo("/sign-in");
            }
        }

        private void isRefused(HttpResponse<String> response, int status, String sentence) {
            isRefused(response, status, sentence, 0);
        }

        private void isRefused(HttpResponse<String> response, int status, String sentence, int left) {
            assertThat(response.statusCode()).isEqualTo(status);
            var page = own.follow(response);
            assertThat(page.select("form#add-passkey .notice--refused").text()).contains(sentence);
            assertThat(page.select("form#add-passkey [name=name]").val()).isNotEmpty();
            nothingOfTheInside(page.body());
            assertThat(passkeys.of(person)).hasSize(left);
        }
    }

    private void kept(int number) {
        passkeys.add(person, new PasskeyCredential(person + "-" + number, "", 0, false), "number " + number);
    }

    @Nested
    class Removing_one {

        @Test
        void leaves_nobody_who_signs_in_with_it() {
            var page = add("laptop");
            var removed = own.submit(page, "form[id^=remove-]", Map.of());
            assertThat(removed.main()).contains("The passkey is removed.").contains("You have no passkeys yet.");
            var browser = stranger();
            isRefused(browser, signInWith(browser), UNKNOWN);
        }

        @Test
        void is_for_its_owner_alone() {
            var page = add("laptop");
            var address = page.select("form[id^=remove-]").attr("action");
            var token = Map.of(
                    "_csrf",
                    String.valueOf(
                            browser.get("/people").fieldsOf("form#sign-out").get("_csrf")));
            var nobodys = browser.post("/settings/passkeys/" + UUID.randomUUID() + "/remove", token);
            var foreign = browser.post(address, token);
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(nobodys.statusCode()).isEqualTo(404);
            assertThat(browser.post("/settings/passkeys/1/remove", token).statusCode())
                    .isEqualTo(404);
            assertThat(own.post(address, Map.of()).statusCode()).isEqualTo(403);
            assertThat(passkeys.of(person)).hasSize(1);
            assertThat(browser.get("/settings/passkeys").main()).doesNotContain("laptop");
        }
    }

    @Test
    void under_another_name_the_pages_lead_to_the_one_where_passkeys_work() {
        for (var address : new String[] {"/settings/passkeys", "/sign-in"}) {
            var elsewhere = (address.equals("/sign-in") ? new Browser(port) : browser).get(address);
            assertThat(elsewhere.select("a[href^=http]").attr("href")).isEqualTo("http://localhost:" + port + address);
            assertThat(elsewhere.has("passkey-form")).isFalse();
            assertThat(elsewhere.has("script[src$=passkeys.js]")).isFalse();
            var here = (address.equals("/sign-in") ? stranger() : own).get(address);
            assertThat(here.has("a[href^=http]")).isFalse();
            assertThat(here.has("passkey-form [hidden] form")).isTrue();
            assertThat(here.has("script[src=" + Assets.at("passkeys.js") + "]")).isTrue();
        }
        assertThat(own.get("/settings/passkeys").select("noscript").text()).contains("needs JavaScript");
    }

    @Test
    void names_and_answers_stay_out_of_the_log_at_any_level() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var usual = root.getAppender("CONSOLE");
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        root.addAppender(heard);
        root.detachAppender(usual);
        root.setLevel(Level.TRACE);
        String answer;
        try {
            add("marker-of-a-name");
            var browser = stranger();
            answer = device.sign(optionsToSignIn(browser));
            browser.follow(send(browser, answer));
        } finally {
            root.setLevel(Level.WARN);
            root.addAppender(usual);
            root.detachAppender(heard);
        }
        var signature = JSON.readTree(answer).get("response").get("signature").asString();
        assertThat(heard.list).isNotEmpty();
        assertThat(heard.list)
                .extracting(event -> event.getLoggerName() + " " + event.getFormattedMessage())
                .noneMatch(line -> line.contains("marker-of-a-name") || line.contains(signature));
    }

    @Test
    void nothing_is_said_or_taken_in_cbor_because_the_library_for_it_is_here() {
        var answer = browser.send(browser.request("/api/me")
                .header("Authorization", "Bearer " + apiToken)
                .header("Accept", "application/cbor")
                .build());
        assertThat(answer.statusCode()).isEqualTo(406);
    }
}
