package rapport.calendars;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rapport.calendars.Plan.Move;
import rapport.calendars.ReadFile.Part;
import rapport.meetings.Cadence;
import rapport.shared.RuleBroken;

/**
 * One event of a file with what is different about single days of it, read as of a day. Times are local ones in the zone
 * of the event.
 */
final class Piece {

    static final String WITHOUT_A_LENGTH = "The calendar does not say how long it takes; 30 minutes are assumed.";

    private static final int ASSUMED_MINUTES = 30;
    private static final int DAYS_BACK = 35;
    private static final int NOTED_EXTRAS = 5;
    private static final Pattern WEEKS = Pattern.compile("[+]?P(\\d{1,2})W");

    private final FileZones zones;
    private final ZoneId home;
    private final LocalDate today;
    private final Part event;
    private final ZoneId zone;
    private final LocalDateTime firstStart;
    private final int minutes;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<LocalDateTime> cancelled = new LinkedHashSet<>();
    private final Map<LocalDateTime, LocalDateTime> moved = new TreeMap<>();
    private final List<Cadence> cadences = new ArrayList<>();

    /** @throws NotTaken with the reason, where the event cannot be a series of 1:1s */
    Piece(Part event, FileZones zones, ZoneId home, LocalDate today) {
        this.event = event;
        this.zones = zones;
        this.home = home;
        this.today = today;
        var line = event.first("DTSTART")
                .orElseThrow(() -> new NotTaken("This event has no beginning, so it cannot be taken."));
        var start = Times.stamp(line.value());
        if (start.isDay() || event.value("X-MICROSOFT-CDO-ALLDAYEVENT").equalsIgnoreCase("TRUE")) {
            throw new NotTaken("This is an all-day event, and a 1:1 has a time of day."
                    + " Give it one in your calendar, and export it once more.");
        }
        var times = new Times(zones, home);
        zone = start.isUtc() ? (repeats() ? ZoneId.of("UTC") : home) : times.zoneOf(line);
        firstStart = times.local(line, line.value(), zone);
        minutes = minutesOf(event, line, times).orElseGet(() -> {
            notes.add(WITHOUT_A_LENGTH);
            return ASSUMED_MINUTES;
        });
        noteZone(line, start);
        cadences.add(cadence());
    }

    private boolean repeats() {
        return event.first("RRULE").isPresent();
    }

    private void noteZone(ContentLine line, Stamp start) {
        if (start.isUtc() && repeats()) {
            notes.add("The calendar has it in UTC, so it shifts by an hour for you whenever your clocks change.");
        } else if (!start.isUtc() && line.parameter("TZID").isEmpty()) {
            notes.add("The calendar does not say in which time zone; " + city(zone) + " is assumed.");
        } else if (!start.isUtc() && zones.named(line.parameter("TZID")).guessed()) {
            notes.add("The calendar describes a time zone of its own; its clocks are those of " + city(zone) + ".");
        }
    }

    private static String city(ZoneId zone) {
        return zone.getId().replace('_', ' ');
    }

    private Cadence cadence() {
        var rules = event.all("RRULE");
        if (rules.size() > 1 || !event.all("EXRULE").isEmpty()) {
            throw new NotTaken("This event repeats by more than one rule, and Rapport takes one.");
        }
        if (rules.isEmpty() && !event.all("RDATE").isEmpty()) {
            throw new NotTaken("This event lists its days one by one instead of repeating by a rule, which Rapport"
                    + " cannot take. Set it to repeat in your calendar, and export it once more.");
        }
        try {
            var rule = rules.isEmpty()
                    ? Cadence.once()
                    : RuleText.withItsDay(RuleText.plain(rules.getFirst().value()), firstStart.toLocalDate());
            return Cadence.elsewhere(rule, firstStart, minutes, zone);
        } catch (RuleBroken broken) {
            throw new NotTaken(broken.sentence());
        }
    }

    static Optional<Integer> minutesOf(Part event, ContentLine start, Times times) {
        var begins = times.instant(start, start.value());
        var end = event.first("DTEND");
        var length = end.isPresent()
                ? Duration.between(begins, times.instant(end.get(), end.get().value()))
                : duration(event.value("DURATION"));
        if (length.isNegative() || length.toMinutes() > 100_000) {
            throw new NotTaken("This event ends before it begins, or takes longer than a 1:1 can.");
        }
        return length.isZero() ? Optional.empty() : Optional.of((int) length.toMinutes());
    }

