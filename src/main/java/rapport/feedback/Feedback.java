package rapport.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.HearFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * Feedback as it stands: one party told the other, and the other may say how it landed, as often as that changes.
 * Decides acts and applies events, both without side effects. The rules are those of docs/domain.md, "Feedback".
 *
 * @param landing how it landed, in the receiver's latest word; null until they say
 * @param heardAt when they last said so; null until they do
 * @param heardText what else they last said
 * @param unverified true if that word was recorded on the receiver's behalf
 */
public record Feedback(
        FeedbackGiven given,
        Instant givenAt,
        @Nullable Landing landing,
        @Nullable Instant heardAt,
        @Nullable Sealed heardText,
        boolean unverified) {

    public EntryId id() {
        return given.entry();
    }

    public By by() {
        return given.by();
    }

    public Sealed text() {
        return given.text();
    }

    public @Nullable Sealed situation() {
        return given.situation();
    }

    public Side giver() {
        return given.by().side();
    }

    public Side receiver() {
        return giver().other();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /**
     * Decides the act that gives it.
     *
     * @param answered the request that the act names; null if it names none
     * @throws RuleBroken if the request is not the giver's to answer, or was answered already
     */
    public static FeedbackEvent give(
            GiveFeedback act, @Nullable FeedbackRequest answered, RelationshipId relationship, By by) {
        if (answered != null) {
            FeedbackRules.onlyTheOneAsked(answered, by);
            FeedbackRules.wasNotAnsweredYet(answered);
        }
        return new FeedbackGiven(relationship, by, act.entry(), act.kind(), act.situation(), act.text(), act.answers());
    }

    /**
     * Decides an act on this feedback.
     *
     * @param today the day in the relationship's zone; no rule on feedback depends on it
     * @throws RuleBroken with the code of the first rule that the act breaks
     */
    public FeedbackEvent decide(FeedbackAct act, By by, LocalDate today) {
        return switch (act) {
            case RequestFeedback _, GiveFeedback _ -> throw FeedbackRules.idTaken();
            case HearFeedback(var id, var landed, var text) -> {
                FeedbackRules.onlyTheReceiver(this, by);
                yield new FeedbackHeard(given.relationship(), by, id, landed, text);
            }
        };
    }

    /** True if the rules would let this kind of act through. */
    public boolean allows(FeedbackActKind kind, By by, LocalDate today) {
        try {
            return decide(example(kind), by, today).entry().equals(id());
        } catch (RuleBroken _) {
            return false;
        }
    }

    private FeedbackAct example(FeedbackActKind kind) {
        return switch (kind) {
            case HEAR -> new HearFeedback(id(), Landing.WELL, null);
        };
    }

    /** True if a creation that came again says the same, as far as can be told without opening words. */
    public boolean isSameButForItsWords(GiveFeedback again) {
        return given.entry().equals(again.entry())
                && given.kind() == again.kind()
                && Objects.equals(given.answers(), again.answers())
                && (given.situation() == null) == (again.situation() == null);
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** The feedback as an event leaves it; the first one, which gives it, finds nothing before it. */
    public static Feedback after(@Nullable Feedback before, FeedbackEvent event, Instant at) {
        if (event instanceof FeedbackGiven given) {
            return new Feedback(given, at, null, null, null, false);
        }
        return Objects.requireNonNull(before, "an event on feedback that was never given")
                .evolve(event, at);
    }

    private Feedback evolve(FeedbackEvent event, Instant at) {
        return switch (event) {
            case FeedbackRequested _, FeedbackGiven _ -> this;
            case FeedbackHeard heard ->
                new Feedback(
                        given,
                        givenAt,
                        heard.landed(),
                        at,
                        heard.text(),
                        heard.by().onBehalf());
        };
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    /** True while it landed hard, in the receiver's latest word. */
    public boolean landedHard() {
        return landing == Landing.HARD;
    }

    /** True for guidance of which the receiver has not said how it landed. */
    public boolean waitsToBeHeard() {
        return given.kind() == FeedbackKind.GUIDANCE && landing == null;
    }
}
