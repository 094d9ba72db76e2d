package rapport.briefing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rapport.commitments.Commitment;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.Concern;
import rapport.concerns.ConcernActKind;
import rapport.feedback.Feedback;
import rapport.feedback.FeedbackActKind;
import rapport.feedback.FeedbackRequest;
import rapport.meetings.Note;
import rapport.meetings.NoteActKind;
import rapport.meetings.Topic;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.PrivateEntry;
import rapport.parties.ActKind;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.PersonId;
import rapport.relationships.RelationshipCard;
import rapport.ruptures.Rupture;
import rapport.ruptures.RuptureActKind;
import rapport.shared.RuleBroken;

/**
 * An act that the rules would let a viewer take now.
 *
 * @param onBehalf true if only in the name of the other side, who has not joined yet
 */
public record OfferedAct(ActKind kind, boolean onBehalf) {

    /** The acts open to a viewer: their own, then those on behalf of a side that has not joined. */
    static List<OfferedAct> on(Commitment commitment, RelationshipCard relationship, PersonId viewer, LocalDate today) {
        return allowed(
                CommitmentActKind.values(), relationship, viewer, (kind, by) -> commitment.allows(kind, by, today));
    }

    /**
     * Likewise on an entry other than a promise; on a private one there is nothing to do in anybody's name.
     *
     * @param isKept whether the promise of that id is kept
     */
    static List<OfferedAct> on(
            Entry entry, RelationshipCard relationship, PersonId viewer, LocalDate today, Predicate<EntryId> isKept) {
        if (entry.isRetracted()) {
            return List.of();
        }
        return switch (entry.state()) {
            case Rupture rupture ->
                allowed(
                        RuptureActKind.values(),
                        relationship,
                        viewer,
                        (kind, by) -> rupture.allows(kind, by, today, isKept));
            case Concern concern ->
                allowed(ConcernActKind.values(), relationship, viewer, (kind, by) -> concern.allows(kind, by, today));
            case Feedback feedback ->
                allowed(FeedbackActKind.values(), relationship, viewer, (kind, by) -> feedback.allows(kind, by, today));
            case Topic topic ->
                allowed(TopicActKind.values(), relationship, viewer, (kind, by) -> topic.allows(kind, by, today));
            case Note note ->
                allowed(NoteActKind.values(), relationship, viewer, (kind, by) -> note.allows(kind, by, today));
            // Answered by feedback of its own, not by an act on the request.
            case FeedbackRequest _ -> List.of();
            case PrivateEntry own -> relationship.hasEnded() ? List.of() : ofAuthor(own);
            default -> throw new IllegalStateException("no such entry");
        };
    }

    private static List<OfferedAct> ofAuthor(PrivateEntry own) {
        return Stream.of(PrivateActKind.values())
                .filter(own::allows)
                .map(kind -> new OfferedAct(kind, false))
                .toList();
    }

    private static <K extends ActKind> List<OfferedAct> allowed(
            K[] kinds, RelationshipCard relationship, PersonId viewer, BiPredicate<K, By> rules) {
        var acts = new ArrayList<OfferedAct>();
        if (relationship.hasEnded()
                || relationship.parties().joinedSideOf(viewer).isEmpty()) {
            return acts;
        }
        for (var onBehalf : List.of(false, true)) {
            try {
                var by = relationship.parties().by(viewer, onBehalf);
                Stream.of(kinds)
                        .filter(kind -> rules.test(kind, by))
                        .forEach(kind -> acts.add(new OfferedAct(kind, onBehalf)));
            } catch (RuleBroken _) {
                // the other side speaks for itself
            }
        }
        return List.copyOf(acts);
    }
}
