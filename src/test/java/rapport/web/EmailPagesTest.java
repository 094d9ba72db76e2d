package rapport.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import rapport.Api;
import rapport.shared.MovableClock;
import rapport.web.Browser.Page;

/** Letters in the settings: an address confirmed by who reads there, switched on, tried, and ended by a link. */
class EmailPagesTest extends WebTest {

    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Pattern LINK = Pattern.compile("https://rapport\\.example\\.com(/\\S+)");

    @TestConfiguration
    static class Clocks {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient sql;

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry registry) {
        MAIL.start();
        registry.add("rapport.mail.host", () -> "localhost");
        registry.add("rapport.mail.port", () -> MAIL.getSmtp().getPort());
        registry.add("rapport.mail.security", () -> "none");
        registry.add("rapport.mail.from", () -> "rapport@example.com");
        registry.add("rapport.address", () -> "https://rapport.example.com");
    }

    @AfterAll
    static void stopped() {
        MAIL.stop();
    }

    @BeforeEach
    void afresh() throws com.icegreen.greenmail.store.FolderException {
        MAIL.purgeEmailFromAllMailboxes();
        sql.sql("delete from letter_asked").update();
        sql.sql("delete from letter_confirmation").update();
        sql.sql("delete from letter_address").update();
    }

    private Page settings() {
        return browser.get("/settings/email");
    }

    private Page ask(String address) {
        return browser.submit(settings(), "form#ask-address", Map.of("address", address));
    }

    private Page press(String form) {
        return browser.submit(settings(), "form#" + form, Map.of());
    }

    private static MimeMessage last() {
        return lastTo("ada@example.org");
    }

    // In order within one mailbox only.
    private static MimeMessage lastTo(String address) {
        var messages = MAIL.getReceivedMessagesForDomain(address);
        assertThat(messages).isNotEmpty();
        return messages[messages.length - 1];
    }

