package rapport.briefing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.briefing.Today.Move;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentId;
import rapport.corrections.CorrectionActKind;
import rapport.corrections.Corrections;
import rapport.eventstore.Recorded;
import rapport.eventstore.Staleness;
import rapport.eventstore.Streams;
import rapport.eventstore.Unreadable;
import rapport.feedback.Feedback;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.Meetings;
import rapport.meetings.OneOnOne;
import rapport.notebooks.NotebookId;
import rapport.notebooks.Notebooks;
import rapport.notebooks.PrivateEntry;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.parties.Viewer;
import rapport.parties.Visibility;
import rapport.relationships.Reading;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;
import rapport.words.Sealed;

/**
 * Answers what is open, for a viewer who may see it. Reads the tables, or folds the stream where the tables fell
 * behind or the question is about the past; all three give the same answer.
 */
@Component
public class Briefing {

    /** As much of a stream as is read at once from its end. */
    private static final int PAGE = 100;

    private final Relationships relationships;
    private final Notebooks notebooks;
    private final Pictures pictures;
    private final PromiseTable table;
    private final EntryTable entries;
    private final MeetingTable meetings;
    private final Staleness staleness;
    private final Streams streams;
    private final Clock clock;

    Briefing(
            Relationships relationships,
            Notebooks notebooks,
            Pictures pictures,
            PromiseTable table,
            EntryTable entries,
            MeetingTable meetings,
            Staleness staleness,
            Streams streams,
            Clock clock) {
        this.relationships = relationships;
        this.notebooks = notebooks;
        this.pictures = pictures;
        this.table = table;
        this.entries = entries;
        this.meetings = meetings;
        this.staleness = staleness;
        this.streams = streams;
        this.clock = clock;
    }

    /** The brief of a relationship as it is now. @throws NotThere for anyone who may not read it */
    public Brief brief(PersonId viewer, RelationshipId id) {
        return brief(viewer, relationships.reading(viewer, id));
    }

    private Brief brief(PersonId viewer, Reading reading) {
        var card = reading.card();
        var notebook = notebook(viewer, reading);
        var today = card.dayOf(clock.instant());
        return brief(reading, notebook, pictures.now(card, reading.viewer(), notebook, today));
    }

    private static Reading asParty(PersonId viewer, RelationshipCard card) {
        var side = card.parties().sideOf(viewer).orElseThrow(NotThere::new);
        return new Reading(card, new Viewer.Party(side));
    }

    private @Nullable NotebookId notebook(PersonId viewer, Reading reading) {
        return switch (reading.viewer()) {
            case Viewer.Party _ -> notebooks.find(viewer, reading.card().id()).orElse(null);
            case Viewer.Reader _ -> null;
        };
    }

    /**
     * What the two look at together when they end a 1:1, the same whatever the viewer keeps to themselves.
     *
     * @throws NotThere for anyone but its parties
     */
    public Together together(PersonId viewer, RelationshipId id) {
        var card = relationships.find(viewer, id);
        var reading = asParty(viewer, card);
        var today = card.dayOf(clock.instant());
        var recorded = recordedSince(id, SinceLast.startOf(card, today));
        var entries = new LinkedHashMap<EntryId, Entry>();
        var promises = new LinkedHashMap<EntryId, Promise>();
        for (var entry : touched(recorded)) {
            find(id.value(), entry).filter(there -> !there.isRetracted()).ifPresent(there -> entries.put(entry, there));
            promise(id, new CommitmentId(entry.value()))
                    .filter(there -> !there.retracted())
                    .ifPresent(there -> promises.put(entry, there));
        }
        return new Together(
                brief(reading, null, pictures.now(card, reading.viewer(), null, today)),
                unrecorded(card, today),
                planned(id).upcoming(today, card.zone(), Together.UPCOMING),
                recorded,
                entries,
                promises);
    }

    private Optional<Promise> promise(RelationshipId id, CommitmentId commitment) {
        return isStale(id) ? Optional.ofNullable(fold(id).promises().get(commitment)) : table.find(id, commitment);
    }

