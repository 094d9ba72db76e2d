package rapport.briefing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rapport.commitments.Commitment.Status;
import rapport.concerns.Concern;
import rapport.feedback.Feedback;
import rapport.parties.EntryId;
import rapport.parties.Side;
import rapport.relationships.RelationshipCard;
import rapport.ruptures.Rupture;
import rapport.words.Sealed;

/**
 * What happened between the two since the last 1:1, that day included: what was agreed in it is looked at in the next.
 * Holds only what both may read, and not what was taken back again.
 *
 * @param since the day of the last 1:1, or two weeks ago where none was held
 * @param held true if {@code since} is the day of a 1:1
 * @param summaries what came of it, if anybody said
 */
public record SinceLast(LocalDate since, boolean held, List<Sealed> summaries, List<Line> lines) {

    private static final int DAYS_WITHOUT_ONE = 14;

    /** What was done. */
    public enum Kind {
        PROMISED,
        KEPT,
        RAISED,
        GIVEN
    }

    /**
     * One thing that was done.
     *
     * @param by the side that did it: promised, kept, raised or gave
     */
    public record Line(Kind kind, EntryId entry, Side by, Sealed text, Instant at) {

        /** True if the entry is a promise. */
        public boolean isOfPromise() {
            return kind == Kind.PROMISED || kind == Kind.KEPT;
        }

        @Override
        public String toString() {
            return "Line[" + kind + " " + entry + "]";
        }
    }

    /** The day from which on to look. */
    static LocalDate day(Optional<LocalDate> lastHeld, LocalDate today) {
        return lastHeld.orElse(today.minusDays(DAYS_WITHOUT_ONE));
    }

    /**
     * Tells it.
     *
     * @param summaries what came of the 1:1s of the last day on which one was held
     * @param promises at least those made or kept since then
     * @param entries at least those recorded since then
     */
    static SinceLast of(
            RelationshipCard card,
            Optional<LocalDate> lastHeld,
            LocalDate today,
            List<Sealed> summaries,
            Collection<Promise> promises,
            Collection<Entry> entries) {
        var day = day(lastHeld, today);
        var start = startOf(card, day);
        var lines = new ArrayList<Line>();
        promises.stream().filter(promise -> !promise.retracted()).forEach(promise -> add(lines, promise, start));
        entries.stream()
                .filter(entry -> !entry.isRetracted()
                        && !entry.corrections().recordedAt().isBefore(start))
                .forEach(entry -> add(lines, entry));
        lines.sort(Comparator.comparing(Line::kind)
                .thenComparing(Line::at)
                .thenComparing(line -> line.entry().toString()));
        return new SinceLast(day, lastHeld.isPresent(), List.copyOf(summaries), List.copyOf(lines));
    }

    static Instant startOf(RelationshipCard card, LocalDate day) {
        return day.atStartOfDay(card.zone()).toInstant();
    }

    private static void add(List<Line> lines, Promise promise, Instant start) {
        var commitment = promise.commitment();
        var id = commitment.id().entry();
        var takenBack = commitment.status() == Status.WITHDRAWN || commitment.status() == Status.DECLINED;
        if (!promise.madeAt().isBefore(start) && !takenBack) {
            lines.add(new Line(Kind.PROMISED, id, commitment.promisor(), promise.text(), promise.madeAt()));
        }
        var keptAt = promise.keptAt();
        if (keptAt != null
                && !keptAt.isBefore(start)
                && (commitment.status() == Status.CLAIMED || commitment.status() == Status.KEPT)) {
            lines.add(new Line(Kind.KEPT, id, commitment.promisor(), promise.text(), keptAt));
        }
    }

    private static void add(List<Line> lines, Entry entry) {
        var at = entry.corrections().recordedAt();
        switch (entry.state()) {
            case Concern concern
            when concern.status() != Concern.Status.WITHDRAWN ->
                lines.add(new Line(Kind.RAISED, entry.id(), concern.raiser(), entry.text(), at));
            case Rupture rupture ->
                lines.add(new Line(Kind.RAISED, entry.id(), rupture.by().side(), entry.text(), at));
            case Feedback feedback -> lines.add(new Line(Kind.GIVEN, entry.id(), feedback.giver(), entry.text(), at));
            default -> {}
        }
    }
}
