package rapport.relationships;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import rapport.parties.Parties;
import rapport.parties.RelationshipId;

/** What must be known of a relationship to let somebody in: who the two are, their zone, whether it has ended. */
public record RelationshipCard(
        RelationshipId id,
        Parties parties,
        ZoneId zone,
        Instant startedAt,
        @Nullable LocalDate endedOn) {

    public boolean hasEnded() {
        return endedOn != null;
    }

    /** The day that an instant falls on, in the relationship's zone. */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
