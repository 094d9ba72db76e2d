package rapport.calendars;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import rapport.calendars.Plan.Move;
import rapport.calendars.ReadFile.Part;
import rapport.calendars.Reading.Found;
import rapport.calendars.Reading.Refused;
import rapport.calendars.Reading.Series;
import rapport.shared.RuleBroken;

/**
 * Reads what a calendar file says about when two people meet, in the dialects of Google, Outlook and Apple. A pure
 * function: it looks nothing up anywhere, and needs time and memory in proportion to the file.
 */
public final class CalendarReader {

    /** How large a file may be, in bytes: a calendar of some years. */
    public static final int LARGEST = 1024 * 1024;

    private static final int SHOWN = 8;
    private static final int MOST_SERIES = 20;
    private static final int MOST_LOOKED_AT = 120;
    private static final int LONGEST_TITLE = 80;

    /** What Google puts behind the id of a series that goes on in another way. */
    private static final Pattern GOES_ON = Pattern.compile("_R\\d{8}(?:T\\d{6}Z?)?(?=@|$)");

    private final ReadFile file;
    private final FileZones zones;
    private final LocalDate today;
    private final ZoneId home;
    private final String other;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int lookedAt;

    private CalendarReader(ReadFile file, LocalDate today, ZoneId home, String other) {
        this.file = file;
        this.zones = new FileZones(file, home, today);
        this.today = today;
        this.home = home;
        this.other = other;
    }

    /**
     * Reads a file.
     *
     * @param today the day in the relationship's zone; what lies before it is left out
     * @param home the zone in which the two have met so far, or the relationship's
     * @param other the name of the other one, for a guess which of several series is meant
     */
    public static Reading read(byte[] file, LocalDate today, ZoneId home, String other) {
        if (file.length > LARGEST) {
            return new Refused("This file is larger than 1 MB. Export the series of your 1:1s alone.");
        }
        try {
            return new CalendarReader(ReadFile.read(file), today, home, other).reading();
        } catch (NotTaken notTaken) {
            return new Refused(notTaken.sentence());
        }
    }

    // --- the events -----------------------------------------------------------------------------------------------

    /** Events of one id: those that stand for a series, and those for single days of it. */
    private record Group(String id, List<Part> masters, List<Part> overrides) {}

    /** A piece that can be taken, and by what it is told to belong to another one. */
    private record Candidate(String id, String title, Piece piece) {}

    private Reading reading() {
        if (file.events().isEmpty()) {
            throw new NotTaken("There is no event in this file.");
        }
        var groups = groups();
        if (groups.stream().allMatch(group -> group.masters().isEmpty())) {
            return changes(groups);
        }
        if (file.cancels()) {
            throw wholeCalledOff();
        }
        var candidates = new ArrayList<Candidate>();
        for (var group : groups) {
            for (var master : group.masters()) {
                candidate(group, master, candidates);
            }
        }
        var series = new ArrayList<Series>();
        var taken = new HashSet<Candidate>();
        candidates.sort(Comparator.comparing(one -> one.piece().first().firstStart()));
        var repeating =
                candidates.stream().filter(one -> !one.piece().isSingle()).toList();
        for (var candidate : repeating) {
            if (!taken.contains(candidate)) {
                var chain = chain(candidate, repeating, taken);
                taken.addAll(chain);
                series(chain, series);
            }
        }
        if (!series.isEmpty() && candidates.size() > repeating.size()) {
            notes.add("Single events in this file are left out, since there are some that repeat.");
        }
        if (repeating.isEmpty()) {
            candidates.stream().limit(MOST_SERIES).forEach(single -> series(List.of(single), series));
        }
        return found(series);
    }

    private List<Group> groups() {
        var groups = new LinkedHashMap<String, Group>();
        for (var event : file.events()) {
            var id = event.value("UID").isEmpty() ? "without " + groups.size() : event.value("UID");
            var group = groups.computeIfAbsent(id, _ -> new Group(id, new ArrayList<>(), new ArrayList<>()));
            if (event.first("RECURRENCE-ID").isPresent()) {
                group.overrides().add(event);
            } else {
                group.masters().add(event);
            }
        }
        groups.values().forEach(CalendarReader::withoutOlderVersions);
        return List.copyOf(groups.values());
    }