    private static String textOf(MimeMessage message) {
        try {
            return String.valueOf(
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String linkIn(MimeMessage message, String beginning) {
        return LINK.matcher(textOf(message))
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(textOf(message)));
    }

    private Browser stranger() {
        return new Browser(port);
    }

    private void confirmed(String address) {
        assertThat(ask(address).main()).contains("A letter is on its way");
        var reader = stranger();
        var sent = lastTo(address.replace("b\u00fccher", "xn--bcher-kva"));
        var page = reader.submit(reader.get(linkIn(sent, "/email/confirm/")), "form#confirm-address", Map.of());
        assertThat(page.main()).contains("The address is confirmed");
    }

    private String listUnsubscribe() throws MessagingException {
        var header = last().getHeader("List-Unsubscribe")[0];
        return URI.create(header.substring(1, header.length() - 1)).getPath();
    }

    @Test
    void an_address_gets_nothing_but_the_question_until_whoever_reads_there_says_yes() {
        var page = ask("ada@example.org");
        assertThat(page.address()).isEqualTo("/settings/email");
        assertThat(page.main())
                .contains("ada@example.org waits to be confirmed")
                .doesNotContain("Switch letters off");
        assertThat(page.has("form#try-letters")).isFalse();
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        var link = linkIn(last(), "/email/confirm/");

        // As a program does that looks at mail.
        for (var times = 0; times < 3; times++) {
            assertThat(stranger().get(link).main())
                    .contains("Is this your address?", "Grace Hopper", "ada@example.org");
        }
        assertThat(settings().main()).contains("waits to be confirmed");

        var reader = stranger();
        assertThat(reader.submit(reader.get(link), "form#confirm-address", Map.of())
                        .main())
                .contains("The address is confirmed");
        assertThat(settings().main()).contains("ada@example.org", "Letters are on, without words.");
        assertThat(MAIL.getReceivedMessages()).as("letters sent").hasSize(1);
        assertThat(stranger().get(link).status()).as("a second time").isEqualTo(404);
    }

    @Test
    void a_link_is_over_after_a_day_and_when_another_was_asked_for() {
        ask("ada@example.org");
        var first = linkIn(last(), "/email/confirm/");
        ask("ada@example.org");
        var second = linkIn(last(), "/email/confirm/");
        assertThat(stranger().get(first).status()).isEqualTo(404);
        var reader = stranger();
        var page = reader.get(second);

        clock.forward(Duration.ofHours(24));
        try {
            assertThat(reader.get(second).status()).isEqualTo(404);
            assertThat(reader.submit(page, "form#confirm-address", Map.of()).status())
                    .isEqualTo(404);
        } finally {
            clock.reset();
        }
        assertThat(sql.sql("select count(*) from letter_address")
                        .query(Long.class)
                        .single())
                .isZero();
        for (var made : List.of("/email/confirm/x", "/email/confirm/%20", "/email/unsubscribe/x")) {
            assertThat(stranger().get(made).status()).isEqualTo(404);
        }
    }

    @Test
    void another_address_is_asked_again_and_until_then_the_old_one_stays() {
        confirmed("ada@example.org");
        browser.submit(settings(), "form#letters-with-words", Map.of("words", "true"));

        var page = ask("ada@new.example");
        assertThat(page.main()).contains("ada@new.example waits", "Until then letters go to ada@example.org");
        assertThat(press("try-letters").main()).contains("has taken a test letter");
        assertThat(recipients()).containsExactlyInAnyOrder("ada@example.org", "ada@example.org", "ada@new.example");

        confirmed("ada@new.example");
        assertThat(settings().main())
                .contains("ada@new.example", "without words")
                .doesNotContain("ada@example.org");
    }

    private static List<String> recipients() {
        return Stream.of(MAIL.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getAllRecipients()[0].toString();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void words_are_a_tick_of_their_own() {
        confirmed("ada@example.org");
        assertThat(settings().select("input[name=words]").hasAttr("checked")).isFalse();
        assertThat(settings().main()).contains("readable for whoever runs your mail");

        var on = browser.submit(settings(), "form#letters-with-words", Map.of("words", "true"));
        assertThat(on.main()).contains("Letters are on, and hold what was written.");
        assertThat(on.select("input[name=words]").hasAttr("checked")).isTrue();

        // Off and on again, they stay as they were; unticked, they are gone.
        press("letters-off");
        assertThat(press("letters-on").main()).contains("and hold what was written");
        var fields = settings().fieldsOf("form#letters-with-words");
        fields.remove("words");
        var off = browser.follow(browser.post("/settings/email/on", fields));
        assertThat(off.main()).contains("Letters are on, without words.");
    }

    @Test
    void they_are_switched_off_here_and_the_address_is_forgotten() {
        confirmed("ada@example.org");

        assertThat(press("letters-off").main()).contains("Letters are off.");
        assertThat(settings().has("form#try-letters")).isFalse();
        assertThat(press("forget-address").main()).doesNotContain("ada@example.org");
        assertThat(sql.sql("select count(*) from letter_address")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void one_click_in_a_letter_ends_them_without_signing_in() throws MessagingException {
        confirmed("ada@example.org");
        press("try-letters");
        assertThat(last().getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
        var path = listUnsubscribe();
        assertThat(linkIn(last(), "/email/unsubscribe/")).isEqualTo(path);

        // Looking ends nothing.
        assertThat(stranger().get(path).main()).contains("Switch letters off?");
        assertThat(settings().main()).contains("Letters are on");

        var provider = stranger();
        var response = provider.send(provider.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(settings().main()).contains("switched off by the link in one of them");
        assertThat(settings().has("form#try-letters")).isFalse();

        press("letters-on");
        var other = provider.send(provider.request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                        + "One-Click\r\n--b--\r\n"))
                .build());
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(settings().main()).contains("Letters are off");

        press("letters-on");
        var reader = stranger();
        assertThat(reader.submit(reader.get(path), "form#unsubscribe", Map.of()).main())
                .contains("Letters are switched off");
        assertThat(settings().main()).contains("Letters are off");
        assertThat(provider.post("/email/unsubscribe/x", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_is_flooded_with_letters_that_somebody_asks_for() {
        for (var times = 0; times < 5; times++) {
            assertThat(ask("ada@example.org").status()).isEqualTo(200);
        }
        var refused = ask("ada@example.org");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.main()).contains("many letters in a short time");
        assertThat(ask("ada@elsewhere.example").status())
                .as("one person, any address")
                .isEqualTo(409);

        // Nor by several people at once, however it is spelled.
        withReport("Rosa Floods");
        var rosa = joined("Rosa Floods");
        var page = rosa.get("/settings/email");
        assertThat(rosa.submit(page, "form#ask-address", Map.of("address", "ADA@Example.org"))
                        .status())
                .isEqualTo(409);
        assertThat(MAIL.getReceivedMessages()).hasSize(5);

        clock.forward(Duration.ofMinutes(61));
        try {
            for (var times = 0; times < 5; times++) {
                assertThat(ask("ada@example.org").status()).isEqualTo(200);
            }
            clock.forward(Duration.ofMinutes(61));
            assertThat(ask("ada@example.org").status()).as("the day is full").isEqualTo(409);
        } finally {
            clock.reset();
        }
        assertThat(MAIL.getReceivedMessages()).hasSize(10);
    }

    @Test
    void what_is_no_address_comes_back_as_typed() {
        for (var bad : List.of(
                "", "ada", "ada@", "a,b@example.org", "r\u00e4@example.org", "x".repeat(250) + "@example.org")) {
            var fields = settings().fieldsOf("form#ask-address");
            fields.put("address", bad);
            var page = browser.follow(browser.post("/settings/email", fields));
            assertThat(page.status()).as(bad).isEqualTo(422);
            assertThat(page.select("#ask-address-address").attr("aria-invalid")).isEqualTo("true");
        }
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void an_address_in_another_script_is_spelled_as_servers_do() {
        confirmed("ada@b\u00fccher.example");
        assertThat(recipients()).containsExactly("ada@xn--bcher-kva.example");
    }

    @Test
    void what_is_sent_without_the_form_does_nothing() {
        confirmed("ada@example.org");
        for (var path : List.of("/on", "/off", "/try", "/forget", "")) {
            assertThat(browser.post("/settings/email" + path, Map.of()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(settings().main()).contains("Letters are on, without words.");
    }

    @Test
    void programs_set_the_same() {
        var api = new Api(port, apiToken);
        var nothing = api.get("/api/email").expect(200).json();
        assertThat(nothing.get("possible").asBoolean()).isTrue();
        assertThat(nothing.get("on").asBoolean()).isFalse();
        assertThat(nothing.has("address")).isFalse();
        assertThat(api.put("/api/email", Map.of("on", true)).expect(409).field("rule"))
                .isEqualTo("no-confirmed-address");
        assertThat(api.post("/api/email/try", Map.of()).expect(409).field("rule"))
                .isEqualTo("no-confirmed-address");
        assertThat(api.post("/api/email/address", Map.of("address", "nobody"))
                        .expect(422)
                        .json()
                        .at("/errors/address")
                        .asString())
                .contains("e-mail address");

        assertThat(api.post("/api/email/address", Map.of("address", "ada@example.org"))
                        .expect(200)
                        .field("waiting"))
                .isEqualTo("ada@example.org");
        var reader = stranger();
        reader.submit(reader.get(linkIn(last(), "/email/confirm/")), "form#confirm-address", Map.of());
        assertThat(api.get("/api/email").expect(200).json().get("on").asBoolean())
                .isTrue();
        assertThat(api.put("/api/email", Map.of("on", true, "words", true))
                        .expect(200)
                        .json()
                        .get("words")
                        .asBoolean())
                .isTrue();
        api.post("/api/email/try", Map.of()).expect(200);
        assertThat(textOf(last())).contains("because you have chosen so");
        assertThat(api.put("/api/email", Map.of("on", false)).expect(200).field("offBy"))
                .isEqualTo("PERSON");
        assertThat(api.post("/api/email/forget", Map.of()).expect(200).json().has("address"))
                .isFalse();
        assertThat(Objects.requireNonNull(api.put("/api/email", Map.of())
                                .expect(422)
                                .json()
                                .at("/errors/on"))
                        .asString())
                .isNotEmpty();
    }
}
