package rapport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.Accounts;
import rapport.briefing.PromiseTables;
import rapport.commitments.CommitmentActKind;
import rapport.doors.Acts;
import rapport.doors.Collection;
import rapport.doors.Fields;
import rapport.eventstore.OpenedHistory;
import rapport.eventstore.Streams;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;

/** Many people at once, on the running application. */
class ConcurrencyTest {

    private static final int AT_ONCE = 16;

    @TempDir
    private static Path home;

    private static @Nullable ConfigurableApplicationContext application;

    private static @Nullable Actor manager;

    private RelationshipId relationship = RelationshipId.random();

    @BeforeAll
    static void start() {
        var started = SpringApplication.run(Rapport.class, "--rapport.home=" + home.resolve("home"), "--server.port=0");
        application = started;
        var token = started.getBean(Accounts.class).openSetupToken().orElseThrow();
        var person = acts().setUp(fields(Map.of("token", token, "name", "Ada", "passphrase", Api.PASSPHRASE)));
        manager = new Actor(person.person(), Channel.API);
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            application.close();
        }
    }

    private static <T> T bean(Class<T> type) {
        return java.util.Objects.requireNonNull(application).getBean(type);
    }

    private static Acts acts() {
        return bean(Acts.class);
    }

    private static Actor manager() {
        return java.util.Objects.requireNonNull(manager);
    }

    private static Fields fields(Map<String, String> values) {
        var form = new HashMap<String, String[]>();
        values.forEach((name, value) -> form.put(name, new String[] {value}));
        return Fields.ofForm(form);
    }

    @BeforeEach
    void a_relationship() {
        relationship = acts().start(manager(), fields(Map.of("report.name", "Grace", "zone", "Europe/Berlin")))
                .relationship();
    }

    private long promise(UUID id) {
        return acts().create(manager(), relationship, Collection.COMMITMENTS, fields(promiseWith(id)))
                .sequence();
    }

    private static Map<String, String> promiseWith(UUID id) {
        return Map.of(
                "id",
                id.toString(),
                "promisor",
                "REPORT",
                "text",
                "the figures",
                "dueOn",
                LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());
    }

    private long act(UUID commitment, CommitmentActKind kind) {
        return acts().act(manager(), relationship, new EntryId(commitment), kind, fields(Map.of()))
                .sequence();
    }

    /** What became of an act: its place in the stream, or the rule that refused it; anything else is thrown. */
    private record Outcome(
            @Nullable Long sequence, @Nullable String rule) {
        static Outcome of(Callable<Long> act) throws Exception {
            try {
                return new Outcome(act.call(), null);
            } catch (RuleBroken e) {
                return new Outcome(null, e.rule());
            }
        }
    }

    private static List<Outcome> allAtOnce(List<Callable<Long>> acts) throws Exception {
        var parties = Math.min(AT_ONCE, acts.size());
        var start = new CyclicBarrier(parties);
        try (var threads = Executors.newFixedThreadPool(parties)) {
            var outcomes = new ArrayList<Future<List<Outcome>>>();
            for (var thread = 0; thread < parties; thread++) {
                var first = thread;
                outcomes.add(threads.submit(() -> {
                    start.await(30, SECONDS);
                    var mine = new ArrayList<Outcome>();
                    for (var index = first; index < acts.size(); index += parties) {
                        mine.add(Outcome.of(acts.get(index)));
                    }
                    return mine;
                }));
            }
            var all = new ArrayList<Outcome>();
            for (var outcome : outcomes) {
                all.addAll(outcome.get(120, SECONDS));
            }
            return all;
        }
    }

    private void assertStreamAndViewsAgree(int events) {
        var sql = bean(JdbcClient.class);
        var sequences = sql.sql("select sequence_number from domain_event where aggregate_identifier = ? order by 1")
                .param(relationship.toString())
                .query((row, _) -> row.getLong(1))
                .list();
        assertThat(sequences).isEqualTo(OpenedHistory.withoutGaps(events));
        PromiseTables.assertEqualToTheFold(sql, bean(Streams.class), List.of(relationship.toString()));
    }

    @Test
    void two_hundred_acts_on_one_relationship_are_all_recorded_or_refused() throws Exception {
        var commitments =
                IntStream.range(0, 40).mapToObj(_ -> UUID.randomUUID()).toList();
        for (var commitment : commitments) {
            promise(commitment);
        }
        var acts = new ArrayList<Callable<Long>>();
        for (var commitment : commitments) {
            acts.add(() -> promise(UUID.randomUUID()));
            acts.add(() -> act(commitment, CommitmentActKind.KEEP));
            acts.add(() -> act(commitment, CommitmentActKind.RELEASE));
            acts.add(() -> act(commitment, CommitmentActKind.KEEP));
            acts.add(() -> act(commitment, CommitmentActKind.CONFIRM));
        }
        var outcomes = allAtOnce(acts);
        var recorded = outcomes.stream()
                .filter(outcome -> outcome.sequence() != null)
                .map(Outcome::sequence)
                .toList();
        assertThat(outcomes).hasSize(200);
        assertThat(recorded).hasSize(80).doesNotHaveDuplicates();
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.sequence() == null)
                .extracting(Outcome::rule)
                .containsOnly("not-open", "not-claimed");
        assertStreamAndViewsAgree(1 + 40 + 80);
    }

    @RepeatedTest(5)
    void of_two_acts_in_the_same_instant_one_wins_and_the_other_is_told_why() throws Exception {
        var commitment = UUID.randomUUID();
        promise(commitment);
        var outcomes = allAtOnce(List.of(
                () -> act(commitment, CommitmentActKind.KEEP), () -> act(commitment, CommitmentActKind.RELEASE)));
        assertThat(outcomes).containsExactlyInAnyOrder(new Outcome(2L, null), new Outcome(null, "not-open"));
        assertStreamAndViewsAgree(3);
    }

    @RepeatedTest(5)
    void the_same_creation_at_the_same_time_is_one_event_and_one_answer() throws Exception {
        var commitment = UUID.randomUUID();
        var outcomes = allAtOnce(IntStream.range(0, 8)
                .<Callable<Long>>mapToObj(_ -> () -> promise(commitment))
                .toList());
        assertThat(outcomes).hasSize(8).containsOnly(new Outcome(1L, null));
        assertStreamAndViewsAgree(2);
    }

    @RepeatedTest(5)
    void the_same_relationship_started_at_the_same_time_is_one_relationship() throws Exception {
        var id = UUID.randomUUID();
        var fields = Map.of("id", id.toString(), "report.name", "Linus", "zone", "Europe/Berlin");
        var outcomes = allAtOnce(IntStream.range(0, 8)
                .<Callable<Long>>mapToObj(
                        _ -> () -> acts().start(manager(), fields(fields)).sequence())
                .toList());
        assertThat(outcomes).hasSize(8).containsOnly(new Outcome(0L, null));
        relationship = new RelationshipId(id);
        assertStreamAndViewsAgree(1);
    }
}
