package rapport.corrections;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.corrections.CorrectionAct.RetractEntry;
import rapport.corrections.CorrectionAct.RewordEntry;
import rapport.corrections.CorrectionEvent.EntryRetracted;
import rapport.corrections.CorrectionEvent.EntryReworded;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.RelationshipId;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * What must be known about one entry, of whatever kind, to put it right. Decides acts and applies events, both without
 * side effects. The rules are those of docs/domain.md, "Corrections".
 *
 * @param author who recorded the entry
 * @param touchedByOther true once a person other than the author acted on it; the system is nobody
 * @param retracted when it was retracted; null unless it was
 * @param reworded its newest words; null while the first ones stand
 */
public record Corrections(
        By author,
        Instant recordedAt,
        boolean touchedByOther,
        @Nullable Instant retracted,
        @Nullable Sealed reworded,
        @Nullable Instant rewordedAt) {

    // --- deciding -------------------------------------------------------------------------------------------------

    /**
     * Decides a correction of this entry.
     *
     * @throws RuleBroken with the code of the first rule that the act breaks
     */
    public CorrectionEvent decide(CorrectionAct act, RelationshipId relationship, By by, Instant now) {
        return switch (act) {
            case RewordEntry(var id, var text, var reason) -> {
                obeysTheRules(CorrectionActKind.REWORD, by, now);
                yield new EntryReworded(relationship, by, id, text, reason);
            }
            case RetractEntry(var id, var reason) -> {
                obeysTheRules(CorrectionActKind.RETRACT, by, now);
                yield new EntryRetracted(relationship, by, id, reason);
            }
        };
    }

    private void obeysTheRules(CorrectionActKind kind, By by, Instant now) {
        var rules = new CorrectionRules(this, by, now);
        rules.onlyForOneself();
        rules.onlyTheAuthor();
        isNotRetracted();
        switch (kind) {
            case REWORD -> {}
            case RETRACT -> {
                rules.isRecent();
                rules.nobodyElseHasActedOnIt();
            }
        }
    }

    /**
     * The rule before every act on the entry, of whatever kind.
     *
     * @throws RuleBroken {@code retracted} if it was
     */
    public void isNotRetracted() {
        if (retracted != null) {
            throw CorrectionRules.retracted();
        }
    }

    /** True if the rules would let this kind of correction through. */
    public boolean allows(CorrectionActKind kind, By by, Instant now) {
        try {
            obeysTheRules(kind, by, now);
            return true;
        } catch (RuleBroken _) {
            return false;
        }
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** What is known after an event on the entry; the first one, which creates it, finds nothing before it. */
    public static Corrections after(@Nullable Corrections before, EntryEvent event, Instant at) {
        if (before == null) {
            var author = Objects.requireNonNull(event.by(), "an entry that nobody recorded");
            return new Corrections(author, at, false, null, null, null);
        }
        return event instanceof CorrectionEvent correction ? before.corrected(correction, at) : before.touched(event);
    }

    private Corrections corrected(CorrectionEvent event, Instant at) {
        return switch (event) {
            case EntryReworded words ->
                new Corrections(author, recordedAt, touchedByOther, retracted, words.text(), at);
            case EntryRetracted _ -> new Corrections(author, recordedAt, touchedByOther, at, reworded, rewordedAt);
        };
    }

    /** What is known after somebody acted on it, be it by an event on another entry that says something about it. */
    public Corrections touched(EntryEvent event) {
        var by = event.by();
        var byOther = by != null && !by.person().equals(author.person());
        return new Corrections(author, recordedAt, touchedByOther || byOther, retracted, reworded, rewordedAt);
    }
}
