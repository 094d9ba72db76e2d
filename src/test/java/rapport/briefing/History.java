package rapport.briefing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentActKind;
import rapport.parties.PersonId;
import rapport.parties.Side;

/**
 * Everything that people try to do in one or two relationships, allowed or not. Holds no words and no state: each act
 * means the same wherever it stands, so that acts can be dropped to find the shortest history that still fails.
 *
 * @param setups the relationships, all started at the beginning
 */
record History(long seed, Instant beginning, List<Setup> setups, List<Act> acts) {

    /** Who meets whom. Grace is in each of them, so that a person's own moves come from several relationships. */
    record Setup(PersonId manager, PersonId report, Side starter, ZoneId zone) {

        PersonId on(Side side) {
            return side == Side.MANAGER ? manager : report;
        }
    }

    /**
     * Something that a person tries, or that happens.
     *
     * @param where the place of the relationship in the list
     */
    record Act(Pause pause, int where, Side who, boolean onBehalf, Deed deed) {}

    /** How time goes on before an act: by so much, then perhaps to the edge of that day in the relationship's zone. */
    record Pause(Duration plus, Edge edge) {}

    /** Which moment of the day. */
    enum Edge {
        NONE,
        LAST_MILLISECOND,
        MIDNIGHT
    }

    /** What is tried. Days are told from the day on which it happens; a new kind of act is one more record here. */
    sealed interface Deed {

        /** All views are held against each other, now and as of so long ago. */
        record Look(Duration ago) implements Deed {}

        /** The system looks for what is overdue. */
        record Sweep() implements Deed {}

        /** Joins. */
        record Join() implements Deed {}

        /** Ends the relationship. */
        record End(int daysAgo) implements Deed {}

        /** Makes the promise with this number, which may be taken. */
        record Make(
                int promise,
                Side promisor,
                int dueInDays,
                @Nullable Integer madeDaysAgo,
                boolean plan) implements Deed {}

        /** Acts on the promise with this number, which may not exist. */
        record On(
                int promise,
                CommitmentActKind kind,
                int inDays,
                @Nullable Integer daysAgo) implements Deed {}
    }

    History with(List<Act> fewer) {
        return new History(seed, beginning, setups, fewer);
    }

    /** This history without the acts from one place up to, not including, another. */
    History without(int from, int to) {
        var fewer = new ArrayList<>(acts.subList(0, from));
        fewer.addAll(acts.subList(to, acts.size()));
        return with(fewer);
    }

    @Override
    public String toString() {
        return "seed %d, from %s%n%s%n%s"
                .formatted(
                        seed,
                        beginning,
                        setups,
                        acts.stream().map(act -> "  " + act).collect(Collectors.joining("\n")));
    }
}
