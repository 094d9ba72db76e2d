package rapport.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapport.meetings.MeetingAct.CancelOneOnOne;
import rapport.meetings.MeetingAct.HoldOneOnOne;
import rapport.meetings.MeetingAct.MoveOneOnOne;
import rapport.meetings.MeetingAct.OneOnOneAct;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.MeetingEvent.CadenceSet;
import rapport.meetings.MeetingEvent.OneOnOneCancelled;
import rapport.meetings.MeetingEvent.OneOnOneEvent;
import rapport.meetings.MeetingEvent.OneOnOneHeld;
import rapport.meetings.MeetingEvent.OneOnOneMoved;
import rapport.parties.By;
import rapport.parties.RelationshipId;

/**
 * The 1:1s of a relationship as they stand. Decides acts and applies events, both without side effects. The rules are
 * those of docs/domain.md, "1:1s, topics, notes"; their codes never change. A start is a local time and names at most
 * one 1:1, whatever the zones of the cadences.
 *
 * @param cadences each holds from the day of its first start to the day before that of the one after it
 * @param cadencesSetAt when each of them was recorded
 * @param moved 1:1s that stand at a time to which they were moved
 * @param movedAway planned starts from which a 1:1 was moved
 * @param cancelled 1:1s that were called off, as they stood
 * @param held as recorded, in the order of recording
 */
