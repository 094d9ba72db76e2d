package rapport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.PersonDetails;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.mail.Switch.OffBy;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;
import rapport.reminders.Way.Outcome;
import rapport.shared.RuleBroken;
import rapport.shared.TestHome;

/** Letters as a way for digests, in the whole application. */
class EmailTest {

    private static final String WORDS = "Marker" + UUID.randomUUID().toString().replace("-", "");
    private static final String PASSWORD = "Hush" + UUID.randomUUID().toString().replace("-", "");

    /** A running Rapport that Grace has set up, and whose mail server is at this port. */
    private static final class House implements AutoCloseable {

        private final ConfigurableApplicationContext application;
        private final PersonId grace;

        House(int port, String... more) {
            var arguments = new java.util.ArrayList<>(List.of(
                    "--rapport.home=" + TestHome.fresh("email"),
                    "--server.port=0",
                    "--rapport.mail.host=localhost",
                    "--rapport.mail.port=" + port,
                    "--rapport.mail.security=none",
                    "--rapport.mail.from=rapport@example.com"));
            arguments.addAll(List.of(more));
            application = SpringApplication.run(Rapport.class, arguments.toArray(String[]::new));
            var accounts = application.getBean(Accounts.class);
            grace = accounts.setUp(
                            accounts.openSetupToken().orElseThrow(),
                            new PersonDetails("Grace", "grace@example.org"),
                            "a calm and long passphrase")
                    .person();
        }

        Email email() {
            return application.getBean(Email.class);
        }

        JdbcClient sql() {
            return application.getBean(JdbcClient.class);
        }

        UUID target() {
            var addresses = application.getBean(LetterAddresses.class);
            assertThat(addresses.confirm(addresses.claim(grace, "grace@example.org")))
                    .isTrue();
            return email().targets(grace).getFirst();
        }

        Digest digest() {
            return new Digest(
                    UUID.randomUUID(),
                    grace,
                    Digest.Kind.BRIEF,
                    java.time.Instant.now(),
                    java.time.ZoneOffset.UTC,
                    "1:1 with Ada on Tuesday 1 December at 10:00",
                    List.of(new Section(
                            "Ada",
                            "/relationships/1",
                            "1 broken promise",
                            List.of(new Line("You broke a promise", WORDS, "/relationships/1/promises/1")))));
        }

        @Override
        public void close() {
            application.close();
        }
    }

    private static GreenMail green() {
        var green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        green.start();
        return green;
    }

    private static String all(GreenMail green) {
        var all = new StringBuilder();
        for (var message : green.getReceivedMessages()) {
            all.append(GreenMailUtil.getWholeMessage(message).replace("=\r\n", ""));
        }
        return all.toString();
    }

    @Test
    void only_what_is_switched_on_by_its_person_is_a_target() {
        try (var house = new House(1)) {
            var email = house.email();
            assertThat(email.name()).isEqualTo("email");
            assertThat(email.targets(house.grace))
                    .as("known by an address alone")
                    .isEmpty();
            var addresses = house.application.getBean(LetterAddresses.class);
            addresses.claim(house.grace, "grace@example.org");
            assertThat(email.targets(house.grace)).as("asked").isEmpty();

            var target = house.target();
            assertThat(email.targets(house.grace)).containsExactly(target);
            email.switchOff(house.grace);
            assertThat(email.targets(house.grace)).isEmpty();
            assertThat(email.send(target, house.digest()))
                    .as("switched off since")
                    .isEqualTo(Outcome.GIVEN_UP);
            email.switchOn(house.grace, false);
            assertThat(email.targets(house.grace)).containsExactly(target);

            assertThat(house.target()).as("another confirmation").isNotEqualTo(target);
            assertThat(email.send(target, house.digest())).as("of the old one").isEqualTo(Outcome.GIVEN_UP);
        }
    }

    @Test
    void who_has_no_account_gets_nothing_and_nobody_gets_what_is_anothers() {
        try (var house = new House(1)) {
            var target = house.target();
            var other = new Digest(
                    UUID.randomUUID(),
                    PersonId.random(),
                    Digest.Kind.TRIAL,
                    java.time.Instant.now(),
                    java.time.ZoneOffset.UTC,
                    "",
                    List.of());
            assertThat(house.email().send(target, other)).isEqualTo(Outcome.GIVEN_UP);

            house.sql()
                    .sql("delete from account where person = ?")
                    .param(house.grace.value())
                    .update();
            assertThat(house.email().targets(house.grace)).isEmpty();
            assertThat(house.email().send(target, house.digest())).isEqualTo(Outcome.GIVEN_UP);
        }
    }

    @Test
    void without_the_tick_no_word_leaves_and_with_it_they_do() throws MessagingException {
        var green = green();
        try (var house = new House(green.getSmtp().getPort())) {
            var target = house.target();
            var digest = house.digest();
            assertThat(house.email().send(target, digest)).isEqualTo(Outcome.SENT);
            assertThat(all(green)).contains("1 broken promise").doesNotContain(WORDS);

            house.email().switchOn(house.grace, true);
            assertThat(house.email().send(target, digest)).isEqualTo(Outcome.SENT);
            assertThat(all(green)).contains(WORDS);
            assertThat(green.getReceivedMessages()[0].getMessageID())
                    .as("each attempt")
                    .isEqualTo("<" + digest.id() + "@example.com>")
                    .isEqualTo(green.getReceivedMessages()[1].getMessageID());
        } finally {
            green.stop();
        }
    }

