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
        @Nullable LocalDate endedOn,
        @Nullable Instant erasedAt) {

    /** True if nothing more can be recorded, because it has ended or because it was erased. */
    public boolean hasEnded() {
        return endedOn != null || isErased();
    }

    /** True if its words can never be read again. */
    public boolean isErased() {
        return erasedAt != null;
    }

    /** The day that an instant falls on, in the relationship's zone. */
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }
}
