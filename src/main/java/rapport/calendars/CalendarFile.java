package rapport.calendars;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import rapport.parties.RelationshipId;

/**
 * Writes coming 1:1s as a calendar file, RFC 5545, that calendars ask for again and again. It holds the other's name,
 * when, how much is open and where to read it, and nothing that anybody wrote about it.
 */
public final class CalendarFile {

    private static final int LETTERS = 32;

    private CalendarFile() {}

    /** The whole file, the soonest 1:1 first. */
    public static String of(List<ComingOneOnOne> coming) {
        var lines = new ContentLines();
        lines.add("BEGIN", "VCALENDAR")
                .add("VERSION", "2.0")
                .addText("PRODID", "-//Rapport//Rapport//EN")
                .add("CALSCALE", "GREGORIAN")
                .addText("NAME", "1:1s")
                .addText("X-WR-CALNAME", "1:1s")
                .add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
                .add("X-PUBLISHED-TTL", "PT1H");
        zones(lines, coming);
        coming.stream()
                .sorted(Comparator.comparing(
                                (ComingOneOnOne one) -> one.planned().at().toInstant())
                        .thenComparing(ComingOneOnOne::with))
                .forEach(one -> event(lines, one));
        return lines.add("END", "VCALENDAR").toString();
    }

    private static void zones(ContentLines lines, List<ComingOneOnOne> coming) {
        record Period(Instant first, Instant last) {
            Period and(Period other) {
                return new Period(
                        first.isBefore(other.first) ? first : other.first,
                        last.isAfter(other.last) ? last : other.last);
            }
        }
        var periods = new TreeMap<String, Period>();
        for (var one : coming) {
            if (TimeZones.hasName(one.planned().zone())) {
                var period = new Period(one.planned().at().toInstant(), end(one).toInstant());
                periods.merge(one.planned().zone().getId(), period, Period::and);
            }
        }
        // A calendar holds something by the letter of the RFC, also where no 1:1 is planned.
        if (coming.isEmpty()) {
            periods.put("Etc/UTC", new Period(Instant.EPOCH, Instant.EPOCH));
        }
        periods.forEach((zone, period) -> TimeZones.write(lines, ZoneId.of(zone), period.first(), period.last()));
    }

    private static ZonedDateTime end(ComingOneOnOne one) {
        return one.planned().at().plusMinutes(one.planned().minutes());
    }

    private static void event(ContentLines lines, ComingOneOnOne one) {
        var summary = "1:1 with " + one.with();
        var changed = TimeZones.utc(one.changedAt());
        lines.add("BEGIN", "VEVENT")
                .add("UID", uid(one.relationship(), one.planned().first().toString()))
                .add("SEQUENCE", Long.toString(one.revision()))
                .add("DTSTAMP", changed)
                .add("LAST-MODIFIED", changed);
        TimeZones.add(lines, "DTSTART", one.planned().at());
        TimeZones.add(lines, "DTEND", end(one));
        lines.addText("SUMMARY", summary)
                .addText("DESCRIPTION", open(one.open()) + "\n" + one.address())
                .add("URL", one.address())
                .add("STATUS", "CONFIRMED")
                .add("TRANSP", "OPAQUE")
                .add("CLASS", "PRIVATE")
                .add("BEGIN", "VALARM")
                .add("ACTION", "DISPLAY")
                .addText("DESCRIPTION", summary)
                .add("TRIGGER", "-PT30M")
                .add("END", "VALARM")
                .add("END", "VEVENT");
    }

    /** By relationship and first start, so that one that is moved stays the same one; nothing can be read from it. */
    private static String uid(RelationshipId relationship, String first) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((relationship + " " + first).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LETTERS) + "@rapport";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String open(int open) {
        return switch (open) {
            case 0 -> "Nothing is open at the moment.";
            case 1 -> "1 thing is open at the moment.";
            default -> open + " things are open at the moment.";
        };
    }
}
