package rapport.calendars;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import rapport.meetings.OneOnOne;
import rapport.parties.RelationshipId;

/** Calendars of many sorts, each with whatever has gone wrong in some calendar before. */
final class Feeds {

    static final RelationshipId THEIRS = new RelationshipId(new UUID(7, 1));
    private static final Instant CHANGED = Instant.parse("2026-03-01T12:34:56.789Z");

    /** Names that people have, and names that nobody has but somebody types. */
    static final List<String> NAMES = List.of(
            "Tomás",
            "Lovelace, Ada; Countess \\ of \"Lovelace\": first",
            "Two\nlines\r\nand three",
            "👩🏽‍💻".repeat(20),
            "עדה לאבלייס، آدا لوفلیس",
            "e\u0301".repeat(60),
            "a".repeat(40) + "ü".repeat(40) + "日本語".repeat(20),
            "\t\u0007bell\u0000",
            "BEGIN:VEVENT\nEND:VCALENDAR",
            " spaces ");

    /** Zones, each with a first start whose weeks run over a change of its clocks, if they change. */
    private static final Map<String, String> ZONES = new LinkedHashMap<>();

    static {
        ZONES.put("Europe/Berlin", "2026-10-07T10:00");
        ZONES.put("Europe/Dublin", "2026-03-11T10:00");
        ZONES.put("America/New_York", "2026-10-14T23:45");
        ZONES.put("Pacific/Auckland", "2026-09-09T08:00");
        ZONES.put("Australia/Lord_Howe", "2026-09-15T09:00");
        ZONES.put("America/Nuuk", "2026-03-11T10:00");
        ZONES.put("Africa/Casablanca", "2027-01-20T10:00");
        ZONES.put("Asia/Kolkata", "2026-10-07T10:00");
        ZONES.put("America/St_Johns", "2026-10-14T10:00");
        ZONES.put("Asia/Kathmandu", "2026-10-07T10:00");
        ZONES.put("Etc/UTC", "2026-10-07T10:00");
        ZONES.put("Etc/GMT+3", "2026-10-07T10:00");
        ZONES.put("UTC", "2026-10-07T10:00");
        ZONES.put("+02:00", "2026-10-07T10:00");
    }

    private Feeds() {}

    static ComingOneOnOne coming(OneOnOne planned, String with, int open) {
        return new ComingOneOnOne(
                THEIRS, planned, with, open, "http://localhost:1111/relationships/" + THEIRS, 3, CHANGED);
    }

    static OneOnOne at(String start, String zone) {
        return new OneOnOne(LocalDateTime.parse(start), 30, ZoneId.of(zone));
    }

    private static List<ComingOneOnOne> weekly(String firstStart, String zone, int weeks) {
        var all = new ArrayList<ComingOneOnOne>();
        for (var week = 0; week < weeks; week++) {
            var planned = new OneOnOne(LocalDateTime.parse(firstStart).plusWeeks(week), 45, ZoneId.of(zone));
            all.add(coming(planned, "Ada", week));
        }
        return all;
    }

    /** By a name for each that can be one of a file. */
    static Map<String, List<ComingOneOnOne>> all() {
        var feeds = new LinkedHashMap<String, List<ComingOneOnOne>>();
        feeds.put("empty", List.of());
        for (var name = 0; name < NAMES.size(); name++) {
            feeds.put("name-" + name, List.of(coming(at("2026-03-03T10:00", "Europe/Berlin"), NAMES.get(name), name)));
        }
        ZONES.forEach((zone, start) -> feeds.put("zone-" + zone.replace('/', '-'), weekly(start, zone, 12)));
        var everywhere = new ArrayList<ComingOneOnOne>();
        ZONES.forEach((zone, start) -> everywhere.addAll(weekly(start, zone, 2)));
        feeds.put("all-zones", everywhere);
        feeds.put(
                "moved",
                List.of(coming(
                        new OneOnOne(
                                LocalDateTime.parse("2026-03-05T09:00"),
                                30,
                                ZoneId.of("Europe/Berlin"),
                                LocalDateTime.parse("2026-03-03T10:00")),
                        "Ada",
                        2)));
        // The first does not exist that day, the second is over when the clocks have changed.
        feeds.put("skipped", List.of(coming(at("2026-03-29T02:30", "Europe/Berlin"), "Ada", 1)));
        feeds.put("over-the-change", List.of(coming(at("2026-03-29T01:45", "Europe/Berlin"), "Ada", 1)));
        feeds.put("far", List.of(coming(at("2031-07-01T10:00", "Europe/Berlin"), "Ada", 100)));
        return feeds;
    }
}
