package rapport.briefing;

import static rapport.words.SealedWords.sealed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.briefing.History.Pause;
import rapport.briefing.History.Rule;
import rapport.briefing.History.Setup;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentId;
import rapport.concerns.ConcernAct;
import rapport.corrections.CorrectionAct;
import rapport.corrections.CorrectionActKind;
import rapport.eventstore.Recorded;
import rapport.eventstore.Staleness;
import rapport.eventstore.StreamsInMemory;
import rapport.feedback.FeedbackAct;
import rapport.meetings.MeetingAct;
import rapport.meetings.TopicActKind;
import rapport.notebooks.NotebookAct;
import rapport.notebooks.NotebookAct.ShareEntry;
import rapport.notebooks.NotebookEvent.NotebookOpened;
import rapport.notebooks.NotebookEvent.PrivateRuptureNoted;
import rapport.notebooks.NotebookHistory;
import rapport.notebooks.NotebookId;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.ReadOnlyNotebooks;
import rapport.parties.By;
import rapport.parties.Cast;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.parties.StreamEvent;
import rapport.parties.Viewer;
import rapport.relationships.Histories;
import rapport.relationships.Histories.Outcome;
import rapport.relationships.RelationshipAct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipAct.OnConcern;
import rapport.relationships.RelationshipAct.OnFeedback;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.RelationshipAct.OnRupture;
import rapport.relationships.RelationshipCard;
import rapport.relationships.RelationshipEvent.PartyJoined;
import rapport.relationships.RelationshipEvent.RelationshipEnded;
import rapport.relationships.RelationshipEvent.RelationshipStarted;
import rapport.relationships.Relationships;
import rapport.ruptures.RuptureAct;
import rapport.ruptures.RuptureAct.NameRupture;
import rapport.words.Sealed;

/**
 * Lives through one history: the real rules decide each act, and what they allow goes to the streams and to the
 * tables. The views are asked through the real {@link Briefing}.
 */
final class World implements AutoCloseable {

    /** One relationship as it goes on. */
    record Place(
            int number,
            RelationshipId id,
            Setup setup,
            Histories state,
            List<Recorded<StreamEvent>> events,
            Map<Side, Notebook> notebooks) {

        boolean hasEnded() {
            return events.stream().anyMatch(recorded -> recorded.event() instanceof RelationshipEnded);
        }

        /** Who has a say, and so may look: the one who started it, and whoever has joined since. */
        boolean hasJoined(Side side) {
            return events.stream()
                    .map(Recorded::event)
                    .anyMatch(event -> (event instanceof RelationshipStarted started
                                    && started.by().side() == side)
                            || (event instanceof PartyJoined joined && joined.side() == side));
        }

        /** @param viewer null for an auditor */
        NaiveViews naively(Instant now, @Nullable Side viewer) {
            var own = viewer == null
                    ? List.<Recorded<StreamEvent>>of()
                    : notebook(viewer).events();
            return new NaiveViews(List.copyOf(events), List.copyOf(own), viewer, setup.zone(), now);
        }

        NaiveViews naively(Instant now) {
            return naively(now, null);
        }

        LocalDate dayOf(Instant instant) {
            return LocalDate.ofInstant(instant, setup.zone());
        }

        Notebook notebook(Side side) {
            return Objects.requireNonNull(notebooks.get(side));
        }

        EntryId entry(int entry) {
            return new EntryId(new UUID(3, 100L * number + entry));
        }
    }

    /** A notebook as it goes on. */
    record Notebook(NotebookHistory state, List<Recorded<StreamEvent>> events) {

        String stream() {
            return state.id().toString();
        }
    }

    /** Told of every act and what came of it, and asked to look. */
    interface Listener {
        void decided(Deed deed, Outcome outcome);

        /** Asked whether to hold the answers of the others before and after a private act against each other. */
        void privately(World world, Place place, Act act, Runnable doIt);

        /** Asked to see that nobody's open items change where somebody else comes to read. */
        default void reading(World world, Place place, Runnable doIt) {
            doIt.run();
        }