    // A cadence may go back to before anything was recorded here at all.
    private List<OneOnOne> unrecorded(RelationshipCard card, LocalDate today) {
        var first = card.dayOf(card.startedAt());
        return planned(card.id()).unrecorded(today, card.zone()).stream()
                .filter(planned -> !planned.dayIn(card.zone()).isBefore(first))
                .toList();
    }

    /** The latest 1:1 that was planned for today or one of the few days before and is not recorded as held. */
    public Optional<OneOnOne> toBeWrappedUp(Brief brief) {
        return unrecorded(brief.relationship(), brief.openItems().today()).stream()
                .reduce((_, later) -> later);
    }

    // Such a day is short; whoever imports years of records in one sees the end of them.
    private static Set<EntryId> touched(List<Recorded<StreamEvent>> recorded) {
        var touched = new LinkedHashSet<EntryId>();
        recorded.reversed().stream()
                .map(Recorded::event)
                .filter(EntryEvent.class::isInstance)
                .limit(Together.MOST)
                .forEach(event -> touched.add(((EntryEvent) event).entry()));
        return touched;
    }

    private List<Recorded<StreamEvent>> recordedSince(RelationshipId id, Instant since) {
        var found = new ArrayList<Recorded<StreamEvent>>();
        var stream = id.toString();
        for (var before = streams.length(stream); before > 0; before = Math.max(0, before - PAGE)) {
            for (var recorded : streams.readBackwards(stream, before, PAGE)) {
                if (recorded.at().isBefore(since)) {
                    return found.reversed();
                }
                found.add(new Recorded<>(recorded.sequence(), recorded.at(), (StreamEvent) recorded.event()));
            }
        }
        return found.reversed();
    }

    /** The brief as it was at an instant, from nothing but what had been recorded by then. */
    public Brief briefAsOf(PersonId viewer, RelationshipId id, Instant asOf) {
        var reading = relationships.reading(viewer, id);
        var notebook = notebook(viewer, reading);
        return brief(reading, notebook, pictures.asOf(reading.card(), reading.viewer(), notebook, asOf));
    }

    private static Brief brief(Reading reading, @Nullable NotebookId notebook, Picture picture) {
        var entries = new LinkedHashMap<EntryId, Entry>();
        picture.shared().forEach(entry -> entries.put(entry.id(), entry));
        // Once shared, an entry stands in both streams under one id, and the one that both see counts.
        picture.own().stream().filter(Entry::isOpen).forEach(entry -> entries.put(entry.id(), entry));
        var open = picture.promises().stream().filter(Promise::isOpen).toList();
        return new Brief(
                reading.card(),
                reading.viewer(),
                notebook,
                picture.planned(),
                picture.inARow(),
                OpenItems.of(picture),
                byId(open),
                entries);
    }

    private static Map<CommitmentId, Promise> byId(Collection<Promise> promises) {
        var byId = new LinkedHashMap<CommitmentId, Promise>();
        promises.stream()
                .sorted(Comparator.comparing(
                                (Promise promise) -> promise.commitment().dueOn())
                        .thenComparingLong(Promise::madeSequence))
                .forEach(promise -> byId.put(promise.commitment().id(), promise));
        return byId;
    }

    private boolean isStale(RelationshipId id) {
        return staleness.isStale(List.of(id.value()));
    }

    private PromiseFold fold(RelationshipId id) {
        return PromiseFold.of(streams.read(id.toString()));
    }

    /** What happened since the last 1:1, as of now. @throws NotThere for anyone who may not read it */
    public SinceLast sinceLast(PersonId viewer, RelationshipId id) {
        var card = relationships.reading(viewer, id).card();
        var today = card.dayOf(clock.instant());
        if (isStale(id)) {
            return sinceLast(card, today, streams.read(id.toString()));
        }
        var lastHeld = meetings.lastHeld(id);
        var start = SinceLast.startOf(card, SinceLast.day(lastHeld, today));
        return SinceLast.of(
                card,
                lastHeld,
                today,
                lastHeld.map(day -> summaries(id, day)).orElse(List.of()),
                table.movedSince(id, start),
                entries.recordedSince(id.value(), start));
    }

