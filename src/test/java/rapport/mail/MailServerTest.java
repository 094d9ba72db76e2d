package rapport.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Handing letters over to servers that behave, and to others. */
@Timeout(60)
class MailServerTest {

    private static final UUID ID = UUID.fromString("0b9c4d0e-7c1f-4a52-9d3e-2f6a8b1c5d7e");
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    private static Path scratch;

    private static Map<String, Certificates> certificates = Map.of();

    @BeforeAll
    static void made() {
        certificates = Map.of(
                "localhost", Certificates.of("localhost", scratch),
                "other.example", Certificates.of("other.example", scratch));
    }

    private static Certificates certificate(String name) {
        return java.util.Objects.requireNonNull(certificates.get(name));
    }

    static MailServer server(int port, Duration limit, Map<String, String> more) {
        var settings = new HashMap<String, Object>(Map.of(
                "rapport.mail.host", "localhost",
                "rapport.mail.port", String.valueOf(port),
                "rapport.mail.security", "none",
                "rapport.mail.from", "Rapport <rapport@example.com>"));
        more.forEach((name, value) -> settings.put("rapport.mail." + name, value));
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
        return new MailServer(
                MailSettings.of(environment).orElseThrow(), "rapport.test", Clock.fixed(NOW, ZoneOffset.UTC), limit);
    }

    private static Letter letter(String subject) {
        return new Letter(
                ID,
                "ada@example.org",
                subject,
                "Hello\n",
                "<p>Hello</p>",
                "https://rapport.example.com/email/unsubscribe/abc");
    }

    private static Handover handed(RoughServer rough, Map<String, String> more) {
        try (rough;
                var server = server(rough.port(), SHORT, more)) {
            return server.hand(letter("Hello"));
        }
    }

    private static Handover handed(RoughServer rough) {
        return handed(rough, Map.of());
    }

    private static MimeMessage arrived(String subject) {
        var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        green.start();
        try (var server = server(green.getSmtp().getPort(), MailServer.LIMIT, Map.of())) {
            assertThat(server.hand(letter(subject))).isEqualTo(Handover.TAKEN);
            assertThat(green.getReceivedMessages()).hasSize(1);
            return green.getReceivedMessages()[0];
        } finally {
            green.stop();
        }
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        assertThat(message.getHeader(name)).as(name).hasSize(1);
        return message.getHeader(name)[0];
    }