        void look(World world, Duration ago);
    }

    private final TablesInMemory tables;
    private final StreamsInMemory streams = new StreamsInMemory();
    private final List<Place> places = new ArrayList<>();
    private final Briefing briefing;
    private final Pictures pictures;
    private final Relationships relationships;
    private int words;
    private boolean stale;
    private Instant now;

    World(TablesInMemory tables, History history) {
        this.tables = tables;
        this.now = history.beginning();
        InstantSource clock = () -> now;
        Staleness staleness = _ -> stale;
        this.relationships = Histories.readOnly(
                tables.book(), tables.openings(), Set.of(Cast.BARBARA), clock.withZone(ZoneOffset.UTC));
        this.pictures =
                new Pictures(tables.promises(), tables.entries(), tables.meetings(), staleness, streams.streams());
        this.briefing = new Briefing(
                relationships,
                ReadOnlyNotebooks.in(tables.sql()),
                pictures,
                tables.promises(),
                tables.entries(),
                tables.meetings(),
                staleness,
                streams.streams(),
                clock.withZone(ZoneOffset.UTC));
        history.setups().forEach(this::start);
    }

    private void start(Setup setup) {
        int number = 1 + places.size();
        var notebooks = new EnumMap<Side, Notebook>(Side.class);
        for (var side : Side.values()) {
            var notebook = new NotebookId(new UUID(4, 10L * number + side.ordinal()));
            notebooks.put(side, new Notebook(new NotebookHistory(notebook), new ArrayList<>()));
        }
        var place = new Place(number, Cast.relationship(number), setup, new Histories(), new ArrayList<>(), notebooks);
        places.add(place);
        var starter = setup.on(setup.starter());
        record(place, place.state().start(place.id(), starter, setup.manager(), setup.report(), setup.zone()));
    }

    List<Place> places() {
        return places;
    }

    Instant now() {
        return now;
    }

    /** The views as the tables have them. */
    Briefing fromTables() {
        stale = false;
        return briefing;
    }

    /** The views as folded from the streams, which is what happens when the tables fell behind. */
    Briefing fromStreams() {
        stale = true;
        return briefing;
    }

    /** What somebody sees who sees the relationship's stream alone. */
    OpenItems auditorsItems(Place place, boolean fromStreams) {
        stale = fromStreams;
        return OpenItems.of(pictures.now(card(place), new Viewer.Reader(), null, place.dayOf(now)));
    }

    OpenItems auditorsItemsAsOf(Place place, Instant then) {
        return OpenItems.of(pictures.asOf(card(place), new Viewer.Reader(), null, then));
    }

    private RelationshipCard card(Place place) {
        return relationships.find(place.setup().on(place.setup().starter()), place.id());
    }