    // Twice the same event is two versions of it; two of one id that begin on different days are halves of a series.
    private static void withoutOlderVersions(Group group) {
        var newest = group.masters().stream().mapToInt(Piece::sequence).max().orElse(0);
        var byStart = new LinkedHashMap<String, Part>();
        group.masters().stream()
                .filter(master -> Piece.sequence(master) == newest)
                .forEach(master -> byStart.merge(
                        master.value("DTSTART"), master, (one, two) -> Piece.isLater(one, two) ? one : two));
        group.masters().clear();
        group.masters().addAll(byStart.values());
    }

    private void candidate(Group group, Part master, List<Candidate> candidates) {
        if (isLongOver(master)) {
            return;
        }
        if (!master.value("RRULE").isEmpty() && ++lookedAt > MOST_LOOKED_AT) {
            throw new NotTaken("Very many events in this file repeat. Export the series of your 1:1s alone,"
                    + " or a calendar with less in it.");
        }
        try {
            if (Piece.isCancelled(master)) {
                throw wholeCalledOff();
            }
            var piece = new Piece(master, zones, home, today);
            piece.take(of(group, piece));
            if (!piece.isOver()) {
                candidates.add(new Candidate(GOES_ON.matcher(group.id()).replaceFirst(""), title(master), piece));
            }
        } catch (NotTaken notTaken) {
            refusals.add(notTaken.sentence());
        }
    }

    // Where two halves share an id, each has the days that are its own.
    private static List<Part> of(Group group, Piece piece) {
        if (group.masters().size() < 2) {
            return group.overrides();
        }
        return group.overrides().stream()
                .filter(override -> override.first("RECURRENCE-ID")
                        .flatMap(line -> piece.startMeant(line, line.value()))
                        .isPresent())
                .toList();
    }

    // To be told without a closer look, because a calendar of some years holds thousands.
    private boolean isLongOver(Part master) {
        var longAgo = today.minusDays(40);
        var begins = Stamp.read(master.value("DTSTART")).orElse(null);
        if (begins == null || !begins.local().toLocalDate().isBefore(longAgo)) {
            return false;
        }
        var rule = master.value("RRULE");
        if (rule.isEmpty()) {
            return master.all("RDATE").isEmpty();
        }
        var until = RuleText.part(rule, "UNTIL");
        return Stamp.read(until)
                .filter(end -> end.local().toLocalDate().isBefore(longAgo))
                .isPresent();
    }

    private static NotTaken wholeCalledOff() {
        return new NotTaken("The calendar calls this series off as a whole, which cannot be taken from a file."
                + " Call off the 1:1s here one by one, or say when you meet instead.");
    }

