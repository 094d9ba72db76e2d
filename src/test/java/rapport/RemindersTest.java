package rapport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import rapport.parties.PersonId;
import rapport.reminders.Digest;
import rapport.reminders.Digest.Kind;
import rapport.reminders.Digest.Line;
import rapport.reminders.Reminders;
import rapport.reminders.Way;
import tools.jackson.databind.json.JsonMapper;

/** What arrives before a 1:1 and on the day, for whom, and how often. */
class RemindersTest extends ServedTest {

    private static final ZoneId HERE = ZoneId.of(ZONE);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    /** Where digests go in these tests: what comes in is kept, and the answer is the one that a test asks for. */
    static final class Letterbox implements Way {

        final Map<PersonId, UUID> open = new ConcurrentHashMap<>();
        final BlockingQueue<Digest> came = new LinkedBlockingQueue<>();
        volatile Outcome answer = Outcome.SENT;
        volatile @Nullable CountDownLatch hanging;

        @Override
        public String name() {
            return "letterbox";
        }

        @Override
        public List<UUID> targets(PersonId person) {
            return open.containsKey(person) ? List.of(open.get(person)) : List.of();
        }

        @Override
        public Outcome send(UUID target, Digest digest) {
            came.add(digest);
            var latch = hanging;
            if (latch != null) {
                try {
                    latch.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return answer;
        }

        Digest next() {
            try {
                var digest = came.poll(20, TimeUnit.SECONDS);
                assertThat(digest).as("a digest").isNotNull();
                assertThat(Objects.requireNonNull(digest).receipt())
                        .as("the newest receipt")
                        .matches("[0-9]+(-[0-9A-Z]{4}){3}");
                return digest;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @TestConfiguration
    static class WithLetterbox {

        @Bean
        Letterbox letterbox() {
            return new Letterbox();
        }
    }

    @Autowired
    private Reminders reminders;

    @Autowired
    private Letterbox letterbox;

    private Somebody grace = new Somebody(PersonId.random(), "", "", "");
    private Somebody ada = grace;
    private String meets = "";

    @BeforeEach
    void two_who_meet_and_can_always_be_reached() {
        letterbox.open.clear();
        letterbox.came.clear();
        letterbox.answer = Way.Outcome.SENT;
        letterbox.hanging = null;
        grace = somebody("Grace");
        ada = somebody("Ada");
        meets = relationship(grace, ada);
        join(ada, meets);
        reachable(grace);
        reachable(ada);
    }

    /** Where it is the middle of the day now, so that neither end of a working day is near. */
    private static String noon() {
        var hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
        var ahead = 12 - hour;
        return ahead == 0 ? "Etc/GMT" : "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead);
    }

    private static Map<String, Object> settings() {
        var days = new HashMap<String, Boolean>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name().toLowerCase(Locale.ROOT), true);
        }
        var settings = new HashMap<String, Object>();
        settings.put("leadHours", 24);
        settings.put("zone", noon());
        settings.put("days", days);
        settings.put("from", "08:00");
        settings.put("until", "18:00");
        settings.put("daily", true);
        settings.put("dailyAt", "09:00");
        settings.put("desktop", false);
        return settings;
    }

    private Api.Answer put(Somebody somebody, Map<String, Object> settings) {
        return api(somebody)
                .send(api(somebody)
                        .request("/api/reminders")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(settings))));
    }

    private void reachable(Somebody somebody) {
        put(somebody, settings()).expect(200);
    }

    private static LocalDateTime in(Duration ahead) {
        return LocalDateTime.now(HERE).plus(ahead).withSecond(0).withNano(0);
    }