    @Test
    void a_letter_arrives_as_it_was_written() throws MessagingException, IOException {
        var message = arrived("1:1 with Ada on Tuesday 1 December at 10:00: 3 open");

        assertThat(header(message, "Subject")).isEqualTo("1:1 with Ada on Tuesday 1 December at 10:00: 3 open");
        assertThat(header(message, "From")).isEqualTo("Rapport <rapport@example.com>");
        assertThat(header(message, "To")).isEqualTo("ada@example.org");
        assertThat(header(message, "Date")).isEqualTo("Tue, 1 Dec 2026 09:00:00 +0000");
        assertThat(header(message, "Message-ID")).isEqualTo("<" + ID + "@example.com>");
        assertThat(header(message, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(message, "List-Unsubscribe"))
                .isEqualTo("<https://rapport.example.com/email/unsubscribe/abc>");
        assertThat(header(message, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(header(message, "MIME-Version")).isEqualTo("1.0");
        assertThat(message.getHeader("Return-Path")[0]).isEqualTo("<rapport@example.com>");
        assertThat(message.getHeader("X-Mailer")).isNull();

        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative;");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Hello\r\n");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Hello</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tom\u00e1s",
                "Ada\r\nBcc: eve@example.org",
                "Ada\nBcc: eve@example.org\n\nDear Ada",
                "Ada\rBcc: eve@example.org",
                "Ada\u2028Bcc: eve@example.org",
                "Ada\u0085Bcc: eve@example.org",
                "Ada\0Bcc",
                "Ada\u202egpj.exe",
                "\u2067\u05e2\u05d3\u05d4\u2069",
                "=?utf-8?q?Ada?=",
                "\"Ada\" <eve@example.org>, 'x'; (y)",
                "\ud83d\udc69\u200d\ud83d\udd2c Ada"
            })
    void no_name_writes_a_header_of_its_own(String name) throws MessagingException, IOException {
        var message = arrived("1:1 with " + name + " on Tuesday");

        assertThat(message.getSubject())
                .isEqualTo("1:1 with " + OneLine.of(name).replace("=?", "= ?") + " on Tuesday");
        assertThat(header(message, "To")).isEqualTo("ada@example.org");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        var raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        assertThat(raw.toString(StandardCharsets.US_ASCII)).doesNotContainPattern("(?mi)^(bcc|dear)");
        assertThat(OneLine.of(name)).doesNotContainPattern("[\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]");
    }

    @Test
    void letters_of_any_language_stay_as_they_are() {
        assertThat(OneLine.of("\u05e2\u05d3\u05d4 \ud83d\udc69\u200d\ud83d\udd2c Tom\u00e1s \u674e"))
                .isEqualTo("\u05e2\u05d3\u05d4 \ud83d\udc69\u200d\ud83d\udd2c Tom\u00e1s \u674e");
    }

    @Test
    void one_that_is_http_offers_no_single_click() throws MessagingException {
        var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        green.start();
        try (var server = server(green.getSmtp().getPort(), MailServer.LIMIT, Map.of())) {
            server.hand(
                    new Letter(ID, "ada@example.org", "x", "x", "x", "http://localhost:1111/email/unsubscribe/abc"));
            server.hand(new Letter(ID, "ada@example.org", "x", "x", "x", null));
            var messages = green.getReceivedMessages();
            assertThat(messages[0].getHeader("List-Unsubscribe")).hasSize(1);
            assertThat(messages[0].getHeader("List-Unsubscribe-Post")).isNull();
            assertThat(messages[1].getHeader("List-Unsubscribe")).isNull();
        } finally {
            green.stop();
        }
    }

    // --- who the server is ----------------------------------------------------------------------------------------

    private static Map<String, String> secured(String how, String trusted) {
        return Map.of(
                "security",
                how,
                "certificates",
                certificate(trusted).pem().toString(),
                "username",
                "rapport",
                "password",
                "hush");
    }

    @Test
    void with_starttls_nothing_that_matters_is_said_in_clear() {
        var rough = RoughServer.withStartTls(certificate("localhost").context(), Map.of());

        assertThat(handed(rough, secured("starttls", "localhost"))).isEqualTo(Handover.TAKEN);

        assertThat(rough.heard())
                .filteredOn(line -> !line.startsWith("(tls)"))
                .containsExactly("EHLO rapport.test", "STARTTLS");
        assertThat(rough.heard()).anyMatch(line -> line.startsWith("(tls) AUTH"));
    }

    @Test
    void with_tls_everything_is_encrypted() {
        var rough = RoughServer.withTls(certificate("localhost").context());

        assertThat(handed(rough, secured("tls", "localhost"))).isEqualTo(Handover.TAKEN);

        assertThat(rough.heard()).isNotEmpty().allMatch(line -> line.startsWith("(tls)"));
    }

    @Test
    void a_server_that_offers_no_starttls_gets_neither_letter_nor_password() {
        var rough = RoughServer.saying(Map.of());

        assertThat(handed(rough, secured("starttls", "localhost"))).isEqualTo(Handover.NOT_NOW);

        assertThat(rough.heard()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 no", "454 not now"})
    void nor_does_one_that_takes_its_offer_back(String reply) {
        var rough = RoughServer.withStartTls(certificate("localhost").context(), Map.of("STARTTLS", reply));

        assertThat(handed(rough, secured("starttls", "localhost"))).isEqualTo(Handover.NOT_NOW);

        assertThat(rough.heard()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
    }

    @ParameterizedTest
    @CsvSource({
        "starttls, other.example, other.example",
        "tls, other.example, other.example",
        "starttls, localhost, other.example",
        "tls, localhost, other.example"
    })
    void a_server_under_another_name_or_unknown_gets_nothing(String how, String shown, String trusted) {
        var context = certificate(shown).context();
        var rough = how.equals("tls") ? RoughServer.withTls(context) : RoughServer.withStartTls(context, Map.of());

        assertThat(handed(rough, secured(how, trusted))).isEqualTo(Handover.NOT_NOW);

        assertThat(rough.heard()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
    }

    @Test
    void a_wrong_password_may_be_mended_so_the_letter_is_tried_again() {
        var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        green.start();
        green.setUser("rapport", "rapport", "right");
        try {
            for (var password : List.of("wrong", "right")) {
                try (var server = server(
                        green.getSmtp().getPort(),
                        MailServer.LIMIT,
                        Map.of("username", "rapport", "password", password))) {
                    assertThat(server.hand(letter("Hello")))
                            .isEqualTo(password.equals("right") ? Handover.TAKEN : Handover.NOT_NOW);
                }
            }
        } finally {
            green.stop();
        }
    }

    // --- what servers say -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greeting | 421 too busy | NOT_NOW",
                "greeting | 554 go away | NOT_NOW",
                "MAIL | 451 later | NOT_NOW",
                "MAIL | 550 5.7.1 not this sender | NOT_NOW",
                "RCPT | 450 4.2.1 greylisted | NOT_NOW",
                "RCPT | 421 closing | NOT_NOW",
                "RCPT | 550 5.1.1 no such user | NO_SUCH_ADDRESS",
                "RCPT | 550 no | NO_SUCH_ADDRESS",
                "RCPT | 553 5.1.3 bad address | NO_SUCH_ADDRESS",
                "RCPT | 550 5.7.1 relay denied | REFUSED",
                "RCPT | 552 5.2.2 mailbox full | REFUSED",
                "RCPT | 554 5.7.1 spam | REFUSED",
                "DATA | 451 later | NOT_NOW",
                "DATA | 554 no | REFUSED",
                ". | 452 4.3.1 no room | NOT_NOW",
                ". | 550 5.7.1 looks like spam | REFUSED",
                ". | 552 too large | REFUSED"
            })
    void what_may_pass_is_tried_again_and_what_will_not_is_given_up(String command, String reply, Handover expected) {
        assertThat(handed(RoughServer.saying(command, reply))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "greeting, silent",
        "EHLO, silent",
        "MAIL, silent",
        "RCPT, silent",
        "DATA, silent",
        "., silent",
        "greeting, drops",
        "EHLO, drops",
        "MAIL, drops",
        "RCPT, drops",
        "DATA, drops",
        "content, drops",
        "., drops",
        "greeting, drips",
        "EHLO, drips",
        "RCPT, drips",
        "., drips",
        "greeting, hello there",
        "EHLO, <html>",
        "MAIL, 999 perhaps",
        "RCPT, yes",
        ". , 12"
    })
    void a_server_that_is_silent_hangs_up_or_talks_nonsense_costs_no_more_than_the_limit(String command, String reply) {
        assertThat(handed(RoughServer.saying(command, reply))).isNotEqualTo(Handover.TAKEN);
    }

    @Test
    void nor_does_one_that_is_not_there() {
        var rough = RoughServer.saying(Map.of());
        rough.close();

        assertThat(handed(rough)).isEqualTo(Handover.NOT_NOW);
    }

    @Test
    void a_farewell_that_never_comes_is_not_waited_for() {
        assertThat(handed(RoughServer.saying("QUIT", RoughServer.SILENT))).isEqualTo(Handover.TAKEN);
    }
}
