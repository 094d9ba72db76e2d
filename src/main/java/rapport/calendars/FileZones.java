package rapport.calendars;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.calendars.ReadFile.Part;
import rapport.calendars.ReadFile.Zone;
import rapport.meetings.Cadence;
import rapport.shared.RuleBroken;

/**
 * The zones that a file speaks of: by a name that is known, by the name that Windows has for one, by one with a path
 * before it, or, where the name says nothing, by the one known zone whose clocks change as the file describes it.
 */
final class FileZones {

    private static final Map<String, String> KNOWN = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2})(\\d{2})(\\d{2})?");
    private static final int YEARS_COMPARED = 3;
    private static final int DAYS_BEFORE = 400;
    private static final Duration STEP = Duration.ofHours(6);

    /** More than any zone has had since there are zones. */
    private static final int MOST_CHANGES = 2_000;

    private final ReadFile file;
    private final ZoneId home;
    private final LocalDate today;
    private final Map<String, Named> found = new HashMap<>();

    FileZones(ReadFile file, ZoneId home, LocalDate today) {
        this.file = file;
        this.home = home;
        this.today = today;
    }

    /**
     * A zone that was found.
     *
     * @param guessed true if it is so by its rules and not by its name
     */
    record Named(ZoneId zone, boolean guessed) {}

    /** The zone of times that name none: the one that the file is said to be in, or that of the relationship. */
    ZoneId unnamed() {
        return known(file.zoneName()).orElse(home);
    }

    /** @throws NotTaken if nobody knows it, and the file does not describe it so that it can be known */
    Named named(String name) {
        var before = found.get(name);
        if (before == null) {
            before = find(name);
            found.put(name, before);
        }
        return before;
    }

    private Named find(String name) {
        var byName = known(name);
        if (byName.isPresent()) {
            return new Named(byName.get(), false);
        }
        var described = file.zones().stream()
                .filter(zone -> zone.names().value("TZID").equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new NotTaken("This file names a time zone that Rapport does not know, and does not describe it."
                                + " Choose the zone as a city in your calendar, and export it once more."));
        return known(described.names().value("X-LIC-LOCATION"))
                .map(zone -> new Named(zone, false))
                .or(() -> byRules(described).map(zone -> new Named(zone, true)))
                .orElseThrow(() -> new NotTaken(
                        "This file describes a time zone of its own, whose clocks change as in no place that Rapport"
                                + " knows. Choose the zone as a city in your calendar, and export it once more."));
    }

    // --- by a name ------------------------------------------------------------------------------------------------

    private static Optional<ZoneId> known(String name) {
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > 200) {
            return Optional.empty();
        }
        if (plain.toLowerCase(Locale.ROOT).endsWith("microsoft/utc")) {
            return Optional.of(ZoneId.of("UTC"));
        }
        return Optional.ofNullable(KNOWN.get(plain.toLowerCase(Locale.ROOT)))
                .or(() -> WindowsZones.named(plain))
                .or(() -> atTheEndOfAPath(plain))
                .map(ZoneId::of);
    }

    // Such as /mozilla.org/20050126_1/Europe/Berlin. A single last part, such as UTC, could mean anything.
    private static Optional<String> atTheEndOfAPath(String name) {
        var parts = Arrays.stream(name.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
        for (var length = Math.min(3, parts.size()); length > 1; length--) {
            var end = String.join("/", parts.subList(parts.size() - length, parts.size()));
            var known = KNOWN.get(end.toLowerCase(Locale.ROOT));
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    // --- by its rules ---------------------------------------------------------------------------------------------

    private record Change(Instant at, ZoneOffset before, ZoneOffset after) {}

    private Optional<ZoneId> byRules(Zone described) {
        var changes = changes(described);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return candidates().stream().filter(zone -> isSame(zone, changes)).findFirst();
    }

    private Set<ZoneId> candidates() {
        var candidates = new LinkedHashSet<ZoneId>();
        candidates.add(home);
        known(file.zoneName()).ifPresent(candidates::add);
        candidates.addAll(WindowsZones.all());
        new TreeSet<>(KNOWN.values())
                .stream().filter(name -> name.contains("/")).map(ZoneId::of).forEach(candidates::add);
        return candidates;
    }

    private boolean isSame(ZoneId zone, List<Change> changes) {
        var at = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        var end = today.plusYears(YEARS_COMPARED).atStartOfDay(ZoneOffset.UTC).toInstant();
        var next = 0;
        var offset = changes.getFirst().before();
        while (at.isBefore(end)) {
            while (next < changes.size() && !changes.get(next).at().isAfter(at)) {
                offset = changes.get(next).after();
                next++;
            }
            if (!zone.getRules().getOffset(at).equals(offset)) {
                return false;
            }
            at = at.plus(STEP);
        }
        return true;
    }

    private List<Change> changes(Zone described) {
        var changes = new ArrayList<Change>();
        for (var observance : described.observances()) {
            var before = offset(observance.value("TZOFFSETFROM"));
            var after = offset(observance.value("TZOFFSETTO"));
            var first =
                    Stamp.read(observance.value("DTSTART")).map(Stamp::local).orElse(null);
            if (before == null || after == null || first == null) {
                return List.of();
            }
            changes.add(new Change(first.toInstant(before), before, after));
            for (var start : later(observance, first, before)) {
                changes.add(new Change(start.toInstant(before), before, after));
            }
            if (changes.size() > MOST_CHANGES) {
                return List.of();
            }
        }
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    private List<LocalDateTime> later(Part observance, LocalDateTime first, ZoneOffset before) {
        var later = new ArrayList<LocalDateTime>();
        for (var line : observance.all("RDATE")) {
            for (var value : line.value().split(",", -1)) {
                Stamp.read(value).map(Stamp::local).ifPresent(later::add);
            }
        }
        for (var rule : observance.all("RRULE")) {
            try {
                Cadence.elsewhere(RuleText.plain(rule.value()), first, 60, before)
                        .startsFrom(today.minusDays(DAYS_BEFORE))
                        .limit(MOST_CHANGES)
                        .forEach(later::add);
            } catch (RuleBroken _) {
                // A rule that cannot be read leaves the zone unlike any other.
                return List.of(first);
            }
        }
        return later;
    }

    private static @Nullable ZoneOffset offset(String text) {
        var matcher = OFFSET.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            var sign = matcher.group(1).equals("-") ? -1 : 1;
            var seconds = matcher.group(3) == null || matcher.group(4) == null ? "00" : matcher.group(4);
            return ZoneOffset.ofHoursMinutesSeconds(
                    sign * Integer.parseInt(matcher.group(2)),
                    sign * Integer.parseInt(matcher.group(3)),
                    sign * Integer.parseInt(seconds));
        } catch (DateTimeException _) {
            return null;
        }
    }
}