    // Words of 1:1s stand nowhere but in the stream.
    private List<Sealed> summaries(RelationshipId id, LocalDate day) {
        return meetings.heldOn(id, day).stream()
                .flatMap(sequence -> streams.readBackwards(id.toString(), sequence + 1, 1).stream())
                .map(Recorded::event)
                .flatMap(event -> Stream.ofNullable(((OneOnOneHeld) event).summary()))
                .toList();
    }

    /** The same as it was at an instant. */
    public SinceLast sinceLastAsOf(PersonId viewer, RelationshipId id, Instant asOf) {
        var card = relationships.reading(viewer, id).card();
        return sinceLast(card, card.dayOf(asOf), streams.readUpTo(id.toString(), asOf));
    }

    private static SinceLast sinceLast(RelationshipCard card, LocalDate today, List<? extends Recorded<?>> stream) {
        var held = stream.stream()
                .map(Recorded::event)
                .filter(OneOnOneHeld.class::isInstance)
                .map(OneOnOneHeld.class::cast)
                .toList();
        var lastHeld = held.stream().map(OneOnOneHeld::heldOn).max(Comparator.naturalOrder());
        return SinceLast.of(
                card,
                lastHeld,
                today,
                held.stream()
                        .filter(one -> lastHeld.filter(one.heldOn()::equals).isPresent())
                        .flatMap(one -> Stream.ofNullable(one.summary()))
                        .toList(),
                PromiseFold.of(stream).promises().values(),
                EntryFold.of(stream).all());
    }

    /**
     * The entries in which something was said in the viewer's name that still waits for a word of their own: a promise
     * kept or released, or its date moved; how feedback landed; a concern settled; how a rupture goes on or ended.
     *
     * @throws NotThere for anyone but its parties
     */
    public Set<EntryId> toBeVerified(PersonId viewer, RelationshipId id) {
        var card = relationships.find(viewer, id);
        if (card.isErased()) {
            return Set.of();
        }
        var side = card.parties().joinedSideOf(viewer).orElseThrow(NotThere::new);
        var stream = isStale(id) ? streams.read(id.toString()) : null;
        var promises = stream == null
                ? table.toBeVerified(id)
                : PromiseFold.of(stream).promises().values();
        var others = stream == null
                ? entries.toBeVerified(id.value())
                : EntryFold.of(stream).all();
        var found = new LinkedHashSet<EntryId>();
        promises.stream()
                .filter(promise ->
                        promise.isToBeVerified() && promise.commitment().promisee() == side)
                .forEach(promise -> found.add(promise.commitment().id().entry()));
        others.stream().filter(entry -> entry.verifier() == side).forEach(entry -> found.add(entry.id()));
        return found;
    }

    /** Everything that is a person's own move, and all their briefs. */
    public Today today(PersonId viewer) {
        var unreadable = new ArrayList<RelationshipCard>();
        var briefs = relationships.of(viewer).stream()
                .filter(card -> !card.hasEnded())
                .flatMap(card -> briefIfReadable(viewer, card, unreadable).stream())
                .sorted(Comparator.comparing((Brief brief) -> brief.openItems().next())
                        .thenComparing(brief -> brief.relationship().startedAt()))
                .toList();
        var moves = briefs.stream()
                .flatMap(brief -> brief.openItems().items().stream()
                        .filter(item -> item.owedBy().includes(brief.side()))
                        .map(item -> new Move(brief, item)))
                .sorted(Comparator.comparing(Move::item, OpenItem.WORST_FIRST))
                .toList();
        return new Today(moves, briefs, List.copyOf(unreadable));
    }

    // One that is damaged must not keep the others from being seen.
    private Optional<Brief> briefIfReadable(PersonId viewer, RelationshipCard card, List<RelationshipCard> unreadable) {
        try {
            return Optional.of(brief(viewer, asParty(viewer, card)));
        } catch (Unreadable _) {
            unreadable.add(card);
            return Optional.empty();
        }
    }

