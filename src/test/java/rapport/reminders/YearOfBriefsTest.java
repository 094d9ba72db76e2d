package rapport.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import rapport.accounts.People;
import rapport.accounts.PersonDetails;
import rapport.meetings.Cadence;
import rapport.meetings.MeetingAct;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.DiscussTopic;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.parties.Actor;
import rapport.parties.Actor.Channel;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.relationships.RelationshipAct.OnMeeting;
import rapport.relationships.Relationships;
import rapport.reminders.Briefs.Arrived;
import rapport.shared.RuleBroken;
import rapport.shared.TestHome;
import rapport.words.Vault;
import rapport.words.Words;

/**
 * A year of two hundred people, with every kind of cadence, moves, cancellations, clocks that change, and twenty restarts:
 * each brief that is due arrives once, within a minute, and no other ever does. What is due is worked out here a second
 * time, minute by minute, from what was done and nothing else.
 */
class YearOfBriefsTest {

    private static final Instant BEGIN = Instant.parse("2027-01-04T00:00:30Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(365));
    private static final int MANAGERS = 50;
    private static final int REPORTS_EACH = 3;
    private static final int RESTARTS = 20;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Sydney"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Australia/Lord_Howe"));
    private static final List<Integer> LEADS = List.of(1, 4, 24, 24, 24, 48, 168);
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.of(2, 30), LocalTime.of(9, 0), LocalTime.of(10, 0), LocalTime.of(14, 15), LocalTime.of(17, 30));

    private static final Map<UUID, Integer> ARRIVED = new ConcurrentHashMap<>();

    private static Instant now = BEGIN;

    private final Random random = new Random(20270104);
    private final Path home = TestHome.fresh("year");
    private @Nullable ConfigurableApplicationContext application;

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
        GenericEventMessage.clock = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    // --- the application ------------------------------------------------------------------------------------------

    /** Everything that briefs need, and no door: twenty starts of the whole would take longer than the year. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = "rapport",
            excludeFilters =
                    @Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                "rapport\\.(web|api|doors|security|demo|mail|webhooks|live|capture|pages)\\..*",
                                "rapport\\.Rapport",
                                ".*Test.*"
                            }))
    static class BehindTheDoors {}

    @Configuration(proxyBeanMethods = false)
    static class SimulatedTime {

        @Bean
        @Primary
        Clock simulatedClock() {
            return new Clock() {

                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return Clock.fixed(now, zone);
                }
            };
        }

        @EventListener
        void arrived(Arrived brief) {
            ARRIVED.merge(brief.id(), 1, Integer::sum);
        }
    }

    private void start() {
        if (application != null) {
            application.close();
        }
        application = new SpringApplicationBuilder(BehindTheDoors.class, SimulatedTime.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--rapport.home=" + home,
                        "--spring.main.lazy-initialization=true",
                        "--rapport.reminders.first=P900D",
                        "--rapport.sweep.every=P900D");
    }

    private <T> T bean(Class<T> type) {
        return Objects.requireNonNull(application).getBean(type);
    }

    // --- what is known of the world -------------------------------------------------------------------------------

    /** One 1:1 as it stood over time: from each moment on, when it begins; null while it does not take place. */
    private record Occurrence(LocalDateTime first, NavigableMap<Instant, LocalDateTime> stood) {

        @Nullable
        LocalDateTime standing() {
            return stood.lastEntry().getValue();
        }
    }

    private static final class Two {

        final RelationshipId id;
        final PersonId manager;
        final PersonId report;
        final ZoneId zone;
        final Map<LocalDateTime, Occurrence> occurrences = new HashMap<>();

        /** From each moment on, whether anything is open. */
        final NavigableMap<Instant, Boolean> open = new TreeMap<>();

        @Nullable
        EntryId topic;

        Two(RelationshipId id, PersonId manager, PersonId report, ZoneId zone) {
            this.id = id;
            this.manager = manager;
            this.report = report;
            this.zone = zone;
        }

        List<Occurrence> coming() {
            var local = LocalDateTime.ofInstant(now, zone);
            return occurrences.values().stream()
                    .filter(one -> one.standing() != null && one.standing().isAfter(local.plusHours(2)))
                    .sorted(Comparator.comparing(Occurrence::standing))
                    .limit(4)
                    .toList();
        }
    }

    private final List<Two> everybody = new ArrayList<>();
    private final Map<PersonId, ReminderSettings> settings = new HashMap<>();

    private void perform(Two two, Side by, MeetingAct act) {
        var actor = new Actor(by == Side.MANAGER ? two.manager : two.report, Channel.API);
        bean(Relationships.class).perform(actor, two.id, false, new OnMeeting(act));
    }

    private Side somebody() {
        return random.nextBoolean() ? Side.MANAGER : Side.REPORT;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    // --- acts -----------------------------------------------------------------------------------------------------

    private void begin() {
        var people = bean(People.class);
        var relationships = bean(Relationships.class);
        for (var m = 0; m < MANAGERS; m++) {
            var manager = people.addWithoutAddress("Manager " + m);
            for (var r = 0; r < REPORTS_EACH; r++) {
                var zone = oneOf(ZONES);
                var id = RelationshipId.random();
                var email = "r" + m + "." + r + "@example.org";
                var started = relationships.start(
                        id,
                        new Actor(manager, Channel.API),
                        Side.MANAGER,
                        new PersonDetails("Report " + r, email),
                        zone,
                        null);
                bean(TransactionOperations.class)
                        .executeWithoutResult(_ ->
                                relationships.joinWithin(new Actor(started.other(), Channel.API), id, Side.REPORT));
                var two = new Two(id, manager, started.other(), zone);
                two.open.put(now, false);
                everybody.add(two);
                setCadence(two);
                choose(started.other());
            }
            choose(manager);
        }
    }

    private void choose(PersonId person) {
        var days = oneOf(List.of(
                Set.of(DayOfWeek.values()),
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                Set.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY)));
        var hours = new WorkingHours(
                oneOf(ZONES), days, LocalTime.of(8 + random.nextInt(3), 0), LocalTime.of(15 + random.nextInt(4), 30));
        var chosen = new ReminderSettings(hours, oneOf(LEADS), true, LocalTime.of(9, 0), false);
        bean(ReminderSettingsBook.class).put(person, chosen);
        settings.put(person, chosen);
    }

    /** From a day on that nothing was moved or called off behind. */
    private void setCadence(Two two) {
        var first = LocalDate.ofInstant(now, two.zone).plusDays(1 + random.nextInt(10));
        var last = two.occurrences.values().stream()
                .filter(one -> one.stood().size() > 1)
                .flatMap(one -> Stream.concat(
                        Stream.of(one.first()), one.stood().values().stream().filter(Objects::nonNull)))
                .map(LocalDateTime::toLocalDate)
                .max(Comparator.naturalOrder());
        if (last.isPresent() && !last.get().isBefore(first)) {
            first = last.get().plusDays(1);
        }
        var kind = random.nextInt(8);
        var time = oneOf(TIMES);
        var rule = switch (kind) {
            case 0, 1, 2 -> Cadence.weeklyOn(first.getDayOfWeek());
            case 3, 4 -> Cadence.everyTwoWeeksOn(first.getDayOfWeek());
            case 5, 6 -> Cadence.monthlyLike(first);
            default -> Cadence.once();
        };
        try {
            perform(two, somebody(), new SetCadence(rule, first.atTime(time), 30, two.zone));
        } catch (RuleBroken same) {
            assertThat(same.rule()).isEqualTo("same-cadence");
            return;
        }
        for (var one : List.copyOf(two.occurrences.values())) {
            var standing = one.standing();
            if (standing != null && !standing.toLocalDate().isBefore(first)) {
                one.stood().put(now, null);
            }
        }
        var end = LocalDate.ofInstant(END, ZoneOffset.UTC).plusDays(20);
        for (var day = first; day.isBefore(end); day = day.plusDays(1)) {
            if (occurs(kind, first, day)) {
                var start = day.atTime(time);
                two.occurrences
                        .computeIfAbsent(start, _ -> new Occurrence(start, new TreeMap<>()))
                        .stood()
                        .put(now, start);
            }
        }
    }

    private static boolean occurs(int kind, LocalDate first, LocalDate day) {
        var apart = ChronoUnit.DAYS.between(first, day);
        return switch (kind) {
            case 0, 1, 2 -> apart % 7 == 0;
            case 3, 4 -> apart % 14 == 0;
            case 5, 6 -> {
                var number = (first.getDayOfMonth() - 1) / 7;
                var isLast = day.plusDays(7).getMonth() != day.getMonth();
                yield day.getDayOfWeek() == first.getDayOfWeek()
                        && (number == 4 ? isLast : (day.getDayOfMonth() - 1) / 7 == number);
            }
            default -> apart == 0;
        };
    }

    private void move(Two two) {
        var coming = two.coming();
        if (coming.isEmpty()) {
            return;
        }
        var one = oneOf(coming);
        var from = Objects.requireNonNull(one.standing());
        var to = from.plusMinutes((random.nextInt(200) - 60) * 30L + 5);
        var isFree = two.occurrences.values().stream()
                .noneMatch(other -> to.equals(other.standing()) || to.equals(other.first()));
        if (isFree && to.isAfter(LocalDateTime.ofInstant(now, two.zone).plusHours(2))) {
            perform(two, somebody(), new MoveOneOnOne(from, to));
            one.stood().put(now, to);
        }
    }

    private void cancel(Two two) {
        var coming = two.coming();
        if (!coming.isEmpty()) {
            var one = oneOf(coming);
            perform(two, somebody(), new CancelOneOnOne(Objects.requireNonNull(one.standing()), null));
            one.stood().put(now, null);
        }
    }

    private void hold(Two two) {
        var today = LocalDate.ofInstant(now, two.zone);
        two.occurrences.values().stream()
                .filter(one -> one.standing() != null
                        && one.standing().toLocalDate().equals(today)
                        && one.standing().atZone(two.zone).toInstant().isBefore(now))
                .findFirst()
                .ifPresent(one -> perform(two, somebody(), new HoldOneOnOne(one.standing(), today, null)));
    }

    private void talk(Two two) {
        if (two.topic == null) {
            two.topic = new EntryId(UUID.randomUUID());
            var words = bean(Vault.class).seal(two.id.value(), new Words("something to talk about"));
            perform(two, somebody(), new RaiseTopic(two.topic, words));
            two.open.put(now, true);
        } else {
            perform(two, somebody(), new DiscussTopic(two.topic));
            two.topic = null;
            two.open.put(now, false);
        }
    }

    private void doSomething() {
        var two = oneOf(everybody);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> move(two);
            case 5, 6, 7 -> cancel(two);
            case 8 -> setCadence(two);
            case 9 -> hold(two);
            default -> talk(two);
        }
    }

    // --- the year -------------------------------------------------------------------------------------------------

    @Test
    void every_brief_that_is_due_arrives_once_and_no_other_ever_does() {
        now = BEGIN;
        ARRIVED.clear();
        start();
        begin();
        everybody.forEach(this::talkPerhaps);
        bean(Reminders.class).look();

        var acts = new PriorityQueue<Instant>();
        for (var i = 0; i < 800; i++) {
            acts.add(BEGIN.plus(Duration.ofMinutes(1L + random.nextInt(364 * 24 * 60))));
        }
        var restarts = new PriorityQueue<Instant>();
        for (var i = 0; i < RESTARTS; i++) {
            restarts.add(BEGIN.plus(Duration.ofMinutes(1L + random.nextInt(364 * 24 * 60))));
        }
        while (now.isBefore(END)) {
            var next = nextLook();
            var act = acts.peek();
            var restart = restarts.peek();
            if (restart != null && restart.isBefore(next) && (act == null || restart.isBefore(act))) {
                now = restarts.remove();
                start();
            } else if (act != null && act.isBefore(next)) {
                now = acts.remove();
                doSomething();
            } else {
                // The next turn comes up to ten seconds after something has become due.
                now = (next.isBefore(now) ? now : next).plusMillis(1 + random.nextInt(9_999));
                bean(Reminders.class).look();
            }
        }

        assertThat(sent()).containsExactlyElementsOf(expected());
        var ids = bean(JdbcClient.class)
                .sql("select id from brief_sent where open_items > 0")
                .query(UUID.class)
                .set();
        assertThat(ARRIVED.keySet()).isEqualTo(ids);
        assertThat(ARRIVED.values()).containsOnly(1);
    }

    private void talkPerhaps(Two two) {
        if (random.nextBoolean()) {
            talk(two);
        }
    }

    private Instant nextLook() {
        return bean(JdbcClient.class)
                .sql("select min(look_at) from brief_look")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Who was told of what: the minute after which it was due, and whether anything was open. */
    private Set<String> sent() {
        var sent = new TreeSet<String>();
        bean(JdbcClient.class)
                .sql("select * from brief_sent where decided_at < ?")
                .param(END.atOffset(ZoneOffset.UTC))
                .query((row, _) -> sent.add(said(
                        row.getObject("relationship", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getObject("occurrence", LocalDateTime.class),
                        row.getObject("decided_at", OffsetDateTime.class)
                                .toInstant()
                                .truncatedTo(ChronoUnit.MINUTES),
                        row.getInt("open_items") > 0)))
                .list();
        return sent;
    }

    private static String said(UUID relationship, UUID person, LocalDateTime first, Instant at, boolean open) {
        return relationship + " " + person + " " + first + " at " + at + (open ? " something open" : " nothing open");
    }

    // --- once more, naively ---------------------------------------------------------------------------------------

    private Set<String> expected() {
        var expected = new TreeSet<String>();
        for (var two : everybody) {
            for (var person : List.of(two.manager, two.report)) {
                for (var one : two.occurrences.values()) {
                    var at = told(Objects.requireNonNull(settings.get(person)), two, one);
                    if (at != null && at.isBefore(END)) {
                        var open = two.open.floorEntry(at).getValue();
                        expected.add(said(
                                two.id.value(), person.value(), one.first(), at.truncatedTo(ChronoUnit.MINUTES), open));
                    }
                }
            }
        }
        return expected;
    }

    /** The first moment at which it stands, has not begun, is due, and may be told. */
    private static @Nullable Instant told(ReminderSettings how, Two two, Occurrence one) {
        for (var from : one.stood().entrySet()) {
            var start = from.getValue();
            if (start == null) {
                continue;
            }
            var begins = start.atZone(two.zone).toInstant();
            var until = one.stood().higherKey(from.getKey());
            var due = due(how, begins);
            var at = due.isAfter(from.getKey()) ? due : from.getKey();
            while (at.isBefore(begins) && (until == null || at.isBefore(until))) {
                if (isWorking(how.hours(), at) || !anyWorking(how.hours(), at, begins)) {
                    return at;
                }
                at = at.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
            }
        }
        return null;
    }

    private static Instant due(ReminderSettings how, Instant begins) {
        var at = begins.minus(Duration.ofHours(how.leadHours()));
        if (isWorking(how.hours(), at)) {
            return at;
        }
        while (!isWorking(how.hours(), at)) {
            at = at.minus(Duration.ofMinutes(1));
        }
        // The last minute of a working day; an hour before its end there is still time.
        return at.plus(Duration.ofMinutes(1)).minus(Duration.ofHours(1));
    }

    private static boolean anyWorking(WorkingHours hours, Instant from, Instant before) {
        for (var at = from; at.isBefore(before); at = at.plus(Duration.ofMinutes(1))) {
            if (isWorking(hours, at.truncatedTo(ChronoUnit.MINUTES))
                    && !at.truncatedTo(ChronoUnit.MINUTES).isBefore(from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWorking(WorkingHours hours, Instant at) {
        var local = at.atZone(hours.zone());
        return hours.days().contains(local.getDayOfWeek())
                && !local.toLocalTime().isBefore(hours.from())
                && local.toLocalTime().isBefore(hours.until());
    }
}
