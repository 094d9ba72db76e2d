package rapport.relationships;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.commitments.Commitment;
import rapport.commitments.Commitment.Status;
import rapport.commitments.CommitmentAct;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentEvent;
import rapport.commitments.CommitmentId;
import rapport.concerns.Concern;
import rapport.concerns.ConcernAct;
import rapport.concerns.ConcernAct.RaiseConcern;
import rapport.concerns.ConcernEvent;
import rapport.corrections.CorrectionAct;
import rapport.corrections.CorrectionEvent;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.Corrections;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackAct;
import rapport.feedback.FeedbackAct.GiveFeedback;
import rapport.feedback.FeedbackAct.HearFeedback;
import rapport.feedback.FeedbackAct.RequestFeedback;
import rapport.feedback.FeedbackEvent;
import rapport.feedback.FeedbackEvent.FeedbackGiven;
import rapport.feedback.FeedbackEvent.FeedbackHeard;
import rapport.feedback.FeedbackEvent.FeedbackRequested;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.MeetingAct;
import rapport.meetings.MeetingAct.NoteAct;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.TakeNote;
import rapport.meetings.MeetingAct.TopicAct;
import rapport.meetings.MeetingEvent.NoteEvent;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.TopicEvent;
import rapport.meetings.Meetings;
import rapport.meetings.Note;
import rapport.meetings.Topic;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.relationships.Trail.Steps;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureAct;
import rapport.ruptures.RuptureAct.AcceptRepair;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.ruptures.RuptureEvent;
import rapport.ruptures.RuptureEvent.RepairAccepted;
import rapport.shared.NotThere;
import rapport.shared.RuleBroken;

/**
 * Everything recorded within one relationship, each part by its id, and the rules that cross from one to another.
 * Deciding changes nothing; evolving only assigns, and looks up rather than scans.
 */
final class Entries {

    private final Map<EntryId, EntryEvent> created = new HashMap<>();
    private final Map<EntryId, Corrections> corrections = new HashMap<>();
    private final Map<EntryId, Commitment> commitments = new HashMap<>();
    private final Map<EntryId, Feedback> feedback = new HashMap<>();
    private final Map<EntryId, FeedbackRequest> requests = new HashMap<>();
    private final Map<EntryId, Concern> concerns = new HashMap<>();
    private final Map<EntryId, Rupture> ruptures = new HashMap<>();
    private final Map<EntryId, Topic> topics = new HashMap<>();
    private final Map<EntryId, Note> notes = new HashMap<>();

    /** Null until it is needed, if there is something of it in the past. */
    private @Nullable Meetings meetings;

    private Past past;
    private Steps steps = new Steps();

    Entries() {
        this(Past.NONE);
    }