    /** Every promise made to a person: open ones first, by due date; then the others, the latest due first. */
    public List<PromiseLife> promisesTo(PersonId viewer) {
        var lives = new ArrayList<PromiseLife>();
        for (var card : relationships.of(viewer)) {
            if (card.isErased()) {
                continue;
            }
            var side = card.parties().sideOf(viewer).orElseThrow(NotThere::new);
            try {
                lives(viewer, card).stream()
                        .filter(life -> life.promise().commitment().promisee() == side)
                        .forEach(lives::add);
            } catch (Unreadable _) {
                // its own pages say so
            }
        }
        lives.sort(OPEN_FIRST);
        return List.copyOf(lives);
    }

    /** Every promise of a relationship, ordered likewise. @throws NotThere for anyone who may not read it */
    public List<PromiseLife> promises(PersonId viewer, RelationshipId id) {
        return lives(viewer, relationships.reading(viewer, id).card()).stream()
                .sorted(OPEN_FIRST)
                .toList();
    }

    private static final Comparator<PromiseLife> OPEN_FIRST = Comparator.comparing(
                    (PromiseLife life) -> !life.promise().isOpen())
            .thenComparing((one, other) -> byDueDate(one, other))
            .thenComparing(life -> life.promise().commitment().id().toString());

    private static int byDueDate(PromiseLife one, PromiseLife other) {
        var oldestFirst = one.promise()
                .commitment()
                .dueOn()
                .compareTo(other.promise().commitment().dueOn());
        return one.promise().isOpen() ? oldestFirst : -oldestFirst;
    }

    private List<PromiseLife> lives(PersonId viewer, RelationshipCard card) {
        var stale = isStale(card.id());
        var fold = stale ? fold(card.id()) : null;
        // The steps first: what is recorded in between may then be missing there, but no step tells of what is not.
        var steps = new LinkedHashMap<CommitmentId, List<PromiseStep>>();
        (fold == null ? table.steps(card.id()) : fold.steps())
                .forEach(step -> steps.computeIfAbsent(step.commitment(), _ -> new ArrayList<>())
                        .add(step));
        var promises = fold == null
                ? table.all(card.id())
                : fold.promises().values().stream()
                        .filter(promise -> !promise.retracted())
                        .toList();
        return promises.stream()
                .map(promise -> life(
                        viewer,
                        card,
                        promise,
                        steps.getOrDefault(promise.commitment().id(), List.of())))
                .toList();
    }

    /** One promise with its whole life. @throws NotThere for anyone who may not read it, or if there is none */
    public PromiseLife life(PersonId viewer, RelationshipId id, CommitmentId commitment) {
        var card = relationships.reading(viewer, id).card();
        if (isStale(id)) {
            return lives(viewer, card).stream()
                    .filter(life -> life.promise().commitment().id().equals(commitment))
                    .findFirst()
                    .orElseThrow(NotThere::new);
        }
        var steps = table.steps(id, commitment);
        var promise =
                table.find(id, commitment).filter(there -> !there.retracted()).orElseThrow(NotThere::new);
        return life(viewer, card, promise, steps);
    }

    private PromiseLife life(PersonId viewer, RelationshipCard card, Promise promise, List<PromiseStep> steps) {
        var today = card.dayOf(clock.instant());
        return new PromiseLife(card, promise, today, steps, OfferedAct.on(promise.commitment(), card, viewer, today));
    }

    /** The acts that a viewer may take now on a promise of this brief. */
    public List<OfferedAct> actsOn(Brief brief, Promise promise, PersonId viewer) {
        return OfferedAct.on(
                promise.commitment(),
                brief.relationship(),
                viewer,
                brief.openItems().today());
    }

    /** The acts that a viewer may take now on an entry of this brief other than a promise. */
    public List<OfferedAct> actsOn(Brief brief, Entry entry, PersonId viewer) {
        var card = brief.relationship();
        return OfferedAct.on(entry, card, viewer, brief.openItems().today(), isKept(card.id()));
    }

