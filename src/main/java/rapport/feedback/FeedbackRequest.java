package rapport.feedback;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.words.Sealed;

/**
 * A request for feedback as it stands. It is answered once, by feedback that names it: see {@link Feedback#give}.
 *
 * @param answeredBy the feedback that answers it; null while none does
 */
public record FeedbackRequest(
        FeedbackRequested requested,
        Instant requestedAt,
        @Nullable EntryId answeredBy) {

    public EntryId id() {
        return requested.entry();
    }

    public By by() {
        return requested.by();
    }

    public Sealed text() {
        return requested.about();
    }

    /** The side that owes the answer. */
    public Side asked() {
        return requested.by().side().other();
    }

    /** Decides the act that asks. */
    public static FeedbackEvent ask(RequestFeedback act, RelationshipId relationship, By by) {
        return new FeedbackRequested(relationship, by, act.entry(), act.about());
    }

    /** True if feedback of this side would answer it. */
    public boolean awaits(Side side) {
        return answeredBy == null && side == asked();
    }

    /** True if a creation that came again says the same, as far as can be told without opening words. */
    public boolean isSameButForItsWords(RequestFeedback again) {
        return requested.entry().equals(again.entry());
    }

    /** The request as an event leaves it; the first one, which asks, finds nothing before it. */
    public static FeedbackRequest after(@Nullable FeedbackRequest before, FeedbackEvent event, Instant at) {
        if (event instanceof FeedbackRequested requested) {
            return new FeedbackRequest(requested, at, null);
        }
        return Objects.requireNonNull(before, "an event on a request that was never made")
                .evolve(event);
    }

    private FeedbackRequest evolve(FeedbackEvent event) {
        return switch (event) {
            case FeedbackGiven given
            when id().equals(given.answers()) -> new FeedbackRequest(requested, requestedAt, given.entry());
            case FeedbackRequested _, FeedbackGiven _, FeedbackHeard _ -> this;
        };
    }

    /** The request once the feedback that answered it is retracted: open again, and as old as before. */
    public FeedbackRequest withoutAnswer() {
        return new FeedbackRequest(requested, requestedAt, null);
    }
}
