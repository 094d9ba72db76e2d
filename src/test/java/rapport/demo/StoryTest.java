package rapport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapport.briefing.Brief;
import rapport.briefing.Briefing;
import rapport.briefing.OpenItem;
import rapport.briefing.OpenItem.Kind;
import rapport.briefing.OpenItem.Stage;
import rapport.commitments.Commitment.Status;
import rapport.doors.Acts;
import rapport.eventstore.Recorded;
import rapport.eventstore.Streams;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.PersonId;
import rapport.parties.Visibility;
import rapport.relationships.Relationships;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureEvent.RuptureNamed;

/** The story breaks no rule and shows what it is for, whatever day a demonstration is started on. */
// The sweep of another day would find things overdue that are not today.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private final Shown shown = Shown.now();
    private final Demonstration demonstration = shown.bean(Demonstration.class);
    private final Briefing briefing = shown.bean(Briefing.class);
    private final Relationships relationships = shown.bean(Relationships.class);
    private final Streams streams = shown.bean(Streams.class);

    @BeforeAll
    void isShown() {
        assertThat(demonstration.isRunning()).isTrue();
    }

    @AfterAll
    void end() {
        shown.close();
    }

    record Start(Instant now, ZoneId zone) {

        @Override
        public String toString() {
            return now.atZone(zone).toLocalDateTime() + " " + now.atZone(zone).getDayOfWeek() + " " + zone;
        }
    }

    static Stream<Start> starts() {
        var chosen = Stream.of(
                // the last and the first day of a month and of a year, the 29th of February, weekends
                start(BERLIN, "2026-12-31", "23:58"),
                start(BERLIN, "2027-01-01", "00:02"),
                start(BERLIN, "2028-02-29", "12:00"),
                start(BERLIN, "2028-11-29", "12:00"),
                start(BERLIN, "2026-11-21", "09:00"),
                start(BERLIN, "2026-11-22", "09:00"),
                start(BERLIN, "2026-11-20", "17:00"),
                start(BERLIN, "2026-11-23", "00:00"),
                // the days on which clocks change, and those before and after
                start(BERLIN, "2026-03-28", "12:00"),
                start(BERLIN, "2026-03-29", "03:30"),
                start(BERLIN, "2026-03-30", "08:00"),
                start(BERLIN, "2026-10-24", "12:00"),
                start(BERLIN, "2026-10-25", "02:30"),
                start(BERLIN, "2026-10-26", "08:00"),
                start(AUCKLAND, "2026-04-05", "12:00"),
                start(AUCKLAND, "2026-09-27", "12:00"),
                start(LOS_ANGELES, "2026-03-08", "12:00"),
                start(LOS_ANGELES, "2026-11-01", "12:00"));
        var random = new Random(25);
        var others = IntStream.range(0, 24)
                .mapToObj(number -> new Start(
                        LocalDate.of(2026, 1, 1)
                                .plusDays(number * 31L + random.nextInt(31))
                                .atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400)))
                                .atZone(BERLIN)
                                .toInstant(),
                        List.of(BERLIN, AUCKLAND, LOS_ANGELES).get(number % 3)));
        return Stream.concat(chosen, others);
    }

    private static Start start(ZoneId zone, String day, String time) {
        return new Start(
                LocalDate.parse(day).atTime(LocalTime.parse(time)).atZone(zone).toInstant(), zone);
    }

    @ParameterizedTest
    @MethodSource("starts")
    void shows_everything_on_any_day(Start start) {
        try {
            var people = demonstration.tell("on-" + start.now().toEpochMilli() + ".example", start.now(), start.zone());
            showsEverything(people, start.now());
        } finally {
            shown.bean(DemoClock.class).runOn();
        }
    }

    @Test
    @Order(1)
    void shows_everything_today() {
        var people = new EnumMap<Cast, PersonId>(Cast.class);
        Arrays.stream(Cast.values()).forEach(one -> people.put(one, demonstration.person(one)));

        showsEverything(people, Instant.now());
    }

    private void showsEverything(Map<Cast, PersonId> people, Instant now) {
        everyStageAndKindIsOpenSomewhere(people);
        isEndedEveryWay(people);
        aPatternIsShownAsOne(people);
        tomasIsMetNext(people);
        allIsCalmWithPriyaAndEmptyWithMariaFernanda(people);
        yuiHasNotJoined(people);
        theAuditorWasSeen(people);
        trustIsCompared(people);
        nobodyMeetsOnAWeekendOrWritesAtNight(people, now);
    }

    private void everyStageAndKindIsOpenSomewhere(Map<Cast, PersonId> people) {
        var items = people.values().stream()
                .flatMap(person -> briefing.today(person).briefs().stream())
                .flatMap(brief -> brief.openItems().items().stream())
                .toList();

        assertThat(items).extracting(OpenItem::kind).contains(Kind.values());
        assertThat(items)
                .filteredOn(item -> item.rupture() != null)
                .extracting(item -> Objects.requireNonNull(item.rupture()).stage())
                .contains(Stage.values());
        assertThat(items)
                .filteredOn(item -> item.kind() == Kind.BROKEN_PROMISE)
                .extracting(OpenItem::owedBy)
                .contains(OpenItem.OwedBy.MANAGER, OpenItem.OwedBy.REPORT);
        assertThat(items)
                .filteredOn(item -> item.visibility() == Visibility.PRIVATE)
                .extracting(OpenItem::kind)
                .contains(Kind.UNREPAIRED_RUPTURE, Kind.TOPIC, Kind.FLAGGED_NOTE);
        assertThat(items)
                .filteredOn(item -> item.rupture() != null
                        && Objects.requireNonNull(item.rupture()).stage() == Stage.REBUILDING)
                .extracting(
                        item -> Objects.requireNonNull(item.rupture()).held(),
                        item -> Objects.requireNonNull(item.rupture()).slips())
                .contains(tuple(2, 0), tuple(1, 1));
    }

    private void isEndedEveryWay(Map<Cast, PersonId> people) {
        var miriam = Objects.requireNonNull(people.get(Cast.MIRIAM));
        var lives = people.values().stream()
                .flatMap(person -> relationships.of(person).stream()
                        .flatMap(card -> briefing.promises(person, card.id()).stream()))
                .toList();

        assertThat(lives)
                .extracting(life -> life.promise().commitment().status())
                .contains(Status.OPEN, Status.CLAIMED, Status.KEPT, Status.RELEASED);
        var ruptures = relationships.of(miriam).stream()
                .flatMap(card -> streams.read(card.id().toString()).stream())
                .map(Recorded::event)
                .map(event -> event.getClass().getSimpleName())
                .toList();
        assertThat(ruptures)
                .contains(
                        "RuptureRepaired",
                        "RuptureLetGo",
                        "KeepingDisputed",
                        "NewDateAccepted",
                        "OneOnOneMoved",
                        "OneOnOneCancelled",
                        "EntryReworded",
                        "EntryRetracted",
                        "ConcernReopened",
                        "CommitmentMissed");
    }

    private void aPatternIsShownAsOne(Map<Cast, PersonId> people) {
        assertThat(brief(people, Cast.TOMAS, Cast.MIRIAM).openItems().items())
                .filteredOn(item -> item.rupture() != null)
                .extracting(item -> Objects.requireNonNull(item.rupture()).repeats())
                .contains(2);
    }

    private void tomasIsMetNext(Map<Cast, PersonId> people) {
        var first = briefing.today(Objects.requireNonNull(people.get(Cast.MIRIAM)))
                .briefs()
                .getFirst();
        var items = first.openItems();

        assertThat(first.relationship().parties().report()).isEqualTo(people.get(Cast.TOMAS));
        assertThat(items.next())
                .isEqualTo(
                        switch (items.today().getDayOfWeek()) {
                            case FRIDAY -> items.today().plusDays(3);
                            case SATURDAY -> items.today().plusDays(2);
                            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, SUNDAY ->
                                items.today().plusDays(1);
                        });
        assertThat(items.items().getFirst().kind()).isEqualTo(Kind.BROKEN_PROMISE);
        assertThat(items.items().getFirst().owedBy()).isEqualTo(OpenItem.OwedBy.MANAGER);
    }

    private void allIsCalmWithPriyaAndEmptyWithMariaFernanda(Map<Cast, PersonId> people) {
        var calm = brief(people, Cast.PRIYA, Cast.MIRIAM);
        assertThat(calm.openItems().items()).isEmpty();
        assertThat(briefing.promises(
                        calm.relationship().parties().manager(),
                        calm.relationship().id()))
                .hasSizeGreaterThan(4);

        var fresh = brief(people, Cast.MARIA_FERNANDA, Cast.MIRIAM);
        assertThat(fresh.openItems().items()).isEmpty();
        assertThat(briefing.promises(
                        fresh.relationship().parties().manager(),
                        fresh.relationship().id()))
                .isEmpty();
    }

    private void yuiHasNotJoined(Map<Cast, PersonId> people) {
        var yui = Objects.requireNonNull(people.get(Cast.YUI));

        assertThat(relationships.of(yui)).isEmpty();
        assertThat(relationships.waitingFor(yui)).hasSize(1);
        assertThat(brief(people, Cast.ZOE, Cast.YUI).openItems().items()).isNotEmpty();
    }

    private void theAuditorWasSeen(Map<Cast, PersonId> people) {
        assertThat(relationships.unseenOpenings(Objects.requireNonNull(people.get(Cast.ZOE))))
                .hasSize(1);
        assertThat(relationships.auditable(Objects.requireNonNull(people.get(Cast.ILSE))))
                .isNotEmpty();
    }

    private void trustIsCompared(Map<Cast, PersonId> people) {
        var miriam = Objects.requireNonNull(people.get(Cast.MIRIAM));
        var card = brief(people, Cast.TOMAS, Cast.MIRIAM).relationship();

        assertThat(shown.bean(Acts.class).comparedTrust(new Actor(miriam, Channel.WEB), card.id()))
                .isPresent();
    }

    private void nobodyMeetsOnAWeekendOrWritesAtNight(Map<Cast, PersonId> people, Instant now) {
        for (var person : List.of(Cast.MIRIAM, Cast.ZOE)) {
            for (var card : relationships.of(Objects.requireNonNull(people.get(person)))) {
                var recorded = streams.read(card.id().toString());
                assertThat(recorded).isNotEmpty().allSatisfy(one -> {
                    assertThat(one.at()).isBefore(now);
                    var when = one.at().atZone(card.zone());
                    if (!one.event().getClass().getSimpleName().equals("CommitmentMissed")) {
                        assertThat(when.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                        assertThat(when.toLocalTime()).isBetween(LocalTime.of(8, 0), LocalTime.of(18, 30));
                    }
                });
                assertThat(recorded.stream()
                                .map(Recorded::event)
                                .filter(OneOnOneHeld.class::isInstance)
                                .map(event -> ((OneOnOneHeld) event).heldOn().getDayOfWeek()))
                        .doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            }
        }
    }

    private Brief brief(Map<Cast, PersonId> people, Cast one, Cast other) {
        var first = Objects.requireNonNull(people.get(one));
        var second = Objects.requireNonNull(people.get(other));
        var card = Stream.of(first, second)
                .flatMap(person -> relationships.of(person).stream())
                .filter(there -> there.parties().sideOf(first).isPresent()
                        && there.parties().sideOf(second).isPresent())
                .findFirst()
                .orElseThrow();
        var reader = relationships.of(first).contains(card) ? first : second;
        return briefing.brief(reader, card.id());
    }

    @Test
    void a_rupture_was_mended_and_one_let_go_between_miriam_and_tomas() {
        var tomas = demonstration.person(Cast.TOMAS);
        var card = relationships.of(tomas).getFirst();
        var stages = streams.read(card.id().toString()).stream()
                .filter(recorded -> recorded.event() instanceof RuptureNamed)
                .map(recorded -> ((RuptureNamed) recorded.event()).entry())
                .map(entry -> ((Rupture)
                                briefing.entry(tomas, card.id(), entry).entry().state())
                        .stage())
                .toList();

        assertThat(stages).contains(Rupture.Stage.REPAIRED, Rupture.Stage.LET_GO, Rupture.Stage.REBUILDING);
    }
}
