package rapport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.Rapport;
import rapport.accounts.Accounts;
import rapport.accounts.People;
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

    private static final RoughServer SERVER = RoughServer.saying(Map.of());

    private static @Nullable ConfigurableApplicationContext running;
    private static PersonId grace = PersonId.random();

    @BeforeAll
    static void starts() {
        running = SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + TestHome.fresh("email"),
                "--server.port=0",
                "--rapport.mail.host=localhost",
                "--rapport.mail.port=" + SERVER.port(),
                "--rapport.mail.security=none",
                "--rapport.mail.username=someone",
                "--rapport.mail.password=" + PASSWORD,
                "--rapport.mail.from=rapport@example.com");
        var accounts = bean(Accounts.class);
        grace = accounts.setUp(
                        accounts.openSetupToken().orElseThrow(),
                        new PersonDetails("Grace", "grace@example.org"),
                        "a calm and long passphrase")
                .person();
    }

    @AfterAll
    static void stops() {
        application().close();
        SERVER.close();
    }

    @BeforeEach
    void afresh() {
        SERVER.tell(RoughServer.GREETING, "220 rough");
        SERVER.tell("RCPT", "250 ok");
        SERVER.tell(RoughServer.END, "250 taken");
        email().forget(grace);
        bean(JdbcClient.class).sql("delete from letter_asked").update();
    }

    private static ConfigurableApplicationContext application() {
        return Objects.requireNonNull(running);
    }

    private static <T> T bean(Class<T> type) {
        return application().getBean(type);
    }

    private static Email email() {
        return bean(Email.class);
    }

    private static LetterAddresses addresses() {
        return bean(LetterAddresses.class);
    }

    /** Where letters go once Grace has confirmed her address. */
    private static UUID target() {
        assertThat(addresses().confirm(addresses().claim(grace, "grace@example.org")))
                .isTrue();
        return email().targets(grace).getFirst();
    }

    private static Digest digest(PersonId person) {
        return new Digest(
                UUID.randomUUID(),
                person,
                Digest.Kind.BRIEF,
                Instant.parse("2026-12-01T09:00:00Z"),
                ZoneOffset.UTC,
                "1:1 with Ada on Tuesday 1 December at 10:00",
                List.of(new Section(
                        "Ada",
                        "/relationships/1",
                        "1 broken promise",
                        List.of(new Line("You broke a promise", WORDS, "/relationships/1/promises/1")))));
    }

    private static Outcome sent(UUID target) {
        return email().send(target, digest(grace));
    }

    private static List<String> after(int heard) {
        // of one copy: a goodbye may arrive between two of them
        var all = SERVER.heard();
        return all.subList(heard, all.size());
    }

    private static void refused(String rule, Runnable asking) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        RuleBroken.class, broken -> assertThat(broken.rule()).isEqualTo(rule));
    }

    @Test
    void only_what_is_switched_on_by_its_person_is_a_target() {
        assertThat(email().name()).isEqualTo("email");
        assertThat(email().targets(grace)).as("known by an address alone").isEmpty();
        addresses().claim(grace, "grace@example.org");
        assertThat(email().targets(grace)).as("asked").isEmpty();

        var target = target();
        assertThat(email().targets(grace)).containsExactly(target);
        email().switchOff(grace);
        assertThat(email().targets(grace)).isEmpty();
        assertThat(sent(target)).as("switched off since").isEqualTo(Outcome.GIVEN_UP);
        email().switchOn(grace, false);
        assertThat(email().targets(grace)).containsExactly(target);

        assertThat(target()).as("another confirmation").isNotEqualTo(target);
        assertThat(sent(target)).as("of the old one").isEqualTo(Outcome.GIVEN_UP);
        email().forget(grace);
        refused("no-confirmed-address", () -> email().switchOn(grace, true));
    }

    @Test
    void who_has_no_account_gets_nothing_and_nobody_gets_what_is_anothers() {
        var target = target();
        var before = SERVER.connections();
        assertThat(email().send(target, digest(PersonId.random()))).isEqualTo(Outcome.GIVEN_UP);

        var ada = bean(People.class).findOrAdd(new PersonDetails("Ada", "ada@example.org"));
        addresses().confirm(addresses().claim(ada, "ada@example.org"));
        assertThat(email().of(ada).on()).isTrue();
        assertThat(email().targets(ada)).isEmpty();
        var hers = addresses().of(ada).orElseThrow().id();
        assertThat(email().send(hers, digest(ada))).isEqualTo(Outcome.GIVEN_UP);
        assertThat(SERVER.connections()).isEqualTo(before);
    }

    @Test
    void without_the_tick_no_word_leaves_and_with_it_they_do() {
        var target = target();
        var before = SERVER.heard().size();
        assertThat(sent(target)).isEqualTo(Outcome.SENT);
        assertThat(after(before)).anyMatch(line -> line.contains("1 broken promise"));
        assertThat(String.join("", after(before)).replace("=", "")).doesNotContain(WORDS);

        email().switchOn(grace, true);
        var once = SERVER.heard().size();
        assertThat(sent(target)).isEqualTo(Outcome.SENT);
        assertThat(String.join("", after(once)).replace("=", "")).contains(WORDS);
    }

    @Test
    void each_attempt_has_the_same_id() {
        var digest = digest(grace);
        var target = target();
        var before = SERVER.heard().size();
        email().send(target, digest);
        email().send(target, digest);

        assertThat(after(before))
                .filteredOn(line -> line.startsWith("Message-ID:"))
                .containsExactly(
                        "Message-ID: <" + digest.id() + "@example.com>",
                        "Message-ID: <" + digest.id() + "@example.com>");
    }

    @Test
    void three_letters_in_a_row_without_a_mailbox_switch_them_off() {
        SERVER.tell("RCPT", "550 5.1.1 no such user");
        var target = target();
        for (var times = 1; times <= 3; times++) {
            assertThat(email().of(grace).on()).isTrue();
            assertThat(sent(target)).isEqualTo(Outcome.GIVEN_UP);
        }
        assertThat(email().of(grace).on()).isFalse();
        assertThat(email().of(grace).offBy()).isEqualTo(OffBy.CAME_BACK);
        assertThat(email().targets(grace)).isEmpty();

        email().switchOn(grace, false);
        sent(target);
        sent(target);
        assertThat(email().of(grace).on()).as("counted anew").isTrue();
        SERVER.tell("RCPT", "250 ok");
        assertThat(sent(target)).isEqualTo(Outcome.SENT);
        SERVER.tell("RCPT", "550 5.1.1 no such user");
        sent(target);
        assertThat(email().of(grace).on()).as("not in a row").isTrue();
        refused("no-such-mailbox", () -> email().ask(grace, "typo@example.org"));
        assertThat(email().of(grace).waiting()).isNull();
    }

    @Test
    void a_letter_that_is_refused_for_itself_says_nothing_of_the_address() {
        SERVER.tell(RoughServer.END, "554 5.7.1 looks like spam");
        var target = target();
        for (var times = 0; times < 4; times++) {
            assertThat(sent(target)).isEqualTo(Outcome.GIVEN_UP);
        }
        assertThat(email().of(grace).on()).isTrue();
        refused("letter-not-taken", () -> email().tryOut(grace));
        refused("letter-not-taken", () -> email().ask(grace, "grace@example.org"));
        assertThat(email().of(grace).waiting()).isNull();
    }

    @Test
    void what_may_pass_is_tried_again() {
        SERVER.tell("RCPT", "450 4.2.0 greylisted");

        assertThat(sent(target())).isEqualTo(Outcome.TRY_AGAIN);
    }

    @Test
    void no_word_address_or_secret_stands_in_a_log_at_any_level() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var log = new ListAppender<ILoggingEvent>();
        log.setContext(context);
        log.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var ours = context.getLogger("rapport");
        var level = root.getLevel();
        try {
            root.addAppender(log);
            root.setLevel(Level.TRACE);
            ours.setLevel(Level.TRACE);
            var before = SERVER.heard().size();
            var target = target();
            email().switchOn(grace, true);
            assertThat(sent(target)).isEqualTo(Outcome.SENT);
            email().ask(grace, "grace@example.org");
            assertThat(String.join("", after(before)).replace("=", "")).contains(WORDS);
            assertThat(after(before)).anyMatch(line -> line.startsWith("AUTH"));
            var token = after(before).stream()
                    .filter(line -> line.contains("/email/confirm/"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*/email/confirm/", "")
                    .substring(0, 16);
            SERVER.tell("RCPT", "550 5.1.1 nobody of that name, <grace@example.org>");
            assertThat(sent(target)).isEqualTo(Outcome.GIVEN_UP);
            SERVER.tell(RoughServer.GREETING, RoughServer.DROPS);
            assertThat(sent(target)).isEqualTo(Outcome.TRY_AGAIN);

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
            assertThat(said)
                    .doesNotContain(WORDS)
                    .doesNotContain(PASSWORD)
                    .doesNotContain(token)
                    .doesNotContain("grace@example.org")
                    .doesNotContain(Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8)));
            assertThat(said).contains("the mail server cannot be used");
        } finally {
            root.detachAppender(log);
            root.setLevel(level);
            ours.setLevel(Level.INFO);
        }
    }

    @Test
    void a_dead_server_is_never_asked_by_an_act() {
        SERVER.tell(RoughServer.GREETING, RoughServer.SILENT);
        target();
        var before = SERVER.connections();
        var acts = bean(Acts.class);
        var actor = new Actor(grace, Channel.API);
        var r = acts.start(actor, fields(Map.of("report.name", "Ada", "zone", "Europe/Berlin")))
                .relationship();
        acts.create(
                actor,
                r,
                Collection.COMMITMENTS,
                fields(Map.of("promisor", "MANAGER", "text", "the figures", "dueOn", "2030-01-01")));

        assertThat(SERVER.connections()).isEqualTo(before);
    }

    private static Fields fields(Map<String, String> values) {
        var form = new HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }
}
