package rapport.briefing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.parties.Side;
import rapport.words.Sealed;

/**
 * Something that waits for somebody's move.
 *
 * @param since the day from which it has been open; for what is due, the due date (3-views, "Open items")
 */
public record OpenItem(
        Kind kind,
        UUID entryId,
        Sealed text,
        OwedBy owedBy,
        LocalDate since,
        @Nullable LocalDate dueOn) {

    /** Worst first, the manager's moves before the report's, oldest first, then by id as text. */
    static final Comparator<OpenItem> WORST_FIRST = Comparator.comparingInt(
                    (OpenItem item) -> item.kind().rank())
            .thenComparing(OpenItem::owedBy)
            .thenComparing(OpenItem::since)
            .thenComparing(item -> item.entryId().toString());

    /** What kind of thing waits, with its rank: 1 is worst. */
    public enum Kind {
        BROKEN_PROMISE(1),
        AWAITING_VERDICT(5),
        DATE_PROPOSED(6),
        DUE_BY_NEXT(7);

        private final int rank;

        Kind(int rank) {
            this.rank = rank;
        }

        public int rank() {
            return rank;
        }
    }

    /** Whose move it is. */
    public enum OwedBy {
        MANAGER,
        REPORT,
        BOTH;

        static OwedBy of(Side side) {
            return side == Side.MANAGER ? MANAGER : REPORT;
        }

        /** True if the person on this side has the move, alone or with the other. */
        public boolean includes(Side side) {
            return this == BOTH || this == of(side);
        }
    }
}
