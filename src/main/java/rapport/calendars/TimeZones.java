package rapport.calendars;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * Writes what a calendar has to know of a time zone, from the same rules by which Rapport itself tells the time. Every
 * change of the clocks in the period is written out as it is, so that no rule has to be guessed from it.
 */
final class TimeZones {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    private static final LocalDateTime EVER = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int SECONDS_AN_HOUR = 3_600;
    private static final int SECONDS_A_MINUTE = 60;

    private TimeZones() {}

    /** True if other calendars can know a zone by its name; times in another are written in UTC. */
    static boolean hasName(ZoneId zone) {
        return zone.getId().contains("/");
    }

    /** A property that is a moment. */
    static void add(ContentLines lines, String name, ZonedDateTime moment) {
        var zone = moment.getZone();
        if (hasName(zone)) {
            lines.add(name + ";TZID=" + zone.getId(), LOCAL.format(moment));
        } else {
            lines.add(name, utc(moment.toInstant()));
        }
    }

    static String utc(Instant instant) {
        return LOCAL.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
    }

    /** The clocks of a zone, so that every moment of a period can be told. */
    static void write(ContentLines lines, ZoneId zone, Instant first, Instant last) {
        var rules = zone.getRules();
        lines.add("BEGIN", "VTIMEZONE").add("TZID", zone.getId());
        var before = rules.previousTransition(first.plusSeconds(1));
        if (before == null) {
            var offset = rules.getOffset(first);
            observance(lines, rules.isDaylightSavings(first), EVER, offset, offset);
        } else {
            // Some calendars can only tell that summer time is one by the standard time before it.
            var earlier =
                    rules.isDaylightSavings(before.getInstant()) ? rules.previousTransition(before.getInstant()) : null;
            if (earlier != null) {
                observance(lines, rules, earlier);
            }
            observance(lines, rules, before);
        }
        for (var next = rules.nextTransition(first);
                next != null && !next.getInstant().isAfter(last);
                next = rules.nextTransition(next.getInstant())) {
            observance(lines, rules, next);
        }
        lines.add("END", "VTIMEZONE");
    }

    private static void observance(ContentLines lines, ZoneRules rules, ZoneOffsetTransition change) {
        observance(
                lines,
                rules.isDaylightSavings(change.getInstant()),
                change.getDateTimeBefore(),
                change.getOffsetBefore(),
                change.getOffsetAfter());
    }

    private static void observance(
            ContentLines lines, boolean summer, LocalDateTime onset, ZoneOffset from, ZoneOffset to) {
        var kind = summer ? "DAYLIGHT" : "STANDARD";
        lines.add("BEGIN", kind)
                .add("DTSTART", LOCAL.format(onset))
                .add("TZOFFSETFROM", offset(from))
                .add("TZOFFSETTO", offset(to))
                .add("END", kind);
    }

    private static String offset(ZoneOffset offset) {
        var seconds = Math.abs(offset.getTotalSeconds());
        var rest = seconds % SECONDS_A_MINUTE;
        return (offset.getTotalSeconds() < 0 ? "-" : "+")
                + twoDigits(seconds / SECONDS_AN_HOUR)
                + twoDigits(seconds % SECONDS_AN_HOUR / SECONDS_A_MINUTE)
                + (rest == 0 ? "" : twoDigits(rest));
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
