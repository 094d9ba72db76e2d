package rapport.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import rapport.briefing.NaiveViews.Line;
import rapport.briefing.NaiveViews.Promised;
import rapport.briefing.NaiveViews.Step;
import rapport.briefing.NaiveViews.Strain;
import rapport.briefing.NaiveViews.View;
import rapport.briefing.World.Place;
import rapport.commitments.CommitmentActKind;
import rapport.commitments.CommitmentId;
import rapport.parties.Cast;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.relationships.Histories;
import rapport.relationships.RelationshipAct.OnCommitment;
import rapport.relationships.RelationshipEvent.HistoryOpened;
import rapport.shared.NotThere;

/**
 * Holds three answers to each question against each other: the tables', the fold's over the stream, and the naive one
 * from the documents. Also what must hold of every history.
 */
final class ThreeAnswers {

    private final World world;
    private final Tally tally;
    private final Instant now;

    private ThreeAnswers(World world, Tally tally) {
        this.world = world;
        this.tally = tally;
        this.now = world.now();
    }

    /** The open items of everybody, now and as of an instant some time ago. */
    static void agreeOnOpenItems(World world, Duration ago, Tally tally) {
        var answers = new ThreeAnswers(world, tally);
        for (var place : world.places()) {
            answers.agreeOnOpenItems(place, world.now().minus(ago));
        }
    }

    /** Every view; the two that are dear to ask, each in every second history or so. */
    static void agree(World world, Duration ago, Tally tally) {
        agreeOnOpenItems(world, ago, tally);
        var answers = new ThreeAnswers(world, tally);
        boolean isAnEvenMinute = world.now().getEpochSecond() / 60 % 2 == 0;
        for (var viewer : answers.viewers()) {
            if (isAnEvenMinute) {
                answers.agreeOnToday(viewer);
            } else {
                answers.agreeOnPromisesTo(viewer);
            }
        }
        answers.agreeOnWhatIsOverdue();
    }

    /** What is dearer to ask: each promise alone, what may be done to it, and a replay of all events. */
    static void agreeInDetail(World world, Tally tally) {
        var answers = new ThreeAnswers(world, tally);
        for (var place : world.places()) {
            answers.sequenceHasNoGaps(place);
            answers.agreeOnEachPromise(place);
        }
    }

    private Set<PersonId> viewers() {
        var viewers = new LinkedHashSet<PersonId>();
        for (var place : world.places()) {
            viewers.addAll(parties(place));
        }
        return viewers;
    }

    private static List<PersonId> parties(Place place) {
        return Stream.of(Side.values())
                .filter(place::hasJoined)
                .map(place.setup()::on)
                .toList();
    }

    // --- open items -----------------------------------------------------------------------------------------------

    private void agreeOnOpenItems(Place place, Instant then) {
        for (var side : Side.values()) {
            var viewer = place.setup().on(side);
            if (!place.hasJoined(side)) {
                assertThatExceptionOfType(NotThere.class)
                        .isThrownBy(() -> world.fromTables().brief(viewer, place.id()));
                continue;
            }
            var naive = place.naively(now, side);
            var fromTables = world.fromTables().brief(viewer, place.id());
            var fromStreams = world.fromStreams().brief(viewer, place.id());
            assertThat(world.fromStreams().sinceLast(viewer, place.id()))
                    .isEqualTo(world.fromTables().sinceLast(viewer, place.id()));
            var toVerify = naive.toBeVerifiedBy(side);
            count(side.name(), "something said in their name", toVerify.size());
            assertThat(ids(world.fromTables().toBeVerified(viewer, place.id())))
                    .as("tables, to be verified by " + side)
                    .isEqualTo(toVerify);
            assertThat(ids(world.fromStreams().toBeVerified(viewer, place.id())))
                    .as("streams, to be verified by " + side)
                    .isEqualTo(toVerify);
            var expected = naive.openItems();
            saw(side.name(), expected);
            assertThat(view(fromTables.openItems())).as("tables, for " + side).isEqualTo(expected);
            assertThat(fromStreams.inARow()).as("1:1s in a row, for " + side).isEqualTo(fromTables.inARow());
            assertThat(fromStreams.openItems()).as("streams, for " + side).isEqualTo(fromTables.openItems());
            assertThat(List.copyOf(fromStreams.promises().values()))
                    .as("promises of the brief, in order")
                    .isEqualTo(List.copyOf(fromTables.promises().values()));
            entriesAreThere(fromTables);
            entriesAreThere(fromStreams);
            assertThat(world.fromTables().briefAsOf(viewer, place.id(), now).openItems())
                    .as("as of now")
                    .isEqualTo(fromTables.openItems());
            assertThat(view(world.fromTables()
                            .briefAsOf(viewer, place.id(), then)
                            .openItems()))
                    .as("as of " + then + ", for " + side)
                    .isEqualTo(naive.asOf(then).openItems());
        }
        agreeOnWhatAnAuditorSees(place, then);
        agreeOnWhetherAnAuditorIsLetIn(place, then);
    }

