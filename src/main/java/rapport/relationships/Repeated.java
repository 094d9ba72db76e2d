package rapport.relationships;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent.CommitmentMade;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.concerns.ConcernEvent.ConcernRaised;
import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.relationships.RelationshipAct.Correct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.ruptures.RuptureEvent.RuptureNamed;
import rapport.words.Sealed;

/**
 * An act that creates an entry whose id is taken, beside what took it.
 *
 * @param recorded what created the entry that is there
 * @param sameOtherwise true if the act would create just that in all that is no words
 * @param words the words of both, which the edge opens and compares
 */
record Repeated(EntryEvent recorded, boolean sameOtherwise, List<Words> words) {

    /** The same words, twice: as recorded, and as they come now. */
    record Words(@Nullable Sealed recorded, @Nullable Sealed again) {}

    /** True if the act would create just that, as far as it can be told without opening words. */
    boolean isSameButForItsWords() {
        return sameOtherwise && words.stream().allMatch(both -> (both.recorded() == null) == (both.again() == null));
    }

    /** Finds what an act would create again; nothing if it creates nothing, or its id is free. */
    static Optional<Repeated> of(RelationshipAct act, Function<EntryId, @Nullable EntryEvent> created) {
        return switch (act) {
            case OnCommitment(MakeCommitment make) ->
                there(created, make.commitment().entry()).map(recorded -> commitment(recorded, make));
            case OnFeedback(GiveFeedback give) ->
                there(created, give.entry()).map(recorded -> feedback(recorded, give));
            case OnFeedback(RequestFeedback request) ->
                there(created, request.entry()).map(recorded -> request(recorded, request));
            case OnConcern(RaiseConcern raise, var _) ->
                there(created, raise.entry()).map(recorded -> concern(recorded, raise));
            case OnRupture(NameRupture name) -> there(created, name.entry()).map(recorded -> rupture(recorded, name));
            case OnMeeting(RaiseTopic raise) -> there(created, raise.entry()).map(recorded -> topic(recorded, raise));
            case OnMeeting(TakeNote take) -> there(created, take.entry()).map(recorded -> note(recorded, take));
            case OnCommitment _,
                    OnFeedback _,
                    OnConcern _,
                    OnRupture _,
                    OnMeeting _,
                    Correct _,
                    JoinRelationship _,
                    EndRelationship _ -> Optional.empty();
        };
    }

    private static Optional<EntryEvent> there(Function<EntryId, @Nullable EntryEvent> created, EntryId id) {
        return Optional.ofNullable(created.apply(id));
    }

    private static Repeated commitment(EntryEvent recorded, MakeCommitment again) {
        return recorded instanceof CommitmentMade made
                ? new Repeated(
                        recorded,
                        made.promisor() == again.promisor()
                                && made.dueOn().equals(again.dueOn())
                                && made.repairs() == null
                                && (again.madeOn() == null || made.madeOn().equals(again.madeOn())),
                        words(made.text(), again.text(), made.plan(), again.plan()))
                : other(recorded);
    }

    private static Repeated feedback(EntryEvent recorded, GiveFeedback again) {
        return recorded instanceof FeedbackGiven given
                ? new Repeated(
                        recorded,
                        given.kind() == again.kind() && Objects.equals(given.answers(), again.answers()),
                        words(given.text(), again.text(), given.situation(), again.situation()))
                : other(recorded);
    }

    private static Repeated request(EntryEvent recorded, RequestFeedback again) {
        return recorded instanceof FeedbackRequested requested
                ? new Repeated(recorded, true, words(requested.about(), again.about()))
                : other(recorded);
    }

    private static Repeated concern(EntryEvent recorded, RaiseConcern again) {
        return recorded instanceof ConcernRaised raised
                ? new Repeated(recorded, true, words(raised.text(), again.text()))
                : other(recorded);
    }

    private static Repeated rupture(EntryEvent recorded, NameRupture again) {
        return recorded instanceof RuptureNamed named
                ? new Repeated(
                        recorded,
                        named.causedBy() == again.causedBy()
                                && named.kind() == again.kind()
                                && named.occurredOn().equals(again.occurredOn())
                                && Objects.equals(named.about(), again.about()),
                        words(named.text(), again.text()))
                : other(recorded);
    }

    private static Repeated topic(EntryEvent recorded, RaiseTopic again) {
        return recorded instanceof TopicRaised raised
                ? new Repeated(recorded, true, words(raised.text(), again.text()))
                : other(recorded);
    }

    private static Repeated note(EntryEvent recorded, TakeNote again) {
        return recorded instanceof NoteTaken taken
                ? new Repeated(recorded, taken.flagged() == again.flagged(), words(taken.text(), again.text()))
                : other(recorded);
    }

    private static Repeated other(EntryEvent recorded) {
        return new Repeated(recorded, false, List.of());
    }

    private static List<Words> words(@Nullable Sealed... recordedAndAgain) {
        var words = new Words[recordedAndAgain.length / 2];
        for (var i = 0; i < words.length; i++) {
            words[i] = new Words(recordedAndAgain[2 * i], recordedAndAgain[2 * i + 1]);
        }
        return List.copyOf(Arrays.asList(words));
    }
}
