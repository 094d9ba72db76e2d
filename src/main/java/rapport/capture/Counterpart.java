package rapport.capture;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import rapport.parties.RelationshipId;
import rapport.parties.Side;

/**
 * Somebody whom the one who types meets.
 *
 * @param name the other one's
 * @param own the side of the one who types
 * @param joined true if the other one speaks for themselves
 * @param ended true if nothing more can be recorded here
 * @param since the day on which it began
 * @param today the day that it is in the relationship's zone
 * @param oneOnOnes the next days on which a 1:1 is planned and not held, soonest first; asked for only if the line
 *     speaks of one
 */
public record Counterpart(
        RelationshipId relationship,
        String name,
        Side own,
        boolean joined,
        boolean ended,
        LocalDate since,
        LocalDate today,
        Supplier<List<LocalDate>> oneOnOnes) {

    @Override
    public String toString() {
        return "Counterpart[" + relationship + "]";
    }
}
