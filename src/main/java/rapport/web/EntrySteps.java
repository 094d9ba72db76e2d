package rapport.web;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionEvent;
import rapport.eventstore.Recorded;
import rapport.feedback.FeedbackEvent;
import rapport.meetings.MeetingEvent.NoteEvent;
import rapport.meetings.MeetingEvent.NoteTaken;
import rapport.meetings.MeetingEvent.NoteUnflagged;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicEvent;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.notebooks.NotebookEvent.PrivateEntryClosed;
import rapport.notebooks.NotebookEvent.PrivateEntryEvent;
import rapport.notebooks.NotebookEvent.PrivateEntryShared;
import rapport.notebooks.NotebookEvent.PrivateNoteTaken;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookEvent.PrivateTopicNoted;
import rapport.parties.EntryEvent;
import rapport.ruptures.RuptureEvent;
import rapport.words.Sealed;

/** Tells what happened to an entry, step by step. What created it says nothing here that its page does not say above. */
final class EntrySteps {

    private EntrySteps() {}

    private record Told(String sentence, List<Sealed> words) {

        private static Told of(String sentence, @Nullable Sealed... words) {
            return new Told(sentence, Stream.of(words).filter(Objects::nonNull).toList());
        }
    }

    static Step step(Pair pair, Recorded<EntryEvent> recorded, Function<Sealed, String> open) {
        var event = recorded.event();
        var by = event.by();
        var who = by == null ? "" : pair.who(by.side());
        var told = switch (event) {
            case RuptureEvent on -> told(pair, who, on);
            case ConcernEvent on -> told(who, on);
            case FeedbackEvent on -> told(pair, who, on);
            case TopicEvent on -> told(pair, who, on);
            case NoteEvent on -> told(who, on);
            case PrivateEntryEvent on -> told(who, on);
            case CorrectionEvent on -> told(who, on);
            default -> throw new IllegalStateException("no event on such an entry");
        };
        return new Step(
                told.sentence(),
                Days.moment(recorded.at(), pair.card().zone(), pair.today()),
                recorded.at().toString(),
                PromisePages.mark(pair, by),
                told.words().stream().map(open).toList());
    }

    private static Told told(Pair pair, String who, RuptureEvent event) {
        return switch (event) {
            case RuptureEvent.RuptureNamed _ -> Told.of(who + " named it.");
            case RuptureEvent.ImpactDescribed impact -> Told.of(who + " said what it did.", impact.text());
            case RuptureEvent.RuptureDisputed disputed ->
                Told.of(
                        who + (pair.isYou(disputed.by().side()) ? " see" : " sees") + " it differently.",
                        disputed.text());
            case RuptureEvent.RepairOffered offer ->
                Told.of(
                        who + " owned it and offered a repair, by " + pair.day(offer.dueOn()) + ".",
                        offer.owned(),
                        offer.change());
            case RuptureEvent.RepairAccepted accepted -> Told.of(who + " accepted the repair.", accepted.text());
            case RuptureEvent.RepairDeclined declined ->
                Told.of(who + " did not accept the repair, and said what is missing.", declined.missing());
            case RuptureEvent.ChangeNoted noted ->
                Told.of(
                        who + " noted that the change " + (noted.held() ? "held" : "slipped") + " on "
                                + pair.day(noted.observedOn()) + ".",
                        noted.text());
            case RuptureEvent.RuptureRepaired _ -> Told.of(who + " said that it is mended.");
            case RuptureEvent.RuptureLetGo gone -> Told.of(who + " let it go.", gone.reason());
            case RuptureEvent.RuptureReopened reopened ->
                Told.of(
                        who + " did not stand by what was recorded in "
                                + pair.whose(reopened.by().side()) + " name, and opened it again.",
                        reopened.reason());
        };
    }

    private static Told told(String who, ConcernEvent event) {
        return switch (event) {
            case ConcernEvent.ConcernRaised _ -> Told.of(who + " raised it.");
            case ConcernEvent.ConcernHeard heard -> Told.of(who + " heard it.", heard.text());
            case ConcernEvent.ConcernAnswered answered -> Told.of(who + " answered.", answered.text());
            case ConcernEvent.ConcernSettled _ -> Told.of(who + " said that it is settled.");
            case ConcernEvent.ConcernReopened reopened -> Told.of(who + " opened it again.", reopened.reason());
            case ConcernEvent.ConcernWithdrawn withdrawn -> Told.of(who + " took it back.", withdrawn.reason());
        };
    }

    private static Told told(Pair pair, String who, FeedbackEvent event) {
        return switch (event) {
            case FeedbackEvent.FeedbackRequested _ -> Told.of(who + " asked for it.");
            case FeedbackEvent.FeedbackGiven _ -> Told.of(who + " gave it.");
            case FeedbackEvent.FeedbackHeard heard ->
                Told.of(
                        who + (pair.isYou(heard.by().side()) ? " say: " : " says: ")
                                + Spoken.landed(heard.landed()).toLowerCase(java.util.Locale.ENGLISH) + ".",
                        heard.text());
        };
    }

    private static Told told(Pair pair, String who, TopicEvent event) {
        return switch (event) {
            case TopicRaised _ -> Told.of(who + " raised it.");
            case TopicDiscussed _ ->
                Told.of(who + " said that " + (pair.isReader() ? "they" : "you") + " talked about it.");
            case TopicDropped dropped -> Told.of(who + " dropped it.", dropped.reason());
        };
    }

    private static Told told(String who, NoteEvent event) {
        return switch (event) {
            case NoteTaken _ -> Told.of(who + " took it.");
            case NoteUnflagged _ -> Told.of(who + " put it away.");
        };
    }

    private static Told told(String who, PrivateEntryEvent event) {
        return switch (event) {
            case PrivateNoteTaken _, PrivateTopicNoted _, PrivateRuptureNoted _ -> Told.of(who + " wrote it down.");
            case PrivateEntryShared _ -> Told.of(who + " named it to both.");
            case PrivateEntryClosed _ -> Told.of(who + " put it away.");
        };
    }

    private static Told told(String who, CorrectionEvent event) {
        return switch (event) {
            case CorrectionEvent.EntryReworded reworded -> Told.of(who + " put it in other words.", reworded.reason());
            case CorrectionEvent.EntryRetracted retracted -> Told.of(who + " retracted it.", retracted.reason());
        };
    }
}