public record Meetings(
        List<Cadence> cadences,
        List<Instant> cadencesSetAt,
        List<OneOnOne> moved,
        List<LocalDateTime> movedAway,
        List<OneOnOne> cancelled,
        List<HeldOneOnOne> held) {

    private static final Comparator<OneOnOne> SOONEST =
            Comparator.comparing((OneOnOne planned) -> planned.at().toInstant()).thenComparing(OneOnOne::start);

    /** By how many days two zones can differ on what day it is. */
    private static final int DAYS_APART = 2;

    /** How far back 1:1s that did not take place are counted. */
    private static final int DAYS_COUNTED = 180;

    /** For how many days one that nobody recorded is still asked for: from a Thursday to the Monday after. */
    private static final int DAYS_TO_RECORD = 4;

    private static final int MOST_UNRECORDED = 12;

    public Meetings {
        cadences = List.copyOf(cadences);
        cadencesSetAt = List.copyOf(cadencesSetAt);
        moved = List.copyOf(moved);
        movedAway = List.copyOf(movedAway);
        cancelled = List.copyOf(cancelled);
        held = List.copyOf(held);
    }

    /** No cadence, and nothing held. */
    public static Meetings none() {
        return new Meetings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** What was planned by cadences alone, with nothing moved, called off or held. */
    public static Meetings by(List<Cadence> cadences) {
        return new Meetings(
                cadences,
                Collections.nCopies(cadences.size(), Instant.EPOCH),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /**
     * Decides an act on the 1:1s.
     *
     * @param today the day in the relationship's zone
     * @param zone the relationship's
     * @throws rapport.shared.RuleBroken with the code of the first rule that the act breaks
     */
    public OneOnOneEvent decide(OneOnOneAct act, RelationshipId relationship, By by, LocalDate today, ZoneId zone) {
        var rules = new MeetingRules(this, today, zone);
        return switch (act) {
            case SetCadence(var rrule, var firstStart, var minutes, var cadenceZone) -> {
                var cadence = Cadence.of(rrule, firstStart, minutes, cadenceZone, today);
                rules.isAnotherCadence(cadence);
                yield new CadenceSet(relationship, by, cadence.rrule(), firstStart, minutes, cadenceZone);
            }
            case MoveOneOnOne(var from, var to) -> {
                var planned = rules.isStillToBeHeld(from);
                rules.isAnotherTime(from, to);
                Cadence.startsOnAWholeMinute(to);
                rules.isStillToCome(planned.movedTo(to));
                Cadence.isNotTooFarAhead(to.toLocalDate(), today);
                rules.isFree(to);
                yield new OneOnOneMoved(relationship, by, from, to);
            }
            case CancelOneOnOne(var start, var reason) -> {
                rules.isStillToBeHeld(start);
                yield new OneOnOneCancelled(relationship, by, start, reason);
            }
            case HoldOneOnOne(var start, var heldOn, var summary) -> {
                rules.whatHappenedIsNotInTheFuture(heldOn);
                if (start == null) {
                    rules.nothingIsHeldOn(heldOn);
                } else {
                    rules.isPlannedAndNotHeldYet(start);
                }
                yield new OneOnOneHeld(relationship, by, start, heldOn, summary);
            }
        };
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** The 1:1s as an event leaves them. */
    public static Meetings after(Meetings before, OneOnOneEvent event, Instant at) {
        return switch (event) {
            case CadenceSet set -> before.from(Cadence.of(set), at);
            case OneOnOneMoved away -> before.moving(away.from(), away.to());
            case OneOnOneCancelled off -> before.without(off.start());
            case OneOnOneHeld done ->
                new Meetings(
                        before.cadences,
                        before.cadencesSetAt,
                        before.moved,
                        before.movedAway,
                        before.cancelled,
                        with(before.held, new HeldOneOnOne(done.start(), done.heldOn(), at)));
        };
    }

    // Whatever was planned, moved to or called off from its first day on belonged to the old one.
    private Meetings from(Cadence cadence, Instant at) {
        var day = cadence.firstDay();
        var old = IntStream.range(0, cadences.size())
                .filter(i -> cadences.get(i).firstDay().isBefore(day))
                .boxed()
                .toList();
        return new Meetings(
                with(old.stream().map(cadences::get).toList(), cadence),
                with(old.stream().map(cadencesSetAt::get).toList(), at),
                toldApart(standingBefore(moved, day), cadence),
                before(movedAway, day),
                standingBefore(cancelled, day),
                held);
    }

    private static List<OneOnOne> standingBefore(List<OneOnOne> ones, LocalDate day) {
        return ones.stream()
                .filter(one -> one.start().toLocalDate().isBefore(day))
                .toList();
    }

    // One that was moved to before that day may have come from a start that the new cadence has too. Those that were
    // moved are then all known by where they stand, which no two share.
    private static List<OneOnOne> toldApart(List<OneOnOne> moved, Cadence cadence) {
        return moved.stream().anyMatch(planned -> cadence.hasStart(planned.first()))
                ? moved.stream().map(OneOnOne::knownByItsStart).toList()
                : moved;
    }

    private static List<LocalDateTime> before(List<LocalDateTime> starts, LocalDate day) {
        return starts.stream()
                .filter(start -> start.toLocalDate().isBefore(day))
                .toList();
    }

    private Meetings moving(LocalDateTime from, LocalDateTime to) {
        var there = planned(from).map(planned -> planned.movedTo(to)).orElseThrow();
        return new Meetings(
                cadences, cadencesSetAt, with(movedWithout(from), there), with(movedAway, from), cancelled, held);
    }

    private Meetings without(LocalDateTime start) {
        var off = planned(start).orElseThrow();
        return new Meetings(cadences, cadencesSetAt, movedWithout(start), movedAway, with(cancelled, off), held);
    }

    private List<OneOnOne> movedWithout(LocalDateTime start) {
        return moved.stream().filter(planned -> !planned.start().equals(start)).toList();
    }

    private static <T> List<T> with(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    /** The cadence set last; it may only begin later, or have ended. */
    public Optional<Cadence> cadence() {
        return cadences.isEmpty() ? Optional.empty() : Optional.of(cadences.getLast());
    }

    /** The 1:1 that stands planned at a local time, held or not; empty if it was moved away or called off. */
    public Optional<OneOnOne> planned(LocalDateTime start) {
        return moved.stream()
                .filter(there -> there.start().equals(start))
                .findFirst()
                .or(() -> byRule(start).filter(_ -> !movedAway.contains(start) && !isCalledOff(start)));
    }

    /** True if a 1:1 that stood at a local time was called off. */
    public boolean isCalledOff(LocalDateTime start) {
        return cancelled.stream().anyMatch(off -> off.start().equals(start));
    }

    private Optional<OneOnOne> byRule(LocalDateTime start) {
        return cadences.reversed().stream()
                .filter(cadence -> !cadence.firstDay().isAfter(start.toLocalDate()))
                .findFirst()
                .filter(cadence -> cadence.hasStart(start))
                .map(cadence -> new OneOnOne(start, cadence.minutes(), cadence.zone()));
    }

    /** True if a planned 1:1 is recorded as held: by its start, or without a start on its day in a zone. */
    boolean isHeld(OneOnOne planned, ZoneId zone) {
        var day = planned.dayIn(zone);
        return held.stream()
                .anyMatch(one -> one.start() == null
                        ? one.heldOn().equals(day)
                        : one.start().equals(planned.start()));
    }

    /**
     * The day of the next 1:1: the first, on or after today, that is planned and not held. Days are those of the
     * relationship's zone; a 1:1 earlier today counts until it is recorded as held. Empty without a cadence, and when
     * nothing is planned within five years.
     */
    public Optional<LocalDate> next(LocalDate today, ZoneId zone) {
        return upcoming(today, zone, 1).stream().findFirst().map(planned -> planned.dayIn(zone));
    }

    /** The next 1:1s that are planned on or after today and not held, soonest first, at most so many. */
    public List<OneOnOne> upcoming(LocalDate today, ZoneId zone, int atMost) {
        return upcoming(cadences, moved, gone(), heldStarts(), heldDays(), today, zone, atMost);
    }

    /**
     * The 1:1s that were planned for today or one of the four days before, and of which nobody has recorded that they
     * took place, oldest first.
     */
    public List<OneOnOne> unrecorded(LocalDate today, ZoneId zone) {
        return upcoming(today.minusDays(DAYS_TO_RECORD), zone, MOST_UNRECORDED).stream()
                .filter(planned -> !planned.dayIn(zone).isAfter(today))
                .toList();
    }

    private Set<LocalDateTime> gone() {
        var gone = new HashSet<>(movedAway);
        cancelled.forEach(off -> gone.add(off.start()));
        return gone;
    }

    private Set<LocalDateTime> heldStarts() {
        return held.stream().map(HeldOneOnOne::start).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private Set<LocalDate> heldDays() {
        return held.stream()
                .filter(one -> one.start() == null)
                .map(HeldOneOnOne::heldOn)
                .collect(Collectors.toSet());
    }

    /**
     * What {@link #next(LocalDate, ZoneId)} answers, from rows. Of everything but the cadences, what lies more than two
     * days before today makes no difference and may be left out.
     *
     * @param cadences in the order in which they were set
     * @param moved 1:1s that stand at a time to which they were moved
     * @param gone starts moved away from or called off
     * @param heldStarts starts recorded as held
     * @param heldDays days on which one was held without saying which
     */
    public static Optional<LocalDate> next(
            List<Cadence> cadences,
            Collection<OneOnOne> moved,
            Collection<LocalDateTime> gone,
            Collection<LocalDateTime> heldStarts,
            Collection<LocalDate> heldDays,
            LocalDate today,
            ZoneId zone) {
        return upcoming(cadences, moved, gone, heldStarts, heldDays, today, zone, 1).stream()
                .findFirst()
                .map(planned -> planned.dayIn(zone));
    }

    /**
     * The 1:1s in a row that did not take place, as of a day of the relationship's zone. One by a cadence that was recorded
     * only after it would have been is not counted, unless somebody called it off.
     */
    public InARow inARow(LocalDate today, ZoneId zone) {
        var from = countedFrom(today);
        var gone = gone();
        var heldStarts = heldStarts();
        var byRule = IntStream.range(0, cadences.size())
                .boxed()
                .flatMap(i -> starts(cadences.get(i), firstDayAfter(cadences, i), from.minusDays(DAYS_APART))
                        .takeWhile(one -> one.start().toLocalDate().isBefore(today.plusDays(DAYS_APART)))
                        .filter(one -> !gone.contains(one.start()))
                        .filter(one -> one.at().toInstant().isAfter(cadencesSetAt.get(i))));
        var notRecorded = Stream.concat(byRule, moved.stream())
                .filter(one -> !heldStarts.contains(one.start()))
                .filter(one -> liesIn(from, today, one.dayIn(zone)))
                .count();
        var calledOff = cancelled.stream()
                .filter(off -> liesIn(from, today, off.dayIn(zone)))
                .count();
        return new InARow((int) calledOff, (int) notRecorded, comingCalledOff(from, today, zone));
    }

    private LocalDate countedFrom(LocalDate today) {
        var furthest = today.minusDays(DAYS_COUNTED);
        return lastHeldOn()
                .map(last -> last.plusDays(1))
                .filter(from -> from.isAfter(furthest))
                .orElse(furthest);
    }

    private Optional<LocalDate> lastHeldOn() {
        return held.stream().map(HeldOneOnOne::heldOn).max(Comparator.naturalOrder());
    }

    private static boolean liesIn(LocalDate from, LocalDate until, LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }

    private @Nullable LocalDate comingCalledOff(LocalDate from, LocalDate today, ZoneId zone) {
        var next = upcoming(today, zone, 1).stream().findFirst();
        return cancelled.stream()
                .filter(off ->
                        !off.dayIn(zone).isBefore(today) && !off.dayIn(zone).isBefore(from))
                .min(SOONEST)
                .filter(off -> next.isEmpty()
                        || off.at().toInstant().isBefore(next.get().at().toInstant()))
                .map(off -> off.dayIn(zone))
                .orElse(null);
    }

    /**
     * The same without what can make no difference to {@link #next}, {@link #unrecorded} or {@link #inARow} any more, nor ever will. The
     * cadences stay, and what was moved: out of the past, a 1:1 can still be moved, and takes its length and zone along.
     */
    public Meetings withoutThePast(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var last = lastHeldOn();
        var counted = countedFrom(today).minusDays(DAYS_APART + 1);
        var recent = today.minusDays(DAYS_TO_RECORD + DAYS_APART + 1);
        var day = counted.isBefore(recent) ? counted : recent;
        return new Meetings(
                cadences,
                cadencesSetAt,
                moved,
                movedAway.stream()
                        .filter(start -> !start.toLocalDate().isBefore(day))
                        .toList(),
                cancelled.stream()
                        .filter(off -> !off.start().toLocalDate().isBefore(day))
                        .toList(),
                held.stream()
                        .filter(one -> last.filter(one.heldOn()::equals).isPresent()
                                || !one.heldOn().isBefore(recent)
                                || (one.start() != null
                                        && !one.start().toLocalDate().isBefore(day)))
                        .toList());
    }

    private static List<OneOnOne> upcoming(
            List<Cadence> cadences,
            Collection<OneOnOne> moved,
            Collection<LocalDateTime> gone,
            Collection<LocalDateTime> heldStarts,
            Collection<LocalDate> heldDays,
            LocalDate today,
            ZoneId zone,
            int atMost) {
        var from = today.minusDays(DAYS_APART);
        var byRule = IntStream.range(0, cadences.size())
                .mapToObj(at -> starts(cadences.get(at), firstDayAfter(cadences, at), from)
                        .filter(planned -> !gone.contains(planned.start()))
                        .filter(planned -> isOpen(planned, heldStarts, heldDays, today, zone))
                        .limit(atMost)
                        .toList())
                .flatMap(List::stream);
        return Stream.concat(
                        byRule, moved.stream().filter(planned -> isOpen(planned, heldStarts, heldDays, today, zone)))
                .sorted(SOONEST)
                .limit(atMost)
                .toList();
    }

    private static @Nullable LocalDate firstDayAfter(List<Cadence> cadences, int at) {
        return cadences.stream()
                .skip(at + 1L)
                .map(Cadence::firstDay)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Stream<OneOnOne> starts(Cadence cadence, @Nullable LocalDate replacedOn, LocalDate from) {
        if (replacedOn != null && !replacedOn.isAfter(from)) {
            return Stream.empty();
        }
        return cadence.startsFrom(from)
                .takeWhile(start -> replacedOn == null || start.toLocalDate().isBefore(replacedOn))
                .map(start -> new OneOnOne(start, cadence.minutes(), cadence.zone()));
    }

    private static boolean isOpen(
            OneOnOne planned,
            Collection<LocalDateTime> heldStarts,
            Collection<LocalDate> heldDays,
            LocalDate today,
            ZoneId zone) {
        var day = planned.dayIn(zone);
        return !day.isBefore(today) && !heldStarts.contains(planned.start()) && !heldDays.contains(day);
    }
}