    /** Those of a stream whose past is looked up where it is needed. */
    Entries(Past past) {
        this.past = past;
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    List<StreamEvent> decide(CommitmentAct act, RelationshipId relationship, By by, LocalDate today) {
        if (act instanceof MakeCommitment make) {
            refuseTaken(make.commitment().entry());
            return List.of(Commitment.make(make, relationship, by, today));
        }
        return List.of(there(commitments, act.commitment().entry()).decide(act, by, today));
    }

    List<StreamEvent> decide(FeedbackAct act, RelationshipId relationship, By by, LocalDate today) {
        return switch (act) {
            case RequestFeedback request -> {
                refuseTaken(request.entry());
                yield List.of(FeedbackRequest.ask(request, relationship, by));
            }
            case GiveFeedback give -> {
                refuseTaken(give.entry());
                var answered = give.answers() == null ? null : there(requests, Objects.requireNonNull(give.answers()));
                yield List.of(Feedback.give(give, answered, relationship, by));
            }
            case HearFeedback hear -> List.of(there(feedback, hear.entry()).decide(hear, by, today));
        };
    }

    /** @param with the commitment that an answer makes in the same decision */
    List<StreamEvent> decide(
            ConcernAct act, @Nullable MakeCommitment with, RelationshipId relationship, By by, LocalDate today) {
        if (act instanceof RaiseConcern raise) {
            refuseTaken(raise.entry());
            return List.of(Concern.raise(raise, relationship, by));
        }
        var decided = there(concerns, act.entry()).decide(act, by, today);
        if (with == null) {
            return List.of(decided);
        }
        refuseTaken(with.commitment().entry());
        anAnswerPromisesForTheOneWhoGivesIt(with, by);
        return List.of(Commitment.make(with, relationship, by, today), decided);
    }

    private static void anAnswerPromisesForTheOneWhoGivesIt(MakeCommitment with, By by) {
        if (with.promisor() != by.side()) {
            throw new RuleBroken(
                    "not-the-answerers-promise", "An answer can make a promise only for the person who answers.");
        }
    }

    List<StreamEvent> decide(RuptureAct act, RelationshipId relationship, By by, LocalDate today) {
        if (act instanceof NameRupture name) {
            refuseTaken(name.entry());
            whatItIsAboutFits(name);
            return List.of(Rupture.name(name, relationship, by, today));
        }
        var rupture = there(ruptures, act.entry());
        var decided = rupture.decide(act, by, today, this::isKept);
        if (act instanceof AcceptRepair accept && decided instanceof RepairAccepted) {
            refuseTaken(accept.commitment());
            var offer = Objects.requireNonNull(rupture.repair());
            var made = Commitment.ofRepair(
                    relationship,
                    by,
                    new CommitmentId(accept.commitment().value()),
                    rupture.causedBy(),
                    offer.change(),
                    offer.dueOn(),
                    today,
                    rupture.id());
            return List.of(made, decided);
        }
        return List.of(decided);
    }

    // A rupture is about a promise or a piece of feedback, or about neither.
    private void whatItIsAboutFits(NameRupture name) {
        var about = name.about();
        if (about == null) {
            return;
        }
        reach(about);
        if (!created.containsKey(about)) {
            throw new NotThere();
        }
        notRetracted(about);
        var promise = commitments.get(about);
        if (promise == null && !feedback.containsKey(about)) {
            throw Rupture.notAboutThat();
        }
        if (promise != null) {
            Rupture.mustFitPromiseOf(promise.promisor(), name);
        }
    }

    private boolean isKept(EntryId commitment) {
        reach(commitment);
        var promise = commitments.get(commitment);
        return promise != null && promise.status() == Status.KEPT;
    }

    List<StreamEvent> decide(MeetingAct act, RelationshipId relationship, By by, LocalDate today, ZoneId zone) {
        return switch (act) {
            case RaiseTopic raise -> {
                refuseTaken(raise.entry());
                yield List.of(Topic.raise(raise, relationship, by));
            }
            case TopicAct onTopic -> List.of(there(topics, onTopic.entry()).decide(onTopic, by, today));
            case TakeNote take -> {
                refuseTaken(take.entry());
                yield List.of(Note.take(take, relationship, by));
            }
            case NoteAct onNote -> List.of(there(notes, onNote.entry()).decide(onNote, by, today));
            case OneOnOneAct oneOnOne -> List.of(meetings().decide(oneOnOne, relationship, by, today, zone));
        };
    }

    List<StreamEvent> decide(CorrectionAct act, RelationshipId relationship, By by, Instant now) {
        reach(act.entry());
        var entry = Optional.ofNullable(corrections.get(act.entry())).orElseThrow(NotThere::new);
        var promise = commitments.get(act.entry());
        if (promise != null && promise.made().repairs() != null) {
            throw new RuleBroken(
                    "part-of-a-repair",
                    "This promise is the change that was offered in a repair and accepted; it stands as it was offered.");
        }
        return List.of(entry.decide(act, relationship, by, now));
    }

    private <T> T there(Map<EntryId, T> parts, EntryId id) {
        reach(id);
        var part = Optional.ofNullable(parts.get(id)).orElseThrow(NotThere::new);
        notRetracted(id);
        return part;
    }

    private void notRetracted(EntryId id) {
        Optional.ofNullable(corrections.get(id)).ifPresent(Corrections::isNotRetracted);
    }

    private void refuseTaken(EntryId id) {
        reach(id);
        if (created.containsKey(id)) {
            throw new RuleBroken("id-taken", "This id already belongs to another record.");
        }
    }

    /** What the system records for a commitment whose due day has ended; nothing where there is nothing to record. */
    Optional<CommitmentEvent> overdue(CommitmentId id, LocalDate today) {
        reach(id.entry());
        var promise = commitments.get(id.entry());
        var retracted = Optional.ofNullable(corrections.get(id.entry()))
                .filter(entry -> entry.retracted() != null)
                .isPresent();
        return promise == null || retracted ? Optional.empty() : promise.overdue(today);
    }

    /** What stands under an id that a creation would take again; nothing if the id is free. */
    <P> Optional<Repeated> repeated(
            EntryId id, Class<P> kind, Predicate<P> isSame, Function<P, List<Repeated.Words>> words) {
        reach(id);
        return Optional.ofNullable(created.get(id))
                .map(recorded -> parts().map(parts -> parts.get(id))
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .findFirst()
                        .map(part -> new Repeated(recorded, isSame.test(part), words.apply(part)))
                        .orElseGet(() -> new Repeated(recorded, false, List.of())));
    }

    private Stream<Map<EntryId, ?>> parts() {
        return Stream.of(commitments, feedback, requests, concerns, ruptures, topics, notes);
    }

    // --- applying -------------------------------------------------------------------------------------------------

    void evolve(StreamEvent event, Instant at) {
        if (event instanceof EntryEvent onEntry) {
            reach(onEntry.entry());
            steps.touch(onEntry.entry());
            onEntry.alsoOn().forEach(this::touchIfThere);
        }
        switch (event) {
            case CommitmentEvent e -> commitments.compute(e.entry(), (_, before) -> Commitment.after(before, e));
            case FeedbackEvent e -> evolve(e, at);
            case ConcernEvent e -> concerns.compute(e.entry(), (_, before) -> Concern.after(before, e, at));
            case RuptureEvent e -> ruptures.compute(e.entry(), (_, before) -> Rupture.after(before, e, at));
            case TopicEvent e -> topics.compute(e.entry(), (_, before) -> Topic.after(before, e, at));
            case NoteEvent e -> notes.compute(e.entry(), (_, before) -> Note.after(before, e, at));
            case OneOnOneEvent e -> {
                meetings = Meetings.after(meetings(), e, at);
                steps.touchMeetings();
            }
            case CorrectionEvent e -> evolve(e);
            default -> {}
        }
        if (event instanceof EntryEvent onEntry) {
            created.putIfAbsent(onEntry.entry(), onEntry);
            corrections.compute(onEntry.entry(), (_, before) -> Corrections.after(before, onEntry, at));
            onEntry.alsoOn().forEach(id -> corrections.computeIfPresent(id, (_, before) -> before.touched(onEntry)));
        }
    }

    private void evolve(FeedbackEvent event, Instant at) {
        switch (event) {
            case FeedbackRequested e ->
                requests.compute(e.entry(), (_, before) -> FeedbackRequest.after(before, e, at));
            case FeedbackGiven e -> {
                feedback.compute(e.entry(), (_, before) -> Feedback.after(before, e, at));
                if (e.answers() != null) {
                    requests.computeIfPresent(e.answers(), (_, before) -> FeedbackRequest.after(before, e, at));
                }
            }
            case FeedbackHeard e -> feedback.compute(e.entry(), (_, before) -> Feedback.after(before, e, at));
        }
    }

    // Feedback that is taken back no longer answers what it was asked for.
    private void evolve(CorrectionEvent event) {
        var given = feedback.get(event.entry());
        if (event instanceof EntryRetracted && given != null && given.given().answers() != null) {
            var answered = Objects.requireNonNull(given.given().answers());
            touchIfThere(answered);
            requests.computeIfPresent(answered, (_, before) -> before.withoutAnswer());
        }
    }

    private void touchIfThere(EntryId id) {
        reach(id);
        if (created.containsKey(id)) {
            steps.touch(id);
        }
    }

    // --- looking back ---------------------------------------------------------------------------------------------

    private Meetings meetings() {
        var there = meetings;
        if (there == null) {
            there = Meetings.none();
            for (var recorded : past.at(past.trail().meetings())) {
                if (!(recorded.event() instanceof OneOnOneEvent event)) {
                    throw past.isWrong();
                }
                there = Meetings.after(there, event, recorded.at());
            }
            meetings = there;
        }
        return there;
    }

    // An entry is here as a whole or not at all.
    private void reach(EntryId id) {
        if (created.containsKey(id)) {
            return;
        }
        var places = past.trail().of(id);
        if (places.isEmpty()) {
            return;
        }
        var alone = new Entries(past.with(Trail.NONE));
        for (var recorded : past.at(places)) {
            if (!(recorded.event() instanceof EntryEvent event)) {
                throw past.isWrong();
            }
            alone.evolveFor(id, event, recorded.at());
        }
        take(alone, id);
    }

    // Of what happened to another entry, only what it means for this one; except that feedback taken back has to be
    // known
    // for what it answered.
    private void evolveFor(EntryId id, EntryEvent event, Instant at) {
        if (event.entry().equals(id) || event instanceof FeedbackGiven || created.containsKey(event.entry())) {
            evolve(event, at);
        } else if (event.alsoOn().contains(id)) {
            corrections.computeIfPresent(id, (_, before) -> before.touched(event));
        } else {
            throw past.isWrong();
        }
    }

    private void take(Entries from, EntryId id) {
        take(from.created, created, id);
        take(from.corrections, corrections, id);
        take(from.commitments, commitments, id);
        take(from.feedback, feedback, id);
        take(from.requests, requests, id);
        take(from.concerns, concerns, id);
        take(from.ruptures, ruptures, id);
        take(from.topics, topics, id);
        take(from.notes, notes, id);
    }

    private static <T> void take(Map<EntryId, T> from, Map<EntryId, T> to, EntryId id) {
        Optional.ofNullable(from.get(id)).ifPresent(there -> to.put(id, there));
    }

    Past past() {
        return past;
    }

    /** What happened since the past that is looked up. */
    Steps steps() {
        return steps;
    }

    /** Makes all that is known a part of what is looked up, lets go of the entries, and answers that. */
    Trail settled() {
        var trail = steps.after(past.trail());
        past = past.with(trail);
        steps = new Steps();
        created.clear();
        corrections.clear();
        parts().forEach(Map::clear);
        return trail;
    }

    /** How many entries are here as a whole. */
    int reached() {
        return created.size();
    }

    /** An entry as it stands, in all that decisions ask of it: for comparing. */
    List<Optional<Object>> whole(EntryId id) {
        reach(id);
        return Stream.concat(Stream.of(created, corrections), parts())
                .map(parts -> Optional.<Object>ofNullable(parts.get(id)))
                .toList();
    }
}
