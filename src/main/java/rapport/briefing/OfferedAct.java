package rapport.briefing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentActKind;
import rapport.parties.By;
import rapport.parties.PersonId;
import rapport.relationships.RelationshipCard;
import rapport.shared.RuleBroken;

/**
 * An act that the rules would let a viewer take now.
 *
 * @param onBehalf true if only in the name of the other side, who has not joined yet
 */
public record OfferedAct(CommitmentActKind kind, boolean onBehalf) {

    /** The acts open to a viewer: their own, then those on behalf of a side that has not joined. */
    static List<OfferedAct> on(Commitment commitment, RelationshipCard relationship, PersonId viewer, LocalDate today) {
        var acts = new ArrayList<OfferedAct>();
        if (relationship.hasEnded()) {
            return acts;
        }
        for (var onBehalf : List.of(false, true)) {
            try {
                add(acts, commitment, relationship.parties().by(viewer, onBehalf), today);
            } catch (RuleBroken _) {
                // the other side speaks for itself
            }
        }
        return List.copyOf(acts);
    }

    private static void add(List<OfferedAct> acts, Commitment commitment, By by, LocalDate today) {
        for (var kind : CommitmentActKind.values()) {
            if (commitment.allows(kind, by, today)) {
                acts.add(new OfferedAct(kind, by.onBehalf()));
            }
        }
    }
}
