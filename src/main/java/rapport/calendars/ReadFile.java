package rapport.calendars;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a calendar file matters here: the events and the time zones, each as its lines. Anything else is passed over as
 * it is read. This is done by hand rather than by ical4j, which would look up time zones on the network, and gives up a
 * whole file for one line that is spelled in a way of its own (docs/adr/0028).
 *
 * @param cancels true if the file calls off what it holds
 * @param zoneName the zone that the file names for times without one; empty if it names none
 */
record ReadFile(boolean cancels, String zoneName, List<Part> events, List<Zone> zones) {

    /** The events that are looked at: about as many as fit in a file of the size that is taken. */
    private static final int MOST_EVENTS = 4_000;

    private static final int MOST_ZONES = 200;
    private static final Set<String> OF_EVENTS = Set.of(
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "EXRULE",
            "RECURRENCE-ID",
            "STATUS",
            "SUMMARY",
            "SEQUENCE",
            "DTSTAMP",
            "X-MICROSOFT-CDO-ALLDAYEVENT");
    private static final Set<String> OF_ZONES =
            Set.of("TZID", "X-LIC-LOCATION", "DTSTART", "TZOFFSETTO", "TZOFFSETFROM", "RRULE", "RDATE");

    /** A component of a file. */
    record Part(String kind, Map<String, List<ContentLine>> lines) {

        Optional<ContentLine> first(String name) {
            return all(name).stream().findFirst();
        }

        List<ContentLine> all(String name) {
            return lines.getOrDefault(name, List.of());
        }

        String value(String name) {
            return first(name).map(ContentLine::value).orElse("");
        }

        @Override
        public String toString() {
            return "Part[" + kind + "]";
        }
    }

    /** A time zone as a file describes it: its names, and when which offset begins to hold. */
    record Zone(Part names, List<Part> observances) {}

    /** @throws NotTaken if it is no calendar file, or a broken one */
    static ReadFile read(byte[] file) {
        if (file.length > 1 && file[0] == 'P' && file[1] == 'K') {
            throw new NotTaken("This is a ZIP archive. Unpack it first; the file in it that ends in .ics is the one.");
        }
        var taker = new Taker();
        ContentLine.each(file, taker::take);
        return taker.done();
    }

    /** Goes through the lines with no more on its mind than where it is. */
    private static final class Taker {

        private final List<Part> events = new ArrayList<>();
        private final List<Zone> zones = new ArrayList<>();
        private final Deque<String> open = new ArrayDeque<>();
        private boolean begun;
        private boolean cancels;
        private String zoneName = "";
        private @Nullable Part event;
        private @Nullable Part observance;
        private @Nullable Zone zone;

        void take(ContentLine line) {
            switch (line.name()) {
                case "BEGIN" -> begin(line.value().toUpperCase(Locale.ROOT));
                case "END" -> end(line.value().toUpperCase(Locale.ROOT));
                default -> keep(line);
            }
        }

        private void begin(String kind) {
            if (!begun && !kind.equals("VCALENDAR")) {
                throw noCalendar();
            }
            begun = true;
            if (open.size() > 20) {
                throw broken();
            }
            open.push(kind);
            if (open.size() == 2 && kind.equals("VEVENT")) {
                event = new Part(kind, new HashMap<>());
            } else if (open.size() == 2 && kind.equals("VTIMEZONE")) {
                zone = new Zone(new Part(kind, new HashMap<>()), new ArrayList<>());
            } else if (zone != null && open.size() == 3) {
                observance = new Part(kind, new HashMap<>());
            }
        }

        private void end(String kind) {
            if (!begun) {
                throw noCalendar();
            }
            if (open.isEmpty() || !open.pop().equals(kind)) {
                throw broken();
            }
            if (open.size() == 2 && zone != null && observance != null) {
                zone.observances().add(observance);
                observance = null;
            } else if (open.size() == 1 && event != null) {
                events.add(event);
                event = null;
            } else if (open.size() == 1 && zone != null) {
                zones.add(zone);
                zone = null;
            }
            if (events.size() > MOST_EVENTS || zones.size() > MOST_ZONES) {
                throw new NotTaken("This file holds more than " + Said.number(MOST_EVENTS)
                        + " events. Export the series of your 1:1s alone, or a calendar with less in it.");
            }
        }

        private void keep(ContentLine line) {
            if (!begun) {
                throw noCalendar();
            }
            if (open.size() == 1) {
                cancels |= line.name().equals("METHOD") && line.value().equalsIgnoreCase("CANCEL");
                zoneName = line.name().equals("X-WR-TIMEZONE") ? line.value() : zoneName;
            } else if (event != null && open.size() == 2 && OF_EVENTS.contains(line.name())) {
                add(event, line);
            } else if (observance != null && open.size() == 3 && OF_ZONES.contains(line.name())) {
                add(observance, line);
            } else if (zone != null && open.size() == 2 && OF_ZONES.contains(line.name())) {
                add(zone.names(), line);
            }
        }

        private static void add(Part part, ContentLine line) {
            part.lines().computeIfAbsent(line.name(), _ -> new ArrayList<>()).add(line);
        }

        ReadFile done() {
            if (!begun) {
                throw noCalendar();
            }
            if (!open.isEmpty()) {
                throw broken();
            }
            return new ReadFile(cancels, zoneName, List.copyOf(events), List.copyOf(zones));
        }

        private static NotTaken noCalendar() {
            return new NotTaken("This is no calendar file. One ends in .ics and is what a calendar exports.");
        }

        private static NotTaken broken() {
            return new NotTaken("This file is damaged or breaks off in the middle. Export it once more.");
        }
    }

    @Override
    public String toString() {
        return "ReadFile[•]";
    }
}
