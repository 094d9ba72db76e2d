package rapport.demo;

import static rapport.demo.Doors.filled;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.doors.Collection;
import rapport.doors.OneOnOneActKind;
import rapport.meetings.Cadence;
import rapport.parties.RelationshipId;
import rapport.parties.Side;

/**
 * Two people of the story, and where in their time it has come to. What they say from there on happens one after the
 * other on that day; the days may be told in any order.
 */
final class Pair {

    private static final LocalTime MORNING = LocalTime.of(8, 40);
    private static final int SHORTEST_PAUSE = 2;
    private static final int LONGEST_PAUSE = 11;

    private final Story story;
    private final Cast manager;
    private final Cast report;
    private final ZoneId zone;
    private final WorkingDays days;
    private final RelationshipId id;
    private final Random pauses;
    private final Set<Integer> toldOf = new HashSet<>();
    private final Map<LocalDate, LocalTime> comeTo = new HashMap<>();

    private int everyWeeks = 1;
    private int weekday;
    private LocalTime at = LocalTime.of(10, 0);
    private int minutes = 30;
    private LocalDate day;
    private LocalTime time = MORNING;
    private int things;

    Pair(Story story, Cast manager, Cast report, ZoneId zone) {
        this.story = story;
        this.manager = manager;
        this.report = report;
        this.zone = zone;
        this.days = WorkingDays.asOf(LocalDate.ofInstant(story.now(), zone));
        this.id = new RelationshipId(story.id(manager + " and " + report));
        // The same pauses in every telling.
        this.pauses = new Random(id.value().getMostSignificantBits());
        this.day = days.on(0, 0);
    }

    RelationshipId id() {
        return id;
    }

    Voice manager() {
        return new Voice(this, Side.MANAGER, false);
    }

    Voice report() {
        return new Voice(this, Side.REPORT, false);
    }

    /** What the manager records in the name of the report, who has not joined. */
    Voice inTheNameOfTheReport() {
        return new Voice(this, Side.REPORT, true);
    }

    // --- time -----------------------------------------------------------------------------------------------------

    /** A day, to promise something by. */
    LocalDate day(int weeksAgo, int workingDaysLater) {
        return days.on(weeksAgo, workingDaysLater);
    }

    /** Has the story go on on this day. */
    Pair on(int weeksAgo, int workingDaysLater) {
        return on(days.on(weeksAgo, workingDaysLater), MORNING.plusMinutes(pauses.nextInt(100)));
    }

    private Pair on(LocalDate next, LocalTime from) {
        comeTo.put(day, time);
        day = next;
        var before = comeTo.get(next);
        time = before != null && before.isAfter(from) ? before : from;
        return this;
    }

    /** The day that the story has come to. */
    LocalDate today() {
        return day;
    }

    // --- meeting --------------------------------------------------------------------------------------------------

    /** The two meet every so many weeks at this time, next so many working days after tomorrow. */
    Pair every(int weeks, int workingDaysAfterTomorrow, int hour, int forMinutes) {
        everyWeeks = weeks;
        weekday = workingDaysAfterTomorrow;
        at = LocalTime.of(hour, 0);
        minutes = forMinutes;
        return this;
    }

    /** The manager writes down that they meet, first in that week. */
    Pair begin(int firstWeeksAgo, int beganWeeksAgo, int workingDaysLater) {
        on(beganWeeksAgo, workingDaysLater);
        var first = days.on(firstWeeksAgo, weekday);
        var rule = everyWeeks == 1
                ? Cadence.weeklyOn(first.getDayOfWeek())
                : Cadence.everyTwoWeeksOn(first.getDayOfWeek());
        happens(() -> story.doors()
                .acts()
                .start(
                        story.actor(manager),
                        filled(Map.of(
                                "id", id.toString(),
                                "report.name", report.person(),
                                "report.email", emailOfReport(),
                                "zone", zone.getId(),
                                "cadence.rrule", rule,
                                "cadence.firstStart", first.atTime(at).toString(),
                                "cadence.minutes", String.valueOf(minutes),
                                "cadence.zone", zone.getId()))));
        return this;
    }

    private String emailOfReport() {
        return report.email(story.company());
    }

