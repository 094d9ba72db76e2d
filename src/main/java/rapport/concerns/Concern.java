package rapport.concerns;

import static rapport.concerns.Concern.Status.ANSWERED;
import static rapport.concerns.Concern.Status.SETTLED;
import static rapport.concerns.Concern.Status.UNANSWERED;
import static rapport.concerns.Concern.Status.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.concerns.ConcernAct.AnswerConcern;
import rapport.concerns.ConcernAct.HearConcern;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.concerns.ConcernAct.ReopenConcern;
import rapport.concerns.ConcernAct.SettleConcern;
import rapport.concerns.ConcernAct.WithdrawConcern;
import rapport.concerns.ConcernEvent.ConcernAnswered;
import rapport.concerns.ConcernEvent.ConcernHeard;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.concerns.ConcernEvent.ConcernReopened;
import rapport.concerns.ConcernEvent.ConcernSettled;
import rapport.concerns.ConcernEvent.ConcernWithdrawn;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * A concern as it stands: one party raised it, the other owes an answer, and the raiser says whether that settles it.
 * Decides acts and applies events, both without side effects. The rules are those of docs/domain.md, "Concerns".
 *
 * @param openedAt when it was raised or last reopened
 * @param heardAt when the other last said that they heard it, since then; null if they have not
 * @param answeredAt when it was first answered since then; null if it was not
 * @param answer the latest answer ever given, also while it waits for another one
 * @param unverified true if it was settled on the raiser's behalf
 */
public record Concern(
        ConcernRaised raised,
        Instant raisedAt,
        Status status,
        Instant openedAt,
        @Nullable Instant heardAt,
        @Nullable Instant answeredAt,
        @Nullable Answer answer,
        boolean unverified) {

    /** Where a concern stands. Heard is not answered, so hearing it changes nothing here. */
    public enum Status {
        UNANSWERED,
        ANSWERED,
        SETTLED,
        WITHDRAWN
    }

    /**
     * What was answered.
     *
     * @param commitment the commitment that was made with it
     */
    public record Answer(Sealed text, @Nullable EntryId commitment) {}

    public EntryId id() {
        return raised.entry();
    }

    public By by() {
        return raised.by();
    }

    public Sealed text() {
        return raised.text();
    }

    public Side raiser() {
        return raised.by().side();
    }

    public Side answerer() {
        return raiser().other();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /** Decides the first act of all, which raises the concern. */
    public static ConcernEvent raise(RaiseConcern act, RelationshipId relationship, By by) {
        return new ConcernRaised(relationship, by, act.entry(), act.text());
    }

    /**
     * Decides an act on this concern.
     *
     * @param today the day in the relationship's zone; no rule on concerns depends on it
     * @throws RuleBroken with the code of the first rule that the act breaks
     */
    public ConcernEvent decide(ConcernAct act, By by, LocalDate today) {
        var rules = new ConcernRules(this, by);
        var relationship = raised.relationship();
        return switch (act) {
            case RaiseConcern _ -> throw ConcernRules.idTaken();
            case HearConcern(var id, var text) -> {
                rules.onlyTheOtherParty();
                rules.isNotSettled();
                rules.isNotWithdrawn();
                yield new ConcernHeard(relationship, by, id, text);
            }
            case AnswerConcern(var id, var text, var commitment) -> {
                rules.onlyTheOtherParty();
                rules.isNotSettled();
                rules.isNotWithdrawn();
                yield new ConcernAnswered(relationship, by, id, text, commitment);
            }
            case SettleConcern(var id) -> {
                rules.onlyTheRaiser();
                rules.isNotSettledButInTheirName();
                rules.isNotWithdrawn();
                rules.isAnswered();
                yield new ConcernSettled(relationship, by, id);
            }
            case ReopenConcern(var id, var reason) -> {
                rules.onlyTheRaiser();
                rules.isNotWithdrawn();
                rules.isAnsweredOrSettled();
                yield new ConcernReopened(relationship, by, id, reason);
            }
            case WithdrawConcern(var id, var reason) -> {
                rules.onlyTheRaiser();
                rules.isNotSettled();
                rules.isNotWithdrawn();
                yield new ConcernWithdrawn(relationship, by, id, reason);
            }
        };
    }

    /** True if the rules would let this kind of act through, given sensible words. */
    public boolean allows(ConcernActKind kind, By by, LocalDate today) {
        try {
            return decide(example(kind), by, today).entry().equals(id());
        } catch (RuleBroken _) {
            return false;
        }
    }

    private ConcernAct example(ConcernActKind kind) {
        return switch (kind) {
            case HEAR -> new HearConcern(id(), null);
            case ANSWER -> new AnswerConcern(id(), text(), null);
            case SETTLE -> new SettleConcern(id());
            case REOPEN -> new ReopenConcern(id(), text());
            case WITHDRAW -> new WithdrawConcern(id(), null);
        };
    }

    /** True if a creation that came again says the same, as far as can be told without opening words. */
    public boolean isSameButForItsWords(RaiseConcern again) {
        return raised.entry().equals(again.entry());
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** The concern as an event leaves it; the first one, which raises it, finds nothing before it. */
    public static Concern after(@Nullable Concern before, ConcernEvent event, Instant at) {
        if (event instanceof ConcernRaised raised) {
            return new Concern(raised, at, UNANSWERED, at, null, null, null, false);
        }
        return Objects.requireNonNull(before, "an event on a concern that was never raised")
                .evolve(event, at);
    }

    private Concern evolve(ConcernEvent event, Instant at) {
        return switch (event) {
            case ConcernRaised _ -> this;
            case ConcernHeard _ -> new Concern(raised, raisedAt, status, openedAt, at, answeredAt, answer, unverified);
            case ConcernAnswered answered -> answered(answered, at);
            case ConcernSettled settled ->
                new Concern(
                        raised,
                        raisedAt,
                        SETTLED,
                        openedAt,
                        heardAt,
                        answeredAt,
                        answer,
                        settled.by().onBehalf());
            case ConcernReopened _ -> new Concern(raised, raisedAt, UNANSWERED, at, null, null, answer, false);
            case ConcernWithdrawn _ ->
                new Concern(raised, raisedAt, WITHDRAWN, openedAt, heardAt, answeredAt, answer, unverified);
        };
    }

    // Another answer leaves the raiser's move as old as the first one made it.
    private Concern answered(ConcernAnswered answered, Instant at) {
        return new Concern(
                raised,
                raisedAt,
                ANSWERED,
                openedAt,
                heardAt,
                Objects.requireNonNullElse(answeredAt, at),
                new Answer(answered.text(), answered.commitment()),
                unverified);
    }
}