    @Test
    void three_letters_in_a_row_without_a_mailbox_switch_them_off() {
        try (var rough = RoughServer.saying("RCPT", "550 5.1.1 no such user");
                var house = new House(rough.port())) {
            var email = house.email();
            var target = house.target();
            for (var times = 1; times <= 3; times++) {
                assertThat(email.of(house.grace).on()).isTrue();
                assertThat(email.send(target, house.digest())).isEqualTo(Outcome.GIVEN_UP);
            }
            assertThat(email.of(house.grace).on()).isFalse();
            assertThat(email.of(house.grace).offBy()).isEqualTo(OffBy.CAME_BACK);
            assertThat(email.targets(house.grace)).isEmpty();

            email.switchOn(house.grace, false);
            email.send(target, house.digest());
            email.send(target, house.digest());
            assertThat(email.of(house.grace).on()).as("counted anew").isTrue();
            house.application.getBean(LetterAddresses.class).arrived(target);
            email.send(target, house.digest());
            assertThat(email.of(house.grace).on()).as("not in a row").isTrue();
            assertThatThrownBy(() -> email.ask(house.grace, "typo@example.org"))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("no-such-mailbox"));
            assertThat(email.of(house.grace).waiting()).isNull();
        }
    }

    @Test
    void a_letter_that_is_refused_for_itself_says_nothing_of_the_address() {
        try (var rough = RoughServer.saying(".", "554 5.7.1 looks like spam");
                var house = new House(rough.port())) {
            var target = house.target();
            for (var times = 0; times < 4; times++) {
                assertThat(house.email().send(target, house.digest())).isEqualTo(Outcome.GIVEN_UP);
            }
            assertThat(house.email().of(house.grace).on()).isTrue();
            assertThatThrownBy(() -> house.email().tryOut(house.grace))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("letter-not-taken"));
        }
    }

    @Test
    void what_may_pass_is_tried_again() {
        try (var rough = RoughServer.saying("RCPT", "450 4.2.0 greylisted");
                var house = new House(rough.port())) {
            assertThat(house.email().send(house.target(), house.digest())).isEqualTo(Outcome.TRY_AGAIN);
        }
    }

    @Test
    void no_word_address_or_secret_stands_in_a_log_at_any_level() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        try (var good = RoughServer.saying(Map.of());
                var bad = RoughServer.saying("RCPT", "550 5.1.1 nobody of that name, <grace@example.org>");
                var house = new House(
                        good.port(),
                        "--logging.level.root=TRACE",
                        "--logging.level.rapport=TRACE",
                        "--rapport.mail.username=someone",
                        "--rapport.mail.password=" + PASSWORD);
                var other = new House(bad.port(), "--logging.level.root=TRACE")) {
            log.setContext(context);
            root.addAppender(log);
            root.setLevel(Level.TRACE);
            var target = house.target();
            house.email().switchOn(house.grace, true);
            assertThat(house.email().send(target, house.digest())).isEqualTo(Outcome.SENT);
            assertThat(good.heard()).anyMatch(line -> line.contains(WORDS));
            assertThat(good.heard()).anyMatch(line -> line.startsWith("AUTH"));
            assertThat(other.email().send(other.target(), other.digest())).isEqualTo(Outcome.GIVEN_UP);
            house.email().ask(house.grace, "grace@example.org");
            var token = good.heard().stream()
                    .filter(line -> line.contains("/email/confirm/"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*/email/confirm/", "")
                    .substring(0, 20);

            assertThat(log.list).isNotEmpty();
            var said = new StringBuilder();
            for (var event : List.copyOf(log.list)) {
                said.append(event.getLoggerName())
                        .append(' ')
                        .append(event.getFormattedMessage())
                        .append('\n');
                for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
                    said.append(thrown.getMessage()).append('\n');
                }
            }
            assertThat(said.toString())
                    .doesNotContain(WORDS)
                    .doesNotContain(PASSWORD)
                    .doesNotContain(token)
                    .doesNotContain("grace@example.org")
                    .doesNotContain(java.util.Base64.getEncoder()
                            .encodeToString(PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } finally {
            root.detachAppender(log);
            root.setLevel(Level.WARN);
        }
    }

    @Test
    void a_dead_server_is_never_asked_by_an_act() {
        try (var dead = RoughServer.saying(RoughServer.GREETING, RoughServer.SILENT);
                var house = new House(dead.port())) {
            house.target();
            var acts = house.application.getBean(Acts.class);
            var grace = new Actor(house.grace, Channel.API);
            var r = acts.start(grace, fields(Map.of("report.name", "Ada", "zone", "Europe/Berlin")))
                    .relationship();
            acts.create(
                    grace,
                    r,
                    Collection.COMMITMENTS,
                    fields(Map.of("promisor", "MANAGER", "text", "the figures", "dueOn", "2030-01-01")));

            assertThat(dead.connections()).isZero();
        }
    }

    private static Fields fields(Map<String, String> values) {
        var form = new java.util.HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }
}
