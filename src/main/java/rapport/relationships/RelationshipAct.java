package rapport.relationships;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.concerns.ConcernAct;
import rapport.corrections.CorrectionAct;
import rapport.feedback.FeedbackAct;
import rapport.meetings.MeetingAct;
import rapport.parties.Side;
import rapport.ruptures.RuptureAct;
import rapport.words.Sealed;

/** What a party does within a relationship that has started. */
public sealed interface RelationshipAct {

    /** What is done, in one word, and nothing of what is said by it. */
    default String kind() {
        var act = switch (this) {
            case OnCommitment on -> on.act();
            case OnFeedback on -> on.act();
            case OnConcern on -> on.act();
            case OnRupture on -> on.act();
            case OnMeeting on -> on.act();
            case Correct on -> on.act();
            case JoinRelationship _, EndRelationship _, HandOver _ -> this;
        };
        return act.getClass().getSimpleName();
    }

    /**
     * Takes a side of which nobody has spoken for themselves yet, as the one who was invited; from now on nobody records
     * anything on their behalf any more.
     */
    record JoinRelationship(Side side) implements RelationshipAct {}

    /** Ends the relationship; from then on it can only be read. */
    record EndRelationship(Sealed reason, LocalDate endedOn) implements RelationshipAct {}

    /**
     * Says, as the report, how many of the promises that were open go on with somebody else, are released or stay as they
     * are. Once, and also after the end.
     */
    record HandOver(int carried, int released, int left) implements RelationshipAct {}

    /** Acts on one commitment. */
    record OnCommitment(CommitmentAct act) implements RelationshipAct {}

    /** Acts on one piece of feedback, or asks for one. */
    record OnFeedback(FeedbackAct act) implements RelationshipAct {}

    /**
     * Acts on one concern.
     *
     * @param with the commitment that an answer makes in the same decision
     */
    record OnConcern(ConcernAct act, @Nullable MakeCommitment with) implements RelationshipAct {}

    /** Acts on one rupture. */
    record OnRupture(RuptureAct act) implements RelationshipAct {}

    /** Acts on the 1:1s, their topics or notes. */
    record OnMeeting(MeetingAct act) implements RelationshipAct {}

    /** Puts an entry right. */
    record Correct(CorrectionAct act) implements RelationshipAct {}
}