    /** The other one comes in by a link. */
    Pair join() {
        happens(() -> story.doors().join(story.actor(manager), story.actor(report), id));
        return this;
    }

    /** Their 1:1 of that week; what is said next is said in it. */
    Pair meet(int weeksAgo, @Nullable String summary) {
        var start = start(weeksAgo);
        on(start.toLocalDate(), start.toLocalTime().plusMinutes(1));
        heldAt(weeksAgo, start, start, summary);
        return this;
    }

    private LocalDateTime start(int weeksAgo) {
        return days.on(weeksAgo, weekday).atTime(at);
    }

    private void heldAt(int weeksAgo, LocalDateTime planned, LocalDateTime start, @Nullable String summary) {
        toldOf.add(weeksAgo);
        var fields = new LinkedHashMap<String, String>();
        fields.put("start", planned.toString());
        fields.put("heldOn", start.toLocalDate().toString());
        if (summary != null) {
            fields.put("summary", summary);
        }
        var end = start.plusMinutes(minutes);
        story.add(new Moment(
                end.atZone(zone).toInstant(),
                end.toLocalDate(),
                () -> oneOnOne(OneOnOneActKind.HOLD, manager, fields)));
    }

    private void oneOnOne(OneOnOneActKind kind, Cast by, Map<String, String> fields) {
        story.doors().acts().oneOnOne(story.actor(by), id, kind, filled(fields));
    }

    /** Their 1:1 of that week is moved by some working days, and held then. */
    Pair moveBy(int weeksAgo, int workingDays, int toHour) {
        var from = start(weeksAgo);
        var to = days.on(weeksAgo, weekday + workingDays).atTime(toHour, 0);
        on(from.toLocalDate(), MORNING);
        happens(() -> oneOnOne(OneOnOneActKind.MOVE, manager, Map.of("from", from.toString(), "to", to.toString())));
        heldAt(weeksAgo, to, to, null);
        return on(to.toLocalDate(), to.toLocalTime().plusMinutes(1));
    }

    /** Their 1:1 of that week is called off that morning. */
    Pair callOff(int weeksAgo, String reason) {
        toldOf.add(weeksAgo);
        var start = start(weeksAgo);
        on(start.toLocalDate(), MORNING);
        happens(() -> oneOnOne(OneOnOneActKind.CANCEL, manager, Map.of("start", start.toString(), "reason", reason)));
        return this;
    }

    /** Nobody came to their 1:1 of that week, and nobody said anything. */
    Pair nobodyCame(int weeksAgo) {
        toldOf.add(weeksAgo);
        return this;
    }

    /** All their other 1:1s since that week took place, and nothing in them is told of. */
    Pair otherwiseMetSince(int weeksAgo) {
        for (var week = weeksAgo; week > 0; week -= everyWeeks) {
            if (!toldOf.contains(week)) {
                heldAt(week, start(week), start(week), null);
            }
        }
        return this;
    }

    // --- for those who speak --------------------------------------------------------------------------------------

    Cast person(Side side) {
        return side == Side.MANAGER ? manager : report;
    }

    Story story() {
        return story;
    }

    Thing newThing(Collection kind) {
        UUID fresh = story.id(id + "/" + ++things);
        return new Thing(kind, () -> fresh);
    }

    /** The promise that the repair of this rupture becomes. */
    Thing changeOf(Thing rupture) {
        return new Thing(
                Collection.COMMITMENTS,
                () -> story.doors()
                        .changeOf(rupture.entry(), id, story.actor(manager))
                        .value());
    }

    /** Has something happen next on this day. */
    void happens(Runnable deed) {
        var now = Objects.requireNonNull(time);
        story.add(new Moment(day.atTime(now).atZone(zone).toInstant(), day, deed));
        time = now.plus(Duration.ofMinutes(SHORTEST_PAUSE + pauses.nextInt(LONGEST_PAUSE - SHORTEST_PAUSE)));
    }

    /** Somebody who is neither of the two opens their history. */
    Pair openedBy(Cast auditor, String reason) {
        happens(() -> story.doors().acts().open(story.actor(auditor), id, filled(Map.of("reason", reason))));
        return this;
    }
}