    private static Set<UUID> ids(Set<EntryId> entries) {
        return entries.stream().map(EntryId::value).collect(Collectors.toSet());
    }

    private void agreeOnWhatAnAuditorSees(Place place, Instant then) {
        var naive = place.naively(now, null);
        var expected = naive.openItems();
        saw("AUDITOR", expected);
        assertThat(view(world.auditorsItems(place, false)))
                .as("tables, for an auditor")
                .isEqualTo(expected);
        assertThat(view(world.auditorsItems(place, true)))
                .as("streams, for an auditor")
                .isEqualTo(expected);
        assertThat(view(world.auditorsItemsAsOf(place, then)))
                .as("as of " + then + ", for an auditor")
                .isEqualTo(naive.asOf(then).openItems());
    }

    // The same through the door, for as long as an opening lasts, and not a millisecond longer.
    private void agreeOnWhetherAnAuditorIsLetIn(Place place, Instant then) {
        var isOpen = place.events().stream()
                .anyMatch(recorded -> recorded.event() instanceof HistoryOpened opened
                        && opened.person().equals(Cast.BARBARA)
                        && Duration.between(recorded.at(), now).toMillis() < 8 * 60 * 60 * 1000);
        tally.add(isOpen ? "an auditor was let in" : "an auditor was not let in");
        var briefing = world.fromTables();
        if (isOpen) {
            var naive = place.naively(now, null);
            assertThat(view(briefing.brief(Cast.BARBARA, place.id()).openItems()))
                    .isEqualTo(naive.openItems());
            assertThat(view(briefing.briefAsOf(Cast.BARBARA, place.id(), then).openItems()))
                    .isEqualTo(naive.asOf(then).openItems());
        } else {
            assertThatExceptionOfType(NotThere.class).isThrownBy(() -> briefing.brief(Cast.BARBARA, place.id()));
            assertThatExceptionOfType(NotThere.class)
                    .isThrownBy(() -> briefing.briefAsOf(Cast.BARBARA, place.id(), then));
        }
    }

    /** That somebody else reads changes nothing that is open, for nobody. */
    static void nothingChangesForAnybody(World world, Place place, Runnable act) {
        var before = openToEverybody(world, place);
        act.run();
        assertThat(openToEverybody(world, place))
                .as("open items after somebody else came to read")
                .isEqualTo(before);
    }

    private static List<OpenItems> openToEverybody(World world, Place place) {
        var open = new ArrayList<OpenItems>();
        for (var party : parties(place)) {
            open.add(world.fromTables().brief(party, place.id()).openItems());
            open.add(world.fromStreams().brief(party, place.id()).openItems());
        }
        open.add(world.auditorsItems(place, false));
        return open;
    }

    // What an item refers to is in the brief.
    private static void entriesAreThere(Brief brief) {
        for (var item : brief.openItems().items()) {
            if (!item.kind().isOfPromise() && isAlone(item, brief)) {
                var entry = brief.entries().get(new EntryId(item.entryId()));
                assertThat(entry).as("entry of " + item).isNotNull();
                assertThat(Objects.requireNonNull(entry).text())
                        .as("text of " + item)
                        .isEqualTo(item.text());
            }
        }
    }

    // Somebody may have given something private the id of something shared.
    private static boolean isAlone(OpenItem item, Brief brief) {
        return brief.openItems().items().stream()
                .allMatch(other -> other == item || !other.entryId().equals(item.entryId()));
    }