    private void meetOnce(LocalDateTime start) {
        var fields =
                Map.of("rrule", "FREQ=DAILY;COUNT=1", "firstStart", MINUTES.format(start), "minutes", 30, "zone", ZONE);
        api(grace)
                .send(api(grace)
                        .request("/api/relationships/" + meets + "/cadence")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(fields))))
                .expect(200);
    }

    private void oneOnOne(String act, Map<String, ?> fields) {
        api(grace)
                .post("/api/relationships/" + meets + "/one-on-ones/" + act, fields)
                .expect(200);
    }

    private String topic(Somebody by, String text, String visibility) {
        return record(by, meets, "topics", Map.of("text", text, "visibility", visibility));
    }

    private long decided(Somebody somebody) {
        return count("select count(*) from brief_sent where person = ?", somebody);
    }

    private long arrived(Somebody somebody) {
        return count("select count(*) from brief_sent where open_items > 0 and person = ?", somebody);
    }

    private long count(String query, Somebody somebody) {
        return sql.sql(query).param(somebody.id().value()).query(Long.class).single();
    }

    // --- the brief ------------------------------------------------------------------------------------------------

    @Test
    void a_brief_arrives_once_for_each_with_what_they_may_see_and_is_announced_until_it_is_read() {
        topic(grace, "the roadmap", "SHARED");
        topic(ada, "for me alone", "PRIVATE");
        meetOnce(in(Duration.ofHours(3)));
        reminders.look();
        reminders.look();

        assertThat(decided(grace)).isEqualTo(1);
        assertThat(decided(ada)).isEqualTo(1);
        var graces = signedIn(grace);
        assertThat(graces.get("/").body()).contains("Your brief is here", "1:1 with " + ada.name(), "1 open");
        assertThat(signedIn(ada).get("/people").body()).contains("Your brief is here", "2 open");

        assertThat(graces.get("/relationships/" + meets).body()).doesNotContain("Your brief is here");
        assertThat(graces.get("/").body()).doesNotContain("Your brief is here");
    }

    @Test
    void nothing_arrives_if_nothing_is_open_nor_later_for_the_same_one() {
        meetOnce(in(Duration.ofHours(3)));
        reminders.look();
        assertThat(decided(grace)).isEqualTo(1);
        topic(ada, "came up late", "SHARED");
        reminders.look();
        assertThat(arrived(grace)).isZero();
        assertThat(signedIn(grace).get("/").body()).doesNotContain("Your brief is here");
    }

    @Test
    void nothing_arrives_before_it_is_due_and_what_is_called_off_has_none() {
        topic(grace, "the roadmap", "SHARED");
        var start = in(Duration.ofHours(60));
        meetOnce(start);
        reminders.look();
        assertThat(decided(grace)).isZero();
        var there = in(Duration.ofHours(5));
        oneOnOne("move", Map.of("from", MINUTES.format(start), "to", MINUTES.format(there)));
        oneOnOne("cancel", Map.of("start", MINUTES.format(there)));
        reminders.look();
        assertThat(decided(grace)).isZero();
    }

    @Test
    void the_brief_moves_with_its_one_on_one_and_does_not_come_twice() {
        topic(grace, "the roadmap", "SHARED");
        var far = in(Duration.ofHours(60));
        meetOnce(far);
        reminders.look();
        assertThat(decided(grace)).isZero();
        var near = in(Duration.ofHours(5));
        oneOnOne("move", Map.of("from", MINUTES.format(far), "to", MINUTES.format(near)));
        reminders.look();
        assertThat(arrived(grace)).isEqualTo(1);
        var nearer = in(Duration.ofHours(4));
        oneOnOne("move", Map.of("from", MINUTES.format(near), "to", MINUTES.format(nearer)));
        reminders.look();
        assertThat(arrived(grace)).isEqualTo(1);
    }

    @Test
    void whoever_has_not_joined_gets_none() {
        var eve = somebody("Eve");
        var other = relationship(grace, eve);
        meets = other;
        topic(grace, "the roadmap", "SHARED");
        meetOnce(in(Duration.ofHours(3)));
        reminders.look();
        assertThat(arrived(grace)).isEqualTo(1);
        assertThat(decided(eve)).isZero();
        join(eve, other);
        reachable(eve);
        reminders.look();
        assertThat(arrived(eve)).isEqualTo(1);
    }

    @Test
    void only_the_first_of_the_pages_that_are_open_notifies() {
        topic(grace, "the roadmap", "SHARED");
        var desktop = settings();
        desktop.put("desktop", true);
        put(grace, desktop).expect(200);
        meetOnce(in(Duration.ofHours(3)));
        reminders.look();
        var page = signedIn(grace);
        assertThat(page.get("/").body()).contains("data-notify=\"true\"");
        var id = sql.sql("select id from brief_sent where person = ?")
                .param(grace.id().value())
                .query(UUID.class)
                .single();
        assertThat(signedIn(ada).submit("/briefs/" + id + "/shown", Map.of()).status())
                .isEqualTo(404);
        assertThat(page.submit("/briefs/" + id + "/shown", Map.of()).status()).isEqualTo(204);
        assertThat(page.submit("/briefs/" + id + "/shown", Map.of()).status()).isEqualTo(200);
        assertThat(page.get("/").body()).contains("Your brief is here").doesNotContain("data-notify");
    }

    // --- on its way -----------------------------------------------------------------------------------------------

    private void opensALetterbox(Somebody somebody) {
        letterbox.open.put(somebody.id(), UUID.randomUUID());
    }

    @Test
    void a_digest_says_what_is_open_and_never_what_was_written_for_oneself() {
        opensALetterbox(ada);
        topic(grace, "the roadmap", "SHARED");
        topic(ada, "for me alone", "PRIVATE");
        meetOnce(in(Duration.ofHours(3)));
        reminders.look();
        var digest = letterbox.next();
        assertThat(digest.kind()).isEqualTo(Kind.BRIEF);
        assertThat(digest.person()).isEqualTo(ada.id());
        assertThat(digest.title()).startsWith("1:1 with " + grace.name() + " on ");
        var section = digest.sections().getFirst();
        assertThat(section.counts()).isEqualTo("2 to talk about");
        assertThat(section.path()).isEqualTo("/relationships/" + meets);
        assertThat(section.lines()).extracting(Line::words).containsExactlyInAnyOrder("the roadmap", "");
        assertThat(digest.toString()).doesNotContain("roadmap", grace.name());
        for (var line : section.lines()) {
            assertThat(signedIn(ada).get(line.path()).status()).isEqualTo(200);
        }
        reminders.look();
        assertThat(letterbox.came).isEmpty();
        assertThat(delivery(digest)).isEqualTo("SENT");
    }

    private String delivery(Digest digest) {
        return sql.sql("select outcome from delivery where digest = ?")
                .param(digest.id())
                .query(String.class)
                .single();
    }

    private String settled(Digest digest, String expected) {
        for (var i = 0; i < 600 && !delivery(digest).equals(expected); i++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return delivery(digest);
    }

    private void itIsTimeToTryAgain() {
        sql.sql("update delivery set next_try_at = ? where next_try_at is not null")
                .param(Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
    }

    // While it is made, the next one is five minutes away, so that nobody else makes one; after the first, a minute.
    private void untilTheAttemptHasEnded(Digest digest) {
        for (var i = 0; i < 600; i++) {
            var next = nextTry(digest);
            if (next == null || next.isBefore(OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(2))) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private @Nullable OffsetDateTime nextTry(Digest digest) {
        return sql.sql("select next_try_at from delivery where digest = ?")
                .param(digest.id())
                .query((row, _) -> row.getObject("next_try_at", OffsetDateTime.class))
                .list()
                .getFirst();
    }

    @Test
    void what_does_not_arrive_is_tried_again_under_the_same_id_until_it_is_sent() {
        opensALetterbox(grace);
        topic(grace, "the roadmap", "SHARED");
        meetOnce(in(Duration.ofHours(3)));
        letterbox.answer = Way.Outcome.TRY_AGAIN;
        reminders.look();
        var first = letterbox.next();
        untilTheAttemptHasEnded(first);
        assertThat(delivery(first)).isEqualTo("WAITING");
        letterbox.answer = Way.Outcome.SENT;
        itIsTimeToTryAgain();
        reminders.look();
        assertThat(letterbox.next().id()).isEqualTo(first.id());
        assertThat(settled(first, "SENT")).isEqualTo("SENT");
        assertThat(nextTry(first)).isNull();
    }

    @Test
    void it_is_not_sent_any_more_once_nothing_is_left_to_tell_or_nobody_wants_it() {
        opensALetterbox(grace);
        var topic = topic(grace, "the roadmap", "SHARED");
        meetOnce(in(Duration.ofHours(3)));
        letterbox.answer = Way.Outcome.TRY_AGAIN;
        reminders.look();
        var digest = letterbox.next();
        api(grace)
                .post("/api/relationships/" + meets + "/topics/" + topic + "/discuss", Map.of())
                .expect(200);
        untilTheAttemptHasEnded(digest);
        itIsTimeToTryAgain();
        reminders.look();
        assertThat(settled(digest, "NOTHING_LEFT")).isEqualTo("NOTHING_LEFT");
    }

    @Test
    void what_never_works_is_given_up() {
        opensALetterbox(grace);
        topic(grace, "the roadmap", "SHARED");
        meetOnce(in(Duration.ofHours(3)));
        letterbox.answer = Way.Outcome.GIVEN_UP;
        reminders.look();
        var digest = letterbox.next();
        assertThat(settled(digest, "GIVEN_UP")).isEqualTo("GIVEN_UP");
        assertThat(nextTry(digest)).isNull();
    }

    @Test
    void a_way_that_hangs_holds_up_no_act_and_no_other_brief() {
        opensALetterbox(grace);
        topic(grace, "the roadmap", "SHARED");
        meetOnce(in(Duration.ofHours(3)));
        var hanging = new CountDownLatch(1);
        letterbox.hanging = hanging;
        try {
            reminders.look();
            letterbox.next();
            topic(grace, "while it hangs", "SHARED");
            reminders.look();
            assertThat(arrived(ada)).isEqualTo(1);
        } finally {
            hanging.countDown();
        }
    }

    // --- what came up ---------------------------------------------------------------------------------------------

    private void itIsTimeForTheDailyDigest() {
        reminders.look();
        sql.sql("update follow_up_look set look_at = ?")
                .param(Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .update();
        reminders.look();
    }

    private String promise(Somebody by, String promisor, int days) {
        return record(
                by,
                meets,
                "commitments",
                Map.of(
                        "promisor",
                        promisor,
                        "text",
                        "the figures",
                        "dueOn",
                        today().plusDays(days).toString()));
    }

    private void yesterday() {
        sql.sql("update follow_up_sent set on_day = ? where on_day = (select max(on_day) from follow_up_sent)")
                .param(today().minusDays(40))
                .update();
    }

    @Test
    void one_digest_a_day_tells_what_came_up_and_none_tells_it_twice() {
        opensALetterbox(ada);
        promise(ada, "REPORT", 0); // it was told the day before, and stands on the page
        promise(ada, "REPORT", 1);
        promise(ada, "REPORT", 5);
        var kept = promise(grace, "MANAGER", 3);
        api(grace)
                .post("/api/relationships/" + meets + "/commitments/" + kept + "/keep", Map.of())
                .expect(200);
        itIsTimeForTheDailyDigest();
        var digest = letterbox.next();
        assertThat(digest.kind()).isEqualTo(Kind.FOLLOW_UPS);
        assertThat(digest.sections()).hasSize(1);
        assertThat(digest.sections().getFirst().lines())
                .extracting(Line::fact)
                .satisfiesExactlyInAnyOrder(
                        fact -> assertThat(fact).startsWith("You promised something for "),
                        fact -> assertThat(fact)
                                .isEqualTo(grace.name() + " says a promise was kept; say whether it was"));
        settled(digest, "SENT");

        itIsTimeForTheDailyDigest();
        assertThat(letterbox.came).as("one a day").isEmpty();
        yesterday();
        itIsTimeForTheDailyDigest();
        assertThat(letterbox.came).as("nothing twice").isEmpty();
    }

    @Test
    void a_repair_that_is_offered_is_told_and_so_is_nothing_that_a_brief_has_told() {
        opensALetterbox(grace);
        var rupture = record(
                grace,
                meets,
                "ruptures",
                Map.of(
                        "causedBy",
                        "REPORT",
                        "kind",
                        "OTHER",
                        "text",
                        "what happened",
                        "occurredOn",
                        today().toString(),
                        "visibility",
                        "SHARED"));
        api(ada).post(
                        "/api/relationships/" + meets + "/ruptures/" + rupture + "/offer-repair",
                        Map.of(
                                "owned",
                                "I did it.",
                                "change",
                                "I ask first.",
                                "dueOn",
                                today().plusDays(9).toString()))
                .expect(200);
        itIsTimeForTheDailyDigest();
        var digest = letterbox.next();
        assertThat(digest.sections().getFirst().lines())
                .extracting(Line::fact)
                .containsExactly(ada.name() + " offers a repair; it waits for your answer");
        settled(digest, "SENT");

        promise(grace, "MANAGER", 1);
        meetOnce(in(Duration.ofHours(3)));
        reminders.look();
        var brief = letterbox.next();
        assertThat(brief.kind()).isEqualTo(Kind.BRIEF);
        settled(brief, "SENT");
        yesterday();
        itIsTimeForTheDailyDigest();
        assertThat(letterbox.came).isEmpty();
    }

    @Test
    void what_the_other_has_to_answer_is_told_to_the_other_alone() {
        opensALetterbox(grace);
        var kept = promise(grace, "MANAGER", 3);
        api(grace)
                .post("/api/relationships/" + meets + "/commitments/" + kept + "/keep", Map.of())
                .expect(200);
        itIsTimeForTheDailyDigest();
        assertThat(sql.sql("select count(*) from delivery where person = ?")
                        .param(grace.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoever_wants_no_daily_digest_gets_none() {
        opensALetterbox(ada);
        var settings = settings();
        settings.put("daily", false);
        put(ada, settings).expect(200);
        promise(ada, "REPORT", 1);
        itIsTimeForTheDailyDigest();
        assertThat(letterbox.came).isEmpty();
    }

    // --- settings -------------------------------------------------------------------------------------------------

    @Test
    void what_cannot_be_is_refused_with_a_sentence_for_each_field_and_changes_nothing() {
        var wrong = settings();
        wrong.put("leadHours", 0);
        wrong.put("until", "07:00");
        wrong.put("days", Map.of());
        wrong.put("zone", "Atlantis");
        wrong.put("dailyAt", "25:00");
        var answer = put(grace, wrong).expect(422);
        assertThat(answer.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder("leadHours", "until", "days.monday", "zone", "dailyAt");
        assertThat(api(grace).get("/api/reminders").field("from")).isEqualTo("08:00");
    }

    @Test
    void on_the_page_it_is_told_in_words_and_changed_by_a_form() {
        var page = signedIn(grace);
        assertThat(page.get("/settings/reminders").body()).contains("arrives a day ahead");
        var fields = new HashMap<String, String>();
        fields.put("leadHours", "4");
        fields.put("zone", "Asia/Tokyo");
        fields.put("from", "10:00");
        fields.put("until", "16:00");
        fields.put("days.tuesday", "true");
        fields.put("dailyAt", "10:30");
        assertThat(page.submit("/settings/reminders", fields).status()).isIn(302, 303);
        assertThat(page.get("/settings/reminders").body())
                .contains("arrives 4 hours ahead, on Tuesday between 10:00 and 16:00 in Asia/Tokyo");
        fields.remove("days.tuesday");
        var refused = page.submit("/settings/reminders", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Choose at least one day");
    }
}
