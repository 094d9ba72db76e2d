package rapport.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import rapport.briefing.History.Deed;
import rapport.commitments.CommitmentEvent;
import rapport.relationships.Histories.Outcome;
import rapport.relationships.RelationshipEvent;

/**
 * Thousands of made-up histories, in each of which tables, fold and documents must give the same answers. To see one
 * again, put its seed into {@link #BASE_SEED} and 1 into {@link #HISTORIES}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomHistoriesTest {

    private static final int HISTORIES = 5_000;
    private static final long BASE_SEED = 1_111_000_000L;

    private final TablesInMemory tables = new TablesInMemory();
    private final Tally tally = new Tally();

    @AfterAll
    void close() {
        tables.close();
    }

    @Test
    void tables_fold_and_documents_give_the_same_answers() {
        for (int i = 0; i < HISTORIES; i++) {
            var history = RandomHistory.of(BASE_SEED + i);
            failure(history).ifPresent(first -> {
                throw shortest(history, first);
            });
        }
        if (HISTORIES > 1) {
            everythingHappened();
        }
    }

    private Optional<Throwable> failure(History history) {
        try (var world = new World(tables, history)) {
            world.live(history.acts(), new World.Listener() {
                @Override
                public void decided(Deed deed, Outcome outcome) {
                    tally.add(deed, outcome);
                }

                @Override
                public void look(World there, Duration ago) {
                    ThreeAnswers.agree(there, ago);
                }
            });
            ThreeAnswers.agreeInDetail(world);
            // Nothing more is recorded, but the days go on.
            world.pass(Duration.ofHours(history.seed() % 200));
            ThreeAnswers.agree(world, Duration.ofDays(3));
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Drops acts for as long as what is left still fails, large pieces first. */
    private AssertionError shortest(History failing, Throwable first) {
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

    private void everythingHappened() {
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