    private void saw(String viewer, View view) {
        for (var line : view.lines()) {
            tally.add(viewer + " sees " + line.kind() + " owed by " + line.owedBy());
            tally.add(viewer + " sees " + line.kind());
            if (line.strain() != null) {
                tally.add(viewer + " sees " + line.strain().stage());
                count(viewer, "slips", line.strain().slips());
                count(viewer, "repeats", line.strain().repeats());
            }
            count(viewer, "one-on-ones since", line.oneOnOnesSince());
            count(viewer, "reworded " + line.visibility(), line.reworded() ? 1 : 0);
        }
        count(viewer, "in flight", view.inFlight());
        count(viewer, "a planned 1:1", view.next().equals(view.today().plusDays(7)) ? 0 : 1);
    }

    private void count(String viewer, String what, int number) {
        if (number > 0) {
            tally.add(viewer + " sees " + what);
        }
    }

    /** What one side writes into their notebook, nobody else may ever notice. */
    static void nothingChangesForOthers(World world, Place place, Side author, Runnable act) {
        var other = place.setup().on(author.other());
        if (!place.hasJoined(author.other())) {
            act.run();
            return;
        }
        var before = world.fromTables().brief(other, place.id());
        act.run();
        assertThat(world.fromTables().brief(other, place.id()))
                .as("the other's brief after a private act")
                .isEqualTo(before);
    }

    private static View view(OpenItems items) {
        return new View(
                items.today(),
                items.next(),
                items.inFlight(),
                items.items().stream().map(ThreeAnswers::line).toList());
    }

    private static Line line(OpenItem item) {
        var facts = item.rupture();
        return new Line(
                item.kind().rank(),
                item.kind().name(),
                item.entryId(),
                item.text(),
                item.reworded(),
                item.owedBy().name(),
                item.since(),
                item.dueOn(),
                item.visibility().name(),
                facts == null
                        ? null
                        : new Strain(
                                facts.stage().name(),
                                facts.stage().nextStep(),
                                facts.causedBy(),
                                facts.ruptureKind(),
                                facts.slips(),
                                facts.held(),
                                facts.repeats()),
                item.oneOnOnesSince());
    }

    // --- promises to me -------------------------------------------------------------------------------------------

    private void agreeOnPromisesTo(PersonId viewer) {
        var naive = new ArrayList<Promised>();
        world.places()
                .forEach(place -> sideIn(place, viewer)
                        .forEach(side -> naive.addAll(place.naively(now).promisesTo(side))));
        naive.sort(NaiveViews.OPEN_FIRST);
        var fromTables = world.fromTables().promisesTo(viewer);

        assertThat(fromTables.stream().map(ThreeAnswers::promised).toList())
                .as("promises to a viewer")
                .isEqualTo(naive);
        assertThat(world.fromStreams().promisesTo(viewer)).isEqualTo(fromTables);
    }

    private static Promised promised(PromiseLife life) {
        var commitment = life.promise().commitment();
        return new Promised(
                commitment.id().value(),
                life.promise().text(),
                commitment.status().name(),
                commitment.dueOn(),
                commitment.keptOn(),
                commitment.miss() == null ? null : commitment.miss().on(),
                commitment.hasLiveProposal(life.today()) ? commitment.proposedDueOn() : null,
                life.isBroken(),
                commitment.isKeptLate(),
                life.promise().unverified(),
                steps(life));
    }

    private static List<Step> steps(PromiseLife life) {
        return life.steps().stream()
                .map(step -> new Step(step.sequence(), step.at(), step.event()))
                .toList();
    }

    private static List<Side> sideIn(Place place, PersonId person) {
        return Stream.of(Side.values())
                .filter(side -> place.hasJoined(side) && place.setup().on(side).equals(person))
                .toList();
    }

    // --- today ----------------------------------------------------------------------------------------------------

    private void agreeOnToday(PersonId viewer) {
        var naive = new ArrayList<Line>();
        var open = world.places().stream().filter(place -> !place.hasEnded()).toList();
        for (var place : open) {
            sideIn(place, viewer)
                    .forEach(side -> place.naively(now, side).openItems().lines().stream()
                            .filter(line -> line.owedBy().equals(side.name())
                                    || line.owedBy().equals("BOTH"))
                            .forEach(naive::add));
        }
        naive.sort(NaiveViews.ORDER);
        var fromTables = world.fromTables().today(viewer);

        assertThat(fromTables.moves().stream().map(move -> line(move.item())).toList())
                .as("a viewer's own moves")
                .isEqualTo(naive);
        assertThat(fromTables.briefs().stream()
                        .map(brief -> brief.relationship().id())
                        .toList())
                .as("briefs")
                .isEqualTo(open.stream()
                        .filter(place -> parties(place).contains(viewer))
                        .sorted(Comparator.comparing(place -> place.naively(now).next()))
                        .map(Place::id)
                        .toList());
        var fromStreams = world.fromStreams().today(viewer);
        assertThat(fromStreams.moves().stream().map(Today.Move::item).toList())
                .isEqualTo(fromTables.moves().stream().map(Today.Move::item).toList());
        assertThat(fromStreams.briefs().stream().map(Brief::openItems).toList())
                .isEqualTo(fromTables.briefs().stream().map(Brief::openItems).toList());
    }

