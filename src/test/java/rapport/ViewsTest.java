package rapport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rapport.cli.CommandLineUse.rapport;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.briefing.Briefing;
import rapport.cli.Heard;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.eventstore.DeadLetter;
import rapport.eventstore.ReadModels;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.RelationshipId;

/** Views are made again while people go on recording, and what cannot be made is kept until it can. */
class ViewsTest {

    @TempDir
    private Path scratch;

    private ConfigurableApplicationContext served;
    private Actor ada;
    private final List<RelationshipId> relationships = new ArrayList<>();

    private Path home() {
        return scratch.resolve("home");
    }

    private ConfigurableApplicationContext start(String look) {
        return SpringApplication.run(
                Rapport.class,
                "--rapport.home=" + home(),
                "--server.port=0",
                "--rapport.views.first=" + look,
                "--rapport.views.look=" + look,
                "--rapport.backup.every=PT0S");
    }

    @BeforeEach
    void use() {
        served = start("P1D");
        var token = bean(Accounts.class).openSetupToken().orElseThrow();
        ada = new Actor(
                bean(Acts.class)
                        .setUp(fields(Map.of("token", token, "name", "Ada", "passphrase", Api.PASSPHRASE)))
                        .person(),
                Channel.API);
        for (var name : List.of("Grace", "Edsger", "Barbara")) {
            relationships.add(bean(Acts.class)
                    .start(ada, fields(Map.of("report.name", name, "zone", "Europe/Berlin")))
                    .relationship());
        }
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private <T> T bean(Class<T> type) {
        return served.getBean(type);
    }

    private ReadModels views() {
        return bean(ReadModels.class);
    }

    private JdbcClient sql() {
        return bean(JdbcClient.class);
    }

    private static Fields fields(Map<String, String> values) {
        var form = new HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }

    private void promise(RelationshipId id) {
        var due = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
        create(id, Collection.COMMITMENTS, Map.of("promisor", "REPORT", "text", "the figures", "dueOn", due));
    }

    private void create(RelationshipId id, Collection kind, Map<String, String> values) {
        bean(Acts.class).create(ada, id, kind, fields(values));
    }

    private void recordSomething(RelationshipId id, long turn) {
        switch ((int) (turn % 3)) {
            case 0 -> promise(id);
            case 1 -> create(id, Collection.CONCERNS, Map.of("text", "too much at once"));
            default -> create(id, Collection.TOPICS, Map.of("text", "the next quarter"));
        }
    }

    private int open(RelationshipId id) {
        return bean(Briefing.class).brief(ada.person(), id).openItems().items().size();
    }

    private void assertThatAllViewsAreRight() {
        assertThat(views().stale()).as("views that wait").isZero();
        assertThat(views().differences((_, _) -> {})).isEmpty();
    }

    @Test
    void views_that_are_made_again_and_again_while_many_record_are_right_afterwards() throws Exception {
        var ending = new AtomicBoolean();
        var recorded = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < 6; writer++) {
                var id = relationships.get(writer % 2);
                writers.add(threads.submit(() -> {
                    while (!ending.get()) {
                        recordSomething(id, recorded.getAndIncrement());
                    }
                }));
            }
            try {
                for (var round = 0; round < 12; round++) {
                    spoil(round);
                    var before = recorded.get();
                    while (recorded.get() < before + 6) {
                        Thread.onSpinWait();
                    }
                    views().rebuild(views().names(), (_, _) -> {});
                }
            } finally {
                ending.set(true);
            }
            for (var writer : writers) {
                done(writer);
            }
        }
        assertThatAllViewsAreRight();
        for (var id : relationships) {
            assertThat(sql().sql("select count(*) from promise where relationship = ?")
                            .param(id.value())
                            .query(Long.class)
                            .single())
                    .isEqualTo(sql().sql("select count(*) from domain_event where aggregate_identifier = ?"
                                    + " and payload_type = 'rapport.CommitmentMade'")
                            .param(id.toString())
                            .query(Long.class)
                            .single());
        }
    }

    private static void done(Future<?> writer) throws InterruptedException {
        try {
            writer.get();
        } catch (ExecutionException e) {
            throw new AssertionError("somebody could not record", e);
        }
    }

    // Rows that are wrong, too many, or missing; only until the views are made again.
    private void spoil(int round) {
        switch (round % 3) {
            case 0 -> sql().sql("update promise set status = 'KEPT'").update();
            case 1 -> sql().sql("delete from promise_step where sequence < 9").update();
            default ->
                sql().sql("insert into one_on_one_held (relationship, sequence, held_on)"
                                + " select id, 9999, current_date from relationship"
                                + " where id not in (select relationship from one_on_one_held)")
                        .update();
        }
    }

    @Test
    void a_version_that_changed_is_served_at_once_and_made_again_meanwhile() throws Exception {
        for (var turn = 0; turn < 6; turn++) {
            recordSomething(relationships.getFirst(), turn);
        }
        sql().sql("update view_version set version = 0").update();
        sql().sql("update promise set status = 'KEPT'").update();
        sql().sql("delete from entry").update();
        sql().sql("update relationship set zone = 'UTC'").update();
        served.close();

        served = start("PT0.2S");

        assertThat(open(relationships.getFirst())).isEqualTo(6);
        assertThat(sql().sql("select count(*) from relationship where zone = 'Europe/Berlin'")
                        .query(Long.class)
                        .single())
                .as("what decides who may look")
                .isEqualTo(3);
        await();
        assertThatAllViewsAreRight();
        assertThat(open(relationships.getFirst())).isEqualTo(6);
    }

    private void await() throws InterruptedException {
        var latest = Instant.now().plus(Duration.ofMinutes(1));
        while (views().stale() > 0 && Instant.now().isBefore(latest)) {
            Thread.sleep(20);
        }
    }

    @Test
    void what_was_interrupted_goes_on_from_there() {
        relationships.forEach(this::promise);
        sql().sql("update promise set status = 'KEPT'").update();
        assertThatThrownBy(() -> views().rebuild(views().names(), (_, _) -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        var left = views().stale();
        assertThat(left).isEqualTo(2L * views().names().size());
        relationships.forEach(id -> assertThat(open(id)).isEqualTo(1));
        served.close();

        served = start("P1D");

        assertThat(views().stale()).as("all but what decides who may look").isEqualTo(left - 4);
        var streams = new AtomicLong();
        views().makeWhatIsDue((_, of) -> streams.set(of));
        assertThat(streams.get()).as("streams that were left").isEqualTo(2);
        assertThatAllViewsAreRight();
    }

    @Test
    void what_a_view_could_not_take_in_is_listed_tried_again_and_given_up_by_hand_only() {
        var grace = relationships.getFirst();
        promise(grace);
        sql().sql("alter table promise_step rename to promise_step_away").update();
        promise(grace);
        promise(grace);

        assertThat(views().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.view()).isEqualTo("promises");
            assertThat(letter.stream()).isEqualTo(grace.value());
            assertThat(letter.sequence()).isEqualTo(2);
            assertThat(letter.eventId())
                    .isEqualTo(sql().sql("select event_identifier from domain_event"
                                    + " where aggregate_identifier = ? and sequence_number = 2")
                            .param(grace.toString())
                            .query(String.class)
                            .single());
            assertThat(letter.failure()).startsWith("org.springframework.").endsWith("Exception");
            assertThat(letter.tries()).isZero();
        });
        assertThat(open(grace)).isEqualTo(3);
        assertThat(says(1))
                .contains("promises:" + grace, "At event 2 (", "tried 0 times again")
                .doesNotContain("the figures");

        views().makeWhatIsDue((_, _) -> {});
        assertThat(views().deadLetters())
                .as("before its time")
                .extracting(DeadLetter::tries)
                .containsExactly(0);
        var before = Instant.now();
        assertThat(says(1, "--retry")).contains("tried 1 time again");
        assertThat(says(1, "--retry")).contains("tried 2 times again");
        assertThat(views().deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.nextTry())
                        .isBetween(before.plusSeconds(119), Instant.now().plusSeconds(121)));

        sql().sql("alter table promise_step_away rename to promise_step").update();
        sql().sql("update stale_view set next_try_at = since").update();
        views().makeWhatIsDue((_, _) -> {});
        assertThatAllViewsAreRight();
        assertThat(says(0)).contains("The views have taken in everything.");
        assertThat(open(grace)).isEqualTo(3);
    }

    @Test
    void giving_up_says_what_it_means_and_asks() {
        var grace = relationships.getFirst();
        sql().sql("alter table promise_step rename to promise_step_away").update();
        promise(grace);
        sql().sql("alter table promise_step_away rename to promise_step").update();
        assertThat(open(grace)).isEqualTo(1);
        assertThat(says(1, "--drop", "promises:nothing")).contains("There is nothing of that name");

        var no = new Heard("no");
        assertThat(rapport(home(), no, "dead-letters", "--drop", "promises:" + grace))
                .isEqualTo(1);
        assertThat(no.text()).contains("without what it could not take in", "Nothing was changed.");
        assertThat(views().deadLetters()).hasSize(1);

        var yes = new Heard("drop");
        assertThat(rapport(home(), yes, "dead-letters", "--drop", "promises:" + grace))
                .isZero();
        assertThat(yes.text()).contains("It was given up.");
        assertThat(views().deadLetters()).isEmpty();
        assertThat(open(grace)).as("what the table holds").isZero();
        assertThat(views().differences((_, _) -> {})).hasSize(1);
        views().rebuild(List.of("promises"), (_, _) -> {});
        assertThat(open(grace)).isEqualTo(1);
    }

    private String says(int exit, String... options) {
        var heard = new Heard();
        var line = new ArrayList<>(List.of("dead-letters"));
        line.addAll(List.of(options));
        assertThat(rapport(home(), heard, line.toArray(String[]::new)))
                .as(heard.text())
                .isEqualTo(exit);
        return heard.text();
    }
}
