package rapport.calendars;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rapport.meetings.Cadence;
import rapport.shared.RuleBroken;

/**
 * When two people meet from now on, as a calendar has it; times and nothing else, so that it can travel in a form.
 *
 * @param runs true if it began before today, so that nothing else stands from today on
 * @param cadences in order, each until the next begins; none where a file only tells of changes to single 1:1s
 * @param cancelled starts of theirs that are called off
 * @param moved 1:1s of theirs that are at another time
 */
public record Plan(boolean runs, List<Cadence> cadences, List<LocalDateTime> cancelled, List<Move> moved) {

    /** One 1:1 that is at another time. */
    public record Move(LocalDateTime from, LocalDateTime to) {}

    static final int MOST_CADENCES = 8;
    static final int MOST_EXCEPTIONS = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final String RUNS = "runs";
    private static final String BETWEEN = " / ";
    private static final Pattern MEET = Pattern.compile(
            "meet (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d) (\\d{1,3}) ([A-Za-z0-9_+/-]{1,60}) (\\S{1,500})");
    private static final Pattern OFF = Pattern.compile("off (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)");
    private static final Pattern MOVE =
            Pattern.compile("move (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d) (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)");

    public Plan {
        cadences = List.copyOf(cadences);
        cancelled = List.copyOf(cancelled);
        moved = List.copyOf(moved);
    }

    /** True if it does not say when two people meet, only what is different about some of their 1:1s. */
    public boolean isOnlyChanges() {
        return cadences.isEmpty();
    }

    /** One line from which {@link #read} makes the same plan. */
    public String text() {
        return Stream.of(
                        runs ? Stream.of(RUNS) : Stream.<String>empty(),
                        cadences.stream()
                                .map(cadence -> "meet " + TIME.format(cadence.firstStart()) + " " + cadence.minutes()
                                        + " " + cadence.zone() + " " + cadence.rrule()),
                        cancelled.stream().map(start -> "off " + TIME.format(start)),
                        moved.stream().map(move -> "move " + TIME.format(move.from()) + " " + TIME.format(move.to())))
                .flatMap(lines -> lines)
                .collect(Collectors.joining(BETWEEN));
    }

    /**
     * Reads what {@link #text} wrote, or somebody else made up; empty if it is nothing of that kind.
     *
     * @param today the day in the relationship's zone
     * @throws RuleBroken if it holds a cadence that cannot be recorded
     */
    public static Optional<Plan> read(String text, LocalDate today) {
        var runs = false;
        var cadences = new ArrayList<Cadence>();
        var cancelled = new ArrayList<LocalDateTime>();
        var moved = new ArrayList<Move>();
        try {
            for (var part : Arrays.asList(text.split(BETWEEN, -1))) {
                var meet = MEET.matcher(part);
                var off = OFF.matcher(part);
                var move = MOVE.matcher(part);
                if (part.equals(RUNS)) {
                    runs = true;
                } else if (meet.matches() && ZoneId.getAvailableZoneIds().contains(meet.group(3))) {
                    cadences.add(Cadence.of(
                            meet.group(4),
                            LocalDateTime.parse(meet.group(1)),
                            Integer.parseInt(meet.group(2)),
                            ZoneId.of(meet.group(3)),
                            today));
                } else if (off.matches()) {
                    cancelled.add(LocalDateTime.parse(off.group(1)));
                } else if (move.matches()) {
                    moved.add(new Move(LocalDateTime.parse(move.group(1)), LocalDateTime.parse(move.group(2))));
                } else {
                    return Optional.empty();
                }
                if (cadences.size() > MOST_CADENCES || cancelled.size() + moved.size() > MOST_EXCEPTIONS) {
                    return Optional.empty();
                }
            }
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        return Optional.of(new Plan(runs, cadences, cancelled, moved));
    }
}
