package rapport.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapport.meetings.Cadence;
import rapport.meetings.MeetingAct.SetCadence;
import rapport.meetings.Meetings;
import rapport.meetings.OneOnOne;

/** Made-up series with exceptions, written as each calendar writes them, are read back to the same 1:1s for a year. */
class DialectsTest {

    private static final int SERIES = 250;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Sydney"),
            ZoneId.of("Asia/Kolkata"));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    /** Who writes. */
    enum Dialect {
        GOOGLE,
        OUTLOOK,
        OUTLOOK_CUSTOMIZED,
        APPLE,
        EVOLUTION
    }

    /** A series as somebody keeps it in a calendar. */
    record Kept(
            String rule,
            LocalDateTime first,
            int minutes,
            ZoneId zone,
            Set<LocalDateTime> off,
            Map<LocalDateTime, LocalDateTime> moved) {

        /** When the two meet, found by looking at every day. */
        Set<Instant> met(LocalDate today, ZoneId home) {
            var met = new TreeSet<Instant>();
            for (var start : starts(today.minusDays(50), today.plusDays(430))) {
                if (!off.contains(start)) {
                    var at = moved.getOrDefault(start, start).atZone(zone);
                    var day = at.withZoneSameInstant(home).toLocalDate();
                    if (!day.isBefore(today) && day.isBefore(today.plusDays(365))) {
                        met.add(at.toInstant());
                    }
                }
            }
            return met;
        }

        List<LocalDateTime> starts(LocalDate from, LocalDate to) {
            var cadence = Cadence.elsewhere(rule, first, minutes, zone);
            return cadence.startsFrom(from)
                    .takeWhile(start -> start.toLocalDate().isBefore(to))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_back(Dialect dialect) {
        var random = new Random(5545);
        var changed = 0;
        for (var number = 0; number < SERIES; number++) {
            var today = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(700));
            var kept = kept(random, today);
            var home = random.nextBoolean() ? kept.zone() : ZONES.get(random.nextInt(ZONES.size()));
            var file = written(dialect, kept, random);
            var what = dialect + " " + number + " on " + today + " at home in " + home + "\n" + file;

            if (kept.met(today, home).isEmpty()) {
                continue;
            }
            var plan = plan(file, today, home, what);
            var recorded = Difference.between(plan, Meetings.none(), today, home);
            assertThat(met(recorded.after(), today, home)).as(what).isEqualTo(kept.met(today, home));
            assertThat(Plan.read(plan.text(), today)).as(what).contains(plan);

            // Sent again, at once and some time later, it changes nothing.
            var again = Difference.between(plan, recorded.after(), today, home);
            assertThat(again.acts()).as(what).isEmpty();
            var later = today.plusDays(random.nextInt(30));
            if (!kept.met(later, home).isEmpty()) {
                var afterwards =
                        recorded.after().withoutThePast(later.atStartOfDay(home).toInstant());
                var once = Difference.between(plan(file, later, home, what), afterwards, later, home);
                assertThat(once.acts()).as("on %s: %s", later, what).isEmpty();
            }
            changed += changesOne(dialect, kept, today, home, recorded.after(), random) ? 1 : 0;
        }
        assertThat(changed).isGreaterThan(SERIES / 4);
    }

    /** A newer file of the same series, in which one more day is different, records that one alone. */
    private boolean changesOne(Dialect dialect, Kept kept, LocalDate today, ZoneId home, Meetings now, Random random) {
        var open = kept.starts(today.plusDays(2), today.plusDays(200)).stream()
                .filter(start -> !kept.off().contains(start) && !kept.moved().containsKey(start))
                .toList();
        if (open.size() < 2) {
            return false;
        }
        var off = new HashSet<>(kept.off());
        off.add(open.get(random.nextInt(open.size())));
        var newer = new Kept(kept.rule(), kept.first(), kept.minutes(), kept.zone(), off, kept.moved());
        if (newer.met(today, home).isEmpty()) {
            return false;
        }
        var file = written(dialect, newer, random);
        var acts = Difference.between(plan(file, today, home, file), now, today, home)
                .acts();
        assertThat(acts).as(file).hasSize(1).noneMatch(SetCadence.class::isInstance);
        return true;
    }

    private static Plan plan(String file, LocalDate today, ZoneId home, String what) {
        var reading = CalendarReader.read(file.getBytes(StandardCharsets.UTF_8), today, home, "Ada");
        assertThat(reading).as(what).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) reading).series().getFirst().plan();
    }

    private static Set<Instant> met(Meetings meetings, LocalDate today, ZoneId home) {
        return meetings.upcoming(today, home, 2_000).stream()
                .filter(one -> one.dayIn(home).isBefore(today.plusDays(365)))
                .map(OneOnOne::at)
                .map(at -> at.toInstant())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // --- making up ------------------------------------------------------------------------------------------------

    private static Kept kept(Random random, LocalDate today) {
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var time = List.of(LocalTime.of(10, 0), LocalTime.of(2, 30), LocalTime.of(23, 45), LocalTime.of(0, 15))
                .get(random.nextInt(4));
        var rule = rule(random);
        var from = today.minusDays(random.nextInt(400)).plusDays(random.nextInt(40));
        var first = Cadence.elsewhere(rule, from.atTime(time), 30, zone)
                .startsFrom(from)
                .findFirst()
                .orElseThrow();
        rule += switch (random.nextInt(4)) {
            case 0 -> ";COUNT=" + (1 + random.nextInt(60));
            case 1 ->
                ";UNTIL="
                        + TIME.format(first.plusDays(20 + random.nextInt(500))
                                .atZone(zone)
                                .withZoneSameInstant(ZoneOffset.UTC))
                        + "Z";
            default -> "";
        };
        var kept = new Kept(rule, first, 5 * (1 + random.nextInt(18)), zone, new HashSet<>(), new LinkedHashMap<>());
        var taken = new HashSet<>(kept.starts(today.minusDays(30), today.plusDays(400)));
        for (var start : kept.starts(today.minusDays(20), today.plusDays(360))) {
            if (kept.off().size() + kept.moved().size() > 60) {
                break;
            }
            var dice = random.nextInt(12);
            if (dice == 0) {
                kept.off().add(start);
            } else if (dice == 1) {
                var to = start.plusDays(random.nextInt(7) - 3).plusMinutes(15L * (1 + random.nextInt(12)));
                if (taken.add(to)) {
                    kept.moved().put(start, to);
                }
            }
        }
        return kept;
    }

    private static String rule(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "FREQ=DAILY;INTERVAL=" + (1 + random.nextInt(4));
            case 1 ->
                "FREQ=MONTHLY;BYDAY=" + List.of("1MO", "2TU", "-1FR", "3WE").get(random.nextInt(4));
            case 2 -> "FREQ=MONTHLY;BYMONTHDAY=" + (1 + random.nextInt(28));
            default ->
                "FREQ=WEEKLY;INTERVAL=" + (1 + random.nextInt(3)) + ";BYDAY="
                        + random.ints(1 + random.nextInt(3), 1, 8)
                                .distinct()
                                .mapToObj(day -> DayOfWeek.of(day).name().substring(0, 2))
                                .collect(Collectors.joining(","));
        };
    }

    // --- writing --------------------------------------------------------------------------------------------------

    private static String written(Dialect dialect, Kept kept, Random random) {
        var lines = new ArrayList<String>();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//" + dialect + "//EN");
        var name = nameOf(dialect, kept.zone());
        if (dialect.name().startsWith("OUTLOOK")) {
            zone(lines, name, kept.zone());
        }
        var master = new ArrayList<String>();
        master.add("UID:series@example.org");
        master.add("SUMMARY:Ada and I\\, 1:1");
        master.add("DTSTART;TZID=" + name + ":" + TIME.format(kept.first()));
        master.add(
                dialect == Dialect.EVOLUTION
                        ? "DURATION:PT" + kept.minutes() + "M"
                        : "DTEND;TZID=" + name + ":"
                                + TIME.format(kept.first()
                                        .atZone(kept.zone())
                                        .plusMinutes(kept.minutes())
                                        .toLocalDateTime()));
        master.add("RRULE:" + spelled(dialect, kept.rule()));
        exceptions(dialect, kept, name, master, random);
        event(lines, master);
        kept.moved().forEach((from, to) -> event(lines, moved(dialect, kept, name, from, to)));
        lines.add("END:VCALENDAR");
        var end = dialect == Dialect.EVOLUTION ? "\n" : "\r\n";
        return lines.stream().map(line -> folded(line, end)).collect(Collectors.joining(end)) + end;
    }

    private static String nameOf(Dialect dialect, ZoneId zone) {
        return switch (dialect) {
            case OUTLOOK ->
                Map.of(
                                "Europe/Berlin", "\"W. Europe Standard Time\"",
                                "America/New_York", "Eastern Standard Time",
                                "Australia/Sydney", "AUS Eastern Standard Time",
                                "Asia/Kolkata", "India Standard Time")
                        .getOrDefault(zone.getId(), "");
            case OUTLOOK_CUSTOMIZED -> "\"Customized Time Zone\"";
            case EVOLUTION -> "/freeassociation.sourceforge.net/" + zone;
            case GOOGLE, APPLE -> zone.getId();
        };
    }

    private static void zone(List<String> lines, String name, ZoneId zone) {
        lines.add("BEGIN:VTIMEZONE");
        lines.add("TZID:" + name.replace("\"", ""));
        switch (zone.getId()) {
            case "Europe/Berlin" -> {
                observance(lines, "STANDARD", "16011028T030000", "+0200", "+0100", "10", "-1SU");
                observance(lines, "DAYLIGHT", "16010325T020000", "+0100", "+0200", "3", "-1SU");
            }
            case "America/New_York" -> {
                observance(lines, "STANDARD", "16011104T020000", "-0400", "-0500", "11", "1SU");
                observance(lines, "DAYLIGHT", "16010311T020000", "-0500", "-0400", "3", "2SU");
            }
            case "Australia/Sydney" -> {
                observance(lines, "STANDARD", "16010401T030000", "+1100", "+1000", "4", "1SU");
                observance(lines, "DAYLIGHT", "16011007T020000", "+1000", "+1100", "10", "1SU");
            }
            default -> {
                lines.add("BEGIN:STANDARD");
                lines.add("DTSTART:16010101T000000");
                lines.add("TZOFFSETFROM:+0530");
                lines.add("TZOFFSETTO:+0530");
                lines.add("END:STANDARD");
            }
        }
        lines.add("END:VTIMEZONE");
    }

    private static void observance(
            List<String> lines, String kind, String start, String before, String after, String month, String day) {
        lines.add("BEGIN:" + kind);
        lines.add("DTSTART:" + start);
        lines.add("TZOFFSETFROM:" + before);
        lines.add("TZOFFSETTO:" + after);
        lines.add("RRULE:FREQ=YEARLY;BYDAY=" + day + ";BYMONTH=" + month);
        lines.add("END:" + kind);
    }

    private static String spelled(Dialect dialect, String rule) {
        var spelled = rule.replace(";INTERVAL=1;", dialect == Dialect.GOOGLE ? ";" : ";INTERVAL=1;");
        if (dialect.name().startsWith("OUTLOOK")) {
            spelled = spelled.replaceFirst("BYDAY=(-?\\d)([A-Z]{2})", "BYDAY=$2;BYSETPOS=$1") + ";WKST=MO";
        }
        return spelled;
    }

    private static void exceptions(Dialect dialect, Kept kept, String name, List<String> lines, Random random) {
        var off = kept.off().stream().sorted().toList();
        switch (dialect) {
            case OUTLOOK, OUTLOOK_CUSTOMIZED -> {
                if (!off.isEmpty()) {
                    lines.add("EXDATE;TZID=" + name + ":"
                            + off.stream().map(TIME::format).collect(Collectors.joining(",")));
                }
            }
            case GOOGLE -> off.forEach(start -> lines.add("EXDATE;TZID=" + name + ":" + TIME.format(start)));
            case APPLE, EVOLUTION ->
                off.forEach(start -> lines.add(
                        random.nextBoolean()
                                ? "EXDATE:" + utc(start, kept.zone())
                                : "EXDATE;VALUE=DATE:" + DAY.format(start)));
        }
    }

    private static String utc(LocalDateTime at, ZoneId zone) {
        return TIME.format(at.atZone(zone).withZoneSameInstant(ZoneOffset.UTC)) + "Z";
    }

    private static List<String> moved(Dialect dialect, Kept kept, String name, LocalDateTime from, LocalDateTime to) {
        var inUtc = dialect == Dialect.GOOGLE;
        return List.of(
                "UID:series@example.org",
                "SUMMARY:Ada and I\\, 1:1",
                inUtc
                        ? "RECURRENCE-ID:" + utc(from, kept.zone())
                        : "RECURRENCE-ID;TZID=" + name + ":" + TIME.format(from),
                inUtc ? "DTSTART:" + utc(to, kept.zone()) : "DTSTART;TZID=" + name + ":" + TIME.format(to),
                "DURATION:PT" + kept.minutes() + "M");
    }

    private static void event(List<String> lines, List<String> inside) {
        lines.add("BEGIN:VEVENT");
        lines.addAll(inside);
        lines.add("BEGIN:VALARM");
        lines.add("TRIGGER:-PT10M");
        lines.add("END:VALARM");
        lines.add("END:VEVENT");
    }

    private static String folded(String line, String end) {
        var folded = new StringBuilder();
        for (var at = 0; at < line.length(); at += 70) {
            folded.append(at == 0 ? "" : end + " ").append(line, at, Math.min(at + 70, line.length()));
        }
        return folded.toString();
    }
}
