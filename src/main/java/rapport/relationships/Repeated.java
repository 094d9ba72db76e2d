package rapport.relationships;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.concerns.Concern;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.parties.EntryEvent;
import rapport.relationships.RelationshipAct.Correct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.HandOver;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureAct.NameRupture;
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
    static Optional<Repeated> of(RelationshipAct act, Entries entries) {
        return switch (act) {
            case OnCommitment(MakeCommitment make) ->
                entries.repeated(
                        make.commitment().entry(),
                        Commitment.class,
                        there -> there.isSameButForItsWords(make),
                        there -> words(
                                there.made().text(), make.text(), there.made().plan(), make.plan()));
            case OnFeedback(GiveFeedback give) ->
                entries.repeated(
                        give.entry(),
                        Feedback.class,
                        there -> there.isSameButForItsWords(give),
                        there -> words(there.text(), give.text(), there.situation(), give.situation()));
            case OnFeedback(RequestFeedback request) ->
                entries.repeated(
                        request.entry(),
                        FeedbackRequest.class,
                        there -> there.isSameButForItsWords(request),
                        there -> words(there.text(), request.about()));
            case OnConcern(RaiseConcern raise, var _) ->
                entries.repeated(
                        raise.entry(),
                        Concern.class,
                        there -> there.isSameButForItsWords(raise),
                        there -> words(there.text(), raise.text()));
            case OnRupture(NameRupture name) ->
                entries.repeated(
                        name.entry(),
                        Rupture.class,
                        there -> there.isSameButForItsWords(name),
                        there -> words(there.text(), name.text()));
            case OnMeeting(RaiseTopic raise) ->
                entries.repeated(
                        raise.entry(),
                        Topic.class,
                        there -> there.isSameButForItsWords(raise),
                        there -> words(there.text(), raise.text()));
            case OnMeeting(TakeNote take) ->
                entries.repeated(
                        take.entry(),
                        Note.class,
                        there -> there.isSameButForItsWords(take),
                        there -> words(there.text(), take.text()));
            case OnCommitment _,
                    OnFeedback _,
                    OnConcern _,
                    OnRupture _,
                    OnMeeting _,
                    Correct _,
                    JoinRelationship _,
                    EndRelationship _,
                    HandOver _ -> Optional.empty();
        };
    }

    private static List<Words> words(@Nullable Sealed... recordedAndAgain) {
        var words = new Words[recordedAndAgain.length / 2];
        for (var i = 0; i < words.length; i++) {
            words[i] = new Words(recordedAndAgain[2 * i], recordedAndAgain[2 * i + 1]);
        }
        return List.copyOf(Arrays.asList(words));
    }
}
