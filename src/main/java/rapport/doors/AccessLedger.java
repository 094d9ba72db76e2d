package rapport.doors;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import rapport.erasure.Erasures;
import rapport.parties.PersonId;
import rapport.parties.RelationshipId;
import rapport.parties.Viewer;
import rapport.relationships.ErasureBasis;
import rapport.relationships.Opening;
import rapport.relationships.RelationshipCard;
import rapport.relationships.Relationships;
import rapport.shared.NotThere;

/**
 * Who else opened a history, when, until when and why; and what whoever runs the server did to the whole of it. For those
 * who may read the history, after its end as well.
 */
@Component
public class AccessLedger {

    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Pattern PLACE = Pattern.compile("\\d{1,9}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private final Relationships relationships;
    private final Erasures erasures;

    AccessLedger(Relationships relationships, Erasures erasures) {
        this.relationships = relationships;
        this.erasures = erasures;
    }

    /** One thing that somebody did who is neither of the two. */
    public sealed interface Line {

        Instant at();
    }

    /** Somebody opened the history to read it. */
    public record Opened(Opening opening) implements Line {

        @Override
        public Instant at() {
            return opening.at();
        }
    }

    /** It was announced that the words are to be erased. */
    public record Announced(Instant at, ErasureBasis basis) implements Line {}

    /** That was taken back. */
    public record Withdrawn(Instant at, ErasureBasis basis) implements Line {}

    /** The words were erased. */
    public record Erased(Instant at, ErasureBasis basis) implements Line {}

    /**
     * A part of it, the newest first.
     *
     * @param next where older lines go on; null if there are none
     */
    public record Part(
            RelationshipCard relationship,
            Viewer viewer,
            List<Line> lines,
            @Nullable Long next) {}

    /**
     * @param before the {@code next} of an earlier answer; nothing for the newest
     * @param limit how many lines: 1 to 200
     * @throws MalformedInput if either cannot be read
     * @throws NotThere for anyone who may not read the history
     */
    public Part of(PersonId viewer, RelationshipId id, @Nullable String before, @Nullable String limit) {
        var reading = relationships.reading(viewer, id);
        var all = all(viewer, reading.card());
        // A place counts what stands before it, so that what comes meanwhile moves nothing.
        var end = (int) Math.min(all.size(), number(before, PLACE, 1, Integer.MAX_VALUE, "before", all.size()));
        var first = (int) Math.max(0, end - number(limit, NUMBER, 1, MOST, "limit", USUAL));
        return new Part(
                reading.card(),
                reading.viewer(),
                List.copyOf(all.subList(first, end).reversed()),
                first == 0 ? null : (long) first);
    }

    private List<Line> all(PersonId viewer, RelationshipCard card) {
        var lines = new ArrayList<Line>();
        relationships.openings(viewer, card.id()).reversed().forEach(opening -> lines.add(new Opened(opening)));
        var erasedAt = card.erasedAt();
        for (var erasure : erasures.of(viewer, card.id())) {
            lines.add(new Announced(erasure.announcedAt(), erasure.basis()));
            var withdrawnAt = erasure.withdrawnAt();
            if (withdrawnAt != null) {
                lines.add(new Withdrawn(withdrawnAt, erasure.basis()));
            } else if (erasedAt != null) {
                lines.add(new Erased(erasedAt, erasure.basis()));
            }
        }
        lines.sort(Comparator.comparing(Line::at));
        return lines;
    }

    private static long number(@Nullable String text, Pattern written, long least, long most, String name, long usual) {
        var given = text == null ? "" : text.strip();
        if (given.isEmpty()) {
            return usual;
        }
        var number = written.matcher(given).matches() ? Long.parseLong(given) : 0;
        if (number < least || number > most) {
            throw new MalformedInput(
                    name.equals("limit")
                            ? "limit must be a whole number from 1 to " + MOST + "."
                            : "before must be a place that an earlier answer gave as next.");
        }
        return number;
    }
}