    /** The acts that a viewer may take now on an entry that they see. */
    public List<OfferedAct> actsOn(SeenEntry seen, PersonId viewer) {
        var card = seen.relationship();
        return OfferedAct.on(seen.entry(), card, viewer, seen.today(), isKept(card.id()));
    }

    private Predicate<EntryId> isKept(RelationshipId id) {
        return entry -> promise(id, new CommitmentId(entry.value()))
                .filter(there -> there.commitment().status() == Commitment.Status.KEPT)
                .isPresent();
    }

    /** The ways in which a viewer may put right now what they recorded. */
    public List<CorrectionActKind> correctionsOf(SeenEntry seen, PersonId viewer) {
        var now = clock.instant();
        if (seen.relationship().hasEnded() || seen.viewer() instanceof Viewer.Reader) {
            return List.of();
        }
        if (seen.entry().state() instanceof PrivateEntry own) {
            return Stream.of(CorrectionActKind.values())
                    .filter(kind -> switch (kind) {
                        case REWORD -> own.status() == PrivateEntry.Status.OPEN;
                        case RETRACT -> own.allowsRetracting(now);
                    })
                    .toList();
        }
        return allowed(seen.entry().corrections(), seen.relationship(), viewer, now);
    }

    /** Likewise a promise, but for one that is part of a repair: it stands as it was offered. */
    public List<CorrectionActKind> correctionsOf(PromiseLife life, PersonId viewer) {
        var card = life.relationship();
        var made = life.promise().commitment().made();
        if (card.hasEnded()
                || made.repairs() != null
                || !made.by().person().equals(viewer)
                || life.promise().retracted()) {
            return List.of();
        }
        var now = clock.instant();
        // Only what happened on the way can tell whether it may still be retracted; mostly it is too late anyway.
        var untouched = new Corrections(made.by(), life.promise().madeAt(), false, null, null, null);
        if (!untouched.allows(CorrectionActKind.RETRACT, card.parties().by(viewer, false), now)) {
            return List.of(CorrectionActKind.REWORD);
        }
        var corrections = untouched;
        for (var recorded : streams.read(card.id().toString())) {
            if (recorded.event() instanceof EntryEvent event
                    && recorded.sequence() > life.promise().madeSequence()
                    && (event.entry().equals(made.entry()) || event.alsoOn().contains(made.entry()))) {
                corrections = corrections.touched(event);
            }
        }
        return allowed(corrections, card, viewer, now);
    }

    private static List<CorrectionActKind> allowed(
            Corrections corrections, RelationshipCard card, PersonId viewer, Instant now) {
        var by = card.parties().by(viewer, false);
        return Stream.of(CorrectionActKind.values())
                .filter(kind -> corrections.allows(kind, by, now))
                .toList();
    }

    /** Everything that happened to an entry that a viewer sees, oldest first. */
    public List<Recorded<EntryEvent>> lifeOf(SeenEntry seen) {
        return streams.read(seen.stream().toString()).stream()
                .filter(recorded -> recorded.event() instanceof EntryEvent event
                        && event.entry().equals(seen.entry().id()))
                .map(recorded -> new Recorded<>(recorded.sequence(), recorded.at(), (EntryEvent) recorded.event()))
                .toList();
    }

    /** The 1:1s as far as they tell what comes. @throws NotThere for anyone who may not read it */
    public Meetings planned(PersonId viewer, RelationshipId id) {
        relationships.reading(viewer, id);
        return planned(id);
    }

    private Meetings planned(RelationshipId id) {
        if (!isStale(id)) {
            return meetings.planned(id);
        }
        var planned = Meetings.none();
        for (var recorded : streams.read(id.toString())) {
            if (recorded.event() instanceof OneOnOneEvent event) {
                planned = Meetings.after(planned, event, recorded.at());
            }
        }
        return planned;
    }

    /**
     * Since when a brief is as it is, as far as can be told without looking at every item.
     *
     * @param revision higher with each thing recorded where its viewer may read
     * @param changedAt when the last of it was recorded, or the day began, on which things may have become due
     */
    public record Revision(long revision, Instant changedAt) {}