    void live(List<Act> acts, Listener listener) {
        for (var act : acts) {
            var place = places.get(act.where());
            now = after(act.pause(), place.setup().zone());
            if (act.deed() instanceof Deed.Look(var ago)) {
                listener.look(this, ago);
            } else {
                live(act, place, listener);
            }
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    private Instant after(Pause pause, ZoneId zone) {
        var later = now.plus(pause.plus());
        return switch (pause.edge()) {
            case NONE -> later;
            case LAST_MILLISECOND -> latest(later, endOfDay(later, zone).minusMillis(1));
            case MIDNIGHT -> endOfDay(later, zone);
        };
    }

    private static Instant endOfDay(Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(instant, zone).plusDays(1).atStartOfDay(zone).toInstant();
    }

    // The clock only ever goes on, even within the last millisecond of a day.
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void live(Act act, Place place, Listener listener) {
        if (act.deed() instanceof Deed.Sweep) {
            for (var id : place.naively(now).promises()) {
                var missed = place.state().overdue(id, now);
                listener.decided(
                        act.deed(),
                        record(place, new Outcome(List.copyOf(missed.stream().toList()), null)));
            }
            return;
        }
        if (act.deed() instanceof Deed.Open(boolean byParty)) {
            listener.reading(
                    this, place, () -> listener.decided(act.deed(), record(place, opened(place, act, byParty))));
            return;
        }
        if (act.deed() instanceof Deed.OnOwn(int entry, PrivateActKind kind) && kind == PrivateActKind.SHARE) {
            listener.decided(act.deed(), share(place, act, place.entry(entry)));
            return;
        }
        var inTheNotebook = written(act.deed(), place);
        if (inTheNotebook != null) {
            listener.privately(
                    this, place, act, () -> listener.decided(act.deed(), write(place, act.who(), inTheNotebook)));
            return;
        }
        var done = asked(act, place);
        if (done != null) {
            var outcome = place.state().decide(done, place.setup().on(act.who()), act.onBehalf(), now);
            listener.decided(act.deed(), record(place, outcome));
        }
    }

    private Outcome opened(Place place, Act act, boolean byParty) {
        var person = byParty ? place.setup().on(act.who()) : Cast.BARBARA;
        return place.state().open(place.id(), person, words(), now);
    }

    // --- in a notebook --------------------------------------------------------------------------------------------

    private Outcome write(Place place, Side author, NotebookAct act) {
        var outcome = decided(place, author, act);
        record(place, author, outcome);
        return outcome;
    }

    private Outcome decided(Place place, Side author, NotebookAct act) {
        if (place.hasEnded()) {
            return new Outcome(List.of(), "ended");
        }
        var by = new By(place.setup().on(author), author, false);
        return Histories.outcome(() -> place.notebook(author)
                .state()
                .decide(act, place.id(), by, place.setup().zone(), now));
    }

    // As the door does it: both streams or neither, the same id, the words sealed anew.
    private Outcome share(Place place, Act act, EntryId id) {
        var shared = decided(place, act.who(), new ShareEntry(id));
        if (!shared.isAccepted()) {
            return shared;
        }
        var noted = place.notebook(act.who()).events().stream()
                .filter(recorded -> recorded.event() instanceof PrivateRuptureNoted rupture
                        && rupture.entry().equals(id))
                .map(recorded -> (PrivateRuptureNoted) recorded.event())
                .findFirst()
                .orElseThrow();
        var name = new NameRupture(id, noted.causedBy(), noted.kind(), words(), noted.occurredOn(), noted.about());
        var named = place.state().decide(new OnRupture(name), place.setup().on(act.who()), false, now);
        if (!named.isAccepted()) {
            return named;
        }
        record(place, act.who(), shared);
        record(place, named);
        return new Outcome(
                Stream.concat(shared.events().stream(), named.events().stream()).toList(), null);
    }

    private void record(Place place, Side author, Outcome outcome) {
        var notebook = place.notebook(author);
        for (var event : outcome.events()) {
            if (event instanceof NotebookOpened) {
                tables.reserve(notebook.state().id(), place.id(), place.setup().on(author));
            }
            var recorded = new Recorded<>(notebook.events().size(), now, event);
            notebook.events().add(recorded);
            notebook.state().evolve(event, now);
            streams.append(notebook.stream(), recorded);
            tables.take(notebook.stream(), recorded);
        }
    }

    private @Nullable NotebookAct written(Deed deed, Place place) {
        return switch (deed) {
            case Deed.Write write -> {
                var id = place.entry(write.entry());
                yield switch (write.kind()) {
                    case NOTE -> new NotebookAct.TakePrivateNote(id, words(), write.flagged());
                    case TOPIC -> new NotebookAct.NotePrivateTopic(id, words());
                    case RUPTURE ->
                        new NotebookAct.NotePrivateRupture(
                                id,
                                write.causedBy(),
                                write.ruptureKind(),
                                words(),
                                place.dayOf(now).minusDays(write.daysAgo()),
                                maybe(place, write.about()));
                };
            }
            case Deed.OnOwn own -> new NotebookAct.CloseEntry(place.entry(own.entry()));
            case Deed.CorrectOwn own -> new NotebookAct.Correct(correction(place.entry(own.entry()), own.kind()));
            case Deed.Trust _ -> new NotebookAct.NoteTrust(words(), words());
            default -> null;
        };
    }

    private CorrectionAct correction(EntryId id, CorrectionActKind kind) {
        return switch (kind) {
            case REWORD -> new CorrectionAct.RewordEntry(id, words(), null);
            case RETRACT -> new CorrectionAct.RetractEntry(id, words());
        };
    }

    // --- for both to see ------------------------------------------------------------------------------------------

    private @Nullable RelationshipAct asked(Act act, Place place) {
        var today = place.dayOf(now);
        return switch (act.deed()) {
            case Deed.Look _, Deed.Sweep _, Deed.Open _, Deed.Write _, Deed.OnOwn _, Deed.CorrectOwn _, Deed.Trust _ ->
                null;
            case Deed.Join _ -> new JoinRelationship(act.who());
            case Deed.End(int daysAgo) -> new EndRelationship(words(), today.minusDays(daysAgo));
            case Deed.Make make ->
                new OnCommitment(new MakeCommitment(
                        promise(place, make.entry()),
                        make.promisor(),
                        words(),
                        make.plan() ? words() : null,
                        today.plusDays(make.dueInDays()),
                        before(today, make.madeDaysAgo())));
            case Deed.On on ->
                new OnCommitment(ActsByKind.act(
                        on.kind(),
                        promise(place, on.entry()),
                        today.plusDays(on.inDays()),
                        before(today, on.daysAgo())));
            case Deed.Ask(int entry) -> new OnFeedback(new FeedbackAct.RequestFeedback(place.entry(entry), words()));
            case Deed.Give give ->
                new OnFeedback(new FeedbackAct.GiveFeedback(
                        place.entry(give.entry()), give.kind(), null, words(), maybe(place, give.answers())));
            case Deed.HearFeedback hear ->
                new OnFeedback(new FeedbackAct.HearFeedback(place.entry(hear.entry()), hear.landed(), null));
            case Deed.Raise(int entry) -> new OnConcern(new ConcernAct.RaiseConcern(place.entry(entry), words()), null);
            case Deed.OnConcern on -> onConcern(act, place, on);
            case Deed.Name name ->
                new OnRupture(new NameRupture(
                        place.entry(name.entry()),
                        name.causedBy(),
                        name.kind(),
                        words(),
                        today.minusDays(name.daysAgo()),
                        maybe(place, name.about())));
            case Deed.OnRupture on -> new OnRupture(onRupture(place, on));
            case Deed.SetCadence set -> {
                var day = today.plusDays(set.inDays());
                yield new OnMeeting(new MeetingAct.SetCadence(
                        set.rule().on(day),
                        day.atTime(set.rule() == Rule.WITH_SECONDS ? set.time().plusSeconds(3) : set.time()),
                        set.rule() == Rule.SHORT ? 1 : 30,
                        set.zone()));
            }
            case Deed.Move move -> {
                var from = planned(place, move.which());
                var to = move.toInDays() == null
                        ? from
                        : today.plusDays(move.toInDays()).atTime(move.to());
                yield new OnMeeting(new MeetingAct.MoveOneOnOne(from, to));
            }
            case Deed.CallOff(int which) -> new OnMeeting(new MeetingAct.CancelOneOnOne(planned(place, which), null));
            case Deed.Hold hold ->
                new OnMeeting(new MeetingAct.HoldOneOnOne(
                        hold.which() == null ? null : planned(place, hold.which()),
                        today.minusDays(hold.daysAgo()),
                        null));
            case Deed.RaiseTopic(int entry) -> new OnMeeting(new MeetingAct.RaiseTopic(place.entry(entry), words()));
            case Deed.OnTopic(int entry, TopicActKind kind) ->
                new OnMeeting(
                        switch (kind) {
                            case DISCUSS -> new MeetingAct.DiscussTopic(place.entry(entry));
                            case DROP -> new MeetingAct.DropTopic(place.entry(entry), null);
                        });
            case Deed.TakeNote(int entry, boolean flagged) ->
                new OnMeeting(new MeetingAct.TakeNote(place.entry(entry), words(), flagged));
            case Deed.Unflag(int entry) -> new OnMeeting(new MeetingAct.UnflagNote(place.entry(entry)));
            case Deed.Correction(int entry, CorrectionActKind kind) ->
                new RelationshipAct.Correct(correction(place.entry(entry), kind));
        };
    }

    private OnConcern onConcern(Act act, Place place, Deed.OnConcern on) {
        var id = place.entry(on.entry());
        var speaking = act.onBehalf() ? act.who().other() : act.who();
        var promise = on.promise();
        return switch (on.kind()) {
            case HEAR -> new OnConcern(new ConcernAct.HearConcern(id, null), null);
            case ANSWER ->
                promise == null
                        ? new OnConcern(new ConcernAct.AnswerConcern(id, words(), null), null)
                        : new OnConcern(
                                new ConcernAct.AnswerConcern(id, words(), place.entry(promise)),
                                new MakeCommitment(
                                        promise(place, promise),
                                        speaking,
                                        words(),
                                        null,
                                        place.dayOf(now).plusDays(on.inDays()),
                                        null));
            case SETTLE -> new OnConcern(new ConcernAct.SettleConcern(id), null);
            case REOPEN -> new OnConcern(new ConcernAct.ReopenConcern(id, words()), null);
            case WITHDRAW -> new OnConcern(new ConcernAct.WithdrawConcern(id, null), null);
        };
    }

    private RuptureAct onRupture(Place place, Deed.OnRupture on) {
        var id = place.entry(on.entry());
        var today = place.dayOf(now);
        return switch (on.kind()) {
            case DESCRIBE_IMPACT -> new RuptureAct.DescribeImpact(id, words());
            case DISPUTE -> new RuptureAct.DisputeRupture(id, words());
            case OFFER_REPAIR ->
                new RuptureAct.OfferRepair(
                        id, new EntryId(new UUID(6, ++words)), words(), words(), today.plusDays(on.inDays()));
            case ACCEPT_REPAIR -> new RuptureAct.AcceptRepair(id, null, place.entry(on.promise()));
            case DECLINE_REPAIR -> new RuptureAct.DeclineRepair(id, words());
            case NOTE_CHANGE -> new RuptureAct.NoteChange(id, on.held(), before(today, on.daysAgo()), null);
            case MARK_REPAIRED -> new RuptureAct.MarkRepaired(id);
            case LET_GO -> new RuptureAct.LetGo(id, null);
            case REOPEN -> new RuptureAct.ReopenRupture(id, words());
        };
    }

    // Counted from a little before today; past the last, a time at which nothing may be planned.
    private LocalDateTime planned(Place place, int which) {
        return place.naively(now)
                .planned(place.dayOf(now).minusDays(2))
                .skip(which)
                .findFirst()
                .map(NaiveViews.Planned::start)
                .orElseGet(() -> place.dayOf(now).plusDays(which).atTime(9, 0));
    }

    private static CommitmentId promise(Place place, int entry) {
        return new CommitmentId(place.entry(entry).value());
    }

    private static @Nullable EntryId maybe(Place place, @Nullable Integer entry) {
        return entry == null ? null : place.entry(entry);
    }

    // No two are alike, so that no view can mistake one for another.
    private Sealed words() {
        return sealed("words " + ++words);
    }

    private static @Nullable LocalDate before(LocalDate today, @Nullable Integer days) {
        return days == null ? null : today.minusDays(days);
    }

    private Outcome record(Place place, Outcome outcome) {
        for (var event : outcome.events()) {
            var recorded = new Recorded<>(place.events().size(), now, event);
            place.events().add(recorded);
            place.state().evolve(event, now);
            streams.append(place.id().toString(), recorded);
            tables.take(place.id().toString(), recorded);
        }
        return outcome;
    }

    @Override
    public void close() {
        places.forEach(place -> {
            tables.forget(place.id().toString());
            place.notebooks().values().forEach(notebook -> tables.forget(notebook.stream()));
        });
        tables.forgetNotebooks();
    }
}
