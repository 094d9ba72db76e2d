package rapport.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.commitments.CommitmentEvent;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionEvent;
import rapport.feedback.FeedbackEvent;
import rapport.meetings.MeetingEvent;
import rapport.notebooks.NotebookEvent;
import rapport.relationships.Histories.Outcome;
import rapport.relationships.RelationshipEvent;
import rapport.ruptures.RuptureEvent;
import rapport.trust.TrustEvent;

/**
 * Thousands of made-up histories, in each of which tables, fold and documents must give the same answers to the manager,
 * to the report and to an auditor. To see one again, run with {@code -Dseed=} its seed and {@code -Dhistories=1}.
 */
class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("histories", 20_000);
    private static final long BASE_SEED = Long.getLong("seed", 1_111_000_000L);
    private static final int ENOUGH_TO_COUNT = Integer.getInteger("enough", 5_000);

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
                        // Dear to ask, and asked often enough.
                        if (there.now().toEpochMilli() % 3 == 0) {
                            ThreeAnswers.nothingChangesForOthers(there, place, act.who(), doIt);
                        } else {
                            doIt.run();
                        }
                    }

                    @Override
                    public void reading(World there, World.Place place, Runnable doIt) {
                        ThreeAnswers.nothingChangesForAnybody(there, place, doIt);
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
        for (var event : EVENTS.stream().flatMap(RandomHistoriesTest::records).toList()) {
            assertThat(tally.of("event " + event))
                    .as("how often %s was recorded: %s", event, tally)
                    .isGreaterThan(HISTORIES / 100);
        }
        var acts = records(Deed.class).filter(deed -> !deed.equals("Look")).toList();
        assertThat(tally.seen("did ")).as("what was done").containsExactlyInAnyOrderElementsOf(acts);
        assertThat(tally.seen("refused by "))
                .as("the rules that refused an act")
                .containsExactlyInAnyOrder(RULES);
        assertThat(tally.of("an auditor was let in")).isGreaterThan(HISTORIES / 100);
        assertThat(tally.of("an auditor was not let in")).isGreaterThan(HISTORIES / 100);
        for (var viewer : List.of("MANAGER", "REPORT", "AUDITOR")) {
            assertThat(tally.seen(viewer + " sees "))
                    .as("what the %s saw", viewer)
                    .containsAll(seenBy(viewer));
        }
    }

    private static Set<String> seenBy(String viewer) {
        var all = new TreeSet<String>();
        Stream.of(OpenItem.Kind.values()).map(Enum::name).forEach(all::add);
        Stream.of(OpenItem.Stage.values()).map(Enum::name).forEach(all::add);
        all.addAll(List.of("slips", "repeats", "one-on-ones since", "in flight", "a planned 1:1"));
        all.addAll(List.of("reworded SHARED", "reworded PRIVATE", "something said in their name"));
        if (viewer.equals("AUDITOR")) {
            all.removeAll(Set.of("PRIVATE", "reworded PRIVATE", "something said in their name"));
        }
        return all;
    }

    // But for what begins every history, and for what is no act of a day: handing over, and erasing.
    private static final List<Class<?>> EVENTS = List.of(
            CommitmentEvent.class,
            FeedbackEvent.class,
            ConcernEvent.class,
            RuptureEvent.class,
            MeetingEvent.class,
            CorrectionEvent.class,
            NotebookEvent.class,
            TrustEvent.class,
            RelationshipEvent.class);

    private static Stream<String> records(Class<?> kind) {
        var permitted = kind.getPermittedSubclasses();
        return permitted == null
                ? Stream.of(kind.getSimpleName())
                        .filter(name -> !Set.of(
                                        "RelationshipStarted",
                                        "ItemsHandedOver",
                                        "RelationshipErased",
                                        "NotebookErased")
                                .contains(name))
                : Stream.of(permitted).flatMap(RandomHistoriesTest::records);
    }

    private static final String[] RULES = {
        "already-answered",
        "already-disputed",
        "already-held",
        "already-joined",
        "already-missed",
        "already-noted",
        "already-offered",
        "already-open",
        "already-recorded",
        "bad-length",
        "before-acceptance",
        "change-not-kept",
        "change-not-seen",
        "closed",
        "due-in-the-past",
        "due-too-far",
        "ended",
        "entry-closed",
        "first-start-off",
        "id-taken",
        "in-the-future",
        "in-the-past",
        "missed",
        "never-occurs",
        "no-offer",
        "no-proposal",
        "no-such-one-on-one",
        "not-a-cadence",
        "not-about-that",
        "not-answered",
        "not-claimed",
        "not-flagged",
        "not-open",
        "not-rebuilding",
        "not-the-promisor",
        "not-there",
        "not-yet-due",
        "nothing-to-dispute",
        "nothing-to-reopen",
        "offer-open",
        "offer-past",
        "only-author",
        "only-causing-side",
        "only-for-oneself",
        "only-harmed-side",
        "only-other-party",
        "only-promisee",
        "only-promisor",
        "only-raiser",
        "only-receiver",
        "only-ruptures-are-shared",
        "only-the-one-asked",
        "others-acted",
        "own-promise",
        "part-of-a-repair",
        "party-reads-anyway",
        "past-due",
        "proposal-open",
        "rebuilding",
        "retracted",
        "same-cadence",
        "same-date",
        "same-time",
        "settled",
        "side-has-joined",
        "time-taken",
        "too-far",
        "too-late-to-retract",
        "too-long",
        "too-often",
        "topic-closed",
        "whole-minutes",
        "withdrawn",
    };
}