    private static String title(Part event) {
        var plain = event.value("SUMMARY")
                .replaceAll("\\\\[nN]", " ")
                .replaceAll("\\\\(.)", "$1")
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\s]+", " ")
                .strip();
        return plain.length() <= LONGEST_TITLE
                ? plain
                : plain.substring(
                                0,
                                plain.offsetByCodePoints(
                                        0, Math.min(LONGEST_TITLE, plain.codePointCount(0, plain.length()))))
                        + "…";
    }

    // --- the series -----------------------------------------------------------------------------------------------

    // "This and all that follow" cuts a series in two: one ends, and another one of its name begins.
    private static List<Candidate> chain(Candidate first, List<Candidate> all, Set<Candidate> taken) {
        var chain = new ArrayList<Candidate>();
        chain.add(first);
        for (var last = first; last != null && chain.size() < Plan.MOST_CADENCES; ) {
            var before = last;
            var next = all.stream()
                    .filter(one -> !taken.contains(one) && !chain.contains(one))
                    .filter(one -> goesOn(before, one))
                    .toList();
            last = next.size() == 1 ? next.getFirst() : null;
            if (last != null) {
                chain.add(last);
            }
        }
        return chain;
    }

    private static boolean goesOn(Candidate before, Candidate after) {
        var sameName = before.id().equals(after.id())
                || (!before.title().isEmpty() && before.title().equalsIgnoreCase(after.title()));
        return sameName
                && before.piece().ends()
                && after.piece().first().firstStart().isAfter(before.piece().end());
    }

    private void series(List<Candidate> chain, List<Series> series) {
        try {
            var pieces = chain.stream().map(Candidate::piece).toList();
            var plan = Piece.plan(pieces);
            var notes = new LinkedHashSet<String>();
            pieces.forEach(piece -> notes.addAll(piece.notes()));
            var upcoming = Difference.afresh(plan, today, home).upcoming(today, home, SHOWN);
            if (upcoming.isEmpty()) {
                refusals.add("Everything that lies ahead of this series is called off in the calendar.");
            } else {
                series.add(new Series(chain.getFirst().title(), plan, upcoming, List.copyOf(notes)));
            }
        } catch (NotTaken notTaken) {
            refusals.add(notTaken.sentence());
        } catch (RuleBroken broken) {
            refusals.add(broken.sentence());
        }
    }

    private Reading found(List<Series> offered) {
        if (offered.isEmpty()) {
            throw new NotTaken(
                    refusals.isEmpty()
                            ? "Everything in this file is over; nothing of it lies ahead."
                            : refusals.size() == 1
                                    ? refusals.getFirst()
                                    : "None of the events in this file can be taken. Of the first: "
                                            + refusals.getFirst());
        }
        if (!refusals.isEmpty()) {
            notes.add(
                    refusals.size() == 1
                            ? "One more event in this file cannot be taken: " + refusals.getFirst()
                            : refusals.size() + " more events in this file cannot be taken. Of the first: "
                                    + refusals.getFirst());
        }
        if (offered.size() > MOST_SERIES) {
            notes.add("There are " + offered.size() + " series in this file; these are the first " + MOST_SERIES + ".");
        }
        return new Found(
                offered.stream()
                        .sorted(Comparator.comparing((Series one) -> !names(one.title()))
                                .thenComparing(one -> one.upcoming().getFirst().at()))
                        .limit(MOST_SERIES)
                        .toList(),
                List.copyOf(notes));
    }

    private boolean names(String title) {
        var first = other.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        return !first.isEmpty() && title.toLowerCase(Locale.ROOT).contains(first);
    }

    // --- changes alone --------------------------------------------------------------------------------------------

    // What a calendar sends around when one day of a series is changed: that day, and not the series.
    private Reading changes(List<Group> groups) {
        if (groups.size() > 1) {
            throw new NotTaken(
                    "This file only tells of single days of several series. Export the whole series instead.");
        }
        var times = new Piece.Times(zones, home);
        var cancelled = new ArrayList<LocalDateTime>();
        var moved = new ArrayList<Move>();
        var notes = new ArrayList<String>();
        for (var override : groups.getFirst().overrides()) {
            var line = override.first("RECURRENCE-ID").orElseThrow();
            if (Piece.Times.stamp(line.value()).isDay()
                    || line.parameter("RANGE").equalsIgnoreCase("THISANDFUTURE")) {
                throw new NotTaken("This file only tells what changes from a day on. Export the whole series instead.");
            }
            var from = times.local(line, line.value(), home);
            var begins = override.first("DTSTART").orElse(null);
            if (file.cancels() || Piece.isCancelled(override)) {
                if (!from.toLocalDate().isBefore(today)) {
                    cancelled.add(from);
                }
            } else if (begins != null && !Piece.Times.stamp(begins.value()).isDay()) {
                var to = times.local(begins, begins.value(), home);
                if (!to.equals(from) && !to.toLocalDate().isBefore(today)) {
                    moved.add(new Move(from, to));
                }
            }
            if (cancelled.size() + moved.size() > Plan.MOST_EXCEPTIONS) {
                throw new NotTaken("This file changes more than 200 days. Export the whole series instead.");
            }
        }
        if (cancelled.isEmpty() && moved.isEmpty()) {
            throw new NotTaken("This file tells of single days only, and changes nothing about when those begin."
                    + " Export the whole series to take that.");
        }
        var title = title(groups.getFirst().overrides().getFirst());
        return new Found(
                List.of(new Series(title, new Plan(false, List.of(), cancelled, moved), List.of(), notes)), List.of());
    }
}
