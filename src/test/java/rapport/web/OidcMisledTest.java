package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static rapport.web.OidcHouse.assertRefused;
import static rapport.web.OidcHouse.assertSignedIn;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import rapport.web.BadProvider.Answer;

/** A provider that is down, slow, confused or lying gets nobody signed in, keeps nobody else out, and is not quoted. */
class OidcMisledTest {

    private static BadProvider provider = new BadProvider(0);
    private static OidcHouse house = new OidcHouse(provider.issuer, BadProvider.CLIENT, BadProvider.SECRET);

    private final Browser browser = house.browser();

    @BeforeAll
    static void ready() {
        house.setUp();
        house.person("Nora Known", "nora@bad.example");
    }

    @AfterAll
    static void close() {
        house.close();
        provider.close();
    }

    @BeforeEach
    void good() {
        provider.delay = Duration.ZERO;
        provider.metadata = provider.goodMetadata();
        provider.token = Answer.json("{}");
        provider.userInfo = new Answer(404, "text/plain", "");
    }

    /** What comes of a sign-in for which the provider hands out this. */
    private Browser.Page handedOut(Browser with, Function<JWTClaimsSet.Builder, String> idToken) {
        return answered(with, nonce -> BadProvider.tokenAnswer(idToken.apply(provider.goodClaims(nonce))));
    }

    private static Browser.Page answered(Browser with, Function<String, Answer> answer) {
        var led = house.led(with);
        provider.token = answer.apply(parameter(led, "nonce"));
        return with.get("/oidc/callback?code=a-code-that-occurs-nowhere-else&state=" + parameter(led, "state"));
    }

    private void refused(String sentence, Function<JWTClaimsSet.Builder, String> idToken) {
        var fresh = house.browser();
        assertRefused(fresh, handedOut(fresh, idToken), sentence);
    }

