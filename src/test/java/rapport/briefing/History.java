package rapport.briefing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rapport.commitments.CommitmentActKind;
import rapport.concerns.ConcernActKind;
import rapport.corrections.CorrectionActKind;
import rapport.feedback.FeedbackKind;
import rapport.feedback.Landing;
import rapport.meetings.TopicActKind;
import rapport.notebooks.PrivateActKind;
import rapport.notebooks.PrivateKind;
import rapport.parties.PersonId;
import rapport.parties.Side;
import rapport.ruptures.RuptureActKind;
import rapport.ruptures.RuptureKind;

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

        /** An auditor opens the history; or one of the two tries to. */
        record Open(boolean byParty) implements Deed {}

        /** Joins. */
        record Join() implements Deed {}

        /** Ends the relationship. */
        record End(int daysAgo) implements Deed {}

        /** Makes the promise with this number, which may be taken. */
        record Make(
                int entry,
                Side promisor,
                int dueInDays,
                @Nullable Integer madeDaysAgo,
                boolean plan) implements Deed {}

        /** Acts on the promise with this number, which may not exist. */
        record On(
                int entry,
                CommitmentActKind kind,
                int inDays,
                @Nullable Integer daysAgo) implements Deed {}

        /** Asks for feedback. */
        record Ask(int entry) implements Deed {}

        /** Gives feedback, perhaps as was asked for. */
        record Give(int entry, FeedbackKind kind, @Nullable Integer answers) implements Deed {}

        /** Says how feedback landed. */
        record HearFeedback(int entry, Landing landed) implements Deed {}

        /** Raises a concern. */
        record Raise(int entry) implements Deed {}

        /** Acts on a concern; an answer may bring a promise, due in so many days. */
        record OnConcern(
                int entry, ConcernActKind kind, @Nullable Integer promise, int inDays) implements Deed {}

        /** Names a rupture. */
        record Name(
                int entry,
                Side causedBy,
                RuptureKind kind,
                int daysAgo,
                @Nullable Integer about) implements Deed {}

        /** Acts on a rupture; accepting makes the promise with a number. */
        record OnRupture(
                int entry,
                RuptureActKind kind,
                int inDays,
                @Nullable Integer daysAgo,
                boolean held,
                int promise) implements Deed {}

        /** Sets the cadence, from a day and a time on. */
        record SetCadence(Rule rule, int inDays, LocalTime time, ZoneId zone) implements Deed {}

        /** Moves one of the planned 1:1s, or one at a time when none may be planned; null for where it stands. */
        record Move(int which, @Nullable Integer toInDays, LocalTime to) implements Deed {}

        /** Calls one off. */
        record CallOff(int which) implements Deed {}

        /** Records one as held, planned or not. */
        record Hold(@Nullable Integer which, int daysAgo) implements Deed {}

        /** Raises a topic. */
        record RaiseTopic(int entry) implements Deed {}

        /** Acts on a topic. */
        record OnTopic(int entry, TopicActKind kind) implements Deed {}

        /** Takes a note. */
        record TakeNote(int entry, boolean flagged) implements Deed {}

        /** Unflags a note. */
        record Unflag(int entry) implements Deed {}

        /** Rewords or retracts what both see. */
        record Correction(int entry, CorrectionActKind kind) implements Deed {}

        /** Writes something into one's own notebook; only a rupture has what follows the flag. */
        record Write(
                int entry,
                PrivateKind kind,
                boolean flagged,
                Side causedBy,
                RuptureKind ruptureKind,
                int daysAgo,
                @Nullable Integer about)
                implements Deed {}

        /** Shares or closes something in one's own notebook. */
        record OnOwn(int entry, PrivateActKind kind) implements Deed {}

        /** Rewords or retracts something in one's own notebook. */
        record CorrectOwn(int entry, CorrectionActKind kind) implements Deed {}

        /** Notes trust. */
        record Trust() implements Deed {}

        /** True for what nobody but its author may ever notice. */
        default boolean isPrivate() {
            return this instanceof Write
                    || this instanceof CorrectOwn
                    || this instanceof Trust
                    || (this instanceof OnOwn own && own.kind() == PrivateActKind.CLOSE);
        }
    }

    /** How 1:1s repeat; those from {@link #ANOTHER_DAY} on are refused. */
    enum Rule {
        WEEKLY("FREQ=WEEKLY;BYDAY=%s"),
        EVERY_TWO_WEEKS("FREQ=WEEKLY;INTERVAL=2;BYDAY=%s"),
        DAILY("FREQ=DAILY;INTERVAL=2"),
        MONTHLY("FREQ=MONTHLY"),
        THREE_TIMES("FREQ=WEEKLY;COUNT=3;BYDAY=%s"),
        UNTIL("FREQ=WEEKLY;UNTIL=20280101;BYDAY=%s"),
        ANOTHER_DAY("FREQ=WEEKLY;BYDAY=%s"),
        OFTEN("FREQ=HOURLY"),
        NONSENSE("EVERY NOW AND THEN"),
        NEVER("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        FOR_EVER("FREQ=WEEKLY;COUNT=9000;BYDAY=%s"),
        SHORT("FREQ=WEEKLY;BYDAY=%s"),
        WITH_SECONDS("FREQ=WEEKLY;BYDAY=%s");

        private final String rrule;

        Rule(String rrule) {
            this.rrule = rrule;
        }

        String on(LocalDate day) {
            var weekday = this == ANOTHER_DAY ? day.plusDays(1) : day;
            return rrule.formatted(weekday.getDayOfWeek().name().substring(0, 2));
        }
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
