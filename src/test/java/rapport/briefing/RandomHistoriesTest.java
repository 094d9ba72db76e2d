package rapport.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.commitments.CommitmentEvent;
import rapport.relationships.Histories.Outcome;
import rapport.relationships.RelationshipEvent;

/**
 * Thousands of made-up histories, in each of which tables, fold and documents must give the same answers to the manager,
 * to the report and to an auditor. To see one again, run with {@code -Dseed=} its seed and {@code -Dhistories=1}.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("histories", 20_000);
    private static final long BASE_SEED = Long.getLong("seed", 1_111_000_000L);
    private static final int ENOUGH_TO_COUNT = 5_000;

    @Test
    void tables_fold_and_documents_give_the_same_answers() throws Exception {
        var next = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<AssertionError>();
        var tally = new Tally();
        int workers = Math.clamp(HISTORIES, 1, Runtime.getRuntime().availableProcessors());
        Callable<Tally> work = () -> work(next, failures);
        try (var threads = Executors.newFixedThreadPool(workers)) {
            for (var done : threads.invokeAll(Collections.nCopies(workers, work))) {
                tally.add(done.get());
            }
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        if (HISTORIES >= ENOUGH_TO_COUNT) {
            everythingHappened(tally);
        }
    }

    private static Tally work(AtomicInteger next, Queue<AssertionError> failures) {
        var tally = new Tally();
        try (var tables = new TablesInMemory()) {
            var one = new OneAfterTheOther(tables, tally);
            for (int i = next.getAndIncrement(); i < HISTORIES && failures.isEmpty(); i = next.getAndIncrement()) {
                var history = RandomHistory.of(BASE_SEED + i);
                one.failure(history).ifPresent(failure -> failures.add(one.shortest(history, failure)));
            }
        }
        return tally;
    }

    /** Lives through histories with tables of its own. */
    private record OneAfterTheOther(TablesInMemory tables, Tally tally) {

        Optional<Throwable> failure(History history) {
            try (var world = new World(tables, history)) {
                world.live(history.acts(), new World.Listener() {
                    @Override
                    public void decided(Deed deed, Outcome outcome) {
                        tally.add(deed, outcome);
                    }

                    @Override
                    public void privately(World there, World.Place place, Act act, Runnable doIt) {
                        ThreeAnswers.nothingChangesForOthers(there, place, act.who(), doIt);
                    }

                    @Override
                    public void look(World there, Duration ago) {
                        ThreeAnswers.agreeOnOpenItems(there, ago, tally);
                    }
                });
                ThreeAnswers.agreeInDetail(world, tally);
                // Nothing more is recorded, but the days go on.
                world.pass(Duration.ofHours(history.seed() % 200));
                ThreeAnswers.agree(world, Duration.ofDays(3), tally);
                return Optional.empty();
            } catch (AssertionError | RuntimeException e) {
                return Optional.of(e);
            }
        }

        /** Drops acts for as long as what is left still fails, large pieces first. */
        AssertionError shortest(History failing, Throwable first) {
            var shortest = failing;
            var why = first;
            for (int piece = failing.acts().size(); piece > 0; piece /= 2) {
                int from = 0;
                while (from < shortest.acts().size()) {
                    var shorter = shortest.without(
                            from, Math.min(from + piece, shortest.acts().size()));
                    var failure = failure(shorter);
                    if (failure.isPresent()) {
                        shortest = shorter;
                        why = failure.get();
                    } else {
                        from += piece;
                    }
                }
            }
            return new AssertionError(
                    "The shortest history that fails has %d of %d acts: %s%n%s"
                            .formatted(shortest.acts().size(), failing.acts().size(), shortest, why),
                    why);
        }
    }

    private static void everythingHappened(Tally tally) {
        var events = Stream.of(CommitmentEvent.class, RelationshipEvent.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .filter(event -> !event.equals("RelationshipStarted")) // every history begins with it
                .toList();

        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(tally.of("event " + event))
                        .as("how often %s was recorded: %s", event, tally)
                        .isGreaterThan(HISTORIES / 50));
        assertThat(RULES)
                .allSatisfy(rule -> assertThat(tally.of("refused " + rule))
                        .as("how often %s refused an act: %s", rule, tally)
                        .isPositive());
    }

    private static final List<String> RULES = List.of(
            "already-joined",
            "already-missed",
            "already-recorded",
            "due-in-the-past",
            "due-too-far",
            "ended",
            "id-taken",
            "in-the-future",
            "missed",
            "no-proposal",
            "not-claimed",
            "not-open",
            "not-there",
            "not-yet-due",
            "only-for-oneself",
            "only-promisee",
            "only-promisor",
            "own-promise",
            "past-due",
            "proposal-open",
            "same-date",
            "side-has-joined");
}