    private void refusedClaims(UnaryOperator<JWTClaimsSet.Builder> change) {
        refused(
                "could not be verified",
                good -> provider.signed(change.apply(good).build()));
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
    void a_good_token_of_this_provider_signs_in() {
        assertSignedIn(handedOut(browser, good -> provider.signed(good.build())), "Nora Known");
        var sent = provider.asked.stream()
                .filter(asked -> asked.startsWith("/token"))
                .toList();
        assertThat(sent.getLast()).contains("code_verifier=").doesNotContain(BadProvider.SECRET);
    }

    @Test
    void a_token_that_the_provider_did_not_sign_is_worth_nothing() {
        refused("could not be verified", good -> provider.signedByAnother(good.build()));
        refused("could not be verified", good -> provider.unsigned(good.build()));
        refused("could not be verified", good -> provider.signedBySecret(good.build(), null));
        refused("could not be verified", good -> provider.signedBySecret(good.build(), provider.publicKey()));
        refused(
                "could not be verified",
                good -> provider.changed(good.build(), claims -> claims.replace("nora@", "grace@")));
        refused("could not be verified", _ -> "not.a.token");
        refused("could not be verified", _ -> "");
    }

    @Test
    void a_token_for_somebody_else_of_somebody_else_or_from_another_time_is_worth_nothing() {
        refusedClaims(good -> good.issuer("https://somebody.else.example"));
        refusedClaims(good -> good.issuer(provider.issuer + "/"));
        refusedClaims(good -> good.issuer(null));
        refusedClaims(good -> good.audience("another-program"));
        refusedClaims(good -> good.audience((String) null));
        refusedClaims(good -> good.audience(List.of(BadProvider.CLIENT, "another-program")));
        refusedClaims(good -> good.claim("azp", "another-program"));
        refusedClaims(good -> good.expirationTime(Date.from(Instant.now().minusSeconds(120))));
        refusedClaims(good -> good.expirationTime(null));
        refusedClaims(good -> good.issueTime(Date.from(Instant.now().plusSeconds(600))));
        refusedClaims(good -> good.notBeforeTime(Date.from(Instant.now().plusSeconds(600))));
        refusedClaims(good -> good.claim("nonce", "another"));
        refusedClaims(good -> good.claim("nonce", null));
        refusedClaims(good -> good.subject(null));
        refusedClaims(good -> good.subject(""));
    }

    @Test
    void whether_an_address_is_verified_counts_for_that_address_alone() {
        provider.userInfo = Answer.json("""
                {"sub":"subject-of-nora","email":"her-own@bad.example","email_verified":true}""");
        refused(
                "Nobody here is known",
                good -> provider.signed(good.subject("subject-of-nora")
                        .claim("email_verified", null)
                        .build()));
        provider.userInfo = Answer.json("""
                {"sub":"subject-of-nora","email_verified":true}""");
        refused(
                "does not say that it has verified",
                good -> provider.signed(good.claim("email_verified", null).build()));
    }

    @Test
    void an_answer_about_somebody_else_is_not_taken_for_this_one() {
        provider.userInfo = Answer.json("""
                {"sub":"somebody-else","email":"nora@bad.example","email_verified":true}""");
        refused(
                "could not be verified",
                good -> provider.signed(good.claim("email", null).build()));
        provider.userInfo = Answer.json("""
                {"email":"nora@bad.example","email_verified":true}""");
        refused(
                "could not be verified",
                good -> provider.signed(good.claim("email", null).build()));
    }

    @Test
    void whatever_the_provider_says_instead_of_a_token_is_not_repeated() {
        for (var answer : List.of(
                new Answer(
                        400,
                        "application/json",
                        "{\"error\":\"invalid_client\",\"error_description\":\"quoted words\"}"),
                new Answer(401, "application/json", "{\"error\":\"quoted words\"}"),
                new Answer(500, "text/html", "<b>quoted words</b>"),
                new Answer(200, "text/html", "<b>quoted words</b>"),
                new Answer(200, "application/json", "quoted words"),
                new Answer(200, "application/json", ""),
                new Answer(200, "application/json", "[]"),
                new Answer(302, "text/html", provider.issuer + "/me"),
                Answer.json("{\"access_token\":\"x\",\"token_type\":\"Bearer\"}"),
                Answer.json("{\"access_token\":\"x\",\"token_type\":\"quoted words\",\"id_token\":\"y\"}"))) {
            var fresh = house.browser();
            var page = answered(fresh, _ -> answer);
            assertRefused(fresh, page, "Team Login");
            assertThat(page.body()).doesNotContain("quoted words").doesNotContain("invalid_client");
        }
    }

    @Test
    void a_provider_that_falls_silent_half_way_is_not_waited_for() {
        var led = house.led(browser);
        provider.delay = Duration.ofSeconds(20);
        var begun = Instant.now();

        var page = browser.get("/oidc/callback?code=x&state=" + parameter(led, "state"));

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));
        assertRefused(browser, page, "Team Login cannot be reached at the moment");
    }

    @Test
    void keys_that_cannot_be_read_sign_nobody_in() {
        try (var other = new BadProvider(0);
                var another = new OidcHouse(other.issuer, BadProvider.CLIENT, BadProvider.SECRET).setUp()) {
            another.person("Nora Known", "nora@bad.example");
            var before = other.keys;
            for (var answer : List.of(
                    new Answer(500, "text/plain", "quoted words"),
                    Answer.json("quoted words"),
                    Answer.json("{\"keys\":[]}"))) {
                other.keys = answer;
                var fresh = another.browser();
                var led = another.led(fresh);
                other.token = BadProvider.tokenAnswer(
                        other.signed(other.goodClaims(parameter(led, "nonce")).build()));
                var page = fresh.get("/oidc/callback?code=x&state=" + parameter(led, "state"));
                assertRefused(fresh, page, "Team Login");
                assertThat(page.body()).doesNotContain("quoted words");
            }
            other.keys = before;
            var led = another.led(browser(another));
            assertThat(led.getPath()).isEqualTo("/authorize");
        }
    }

    private static Browser browser(OidcHouse house) {
        return house.browser();
    }

    @Test
    void a_provider_that_is_not_what_it_should_be_is_not_gone_to() {
        for (var said : new ArrayList<Function<BadProvider, Answer>>(List.of(
                bad -> bad.metadata("https://somebody.else.example", bad.issuer),
                bad -> bad.metadata(bad.issuer + "/", bad.issuer),
                bad -> bad.metadata(bad.issuer, "http://somebody.else.example"),
                bad -> bad.metadata(bad.issuer, "ftp://127.0.0.1"),
                bad -> bad.metadata(bad.issuer, "http://user@127.0.0.1"),
                bad -> bad.metadata(bad.issuer, "not an address"),
                bad -> Answer.json("{\"issuer\":\"" + bad.issuer + "\"}"),
                bad -> Answer.json("{}"),
                bad -> Answer.json("[]"),
                bad -> Answer.json(""),
                bad -> Answer.json("quoted words"),
                bad -> new Answer(200, "text/html", "<b>quoted words</b>"),
                bad -> new Answer(503, "text/html", "<b>quoted words</b>"),
                bad -> new Answer(302, "text/html", bad.issuer + "/me")))) {
            try (var bad = new BadProvider(0)) {
                bad.metadata = said.apply(bad);
                misled.bad(bad);
                var fresh = misled.house().browser();
                var page = misled.house().press(fresh);
                assertRefused(fresh, page, "Team Login");
                assertThat(page.body()).doesNotContain("quoted words");
            }
        }
        misled.close();
    }

    /** One house for all of these: it asks anew each time, since it has never been told anything good. */
    private static final Misled misled = new Misled();

    private static final class Misled {

        private final BadProvider front = new BadProvider(0);
        private final OidcHouse house = new OidcHouse(front.issuer, BadProvider.CLIENT, BadProvider.SECRET).setUp();

        void bad(BadProvider bad) {
            // Where a redirect would lead, all would be well.
            front.userInfo = front.goodMetadata();
            front.metadata = new Answer(
                    bad.metadata.status(),
                    bad.metadata.type(),
                    bad.metadata.body().replace(bad.issuer, front.issuer));
        }

        OidcHouse house() {
            return house;
        }

        void close() {
            front.metadata = front.goodMetadata();
            assertThat(house.led(house.browser()).toString()).startsWith(front.issuer + "/authorize?");
            house.close();
            front.close();
        }
    }

    @Test
    void a_provider_that_is_down_or_slow_keeps_nobody_else_out_and_is_asked_again() {
        int port;
        try (var once = new BadProvider(0)) {
            port = URI.create(once.issuer).getPort();
        }
        try (var alone = new OidcHouse("http://127.0.0.1:" + port, BadProvider.CLIENT, BadProvider.SECRET).setUp()) {
            assertRefused(browser(alone), alone.press(browser(alone)), "Team Login cannot be reached at the moment");
            var visitor = alone.browser();
            assertSignedIn(
                    visitor.submit(
                            visitor.get("/sign-in"),
                            "form#sign-in",
                            Map.of("name", "grace@navy.example", "passphrase", OidcHouse.PASSPHRASE)),
                    "Grace Hopper");

            try (var late = new BadProvider(port)) {
                late.delay = Duration.ofSeconds(20);
                var begun = Instant.now();
                assertRefused(browser(alone), alone.press(browser(alone)), "Team Login cannot be reached");
                assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));

                late.delay = Duration.ZERO;
                assertThat(alone.led(alone.browser()).toString()).startsWith(late.issuer + "/authorize?");
            }
            assertThat(alone.led(alone.browser()).toString())
                    .as("goes by what it was told before")
                    .contains("/authorize?");
        }
    }

    @Test
    void nothing_of_it_is_ever_logged() {
        var said = new CopyOnWriteArrayList<String>();
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        };
        appender.setContext(context);
        appender.start();
        var before = root.getLevel();
        var own = context.getLogger("rapport");
        var ownBefore = own.getLevel();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        own.setLevel(Level.TRACE);
        String idToken;
        URI led;
        try {
            led = house.led(browser);
            var good = provider.goodClaims(parameter(led, "nonce")).build();
            idToken = provider.signed(good);
            provider.token = BadProvider.tokenAnswer(idToken);
            assertSignedIn(
                    browser.get("/oidc/callback?code=a-code-that-occurs-nowhere-else&state=" + parameter(led, "state")),
                    "Nora Known");
            refused("could not be verified", claims -> provider.signedByAnother(claims.build()));
            refusedClaims(claims -> claims.audience("an-audience-that-occurs-nowhere-else"));
            refused(
                    "does not say",
                    claims -> provider.signed(
                            claims.claim("email_verified", false).build()));
            var failing = house.browser();
            answered(failing, _ -> new Answer(400, "application/json", "{\"error\":\"a-word-of-the-provider\"}"));
            answered(house.browser(), _ -> new Answer(500, "text/html", "a-word-of-the-provider"));
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
            own.setLevel(ownBefore);
        }
        assertThat(said).as("lines at all").hasSizeGreaterThan(50);
        for (var secret : List.of(
                BadProvider.SECRET,
                "a-code-that-occurs-nowhere-else",
                "an-access-token-that-occurs-nowhere-else",
                "an-audience-that-occurs-nowhere-else",
                "a-word-of-the-provider",
                "nora@bad.example",
                "subject-of-nora",
                "Nora",
                parameter(led, "state"),
                parameter(led, "nonce"),
                idToken.substring(idToken.lastIndexOf('.')))) {
            assertThat(said.stream().filter(line -> line.contains(secret)).toList())
                    .as(secret)
                    .isEmpty();
        }
    }
}