    private static Duration duration(String text) {
        var weeks = WEEKS.matcher(text);
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            return weeks.matches()
                    ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1)))
                    : Duration.parse(text.replaceFirst("^[+]", ""));
        } catch (DateTimeException _) {
            throw new NotTaken("This event does not say how long it takes in a way that Rapport can read.");
        }
    }

    // --- asking ---------------------------------------------------------------------------------------------------

    Cadence first() {
        return cadences.getFirst();
    }

    boolean isSingle() {
        return !repeats();
    }

    /** True if nothing of it lies ahead: no day by its rule, and none that was moved there. */
    boolean isOver() {
        return cadences.stream().noneMatch(one -> firstFrom(one, today).isPresent())
                && moved.values().stream().noneMatch(this::isAhead);
    }

    /** Whether another one goes on where this one ends. */
    boolean ends() {
        return cadences.getLast().until() != null || isSingle();
    }

    LocalDateTime end() {
        var until = cadences.getLast().until();
        return until == null ? firstStart : until;
    }

    private boolean isAhead(LocalDateTime start) {
        return !dayAtHome(start).isBefore(today);
    }

    private LocalDate dayAtHome(LocalDateTime start) {
        return start.atZone(zone).withZoneSameInstant(home).toLocalDate();
    }

    private Optional<LocalDateTime> firstFrom(Cadence cadence, LocalDate day) {
        return cadence.startsFrom(day.minusDays(2))
                .limit(5)
                .filter(start -> !dayAtHome(start).isBefore(day))
                .findFirst();
    }

    /** The start by the rules that a day or a moment of the file means. */
    Optional<LocalDateTime> startMeant(ContentLine line, String value) {
        var times = new Times(zones, home);
        var stamp = Times.stamp(value);
        if (stamp.isDay()) {
            return startOn(stamp.local().toLocalDate());
        }
        var at = times.instant(line, value);
        var local = times.local(line, value, zone);
        for (var day : List.of(
                local.toLocalDate(),
                local.toLocalDate().minusDays(1),
                local.toLocalDate().plusDays(1))) {
            var start = startOn(day);
            if (start.filter(found -> found.equals(local)
                            || found.atZone(zone).toInstant().equals(at))
                    .isPresent()) {
                return start;
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> startOn(LocalDate day) {
        return cadences.stream().flatMap(one -> one.startOn(day).stream()).findFirst();
    }

    // --- what is different ----------------------------------------------------------------------------------------

    /** Takes what the file says about single days: days left out, and events that stand for one of its days. */
    void take(List<Part> overrides) {
        for (var override : latest(overrides)) {
            if (override.first("RECURRENCE-ID")
                    .map(line -> line.parameter("RANGE"))
                    .filter("THISANDFUTURE"::equalsIgnoreCase)
                    .isPresent()) {
                split(override);
            }
        }
        var count = 0;
        for (var line : event.all("EXDATE")) {
            for (var value : line.value().split(",", -1)) {
                if (isNear(value)) {
                    startMeant(line, value).filter(this::isAhead).ifPresent(cancelled::add);
                    count++;
                }
                mustBeFew(count);
            }
        }
        for (var override : latest(overrides)) {
            var line = override.first("RECURRENCE-ID").orElseThrow();
            if (!line.parameter("RANGE").equalsIgnoreCase("THISANDFUTURE")) {
                takeOne(override, line);
                mustBeFew(cancelled.size() + moved.size());
            }
        }
        noteExtraDays();
    }

    private static void mustBeFew(int count) {
        if (count > Plan.MOST_EXCEPTIONS) {
            throw new NotTaken(
                    "More than 200 days of this series are different from the others. Begin a new one in your calendar.");
        }
    }

    // Days long past make no difference, and there can be very many of them.
    private boolean isNear(String value) {
        return Stamp.read(value)
                .filter(stamp -> !stamp.local().toLocalDate().isBefore(today.minusDays(DAYS_BACK))
                        && stamp.local().toLocalDate().isBefore(today.plusYears(5)))
                .isPresent();
    }

    // Of several versions of the same day, the one that was made last.
    private static List<Part> latest(List<Part> overrides) {
        var latest = new LinkedHashMap<String, Part>();
        for (var override : overrides) {
            latest.merge(override.value("RECURRENCE-ID"), override, (one, other) -> isLater(one, other) ? one : other);
        }
        return List.copyOf(latest.values());
    }

    static boolean isLater(Part one, Part other) {
        var bySequence = Integer.compare(sequence(one), sequence(other));
        return bySequence == 0 ? one.value("DTSTAMP").compareTo(other.value("DTSTAMP")) > 0 : bySequence > 0;
    }

    static int sequence(Part part) {
        return part.value("SEQUENCE").matches("\\d{1,9}") ? Integer.parseInt(part.value("SEQUENCE")) : 0;
    }

    static boolean isCancelled(Part part) {
        return part.value("STATUS").toUpperCase(Locale.ROOT).startsWith("CANCEL");
    }

    private void takeOne(Part override, ContentLine line) {
        var begins = override.first("DTSTART");
        if (!isNear(line.value())
                && begins.filter(start -> isNear(start.value())).isEmpty()) {
            return;
        }
        var from = startMeant(line, line.value()).orElse(null);
        if (from == null) {
            noteStray(line);
            return;
        }
        if (isCancelled(override)) {
            cancel(from);
        } else if (begins.isPresent()) {
            change(override, from, begins.get());
        }
    }

    private void cancel(LocalDateTime from) {
        if (isAhead(from)) {
            cancelled.add(from);
        }
    }

    private void change(Part override, LocalDateTime from, ContentLine begins) {
        var times = new Times(zones, home);
        if (Times.stamp(begins.value()).isDay()) {
            if (isAhead(from)) {
                notes.add("The one on " + Said.moment(from)
                        + " was made an all-day event in the calendar; it stays at its time here.");
            }
            return;
        }
        var to = times.local(begins, begins.value(), zone);
        cancelled.remove(from);
        if (!to.equals(from) && isAhead(to)) {
            takeMove(from, to);
        } else if (!to.equals(from) && isAhead(from)) {
            cancelled.add(from);
            notes.add("The one on " + Said.moment(from) + " was brought forward to " + Said.moment(to)
                    + ", which has passed. If it took place, record it as held.");
        }
        var length = minutesOf(override, begins, times).orElse(minutes);
        if (length != minutes && isAhead(to)) {
            notes.add("The one on " + Said.moment(to) + " takes " + length + " minutes in the calendar; here all take "
                    + minutes + ".");
        }
    }

    private void takeMove(LocalDateTime from, LocalDateTime to) {
        if (from.toLocalDate().isBefore(today.minusDays(DAYS_BACK))) {
            notes.add("One was put off from " + Said.moment(from) + " to " + Said.moment(to)
                    + ". That is too long ago to be taken; plan it by moving another one.");
        } else {
            moved.put(from, to);
        }
    }

    private void noteStray(ContentLine line) {
        var at = new Times(zones, home).local(line, line.value(), zone);
        if (isAhead(at)) {
            notes.add("The calendar changes one on " + Said.moment(at)
                    + ", which is none of the days of this series; that is left out.");
        }
    }

    private void noteExtraDays() {
        var noted = 0;
        if (repeats() && startOn(firstStart.toLocalDate()).isEmpty() && isAhead(firstStart)) {
            notes.add("The calendar also has one on " + Said.moment(firstStart)
                    + ", which is none of the days on which it repeats; that is left out.");
        }
        for (var line : event.all("RDATE")) {
            for (var value : line.value().split(",", -1)) {
                var at = value.split("/", 2)[0];
                if (isNear(at) && !Times.stamp(at).isDay()) {
                    var extra = new Times(zones, home).local(line, at, zone);
                    if (isAhead(extra) && noted < NOTED_EXTRAS) {
                        notes.add("The calendar has an extra one on " + Said.moment(extra)
                                + ", which Rapport cannot plan beside the others; that is left out.");
                        noted++;
                    }
                }
            }
        }
    }

    // --- from one day on ------------------------------------------------------------------------------------------

    // "This and all that follow" in a single event: what was goes up to then, and another one goes on.
    private void split(Part override) {
        var line = override.first("RECURRENCE-ID").orElseThrow();
        var from = startMeant(line, line.value()).orElse(null);
        if (from == null) {
            noteStray(line);
            return;
        }
        if (cadences.size() >= Plan.MOST_CADENCES) {
            throw changesTooOften();
        }
        var last = cadences.removeLast();
        var before = Cadence.elsewhere(
                RuleText.without(last.rrule(), "COUNT", "UNTIL") + ";UNTIL=" + Times.written(from.minusSeconds(1)),
                last.firstStart(),
                last.minutes(),
                zone);
        if (before.next(before.firstDay()).isPresent()) {
            cadences.add(before);
        }
        if (isCancelled(override)) {
            if (cadences.isEmpty()) {
                cadences.add(before);
            }
            return;
        }
        cadences.add(onward(override, from, last));
    }

    private Cadence onward(Part override, LocalDateTime from, Cadence last) {
        var times = new Times(zones, home);
        var begins = override.first("DTSTART")
                .orElseThrow(() -> new NotTaken("This event has no beginning, so it cannot be taken."));
        var to = times.local(begins, begins.value(), zone);
        var length = minutesOf(override, begins, times).orElse(minutes);
        var own = override.first("RRULE").map(ContentLine::value).orElse(null);
        var plain = RuleText.without(last.rrule(), "COUNT", "UNTIL");
        var rule = own == null ? RuleText.shifted(plain, from.toLocalDate(), to.toLocalDate()) : RuleText.plain(own);
        if (rule == null) {
            throw new NotTaken("From " + Said.day(from.toLocalDate())
                    + " on, the calendar moves this series to other days in a way that Rapport cannot follow."
                    + " Begin a new series in your calendar, and export that one.");
        }
        var until = last.until();
        var end = own != null || until == null
                ? ""
                : ";UNTIL="
                        + Times.written(until.plus(Duration.between(from, to)).withNano(0));
        try {
            return Cadence.elsewhere(RuleText.withItsDay(rule, to.toLocalDate()) + end, to, length, zone);
        } catch (RuleBroken broken) {
            throw new NotTaken(broken.sentence());
        }
    }

    // --- what it comes to -----------------------------------------------------------------------------------------

    /** What of several pieces that follow each other lies ahead. @throws NotTaken if a rule refuses it */
    static Plan plan(List<Piece> pieces) {
        var first = pieces.getFirst();
        var from = pieces.stream()
                .flatMap(piece -> piece.moved.keySet().stream()
                        .filter(start -> !piece.isAhead(start))
                        .map(piece::dayAtHome))
                .min(Comparator.naturalOrder())
                .orElse(first.today);
        var byDay = new TreeMap<LocalDate, Cadence>();
        for (var piece : pieces) {
            for (var cadence : piece.cadences) {
                piece.firstFrom(cadence, from)
                        .map(cadence::from)
                        .ifPresent(ahead -> byDay.put(ahead.firstDay(), ahead));
            }
        }
        var cancelled = pieces.stream()
                .flatMap(piece -> piece.cancelled.stream())
                .distinct()
                .toList();
        var moved = new HashMap<LocalDateTime, LocalDateTime>();
        pieces.forEach(piece -> moved.putAll(piece.moved));
        var begins = first.cadences.getFirst().firstStart();
        try {
            var cadences = byDay.values().stream()
                    .map(one -> Cadence.of(one.rrule(), one.firstStart(), one.minutes(), one.zone(), first.today))
                    .toList();
            if (cadences.size() > Plan.MOST_CADENCES) {
                throw changesTooOften();
            }
            return new Plan(
                    first.dayAtHome(begins).isBefore(first.today),
                    cadences,
                    cancelled,
                    moved.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(move -> new Move(move.getKey(), move.getValue()))
                            .toList());
        } catch (RuleBroken broken) {
            throw new NotTaken(broken.sentence());
        }
    }

    private static NotTaken changesTooOften() {
        return new NotTaken("This series changes its rhythm more often than Rapport can follow."
                + " Begin a new one in your calendar, and export that one.");
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Times of a file in zones that are known. */
    record Times(FileZones zones, ZoneId home) {

        static Stamp stamp(String value) {
            return Stamp.read(value)
                    .orElseThrow(() -> new NotTaken("This file holds a time that Rapport cannot read."));
        }

        static String written(LocalDateTime at) {
            return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).format(at);
        }

        ZoneId zoneOf(ContentLine line) {
            var name = line.parameter("TZID");
            return name.isEmpty() ? zones.unnamed() : zones.named(name).zone();
        }

        Instant instant(ContentLine line, String value) {
            var stamp = stamp(value);
            return stamp.isUtc()
                    ? stamp.local().toInstant(ZoneOffset.UTC)
                    : stamp.local().atZone(zoneOf(line)).toInstant();
        }

        LocalDateTime local(ContentLine line, String value, @Nullable ZoneId zone) {
            var stamp = stamp(value);
            var target = zone == null ? home : zone;
            if (!stamp.isUtc() && zoneOf(line).equals(target)) {
                return stamp.local();
            }
            return instant(line, value).atZone(target).toLocalDateTime();
        }
    }
}
