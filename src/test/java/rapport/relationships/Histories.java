package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import rapport.accounts.AuditorsOf;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentId;
import rapport.parties.EntryEvent;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * The real decisions on one relationship, for tests in other parts that make histories out of them. Each is made twice: on
 * the state that all events have made, and on one that knows them by their trail alone.
 */
public final class Histories {

    private final RelationshipState state = new RelationshipState();
    private final AlongTheTrail along = new AlongTheTrail();

    /** What came of an act: the events, or the code of the rule that refused it. */
    public record Outcome(
            List<StreamEvent> events, @Nullable String refusal) {

        public boolean isAccepted() {
            return refusal == null;
        }
    }

    public Outcome start(RelationshipId id, PersonId starter, PersonId manager, PersonId report, ZoneId zone) {
        return both(there -> List.of(there.start(new StartRelationship(id, starter, manager, report, zone))));
    }

    public Outcome decide(RelationshipAct act, PersonId person, boolean onBehalf, Instant at) {
        return both(there -> there.decide(act, person, onBehalf, at));
    }

    /** Somebody who is not a party asks to read. */
    public Outcome open(RelationshipId id, PersonId person, Sealed reason, Instant at) {
        return both(there -> List.of(there.open(new OpenHistory(id, person, ReaderRole.AUDITOR, reason, at))));
    }

    private Outcome both(Function<RelationshipState, List<StreamEvent>> decision) {
        var outcome = outcome(() -> decision.apply(state));
        assertThat(outcome(() -> decision.apply(along.state())))
                .as("decided along the trail")
                .isEqualTo(outcome);
        return outcome;
    }

    /** Applies an event of the stream. */
    public void evolve(StreamEvent event, Instant at) {
        state.evolve(event, at);
        along.evolve(event, at);
        if (event instanceof EntryEvent onEntry) {
            for (var id : Stream.concat(Stream.of(onEntry.entry()), onEntry.alsoOn().stream())
                    .toList()) {
                assertThat(along.state().entries().whole(id))
                        .isEqualTo(state.entries().whole(id));
            }
        }
    }

    /** Every entry is the same, whether all events have made it or its own alone. */
    public void mustBeTheSameAlongTheTrail() {
        along.mustBe(state);
    }

    public Optional<CommitmentEvent> overdue(CommitmentId commitment, Instant at) {
        var overdue = state.overdue(commitment, at);
        assertThat(along.state().overdue(commitment, at)).isEqualTo(overdue);
        return overdue;
    }

    /** A decision of any kind, which may be refused. */
    public interface Decision {
        List<StreamEvent> events();
    }

    /** What comes of a decision. */
    public static Outcome outcome(Decision decision) {
        try {
            return new Outcome(decision.events(), null);
        } catch (RuleBroken broken) {
            return new Outcome(List.of(), broken.rule());
        } catch (NotThere _) {
            return new Outcome(List.of(), "not-there");
        } catch (AlreadyRecorded _) {
            return new Outcome(List.of(), "already-recorded");
        }
    }

    /** The table of relationships in a test's database. */
    public static RelationshipBook book(JdbcClient sql) {
        return new RelationshipBook(sql);
    }

    /** Relationships to look at but not to act on: reading needs the book alone. */
    @SuppressWarnings("NullAway") // what only acting needs is left out
    public static Relationships readOnly(RelationshipBook book) {
        return new Relationships(
                null, book, null, AuditorsOf.these(Set.of()), null, null, null, null, null, Clock.systemUTC());
    }

    /** Likewise, also for auditors, at the time that a test's clock tells. */
    @SuppressWarnings("NullAway") // likewise
    public static Relationships readOnly(
            RelationshipBook book, OpeningBook openings, Set<PersonId> auditors, Clock clock) {
        return new Relationships(null, book, openings, AuditorsOf.these(auditors), null, null, null, null, null, clock);
    }

    /** The table of openings in a test's database. */
    public static OpeningBook openings(JdbcClient sql) {
        return new OpeningBook(sql);
    }
}
