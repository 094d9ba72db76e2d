package rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import rapport.doors.Fields;
import rapport.doors.InvalidInput;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Digest.Line;
import rapport.reminders.Digest.Section;
import rapport.reminders.Way;
import rapport.reminders.Way.Outcome;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.webhooks.Webhook.State;
import rapport.webhooks.Webhooks.Added;
import rapport.words.Vault;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks from being added to being switched off, with a real server at the other end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {

    private static final String WORDS = "MarkedWordsThatSomebodyWrote";

    private final House house = new House("--rapport.webhooks.private-addresses=true");
    private final OtherSide other = new OtherSide(OtherSide.status(200));
    private Webhooks webhooks;
    private Way way;
    private PersonId person;
    private int people;

    WebhooksTest() {
        webhooks = house.bean(Webhooks.class);
        way = house.bean(WebhookWay.class);
        person = house.grace();
    }

    @BeforeAll
    void begin() {
        assertThat(way.name()).isEqualTo("webhook");
    }

    @BeforeEach
    void somebodyNew() {
        person = house.somebody("Person " + ++people);
        other.saying(OtherSide.status(200));
        other.asked().clear();
    }

    @AfterEach
    void now() {
        house.clock().reset();
    }

    @AfterAll
    void end() {
        other.close();
        house.close();
    }

    private static Fields fields(Map<String, ?> values) {
        return Fields.ofJson(JsonMapper.shared().writeValueAsString(values).getBytes(StandardCharsets.UTF_8));
    }

    private Added add(Format format) {
        return add(format, other.address() + "/hooks/0123456789abcdef", Map.of());
    }

    private Added add(Format format, String url, Map<String, String> more) {
        var values = new HashMap<String, String>(more);
        values.put("name", "mine");
        values.put("format", format.name());
        values.put("url", url);
        return webhooks.add(person, fields(values));
    }

    private UUID on(Format format) {
        var id = add(format).id();
        assertThat(webhooks.trial(person, id).on()).isTrue();
        other.asked().clear();
        return id;
    }

    private WebhookTable.Row stored(UUID id) {
        return house.bean(WebhookTable.class).find(id).orElseThrow();
    }

    private Webhook only() {
        assertThat(webhooks.of(person)).hasSize(1);
        return webhooks.of(person).getFirst();
    }

    private Digest digest() {
        return digest(UUID.randomUUID());
    }

    private Digest digest(UUID id) {
        return new Digest(
                id,
                person,
                Kind.BRIEF,
                Instant.parse("2026-11-30T09:00:00Z"),
                ZoneId.of("Europe/Berlin"),
                "1:1 with Ada",
                List.of(new Section("1:1 with Ada", "/r", "1 due", List.of(new Line("You promised", WORDS, "/r")))));
    }

    @Nested
    class BeingAdded {

        @Test
        void is_told_nothing_before_a_trial_has_gone_through() {
            var id = add(Format.GENERIC).id();

            assertThat(only().state()).isEqualTo(State.NEW);
            assertThat(way.targets(person)).isEmpty();
            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(other.asked()).isEmpty();

            other.saying(OtherSide.status(500));
            var tried = webhooks.trial(person, id);
            assertThat(tried.on()).isFalse();
            assertThat(tried.last().result()).isEqualTo(Result.TROUBLE);
            assertThat(way.targets(person)).isEmpty();

            other.saying(OtherSide.status(204));
            assertThat(webhooks.trial(person, id).on()).isTrue();
            assertThat(only().state()).isEqualTo(State.ON);
            assertThat(way.targets(person)).containsExactly(id);
            assertThat(other.asked().getLast().text()).contains("\"TRIAL\"");
        }

        @Test
        void shows_no_more_of_its_address_than_the_host_and_the_end() {
            add(Format.SLACK);

            assertThat(only().place()).isEqualTo("127.0.0.1/…cdef");
        }

        @Test
        void address_and_secret_are_sealed_with_a_key_that_nobody_chose() {
            var chosen = UUID.randomUUID();
            var added =
                    add(Format.GENERIC, other.address() + "/hooks/0123456789abcdef", Map.of("id", chosen.toString()));

            assertThat(added.id()).isEqualTo(chosen);
            var row = stored(chosen);
            assertThat(row.key()).isNotEqualTo(chosen);
            var secret = java.util.Objects.requireNonNull(row.secret());
            for (var packed : List.of(row.address().packed(), secret.packed())) {
                assertThat(new String(packed, StandardCharsets.ISO_8859_1))
                        .doesNotContain("hooks", "127.0.0.1", "whsec");
            }
            var vault = house.bean(Vault.class);
            assertThat(vault.openSecret(row.key(), row.address()))
                    .hasValue(other.address() + "/hooks/0123456789abcdef");
            assertThat(vault.openSecret(chosen, row.address())).isEmpty();
        }

        @Test
        void only_what_is_signed_has_a_secret() {
            assertThat(add(Format.GENERIC).secret()).startsWith("whsec_");
            assertThat(add(Format.SLACK).secret()).isNull();
            var teams = add(Format.TEAMS);
            assertThat(teams.secret()).isNull();
            assertThatThrownBy(() -> webhooks.newSecret(person, teams.id()))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("not-signed"));
        }

        @Test
        void there_is_room_for_five() {
            for (var i = 0; i < Webhooks.MOST; i++) {
                add(Format.SLACK);
            }
            assertThatThrownBy(() -> add(Format.SLACK))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("too-many-webhooks"));
            assertThat(webhooks.of(person)).hasSize(5);
        }

        @Test
        void the_same_one_sent_twice_is_added_once() {
            var id = Map.of("id", UUID.randomUUID().toString());
            add(Format.SLACK, other.address(), id);

            assertThatThrownBy(() -> add(Format.SLACK, other.address(), id))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("id-taken"));
            assertThat(webhooks.trial(person, only().id()).on()).isTrue();
        }

        @Test
        void what_is_no_address_or_leads_nowhere_is_refused_with_a_sentence_that_does_not_hold_it() {
            for (var url : List.of(
                    "not an address",
                    "ftp://example.org/secretpart",
                    "https://me:secretpart@example.org",
                    "https://169.254.169.254/secretpart",
                    "http://8.8.8.8/secretpart",
                    "https://secretpart.invalid/x")) {
                assertThatThrownBy(() -> add(Format.SLACK, url, Map.of()))
                        .as(url)
                        .isInstanceOfSatisfying(InvalidInput.class, invalid -> {
                            assertThat(invalid.errors()).containsOnlyKeys("url");
                            assertThat(invalid.errors().toString()).doesNotContain("secretpart", "169.254");
                        });
            }
            assertThat(webhooks.of(person)).isEmpty();
        }
    }

    @Nested
    class BeingTold {

        @Test
        void is_sent_nobodys_words_unless_its_person_says_so() {
            var id = on(Format.GENERIC);

            assertThat(way.send(id, digest())).isEqualTo(Outcome.SENT);
            assertThat(other.asked().getLast().text()).contains("1 due").doesNotContain(WORDS);

            webhooks.withWords(person, id, true);
            assertThat(way.send(id, digest())).isEqualTo(Outcome.SENT);
            assertThat(other.asked().getLast().text()).contains(WORDS);

            webhooks.withWords(person, id, false);
            way.send(id, digest());
            assertThat(other.asked().getLast().text()).doesNotContain(WORDS);
        }

        @Test
        void can_tell_by_the_signature_that_it_comes_from_here() throws Exception {
            var added = add(Format.GENERIC);
            webhooks.trial(person, added.id());
            var digest = digest();
            way.send(added.id(), digest);
            way.send(added.id(), digest);

            var asked = other.asked().getLast();
            assertThat(asked.header("webhook-id")).isEqualTo(digest.id().toString());
            assertThat(other.asked().get(1).header("webhook-id")).isEqualTo(asked.header("webhook-id"));
            assertThat(asked.header("webhook-signature")).isEqualTo(signature(String.valueOf(added.secret()), asked));

            var fresh = webhooks.newSecret(person, added.id());
            way.send(added.id(), digest());
            var then = other.asked().getLast();
            assertThat(then.header("webhook-signature"))
                    .isEqualTo(signature(fresh, then))
                    .isNotEqualTo(signature(String.valueOf(added.secret()), then));
        }

        private String signature(String secret, OtherSide.Asked asked) throws Exception {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("whsec_", "")), "any"));
            var signed = asked.header("webhook-id") + "." + asked.header("webhook-timestamp") + "." + asked.text();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void slack_and_teams_are_sent_what_they_take_and_no_signature() {
            way.send(on(Format.SLACK), digest());
            assertThat(other.asked().getLast().text()).contains("\"blocks\"");
            assertThat(other.asked().getLast().header("webhook-signature")).isEmpty();
            way.send(on(Format.TEAMS), digest());
            assertThat(other.asked().getLast().text()).contains("AdaptiveCard");
        }

        @Test
        void is_sent_nothing_of_anybody_elses() {
            var id = on(Format.SLACK);
            person = house.somebody("Somebody else");

            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(way.targets(person)).isEmpty();
            assertThat(other.asked()).isEmpty();
        }

        @Test
        void is_left_alone_for_as_long_as_it_asks() {
            var id = on(Format.SLACK);
            other.saying(OtherSide.status(429, "Retry-After: 3600"));
            assertThat(way.send(id, digest())).isEqualTo(Outcome.TRY_AGAIN);
            other.saying(OtherSide.status(200));

            house.clock().forward(Duration.ofMinutes(59));
            assertThat(way.send(id, digest())).isEqualTo(Outcome.TRY_AGAIN);
            assertThat(other.asked()).hasSize(1);

            house.clock().forward(Duration.ofMinutes(2));
            assertThat(way.send(id, digest())).isEqualTo(Outcome.SENT);
            assertThat(way.send(id, digest())).isEqualTo(Outcome.SENT);
            assertThat(other.asked()).hasSize(3);
        }
    }

    @Nested
    class BeingSwitchedOff {

        private void givesUp(UUID id, int times) {
            other.saying(OtherSide.status(404));
            for (var i = 0; i < times; i++) {
                assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            }
        }

        @Test
        void by_five_in_a_row_that_were_given_up_and_its_person_is_told_until_they_have_seen_it() {
            var id = on(Format.SLACK);
            givesUp(id, 4);
            assertThat(only().state()).isEqualTo(State.ON);
            assertThat(webhooks.stoppedUnseen(person)).isEmpty();

            givesUp(id, 1);
            assertThat(only().state()).isEqualTo(State.STOPPED);
            assertThat(way.targets(person)).isEmpty();
            assertThat(webhooks.stoppedUnseen(person)).extracting(Webhook::id).containsExactly(id);

            other.asked().clear();
            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(other.asked()).isEmpty();

            webhooks.see(person, id);
            assertThat(webhooks.stoppedUnseen(person)).isEmpty();
            assertThat(only().state()).isEqualTo(State.STOPPED);

            other.saying(OtherSide.status(200));
            assertThat(webhooks.trial(person, id).on()).isTrue();
            givesUp(id, 4);
            assertThat(only().state()).isEqualTo(State.ON);
        }

        @Test
        void not_if_something_arrives_in_between() {
            var id = on(Format.SLACK);
            givesUp(id, 4);
            other.saying(OtherSide.status(200));
            assertThat(way.send(id, digest())).isEqualTo(Outcome.SENT);
            givesUp(id, 4);

            assertThat(only().state()).isEqualTo(State.ON);
        }

        @Test
        void not_by_deliveries_that_are_still_tried() {
            var id = on(Format.SLACK);
            other.saying(OtherSide.status(503));
            for (var i = 0; i < 20; i++) {
                assertThat(way.send(id, digest())).isEqualTo(Outcome.TRY_AGAIN);
            }
            assertThat(only().state()).isEqualTo(State.ON);

            other.saying(OtherSide.status(200));
            assertThat(way.send(id, digest())).isEqualTo(Outcome.SENT);
        }

        @Test
        void by_five_that_were_tried_as_often_as_anything_is() {
            var id = on(Format.SLACK);
            other.saying(OtherSide.status(503));
            for (var delivery = 0; delivery < 5; delivery++) {
                var digest = UUID.randomUUID();
                for (var attempt = 0; attempt < 6; attempt++) {
                    assertThat(only().state()).isEqualTo(State.ON);
                    way.send(id, digest(digest));
                }
            }
            assertThat(only().state()).isEqualTo(State.STOPPED);
        }

        @Test
        void by_five_that_nobody_tried_again() {
            var id = on(Format.SLACK);
            other.saying(OtherSide.status(503));
            for (var day = 0; day < 5; day++) {
                assertThat(way.send(id, digest())).isEqualTo(Outcome.TRY_AGAIN);
                house.clock().forward(Duration.ofHours(24));
            }
            assertThat(only().state()).isEqualTo(State.ON);

            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(only().state()).isEqualTo(State.STOPPED);
        }

        @Test
        void at_once_if_its_address_is_closed_for_good() {
            var id = on(Format.SLACK);
            other.saying(OtherSide.status(410));

            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(only().state()).isEqualTo(State.STOPPED);
            assertThat(webhooks.stoppedUnseen(person)).hasSize(1);
        }

        @Test
        void not_by_trials() {
            var id = on(Format.SLACK);
            other.saying(OtherSide.status(404));
            for (var i = 0; i < 6; i++) {
                assertThat(webhooks.trial(person, id).on()).isTrue();
            }
            other.saying(OtherSide.status(410));
            assertThat(webhooks.trial(person, id).on()).isFalse();
            assertThat(webhooks.stoppedUnseen(person)).isEmpty();
        }

        @Test
        void by_its_person_until_a_trial_goes_through_again() {
            var id = on(Format.SLACK);
            webhooks.switchOff(person, id);

            assertThat(only().state()).isEqualTo(State.OFF);
            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(other.asked()).isEmpty();
            assertThat(webhooks.trial(person, id).on()).isTrue();
        }

        @Test
        void while_a_trial_is_under_way_it_stays_off() throws InterruptedException {
            var id = on(Format.SLACK);
            var arrived = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            other.saying(out -> {
                arrived.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                OtherSide.status(200).say(out);
            });
            var me = person;
            var trial = Thread.ofPlatform().start(() -> webhooks.trial(me, id));
            arrived.await();

            assertThatThrownBy(() -> webhooks.trial(me, id))
                    .isInstanceOfSatisfying(
                            RuleBroken.class,
                            broken -> assertThat(broken.rule()).isEqualTo("trial-under-way"));
            webhooks.switchOff(me, id);
            goOn.countDown();
            trial.join();

            assertThat(only().state()).isEqualTo(State.OFF);
        }

        @Test
        void by_being_deleted_and_then_its_key_is_gone() {
            var id = on(Format.GENERIC);
            var row = stored(id);
            assertThat(house.bean(Vault.class).openSecret(row.key(), row.address()))
                    .isPresent();

            webhooks.remove(person, id);

            assertThat(webhooks.of(person)).isEmpty();
            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(house.bean(Vault.class).openSecret(row.key(), row.address()))
                    .isEmpty();
        }

        @Test
        void by_what_is_stored_being_damaged() {
            var id = on(Format.SLACK);
            house.sql()
                    .sql("update webhook set vault_key = ? where id = ?")
                    .params(UUID.randomUUID(), id)
                    .update();

            assertThat(only().place()).isEqualTo("an address that cannot be read any more");
            assertThat(way.send(id, digest())).isEqualTo(Outcome.GIVEN_UP);
            assertThat(only().last())
                    .satisfies(last -> assertThat(
                                    java.util.Objects.requireNonNull(last).result())
                            .isEqualTo(Result.UNREADABLE));
        }
    }

    @Test
    void no_address_secret_or_word_is_logged_at_any_level() {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var before = root.getLevel();
        var seen = new ListAppender<ILoggingEvent>();
        seen.start();
        root.addAppender(seen);
        String secret;
        try {
            root.setLevel(Level.TRACE);
            LoggerFactory.getLogger("anything").trace("this is seen");
            var added = add(Format.GENERIC);
            secret = String.valueOf(added.secret());
            webhooks.trial(person, added.id());
            webhooks.withWords(person, added.id(), true);
            for (var said : List.of(
                    OtherSide.status(200), OtherSide.status(404), OtherSide.text("nonsense"), OtherSide.text(""))) {
                other.saying(said);
                way.send(added.id(), digest());
            }
            webhooks.newSecret(person, added.id());
            webhooks.remove(person, added.id());
        } finally {
            root.setLevel(before);
            root.detachAppender(seen);
        }
        var said = List.copyOf(seen.list).stream()
                .map(event -> event.getLoggerName() + " " + event.getFormattedMessage() + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .toList();
        assertThat(said).anyMatch(line -> line.contains("this is seen"));
        assertThat(said)
                .noneMatch(line -> line.contains("0123456789abcdef")
                        || line.contains(secret)
                        || line.contains(secret.replaceFirst("whsec_", ""))
                        || line.contains(WORDS));
    }

    @Test
    void what_is_another_persons_is_not_there() {
        var id = on(Format.GENERIC);
        var stranger = house.somebody("Stranger");

        for (var act : List.<Runnable>of(
                () -> webhooks.trial(stranger, id),
                () -> webhooks.switchOff(stranger, id),
                () -> webhooks.withWords(stranger, id, true),
                () -> webhooks.newSecret(stranger, id),
                () -> webhooks.see(stranger, id),
                () -> webhooks.remove(stranger, id))) {
            assertThatThrownBy(act::run).isInstanceOf(NotThere.class);
        }
        assertThat(webhooks.of(stranger)).isEmpty();
        assertThat(only().withWords()).isFalse();
        assertThat(only().state()).isEqualTo(State.ON);
    }
}
