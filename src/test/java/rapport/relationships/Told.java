package rapport.relationships;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static rapport.parties.Cast.ADA;
import static rapport.parties.Cast.GRACE;
import static rapport.relationships.Beginning.BERLIN;
import static rapport.relationships.Beginning.JOINED;
import static rapport.relationships.Beginning.MONDAY_NOON;
import static rapport.relationships.Beginning.STARTED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.concerns.ConcernAct;
import rapport.corrections.CorrectionAct;
import rapport.feedback.FeedbackAct;
import rapport.meetings.MeetingAct;
import rapport.parties.PersonId;
import rapport.parties.StreamEvent;
import rapport.relationships.RelationshipAct.Correct;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.ruptures.RuptureAct;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/**
 * What Grace and Ada do within their relationship, told act by act from the Monday on which it starts. What is decided is
 * applied; each step answers the story as it goes on.
 */
final class Told {

    private final RelationshipState state = new RelationshipState();
    private Instant now = MONDAY_NOON;

    private Told() {}

    /** Grace has started it; Ada has not joined. */
    static Told started() {
        return new Told().and(STARTED);
    }

    /** Both speak for themselves. */
    static Told joined() {
        return started().and(JOINED);
    }

    Told and(StreamEvent... events) {
        Stream.of(events).forEach(event -> state.evolve(event, now));
        return this;
    }

    Told later(Duration by) {
        now = now.plus(by);
        return this;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, BERLIN);
    }

    Told grace(RelationshipAct act) {
        return does(GRACE, false, act);
    }

    Told ada(RelationshipAct act) {
        return does(ADA, false, act);
    }

    Told grace_for_ada(RelationshipAct act) {
        return does(GRACE, true, act);
    }

    /** The system records a miss, if there is one to record. */
    Told swept() {
        state.overdue(Beginning.PROMISE, now).ifPresent(event -> state.evolve(event, now));
        return this;
    }

    boolean is_overdue() {
        return state.overdue(Beginning.PROMISE, now).isPresent();
    }

    private Told does(PersonId person, boolean onBehalf, RelationshipAct act) {
        decides(person, onBehalf, act).forEach(event -> state.evolve(event, now));
        return this;
    }

    List<StreamEvent> decides(PersonId person, boolean onBehalf, RelationshipAct act) {
        return state.decide(act, person, onBehalf, now);
    }

    List<StreamEvent> when_grace(RelationshipAct act) {
        return decides(GRACE, false, act);
    }

    List<StreamEvent> when_ada(RelationshipAct act) {
        return decides(ADA, false, act);
    }

    Told refuses_grace(RelationshipAct act, String rule) {
        return refuses(rule, GRACE, false, act);
    }

    Told refuses_ada(RelationshipAct act, String rule) {
        return refuses(rule, ADA, false, act);
    }

    Told refuses(String rule, PersonId person, boolean onBehalf, RelationshipAct act) {
        assertThatExceptionOfType(RuleBroken.class)
                .as(act.toString())
                .isThrownBy(() -> decides(person, onBehalf, act))
                .satisfies(broken -> assertThat(broken.rule()).isEqualTo(rule))
                .satisfies(broken -> assertThat(broken.sentence()).endsWith("."));
        return this;
    }

    Told finds_nothing_there(PersonId person, boolean onBehalf, RelationshipAct act) {
        assertThatExceptionOfType(NotThere.class).as(act.toString()).isThrownBy(() -> decides(person, onBehalf, act));
        return this;
    }

    Told has_recorded_already(PersonId person, boolean onBehalf, RelationshipAct act) {
        assertThatExceptionOfType(AlreadyRecorded.class)
                .as(act.toString())
                .isThrownBy(() -> decides(person, onBehalf, act));
        return this;
    }

    /** How the act is refused, or {@code accepted}. */
    String outcome(PersonId person, boolean onBehalf, RelationshipAct act) {
        return outcome(() -> decides(person, onBehalf, act));
    }

    private static String outcome(Supplier<List<StreamEvent>> decision) {
        try {
            return decision.get().isEmpty() ? "nothing" : "accepted";
        } catch (RuleBroken broken) {
            return broken.rule();
        } catch (NotThere _) {
            return "not-there";
        } catch (AlreadyRecorded _) {
            return "already-recorded";
        }
    }

    // --- acts, as a relationship takes them -----------------------------------------------------------------------

    static RelationshipAct act(CommitmentAct act) {
        return Beginning.on(act);
    }

    static RelationshipAct act(FeedbackAct act) {
        return new OnFeedback(act);
    }

    static RelationshipAct act(ConcernAct act) {
        return new OnConcern(act, null);
    }

    static RelationshipAct act(ConcernAct act, @Nullable MakeCommitment with) {
        return new OnConcern(act, with);
    }

    static RelationshipAct act(RuptureAct act) {
        return new OnRupture(act);
    }

    static RelationshipAct act(MeetingAct act) {
        return new OnMeeting(act);
    }

    static RelationshipAct act(CorrectionAct act) {
        return new Correct(act);
    }
}