    // --- overdue --------------------------------------------------------------------------------------------------

    private void agreeOnWhatIsOverdue() {
        var naive = world.places().stream()
                .filter(place -> !place.hasEnded())
                .flatMap(place -> place.naively(now).overdue().stream().map(id -> new Briefing.Overdue(place.id(), id)))
                .toList();

        assertThat(world.fromTables().overdue()).as("overdue").containsExactlyInAnyOrderElementsOf(naive);
        for (var place : world.places()) {
            for (var id : place.naively(now).promises()) {
                assertThat(place.state().overdue(id, now).isPresent())
                        .as("the system records a miss of " + id)
                        .isEqualTo(naive.contains(new Briefing.Overdue(place.id(), id)));
            }
        }
    }

    // --- in detail ------------------------------------------------------------------------------------------------

    private void sequenceHasNoGaps(Place place) {
        assertThat(place.events().stream().map(recorded -> recorded.sequence()).toList())
                .isEqualTo(LongStream.range(0, place.events().size()).boxed().toList());
        assertThat(IntStream.range(1, place.events().size())
                        .filter(i -> place.events()
                                .get(i)
                                .at()
                                .isBefore(place.events().get(i - 1).at())))
                .as("events recorded before the one they follow")
                .isEmpty();
    }

    private void agreeOnEachPromise(Place place) {
        var replayed = new Histories();
        place.events().forEach(recorded -> replayed.evolve(recorded.event(), recorded.at()));
        replayed.mustBeTheSameAlongTheTrail();
        for (var viewer : parties(place)) {
            for (var id : place.naively(now).promises()) {
                if (NaiveViews.isRetracted(place.events(), id.entry())) {
                    assertThatExceptionOfType(NotThere.class)
                            .isThrownBy(() -> world.fromTables().life(viewer, place.id(), id));
                    continue;
                }
                var life = world.fromTables().life(viewer, place.id(), id);
                assertThat(world.fromStreams().life(viewer, place.id(), id)).isEqualTo(life);
                offersWhatTheRulesAllow(place, viewer, id, life);
                decidesAlike(place.state(), replayed, viewer, id, life);
            }
        }
    }

    private void offersWhatTheRulesAllow(Place place, PersonId viewer, CommitmentId id, PromiseLife life) {
        var allowed = new ArrayList<OfferedAct>();
        for (var onBehalf : List.of(false, true)) {
            for (var kind : CommitmentActKind.values()) {
                if (place.state()
                        .decide(wellFormed(kind, id, life), viewer, onBehalf, now)
                        .isAccepted()) {
                    allowed.add(new OfferedAct(kind, onBehalf));
                }
            }
        }
        assertThat(life.acts()).as("offered on " + id).isEqualTo(allowed);
    }

    private void decidesAlike(Histories one, Histories other, PersonId viewer, CommitmentId id, PromiseLife life) {
        for (var onBehalf : List.of(false, true)) {
            for (var kind : CommitmentActKind.values()) {
                var act = wellFormed(kind, id, life);
                assertThat(other.decide(act, viewer, onBehalf, now)).isEqualTo(one.decide(act, viewer, onBehalf, now));
            }
        }
        assertThat(other.overdue(id, now)).isEqualTo(one.overdue(id, now));
    }

    // Another date than the one that stands, in reach from both ends.
    private static OnCommitment wellFormed(CommitmentActKind kind, CommitmentId id, PromiseLife life) {
        var dueOn = life.promise().commitment().dueOn();
        LocalDate another =
                dueOn.isAfter(life.today()) ? dueOn.minusDays(1) : life.today().plusDays(1);
        return new OnCommitment(ActsByKind.act(kind, id, another, null));
    }
}
