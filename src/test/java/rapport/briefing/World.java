package rapport.briefing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.briefing.History.Act;
import rapport.briefing.History.Deed;
import rapport.briefing.History.Pause;
import rapport.briefing.History.Setup;
import rapport.commitments.CommitmentAct.MakeCommitment;
import rapport.commitments.CommitmentId;
import rapport.eventstore.Recorded;
import rapport.eventstore.Staleness;
import rapport.eventstore.StreamsInMemory;
import rapport.notebooks.ReadOnlyNotebooks;
import rapport.parties.Cast;
import rapport.parties.RelationshipId;
import rapport.parties.StreamEvent;
import rapport.relationships.Histories;
import rapport.relationships.Histories.Outcome;
import rapport.relationships.RelationshipAct;
import rapport.relationships.RelationshipAct.EndRelationship;
import rapport.relationships.RelationshipAct.JoinRelationship;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipEvent.RelationshipEnded;

/**
 * Lives through one history: the real rules decide each act, and what they allow goes to the streams and to the
 * tables. The views are asked through the real {@link Briefing}.
 */
final class World implements AutoCloseable {

    /** One relationship as it goes on. */
    record Place(int number, RelationshipId id, Setup setup, Histories state, List<Recorded<StreamEvent>> events) {

        boolean hasEnded() {
            return events.stream().anyMatch(recorded -> recorded.event() instanceof RelationshipEnded);
        }

        NaiveViews naively(Instant now) {
            return new NaiveViews(List.copyOf(events), setup.zone(), now);
        }

        LocalDate dayOf(Instant instant) {
            return LocalDate.ofInstant(instant, setup.zone());
        }
    }

    /** Told of every act and what came of it, and asked to look. */
    interface Listener {
        void decided(Deed deed, Outcome outcome);

        void look(World world, Duration ago);
    }

    private final TablesInMemory tables;
    private final StreamsInMemory streams = new StreamsInMemory();
    private final List<Place> places = new ArrayList<>();
    private final Briefing briefing;
    private boolean stale;
    private Instant now;

    World(TablesInMemory tables, History history) {
        this.tables = tables;
        this.now = history.beginning();
        InstantSource clock = () -> now;
        Staleness staleness = _ -> stale;
        this.briefing = new Briefing(
                Histories.readOnly(tables.book()),
                ReadOnlyNotebooks.in(tables.sql()),
                new Pictures(tables.promises(), tables.entries(), tables.meetings(), staleness, streams.streams()),
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
        var place = new Place(number, Cast.relationship(number), setup, new Histories(), new ArrayList<>());
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
        var done = asked(act.deed(), place);
        if (done != null) {
            var outcome = place.state().decide(done, place.setup().on(act.who()), act.onBehalf(), now);
            listener.decided(act.deed(), record(place, outcome));
        }
    }

    private @Nullable RelationshipAct asked(Deed deed, Place place) {
        var today = place.dayOf(now);
        return switch (deed) {
            case Deed.Look _, Deed.Sweep _ -> null;
            case Deed.Join _ -> new JoinRelationship();
            case Deed.End(int daysAgo) -> new EndRelationship(ActsByKind.WORDS, today.minusDays(daysAgo));
            case Deed.Make make ->
                new OnCommitment(new MakeCommitment(
                        promise(place, make.promise()),
                        make.promisor(),
                        ActsByKind.WORDS,
                        make.plan() ? ActsByKind.WORDS : null,
                        today.plusDays(make.dueInDays()),
                        before(today, make.madeDaysAgo())));
            case Deed.On on ->
                new OnCommitment(ActsByKind.act(
                        on.kind(),
                        promise(place, on.promise()),
                        today.plusDays(on.inDays()),
                        before(today, on.daysAgo())));
        };
    }

    private static CommitmentId promise(Place place, int number) {
        return new CommitmentId(new UUID(3, 100L * place.number() + number));
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
        places.forEach(place -> tables.forget(place.id()));
    }
}
