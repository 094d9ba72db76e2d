package rapport.ruptures;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapport.parties.By;
import rapport.parties.EntryEvent;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.words.Sealed;

/** What happened to a rupture both know of. Stored for ever under the names in {@code docs/events.md}. */
public sealed interface RuptureEvent extends EntryEvent {

    @Override
    By by();

    record RuptureNamed(
            RelationshipId relationship,
            By by,
            EntryId entry,
            Side causedBy,
            RuptureKind kind,
            Sealed text,
            LocalDate occurredOn,
            @Nullable EntryId about)
            implements RuptureEvent {

        @Override
        public List<EntryId> alsoOn() {
            return about == null ? List.of() : List.of(about);
        }
    }

    record ImpactDescribed(RelationshipId relationship, By by, EntryId entry, Sealed text) implements RuptureEvent {}

    record RepairOffered(
            RelationshipId relationship,
            By by,
            EntryId entry,
            EntryId repair,
            Sealed owned,
            Sealed change,
            LocalDate dueOn)
            implements RuptureEvent {}

    /**
     * The offer was taken.
     *
     * @param commitment the promise that the offered change became
     * @param acceptedOn the day in the relationship's zone, from which on it is noted whether the change held
     */
    record RepairAccepted(
            RelationshipId relationship,
            By by,
            EntryId entry,
            @Nullable Sealed text,
            EntryId commitment,
            LocalDate acceptedOn)
            implements RuptureEvent {

        @Override
        public List<EntryId> alsoOn() {
            return List.of(commitment);
        }
    }

    record RepairDeclined(RelationshipId relationship, By by, EntryId entry, Sealed missing) implements RuptureEvent {}

    record RuptureDisputed(RelationshipId relationship, By by, EntryId entry, Sealed text) implements RuptureEvent {}

    record ChangeNoted(
            RelationshipId relationship,
            By by,
            EntryId entry,
            boolean held,
            LocalDate observedOn,
            @Nullable Sealed text)
            implements RuptureEvent {}

    record RuptureRepaired(RelationshipId relationship, By by, EntryId entry) implements RuptureEvent {}

    record RuptureLetGo(
            RelationshipId relationship,
            By by,
            EntryId entry,
            @Nullable Sealed reason) implements RuptureEvent {}

    /** The harmed side does not stand by what was said in its name: a repair taken, the rupture mended or let go. */
    record RuptureReopened(RelationshipId relationship, By by, EntryId entry, Sealed reason) implements RuptureEvent {}
}