    /** The revision of a brief that was just made. */
    public Revision revision(Brief brief) {
        var card = brief.relationship();
        var revision = 0L;
        var changedAt = brief.openItems().today().atStartOfDay(card.zone()).toInstant();
        var notebook = brief.notebook();
        for (var stream : notebook == null
                ? List.of(card.id().toString())
                : List.of(card.id().toString(), notebook.toString())) {
            var length = streams.length(stream);
            revision += length;
            for (var last : streams.readBackwards(stream, length, 1)) {
                changedAt = last.at().isAfter(changedAt) ? last.at() : changedAt;
            }
        }
        return new Revision(revision, changedAt);
    }

    /** One entry other than a promise, shared or the viewer's own. @throws NotThere if there is none to see */
    public SeenEntry entry(PersonId viewer, RelationshipId id, EntryId entry) {
        var reading = relationships.reading(viewer, id);
        var card = reading.card();
        var notebook = notebook(viewer, reading);
        var own = notebook == null ? Optional.<Entry>empty() : find(notebook.value(), entry);
        var isShared = own.isEmpty()
                || (own.get().state() instanceof PrivateEntry there && there.status() == PrivateEntry.Status.SHARED);
        var found = isShared ? find(id.value(), entry) : own;
        return found.filter(there -> !there.isRetracted())
                .map(there -> new SeenEntry(
                        card,
                        reading.viewer(),
                        isShared || notebook == null ? id.value() : notebook.value(),
                        isShared ? Visibility.SHARED : Visibility.PRIVATE,
                        there,
                        card.dayOf(clock.instant())))
                .orElseThrow(NotThere::new);
    }

    /** One entry of the viewer's own notebook, whatever became of it; nothing for an id of anybody else's. */
    public Optional<PrivateEntry> own(PersonId viewer, RelationshipId id, EntryId entry) {
        return notebooks
                .find(viewer, id)
                .flatMap(notebook -> find(notebook.value(), entry))
                .map(found -> (PrivateEntry) found.state());
    }

    /** Whether the relationship itself has an entry of this id. @throws NotThere for anyone but its parties */
    public boolean hasEntry(PersonId viewer, RelationshipId id, EntryId entry) {
        relationships.find(viewer, id);
        var commitment = new CommitmentId(entry.value());
        return find(id.value(), entry).isPresent()
                || (isStale(id)
                        ? fold(id).promises().containsKey(commitment)
                        : table.find(id, commitment).isPresent());
    }

    /**
     * Whether a rupture can be about an entry: a promise or a piece of feedback of the relationship, not retracted.
     *
     * @throws NotThere for anyone but its parties, or if the relationship has no such entry
     */
    public boolean canHaveStrained(PersonId viewer, RelationshipId id, EntryId entry) {
        relationships.find(viewer, id);
        var promise = (isStale(id)
                        ? Optional.ofNullable(fold(id).promises().get(new CommitmentId(entry.value())))
                        : table.find(id, new CommitmentId(entry.value())))
                .filter(there -> !there.retracted());
        return promise.isPresent()
                || find(id.value(), entry)
                        .filter(there -> !there.isRetracted())
                        .map(there -> there.state() instanceof Feedback)
                        .orElseThrow(NotThere::new);
    }

    private Optional<Entry> find(UUID stream, EntryId entry) {
        return staleness.isStale(List.of(stream))
                ? EntryFold.of(streams.read(stream.toString())).find(entry)
                : entries.find(stream, entry);
    }

    /** An overdue commitment that nobody has called missed yet. */
    public record Overdue(RelationshipId relationship, CommitmentId commitment) {}

    /** What the sweep has to look at: open commitments without a miss, whose due day has ended where they were made. */
    public List<Overdue> overdue() {
        var now = clock.instant();
        var furthestAhead = now.atOffset(ZoneOffset.MAX).toLocalDate();
        return table.openAndDueBefore(furthestAhead).stream()
                .filter(due -> LocalDate.ofInstant(now, due.zone()).isAfter(due.dueOn()))
                .map(due -> new Overdue(due.relationship(), due.commitment()))
                .toList();
    }
}
