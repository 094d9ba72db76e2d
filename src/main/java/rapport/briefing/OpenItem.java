package rapport.briefing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import rapport.parties.Side;
import rapport.parties.Visibility;
import rapport.ruptures.RuptureKind;
import rapport.words.Sealed;

/**
 * Something that waits for somebody's move.
 *
 * @param text its newest wording, sealed with the key of the stream that {@code visibility} tells
 * @param reworded true if its author has put it in other words since
 * @param since the day from which it has been open; for what is due, the due date (3-views, "Open items")
 * @param rupture what is to be said of a rupture, otherwise null
 * @param oneOnOnesSince how many 1:1s were held on days after {@code since}
 */
public record OpenItem(
        Kind kind,
        UUID entryId,
        Sealed text,
        boolean reworded,
        OwedBy owedBy,
        LocalDate since,
        @Nullable LocalDate dueOn,
        Visibility visibility,
        @Nullable RuptureFacts rupture,
        int oneOnOnesSince) {

    /**
     * How a rupture stands.
     *
     * @param slips how often the change did not hold
     * @param held on how many days the change was seen to hold since the repair was accepted, while rebuilding
     * @param repeats how many others of its kind by the same side occurred in the 180 days before it
     */
    public record RuptureFacts(
            Stage stage,
            Side causedBy,
            RuptureKind ruptureKind,
            int slips,
            @Nullable Integer held,
            int repeats) {}

    /** Where a rupture stands, each with the next step that it asks for. */
    public enum Stage {
        PRIVATE("share it, or let it be"),
        NAMED("own it"),
        DISPUTED("talk"),
        OFFERED("answer the repair"),
        DECLINED("try again"),
        REBUILDING("keep the change, and note it");

        private final String nextStep;

        Stage(String nextStep) {
            this.nextStep = nextStep;
        }

        public String nextStep() {
            return nextStep;
        }
    }

    /** Worst first, the manager's moves before the report's before both's, oldest first, then by id as text. */
    static final Comparator<OpenItem> WORST_FIRST = Comparator.comparingInt(
                    (OpenItem item) -> item.kind().rank())
            .thenComparing(OpenItem::owedBy)
            .thenComparing(OpenItem::since)
            .thenComparing(item -> item.entryId().toString());

    /** What kind of thing waits, with its rank: 1 is worst. */
    public enum Kind {
        BROKEN_PROMISE(1),
        UNREPAIRED_RUPTURE(2),
        UNANSWERED_CONCERN(3),
        LANDED_HARD(4),
        AWAITING_VERDICT(5),
        DATE_PROPOSED(6),
        DUE_BY_NEXT(7),
        FEEDBACK_OWED(8),
        UNHEARD_GUIDANCE(9),
        UNSETTLED_CONCERN(10),
        TOPIC(11),
        FLAGGED_NOTE(12);

        private final int rank;

        Kind(int rank) {
            this.rank = rank;
        }

        public int rank() {
            return rank;
        }

        /** True if it is about a promise. */
        public boolean isOfPromise() {
            return this == BROKEN_PROMISE || this == AWAITING_VERDICT || this == DATE_PROPOSED || this == DUE_BY_NEXT;
        }
    }

    /** Whose move it is. */
    public enum OwedBy {
        MANAGER,
        REPORT,
        BOTH;

        /** The move of the one on a side. */
        public static OwedBy of(Side side) {
            return side == Side.MANAGER ? MANAGER : REPORT;
        }

        /** True if the person on this side has the move, alone or with the other. */
        public boolean includes(Side side) {
            return this == BOTH || this == of(side);
        }
    }

    OpenItem withOneOnOnesSince(int count) {
        return new OpenItem(kind, entryId, text, reworded, owedBy, since, dueOn, visibility, rupture, count);
    }

    @Override
    public String toString() {
        return "OpenItem[" + kind + " " + entryId + "]";
    }
}
