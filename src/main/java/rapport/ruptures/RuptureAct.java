package rapport.ruptures;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.words.Sealed;

/** What a party does about a rupture both know of. */
public sealed interface RuptureAct {

    /** The rupture created or acted on. */
    EntryId entry();

    /**
     * Names a moment that strained the relationship.
     *
     * @param about the broken promise or the piece of feedback that it is about
     */
    record NameRupture(
            EntryId entry,
            Side causedBy,
            RuptureKind kind,
            Sealed text,
            LocalDate occurredOn,
            @Nullable EntryId about) implements RuptureAct {}

    /** Says what it did to the one it harmed. */
    record DescribeImpact(EntryId entry, Sealed text) implements RuptureAct {}

    /** Sees it differently. */
    record DisputeRupture(EntryId entry, Sealed text) implements RuptureAct {}

    /**
     * Offers to mend it.
     *
     * @param repair the offer's own id
     * @param owned what I did
     * @param change what will be different
     * @param dueOn by when
     */
    record OfferRepair(EntryId entry, EntryId repair, Sealed owned, Sealed change, LocalDate dueOn)
            implements RuptureAct {}

    /**
     * Takes the offer, which makes the change a commitment.
     *
     * @param commitment the id of that commitment
     */
    record AcceptRepair(EntryId entry, @Nullable Sealed text, EntryId commitment) implements RuptureAct {}

    /** Does not take the offer, and says what is missing. */
    record DeclineRepair(EntryId entry, Sealed missing) implements RuptureAct {}

    /**
     * Notes whether the change held.
     *
     * @param observedOn null for today
     */
    record NoteChange(
            EntryId entry,
            boolean held,
            @Nullable LocalDate observedOn,
            @Nullable Sealed text) implements RuptureAct {}

    /** Says that it is mended, or stands by it where that was said in their name. */
    record MarkRepaired(EntryId entry) implements RuptureAct {}

    /** Does not stand by what was said in their name: that a repair was taken, that it is mended, or was let go. */
    record ReopenRupture(EntryId entry, Sealed reason) implements RuptureAct {}

    /** Lets it go, mended or not; or stands by it where that was said in their name. */
    record LetGo(EntryId entry, @Nullable Sealed reason) implements RuptureAct {}
}
