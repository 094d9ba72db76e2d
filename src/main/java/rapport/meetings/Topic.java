package rapport.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rapport.meetings.MeetingAct.DiscussTopic;
import rapport.meetings.MeetingAct.DropTopic;
import rapport.meetings.MeetingAct.RaiseTopic;
import rapport.meetings.MeetingAct.TopicAct;
import rapport.meetings.MeetingEvent.TopicDiscussed;
import rapport.meetings.MeetingEvent.TopicDropped;
import rapport.meetings.MeetingEvent.TopicEvent;
import rapport.meetings.MeetingEvent.TopicRaised;
import rapport.parties.By;
import rapport.parties.EntryId;
import rapport.parties.RelationshipId;
import rapport.parties.Side;
import rapport.shared.RuleBroken;
import rapport.words.Sealed;

/**
 * Something to talk about, as it stands; it carries over from 1:1 to 1:1 until it is discussed or dropped. Decides acts
 * and applies events, both without side effects. The rules are those of docs/domain.md, "1:1s, topics, notes".
 *
 * @param raised how it came to be
 * @param raisedAt when that was recorded
 */
public record Topic(TopicRaised raised, Status status, Instant raisedAt) {

    /** Where a topic stands. */
    public enum Status {
        OPEN,
        DISCUSSED,
        DROPPED
    }

    public EntryId id() {
        return raised.entry();
    }

    /** Who raised it. */
    public By by() {
        return raised.by();
    }

    public Side raiser() {
        return by().side();
    }

    public Sealed text() {
        return raised.text();
    }

    // --- deciding -------------------------------------------------------------------------------------------------

    /** Decides the first act of all, which raises the topic; there is nothing that it could break. */
    public static TopicEvent raise(RaiseTopic act, RelationshipId relationship, By by) {
        return new TopicRaised(relationship, by, act.entry(), act.text());
    }

    /**
     * Decides an act on this topic.
     *
     * @param today the day in the relationship's zone
     * @throws RuleBroken with the code of the first rule that the act breaks
     */
    public TopicEvent decide(TopicAct act, By by, LocalDate today) {
        return switch (act) {
            case RaiseTopic _ -> throw new RuleBroken("id-taken", "This id already belongs to another record.");
            case DiscussTopic _ -> {
                isOpen();
                yield new TopicDiscussed(raised.relationship(), by, id());
            }
            case DropTopic drop -> {
                onlyItsRaiser(by);
                isOpen();
                yield new TopicDropped(raised.relationship(), by, id(), drop.reason());
            }
        };
    }

    private void onlyItsRaiser(By by) {
        if (by.side() != raiser()) {
            throw new RuleBroken(
                    "only-raiser",
                    "Only the person who raised this can take it back; the other can say it was discussed.");
        }
    }

    private void isOpen() {
        switch (status) {
            case OPEN -> {}
            case DISCUSSED -> throw new RuleBroken("topic-closed", "This topic has been discussed.");
            case DROPPED -> throw new RuleBroken("topic-closed", "This topic was dropped.");
        }
    }

    /** True if the rules would let this kind of act through. */
    public boolean allows(TopicActKind kind, By by, LocalDate today) {
        try {
            return decide(example(kind), by, today).entry().equals(id());
        } catch (RuleBroken _) {
            return false;
        }
    }

    private TopicAct example(TopicActKind kind) {
        return switch (kind) {
            case DISCUSS -> new DiscussTopic(id());
            case DROP -> new DropTopic(id(), null);
        };
    }

    /** True if a creation is this one again, as far as can be told without opening its words. */
    public boolean isSameButForItsWords(RaiseTopic again) {
        return again.entry().equals(id());
    }

    // --- applying -------------------------------------------------------------------------------------------------

    /** The topic as an event leaves it; the first one, which raises it, finds nothing before it. */
    public static Topic after(@Nullable Topic before, TopicEvent event, Instant at) {
        return switch (event) {
            case TopicRaised raised -> new Topic(raised, Status.OPEN, at);
            case TopicDiscussed _ -> there(before).closed(Status.DISCUSSED);
            case TopicDropped _ -> there(before).closed(Status.DROPPED);
        };
    }

    private static Topic there(@Nullable Topic before) {
        return Objects.requireNonNull(before, "an event on a topic that was never raised");
    }

    private Topic closed(Status how) {
        return new Topic(raised, how, raisedAt);
    }
}
